import EscrowEngine
import Glibc

/// Writing a file whole: it appears under its name only when all its bytes are on disk.
package enum FileWriting {
    package static func write(_ bytes: [UInt8], to path: String) throws {
        let temporary = "\(path).part-\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileProblem.cannot("write \(path)") }
        do {
            try FileProblem.writeAll(bytes[...], to: descriptor, "write \(path)")
            guard fsync(descriptor) == 0 else { throw FileProblem.cannot("write \(path)") }
        } catch {
            close(descriptor)
            unlink(temporary)
            throw error
        }
        close(descriptor)
        guard rename(temporary, path) == 0 else {
            unlink(temporary)
            throw FileProblem.cannot("write \(path)")
        }
    }
}
