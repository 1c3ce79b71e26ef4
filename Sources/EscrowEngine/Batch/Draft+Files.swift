import EscrowCore
import Evidence
import LedgerCore

extension Draft {
    /// Keeps the bytes of a file in pieces, with its record; a file that is kept already is kept.
    mutating func keepFile(_ bytes: [UInt8], _ digest: Digest, _ name: String) throws {
        guard try writer.row(FileRow.self, key: [.bytes(digest.bytes)]) == nil else { return }
        try append(.file(KeptFile(digest: digest.bytes, name: name, size: Int64(bytes.count))))
        for (index, start) in stride(from: 0, to: bytes.count, by: FilePiece.sizeMax).enumerated() {
            let chunk = Array(bytes[start..<min(start + FilePiece.sizeMax, bytes.count)])
            try writer.keep(
                FilePiece(
                    index: index, size: chunk.count, compressed: try Deflate.compress(chunk)),
                of: digest)
        }
    }
}
