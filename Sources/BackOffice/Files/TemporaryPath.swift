import Glibc

/// A path for temporary files that nobody else has; its file does not exist yet.
package enum TemporaryPath {
    package static func make(_ prefix: String) throws -> String {
        let file = try TemporaryFile.create(prefix)
        close(file.descriptor)
        unlink(file.path)
        return file.path
    }
}
