import CZlib
import Glibc

/// A ZIP file by its central directory: names, sizes and the bytes of its members.
///
/// Banks send camt files so. Only what a bank can send is read: stored and deflated members, no
/// encryption, no second ZIP inside, and nothing that grows out of proportion.
///
/// - Source: PKWARE APPNOTE 6.3; docs/spec/bank-import.md#zip
struct ZipArchive: ~Copyable {
    private let descriptor: Int32
    private let size: Int
    let members: [Member]

    struct Member {
        let name: String
        let method: UInt16
        let isEncrypted: Bool
        let checksum: UInt32
        let compressedSize: Int
        let size: Int
        fileprivate let offset: Int

        var isFolder: Bool { name.hasSuffix("/") }
    }

    /// No bank sends more files in one, nor larger ones.
    static let memberLimit = 10_000
    static let totalLimit = 4 << 30
    /// Deflate shrinks camt files to a twentieth or so; beyond this it is no bank's file.
    static let ratioLimit = 250
    static let ratioFree = 16 << 20

    init(path: String) throws(BankFileError.Reason) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
        guard let identity = FileIdentity(descriptor: descriptor) else {
            close(descriptor)
            throw .unreadable("it is not a regular file")
        }
        do {
            members = try Self.directory(descriptor, identity.size)
        } catch {
            close(descriptor)
            throw error
        }
        size = identity.size
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    // MARK: Directory

    private static func directory(
        _ descriptor: Int32, _ size: Int
    ) throws(BankFileError.Reason) -> [Member] {
        let tail = try bytes(descriptor, max(0, size - 65_557), min(size, 65_557))
        guard let end = lastEnd(tail) else { throw .brokenArchive("its directory is missing") }
        let count = Int(number(tail, end + 10, 2))
        let length = Int(number(tail, end + 12, 4))
        let start = Int(number(tail, end + 16, 4))
        guard count < 0xFFFF, start < 0xFFFF_FFFF else {
            throw .brokenArchive("it is of the large form (ZIP64)")
        }
        guard count <= memberLimit else { throw .brokenArchive("it has \(count) files") }
        guard start <= size, length <= size - start else {
            throw .brokenArchive("its directory stands outside of it")
        }
        let directory = try bytes(descriptor, start, length)
        var members: [Member] = []
        var place = 0
        for _ in 0..<count {
            guard place + 46 <= directory.count, number(directory, place, 4) == 0x0201_4B50 else {
                throw .brokenArchive("its directory is cut off")
            }
            let nameLength = Int(number(directory, place + 28, 2))
            let rest =
                nameLength + Int(number(directory, place + 30, 2))
                + Int(number(directory, place + 32, 2))
            guard place + 46 + rest <= directory.count else {
                throw .brokenArchive("its directory is cut off")
            }
            let name = directory[(place + 46)..<(place + 46 + nameLength)]
            members.append(
                Member(
                    name: printable(name), method: UInt16(number(directory, place + 10, 2)),
                    isEncrypted: number(directory, place + 8, 2) & 1 == 1,
                    checksum: UInt32(number(directory, place + 16, 4)),
                    compressedSize: Int(number(directory, place + 20, 4)),
                    size: Int(number(directory, place + 24, 4)),
                    offset: Int(number(directory, place + 42, 4))))
            place += 46 + rest
        }
        return members
    }

    /// Where the end of the directory begins; it is the last such place that fits.
    private static func lastEnd(_ tail: [UInt8]) -> Int? {
        guard tail.count >= 22 else { return nil }
        for start in (0...(tail.count - 22)).reversed()
        where number(tail, start, 4) == 0x0605_4B50 {
            return start
        }
        return nil
    }

    /// The last part of a path, without what a terminal would obey.
    private static func printable(_ name: ArraySlice<UInt8>) -> String {
        String(decoding: name, as: UTF8.self).unicodeScalars
            .map { $0.value < 0x20 || $0.value == 0x7F ? "?" : String($0) }.joined()
    }

    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> UInt64 {
        (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(bytes[start + $1]) }
    }

    private static func bytes(
        _ descriptor: Int32, _ start: Int, _ count: Int
    ) throws(BankFileError.Reason) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = buffer.withUnsafeMutableBytes {
                pread(
                    descriptor, $0.baseAddress?.advanced(by: filled), count - filled,
                    off_t(start + filled))
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw .brokenArchive("it is cut off") }
            filled += got
        }
        return buffer
    }
}

// MARK: - Members

extension ZipArchive {
    /// Where the compressed bytes of a member stand.
    private func content(of member: Member) throws(BankFileError.Reason) -> Int {
        guard member.offset <= size - 30 else {
            throw .brokenArchive("\(member.name) stands outside of it")
        }
        let head = try Self.bytes(descriptor, member.offset, 30)
        guard Self.number(head, 0, 4) == 0x0403_4B50 else {
            throw .brokenArchive("\(member.name) is not where the directory says")
        }
        let start =
            member.offset + 30 + Int(Self.number(head, 26, 2)) + Int(Self.number(head, 28, 2))
        guard start <= size, member.compressedSize <= size - start else {
            throw .brokenArchive("\(member.name) is cut off")
        }
        return start
    }

    /// Writes a member out; at most so many bytes.
    ///
    /// - Returns: How many bytes it has.
    /// - Throws: `tooLarge`, `brokenArchive`, `unreadable` for a full disk.
    func extract(
        _ member: Member, to output: Int32, limit: Int
    ) throws(BankFileError.Reason) -> Int {
        let bound = min(
            limit, max(Self.ratioFree, member.compressedSize.multipliedClamped(Self.ratioLimit)))
        guard member.size <= bound else { throw .tooLarge(what: member.name, limit: bound) }
        var left = member.compressedSize
        var place = try content(of: member)
        var sink = ZipSink(output: output, limit: bound, name: member.name)
        guard var inflater = Inflater(isStored: member.method == 0) else {
            throw .brokenArchive("no memory to unpack \(member.name)")
        }
        while left > 0, !inflater.isEnded {
            let piece = try Self.bytes(descriptor, place, min(left, 1 << 16))
            place += piece.count
            left -= piece.count
            try inflater.take(piece, member.name) { bytes throws(BankFileError.Reason) in
                try sink.write(bytes)
            }
        }
        guard inflater.isEnded || member.method == 0 else {
            throw .brokenArchive("\(member.name) is cut off")
        }
        guard sink.count == member.size, sink.checksum == member.checksum else {
            throw .brokenArchive("\(member.name) is damaged")
        }
        return sink.count
    }
}

extension Int {
    /// The product, or the largest number where it does not fit.
    fileprivate func multipliedClamped(_ factor: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? .max : product
    }
}

/// Where unpacked bytes go: counted, checked, bounded.
private struct ZipSink {
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
private struct Inflater: ~Copyable {
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
