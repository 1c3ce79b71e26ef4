import EscrowEngine
import Glibc

/// A folder that files are written into together: each appears under its name only when all of them
/// are whole, and none takes the place of another content unless somebody says so.
package struct OutputFolder {
    private let path: String
    private var parts: [(name: String, part: String)] = []

    /// What became of a file.
    package struct Written: Hashable, Sendable {
        package let name: String
        /// It stood there already, byte for byte.
        package let isUnchanged: Bool
    }

    /// Makes the folder if there is none; the folder above it must be there.
    package init(_ path: String) throws {
        self.path = path
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw FileProblem.cannot("make the folder \(path)")
        }
    }

    /// Writes a file beside its place, a piece at a time.
    package mutating func write(
        _ name: String, _ body: (@escaping (ArraySlice<UInt8>) throws -> Void) throws -> Void
    ) throws {
        let part = "\(path)/.\(name).part-\(getpid())"
        let descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileProblem.cannot("write \(path)/\(name)") }
        parts.append((name, part))
        defer { close(descriptor) }
        let what = "write \(path)/\(name)"
        try body { try FileProblem.writeAll($0, to: descriptor, what) }
        guard fsync(descriptor) == 0 else { throw FileProblem.cannot("write \(path)/\(name)") }
    }

    /// Gives all files their names.
    ///
    /// - Parameter replacing: Whether another content may be replaced.
    /// - Returns: What became of each, in the order in which they were written.
    /// - Throws: `file.exists`, naming what is there; then nothing is changed.
    package func finish(replacing: Bool) throws -> [Written] {
        var written: [Written] = []
        for (name, part) in parts {
            let isThere = access("\(path)/\(name)", F_OK) == 0
            let isSame = try isThere && Self.isSame(part, "\(path)/\(name)")
            guard !isThere || isSame || replacing else {
                throw Refusal(
                    "file.exists", "\(path)/\(name) is there already, with another content",
                    remedy: "name another folder, or say --replace")
            }
            written.append(Written(name: name, isUnchanged: isSame))
        }
        for ((name, part), result) in zip(parts, written) where !result.isUnchanged {
            guard rename(part, "\(path)/\(name)") == 0 else {
                throw FileProblem.cannot("write \(path)/\(name)")
            }
        }
        return written
    }

    /// Removes what has no name yet.
    package func discard() { for (_, part) in parts { unlink(part) } }

    /// Writes files by a body and names them, or leaves nothing behind.
    package static func filled(
        _ path: String, replacing: Bool, _ body: (inout OutputFolder) throws -> Void
    ) throws -> [Written] {
        var folder = try OutputFolder(path)
        do {
            try body(&folder)
            let written = try folder.finish(replacing: replacing)
            folder.discard()
            return written
        } catch {
            folder.discard()
            throw error
        }
    }

    private static func isSame(_ left: String, _ right: String) throws -> Bool {
        guard try FileReading.size(left) == FileReading.size(right) else { return false }
        let other = open(right, O_RDONLY | O_CLOEXEC)
        guard other >= 0 else { throw FileProblem.cannot("read \(right)") }
        defer { close(other) }
        var isSame = true
        try FileReading.forEachPiece(left) { piece in
            var bytes = [UInt8](repeating: 0, count: piece.count)
            var filled = 0
            while filled < bytes.count {
                let count = bytes.withUnsafeMutableBytes {
                    read(other, $0.baseAddress?.advanced(by: filled), $0.count - filled)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                filled += count
            }
            if filled < bytes.count || bytes != piece { isSame = false }
        }
        return isSame
    }
}
