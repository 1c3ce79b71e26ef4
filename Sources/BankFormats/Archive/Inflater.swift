import CZlib
import Glibc

/// Where unpacked bytes go: counted, checked, bounded.
struct ZipSink {
    let output: Int32
    let limit: Int
    let name: String
    private(set) var count = 0
    private(set) var checksum: UInt32 = 0

    mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(BankFileError.Reason) {
        count += bytes.count
        guard count <= limit else { throw .tooLarge(what: name, limit: limit) }
        checksum = UInt32(
            truncatingIfNeeded: crc32(UInt(checksum), bytes.baseAddress, UInt32(bytes.count)))
        var done = 0
        while done < bytes.count {
            let written = Glibc.write(
                output, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw .unreadable(String(cString: strerror(errno))) }
            done += written
        }
    }
}

/// Unpacks a stream of deflated bytes, or hands stored ones through.
struct Inflater: ~Copyable {
    private var stream: UnsafeMutablePointer<z_stream>?
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private(set) var isEnded = false

    init?(isStored: Bool) {
        guard !isStored else { return }
        // zlib keeps the address of the stream, so it must not move.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = inflateInit2_(
            stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            stream.deallocate()
            return nil
        }
        self.stream = stream
    }

    deinit {
        guard let stream else { return }
        inflateEnd(stream)
        stream.deallocate()
    }

    mutating func take(
        _ piece: [UInt8], _ name: String,
        _ body: (UnsafeBufferPointer<UInt8>) throws(BankFileError.Reason) -> Void
    ) throws(BankFileError.Reason) {
        guard let stream else {
            return try Self.lend(piece, piece.count, body)
        }
        var piece = piece
        var taken = 0
        while taken < piece.count, !isEnded {
            var made = 0
            let room = buffer.count
            let offered = piece.count - taken
            let status = piece.withUnsafeMutableBufferPointer { input in
                buffer.withUnsafeMutableBufferPointer { output in
                    stream.pointee.next_in = input.baseAddress?.advanced(by: taken)
                    stream.pointee.avail_in = UInt32(offered)
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = UInt32(room)
                    return inflate(stream, Z_NO_FLUSH)
                }
            }
            made = room - Int(stream.pointee.avail_out)
            let left = Int(stream.pointee.avail_in)
            guard status == Z_OK || status == Z_STREAM_END, left < offered || made > 0 else {
                throw .brokenArchive("\(name) is damaged")
            }
            taken = piece.count - left
            if made > 0 { try Self.lend(buffer, made, body) }
            isEnded = status == Z_STREAM_END
        }
        // What is still in the window comes out without further input.
        while !isEnded, stream.pointee.avail_out == 0 {
            let made = drain(stream)
            if made == 0 { break }
            try Self.lend(buffer, made, body)
        }
    }

    private mutating func drain(_ stream: UnsafeMutablePointer<z_stream>) -> Int {
        let room = buffer.count
        let status = buffer.withUnsafeMutableBufferPointer { output in
            stream.pointee.next_in = nil
            stream.pointee.avail_in = 0
            stream.pointee.next_out = output.baseAddress
            stream.pointee.avail_out = UInt32(room)
            return inflate(stream, Z_NO_FLUSH)
        }
        isEnded = status == Z_STREAM_END
        return room - Int(stream.pointee.avail_out)
    }

    private static func lend(
        _ bytes: [UInt8], _ count: Int,
        _ body: (UnsafeBufferPointer<UInt8>) throws(BankFileError.Reason) -> Void
    ) throws(BankFileError.Reason) {
        var failure: BankFileError.Reason?
        bytes.withUnsafeBufferPointer { buffer in
            do throws(BankFileError.Reason) {
                try body(UnsafeBufferPointer(rebasing: buffer[..<count]))
            } catch { failure = error }
        }
        if let failure { throw failure }
    }
}
