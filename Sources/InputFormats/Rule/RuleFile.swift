package import EscrowCore
import MoneyCore
import Yams

/// Reads a split rule from YAML; JSON is YAML.
///
/// Unknown keys, wrong types and rules that cannot divide a line are refused with line, column,
/// key and what is allowed.
///
/// - Source: docs/schemas/rule.schema.json, docs/spec/rule.md
package enum RuleFile {
    /// No rule is longer; a longer text is refused before it is parsed.
    package static let bytesMax = 1_000_000

    /// Reads a rule from a file's text; the name stands in errors.
    package static func read(text: String, name: String) throws(InputError) -> SplitRule {
        let top = try SettingsReader(
            text: text, file: name, bytesMax: bytesMax, what: "A rule",
            empty: "Write rule and parts.", example: "docs/spec/rule.md")
        try top.allow(["rule", "currency", "parts", "order", "release", "setAsideVAT"])
        guard let code = try top.text("rule") else {
            throw top.refusal("rule", "is missing.", "Write rule: R-01.")
        }
        let currency =
            try top.value("currency", allowed: "a currency code such as EUR") { Currency($0) }
            ?? .eur
        guard let sections = try top.sections("parts") else {
            throw top.refusal("parts", "is missing.", "Write a list of parts.")
        }
        let parts = try sections.map { section throws(InputError) in
            try RulePartReading(section: section, currency: currency).part()
        }
        let order = try order(top)
        let release = try top.value(
            "release", allowed: Release.forms.joined(separator: ", ")
        ) { Release($0) }
        let setsVATAside = try top.bool("setAsideVAT") ?? false
        do throws(SplitRuleError) {
            return try SplitRule(
                code: code, currency: currency, parts: parts, order: order, release: release,
                setsVATAside: setsVATAside)
        } catch {
            throw located(error, top)
        }
    }

    /// `pro-rata`, or payees one after the other; a list within the list shares one place.
    private static func order(_ top: SettingsReader) throws(InputError) -> [[RulePayee]]? {
        let allowed = "pro-rata, or a list such as [freelancer, agency]"
        guard let node = top.node("order") else { return nil }
        if let word = node.scalar?.string {
            guard word == "pro-rata" else {
                throw top.refusal("order", "is \"\(word)\".", "Write \(allowed).")
            }
            let parts = try top.sections("parts") ?? []
            return [parts.compactMap { $0.node("payee")?.scalar.map { RulePayee($0.string) } }]
        }
        var groups: [[RulePayee]] = []
        for node in try top.nodes("order") ?? [] {
            let members: [Node] =
                if case .sequence(let sequence) = node { Array(sequence) } else { [node] }
            var group: [RulePayee] = []
            for member in members {
                guard let name = member.scalar?.string else {
                    throw SettingsReader.error(
                        top.file, member.mark, "order holds what is no payee.", "Write \(allowed).")
                }
                group.append(RulePayee(name))
            }
            guard !group.isEmpty else {
                throw SettingsReader.error(
                    top.file, node.mark, "order holds a place of nobody.", "Write \(allowed).")
            }
            groups.append(group)
        }
        return groups
    }

    /// Finds the line of the setting that the core refused.
    private static func located(_ error: SplitRuleError, _ top: SettingsReader) -> InputError {
        var mark: Mark?
        var reader: SettingsReader? = top
        var list: [SettingsReader] = []
        var key = error.key
        for part in error.key.split(separator: ".").map(String.init) {
            if let place = Int(part), list.indices.contains(place) {
                reader = list[place]
                mark = reader?.mark ?? mark
            } else if let reader, let written = reader.written(part) {
                mark = reader.node(written)?.mark ?? mark
                key = reader.name(written)
                list = (try? reader.sections(written)) ?? []
            }
        }
        return SettingsReader.error(
            top.file, mark, "\(key): \(error)", "See docs/spec/rule.md#refused.")
    }
}

extension SettingsReader {
    /// The key as the file has it: a share is written as a percentage or as a fraction.
    fileprivate func written(_ key: String) -> String? {
        let names = key == "share" ? ["percent", "fraction"] : [key]
        return names.first { node($0) != nil }
    }
}
