/// What a command answers: a sentence for people and named values for programs.
///
/// Answers are kept in the log with the command, so they hold codes and amounts, never names.
package struct Answer: Hashable, Sendable {
    package let summary: String
    package let values: [Value]
    /// The same command was done before; nothing was written now.
    package var isRepeated = false
    /// Nothing was written: this is what would have been.
    package var isDryRun = false

    package struct Value: Hashable, Sendable {
        package let name: String
        package let text: String

        package init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    package init(_ summary: String, _ values: KeyValuePairs<String, String> = [:]) {
        self.summary = summary
        self.values = values.map { Value(name: $0.key, text: $0.value) }
    }

    package init(_ summary: String, values: [Value]) {
        self.summary = summary
        self.values = values
    }

    package subscript(name: String) -> String? { values.first { $0.name == name }?.text }

    /// One line for the sentence, one for each value.
    var text: String {
        ([summary] + values.map { "\($0.name)=\($0.text)" }).joined(separator: "\n")
    }

    init(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        summary = lines.first.map(String.init) ?? ""
        values = lines.dropFirst().compactMap { line in
            guard let equals = line.firstIndex(of: "=") else { return nil }
            return Value(
                name: String(line[..<equals]), text: String(line[line.index(after: equals)...]))
        }
    }
}
