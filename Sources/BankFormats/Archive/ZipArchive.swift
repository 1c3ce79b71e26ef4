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
        for _ in 0..<count { members.append(try member(directory, &place)) }
        return members
    }

    /// Reads the entry of the directory that begins at a place, and goes on to the next.
    private static func member(
        _ directory: [UInt8], _ place: inout Int
    ) throws(BankFileError.Reason) -> Member {
        guard place + 46 <= directory.count, number(directory, place, 4) == 0x0201_4B50 else {
            throw .brokenArchive("its directory is cut off")
        }
        let nameLength = Int(number(directory, place + 28, 2))
        let others = Int(number(directory, place + 30, 2)) + Int(number(directory, place + 32, 2))
        let end = place + 46 + nameLength + others
        guard end <= directory.count else { throw .brokenArchive("its directory is cut off") }
        let start = place
        place = end
        return Member(
            name: printable(directory[(start + 46)..<(start + 46 + nameLength)]),
            method: UInt16(number(directory, start + 10, 2)),
            isEncrypted: number(directory, start + 8, 2) & 1 == 1,
            checksum: UInt32(number(directory, start + 16, 4)),
            compressedSize: Int(number(directory, start + 20, 4)),
            size: Int(number(directory, start + 24, 4)),
            offset: Int(number(directory, start + 42, 4)))
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
