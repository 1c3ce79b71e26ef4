package import EscrowCore
import InputFormats

/// A split rule out of a file that a person hands in.
package struct RuleReading: Sendable {
    package let rule: SplitRule
    /// As it stands in the file, by which two commands with one key are told apart.
    package let text: String

    /// Reads a rule; `-` is standard input.
    ///
    /// - Source: docs/spec/rule.md
    package init(path: String) throws {
        let spool = try Spool(path)
        text = try FileReading.text(spool.path, name: spool.name)
        rule = try RuleFile.read(text: text, name: spool.name)
    }
}
