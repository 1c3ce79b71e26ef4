package import EscrowCore
import MoneyCore
import Yams

/// Reads which rules of protection count from YAML; JSON is YAML.
///
/// - Source: docs/spec/protection.md#switches
package enum ProtectionFile {
    package static func read(
        text: String, name: String
    ) throws(InputError) -> ProtectionSettings {
        guard text.utf8.count <= ScenarioFile.bytesMax else {
            throw InputError(
                file: name, line: 1,
                message: "The file has more than \(ScenarioFile.bytesMax) bytes.",
                remedy: "It is a page of settings; check that this is the right file.")
        }
        let top = try SettingsReader(ScenarioFile.root(text, name), file: name)
        try top.allow(["without", "unidentifiedDays"])
        var settings = ProtectionSettings()
        let known = ProtectionRule.allCases.map(\.rawValue).joined(separator: ", ")
        for word in try top.list("without", allowed: "[bank-waiver, identified]") ?? [] {
            guard let rule = ProtectionRule(rawValue: word) else {
                throw top.refusal("without", "holds \"\(word)\".", "Rules are: \(known).")
            }
            settings.without.insert(rule)
        }
        if let days = try top.whole("unidentifiedDays", 0...3650) {
            settings.unidentifiedDays = Int(days)
        }
        return settings
    }
}
