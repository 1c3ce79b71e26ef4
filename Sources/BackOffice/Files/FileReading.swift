import EscrowEngine
import Evidence
import Glibc

/// Reading a file from its beginning in pieces of bounded size.
enum FileReading {
    static func size(_ path: String) throws -> Int64 {
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileProblem.cannot("read \(path)") }
        return Int64(status.st_size)
    }

    /// Hands over all bytes, a piece at a time.
    static func forEachPiece(_ path: String, _ body: ([UInt8]) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileProblem.cannot("read \(path)") }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: FilePiece.sizeMax)
        while true {
            var filled = 0
            while filled < buffer.count {
                let count = buffer.withUnsafeMutableBytes {
                    read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled)
                }
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw FileProblem.cannot("read \(path)") }
                if count == 0 { break }
                filled += count
            }
            if filled == 0 { return }
            try body(Array(buffer[..<filled]))
        }
    }

    /// Hands over the compressed pieces of a file, and refuses one that is not the file it was.
    static func forEachCompressed(
        _ path: String, expecting digest: Digest, _ body: (FilePiece) throws -> Void
    ) throws {
        var hasher = try SHA256Hasher()
        var index = 0
        try forEachPiece(path) { bytes in
            try hasher.update(bytes)
            try body(
                FilePiece(
                    index: index, size: bytes.count, compressed: try Deflate.compress(bytes)))
            index += 1
        }
        guard try hasher.finish() == digest else {
            throw Refusal(
                "file.changed", "\(path) changed while it was read",
                remedy: "import it again once nobody writes to it")
        }
    }

    static func text(_ path: String, name: String) throws -> String {
        var bytes: [UInt8] = []
        try forEachPiece(path) { bytes += $0 }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Refusal(
                "file.encoding", "\(name) is not UTF-8", remedy: "save it as UTF-8 and try again")
        }
        return text
    }
}
