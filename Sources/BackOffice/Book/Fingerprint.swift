package import EscrowEngine
import Evidence

/// What makes two commands the same: the SHA-256 of their content in one written form.
package enum Fingerprint {
    /// A key with the fingerprint of a command and its arguments, in order.
    ///
    /// Each text is preceded by its length, so that no two contents are written alike.
    package static func once(
        key: String, command: String, content: [(name: String, value: String?)]
    ) throws -> CommandCall.Once {
        var text = field(command)
        for (name, value) in content { text += field(name) + (value.map(field) ?? "-") }
        var hasher = try SHA256Hasher()
        try hasher.update(Array(text.utf8))
        return CommandCall.Once(key: own(key), fingerprint: try hasher.finish())
    }

    /// A key that a person gives never meets one that is made of a file.
    package static func own(_ key: String) -> String { "key \(key)" }

    private static func field(_ text: String) -> String { "\(text.utf8.count):\(text)" }
}
