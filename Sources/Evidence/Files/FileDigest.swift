import Glibc

/// The SHA-256 of files, read in pieces, so that their size does not matter.
package enum FileDigest {
    /// How many bytes one read asks for: 1 MiB.
    private static let readByteCount = 1 << 20

    /// Returns the SHA-256 of a file's bytes.
    ///
    /// - Throws: `cannotOpen`, `cannotRead`, `openSSL`.
    /// - Complexity: O(*n*) in the size of the file; memory of one buffer.
    package static func sha256(path: String) throws(EvidenceError) -> Digest {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, code: errno) }
        defer { close(descriptor) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: readByteCount, alignment: 16)
        defer { buffer.deallocate() }
        var hasher = try SHA256Hasher()
        while true {
            let count = read(descriptor, buffer.baseAddress, readByteCount)
            // A signal may interrupt a read before its first byte; that is no failure.
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .cannotRead(path: path, code: errno) }
            guard count > 0 else { return try hasher.finish() }
            try hasher.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}
