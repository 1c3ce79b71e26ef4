package import EscrowEngine
import Evidence
import Foundation

/// A file that a person hands in, read whole, with its digest.
package struct InputFile: Sendable {
    /// The name for messages.
    package let name: String
    let bytes: [UInt8]
    let digest: Digest

    /// More than a century of hours; a file beyond it is no list that a person keeps.
    private static let byteCountMax = 64 << 20

    /// Reads a file; `-` is standard input.
    package init(path: String) throws {
        name = path == "-" ? "standard input" : path
        let handle: FileHandle
        if path == "-" {
            handle = .standardInput
        } else if let file = FileHandle(forReadingAtPath: path) {
            handle = file
        } else {
            throw Refusal(
                "file.open", "\(path) cannot be opened",
                remedy: "check the path and the permission to read it")
        }
        guard let data = try? handle.read(upToCount: Self.byteCountMax + 1) ?? Data() else {
            throw Refusal(
                "file.read", "\(name) cannot be read", remedy: "check that it is a readable file")
        }
        guard data.count <= Self.byteCountMax else {
            throw Refusal(
                "file.size", "\(name) has more than 64 MiB", remedy: "divide it into several files")
        }
        bytes = Array(data)
        var hasher = try SHA256Hasher()
        try hasher.update(bytes)
        digest = try hasher.finish()
    }

    /// The key and the fingerprint of a command that takes this file.
    ///
    /// The same file with the same options is the same command, under whatever name: two shops have
    /// equal files.
    ///
    /// - Parameters:
    ///   - key: What a person gave; nil is the file itself, with the options.
    ///   - command: Noun and verb.
    ///   - options: All options that say what is taken from the file, and for whom.
    /// - Returns: Key and fingerprint, which both cover the options.
    /// - Throws: When nothing can be hashed.
    /// - Source: docs/spec/store.md#once
    package func once(
        key: String?, command: String, options: [(name: String, value: String?)]
    ) throws -> CommandCall.Once {
        if key == nil, options.isEmpty {
            return CommandCall.Once(key: "\(command) \(digest)", fingerprint: digest)
        }
        let all = try Fingerprint.once(
            key: key ?? "", command: command, content: [("file", digest.description)] + options)
        guard key == nil else { return all }
        return CommandCall.Once(
            key: "\(command) \(all.fingerprint)", fingerprint: all.fingerprint)
    }
}
