package import InsolvencyCore
import MoneyCore
import Yams

/// Reads the assumptions of a simulation from YAML; JSON is YAML.
///
/// Keys that are not there keep the defaults of the simulation. Unknown keys, wrong types and
/// values out of range are refused with line, column, key and what is allowed.
///
/// - Source: docs/schemas/scenario.schema.json, docs/spec/simulation.md#scenario
package enum ScenarioFile {
    /// No scenario is longer; a longer text is refused before it is parsed.
    package static let bytesMax = 1_000_000

    /// Reads a scenario from a file's text; the name stands in errors.
    package static func read(text: String, name: String) throws(InputError) -> Scenario {
        guard text.utf8.count <= bytesMax else {
            throw InputError(
                file: name, line: 1, message: "The file has more than \(bytesMax) bytes.",
                remedy: "A scenario is a page of settings; check that this is the right file.")
        }
        let top = try SettingsReader(root(text, name), file: name)
        try top.allow([
            "name", "currency", "filingDay", "asOfSequence", "models", "quota", "habit", "trust",
            "time", "clients", "estate", "costs", "puts",
        ])
        let currency =
            try top.value("currency", allowed: "a currency code such as EUR") { Currency($0) }
            ?? .eur
        let (risk, risks) = try clients(top)
        let parts = try (
            quota: quota(top), habit: habit(top, currency), trust: trust(top), time: time(top),
            estate: estate(top, currency), costs: costs(top, currency), puts: puts(top, currency)
        )
        let models = try models(top)
        let title = try top.text("name") ?? "default"
        let filingDay = try top.day("filingDay")
        let sequence = try top.whole("asOfSequence", 1...Int64.max)
        do {
            return try Scenario(
                name: title, currency: currency, filingDay: filingDay, asOfSequence: sequence,
                models: models, quota: parts.quota, habit: parts.habit, trust: parts.trust,
                time: parts.time, clientRisk: risk, clientRisks: risks, estate: parts.estate,
                costs: parts.costs, puts: parts.puts)
        } catch {
            throw located(error, top)
        }
    }

    static func root(_ text: String, _ name: String) throws(InputError) -> Node {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw malformed(error, name)
        }
        guard let node else {
            throw InputError(
                file: name, line: 1, message: "The file is empty.",
                remedy: "Write {} to take every default.")
        }
        return node
    }

    private static func malformed(_ error: any Error, _ name: String) -> InputError {
        let remedy = "Correct the YAML; docs/spec/simulation.md shows an example."
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return SettingsReader.error(name, mark, "The file is not YAML: \(problem).", remedy)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.sorted().joined(separator: ", ")
            return SettingsReader.error(
                name, context.mark, "Written twice: \(keys).", "Leave one of them.")
        case .reader(let problem, _, _, _):
            return InputError(
                file: name, line: 1, message: "The file cannot be read: \(problem).", remedy: remedy
            )
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded, nil:
            return InputError(file: name, line: 1, message: "The file is not YAML.", remedy: remedy)
        }
    }

    /// Finds the line of the setting that the core refused.
    private static func located(_ error: ScenarioError, _ top: SettingsReader) -> InputError {
        var node: Node?
        var reader: SettingsReader? = top
        for part in error.key.split(separator: ".") {
            node = reader?.node(String(part)) ?? node
            reader = try? reader?.section(String(part))
        }
        return SettingsReader.error(
            top.file, node?.mark, "\(error)", "See docs/spec/simulation.md#scenario.")
    }

    private static func models(_ top: SettingsReader) throws(InputError) -> [PaymentModel] {
        let allowed = "[\(PaymentModel.allCases.map(\.rawValue).joined(separator: ", "))]"
        guard let words = try top.list("models", allowed: allowed) else {
            return PaymentModel.allCases
        }
        var models: [PaymentModel] = []
        for word in words {
            let model = PaymentModel.allCases.first { $0.rawValue == word || $0.letter == word }
            guard let model else {
                throw top.refusal(
                    "models", "holds \"\(word)\".", "Write a list such as \(allowed).")
            }
            models.append(model)
        }
        return models
    }

    private static func quota(_ top: SettingsReader) throws(InputError) -> QuotaMode {
        let allowed = "computed, or a percentage from 0 to 100, such as 6.1"
        let quota = try top.value("quota", allowed: allowed) { text -> QuotaMode? in
            text == "computed" ? .computed : SettingsReader.percent(text).map { .fixed($0) }
        }
        return quota ?? Scenario.meanQuota
    }

    private static func clients(
        _ top: SettingsReader
    ) throws(InputError) -> (
        ClientRisk, [String: ClientRisk]
    ) {
        guard let section = try top.section("clients") else { return (ClientRisk(), [:]) }
        var fallback = ClientRisk()
        var risks: [String: ClientRisk] = [:]
        for client in section.keys {
            guard let entry = try section.section(client) else { continue }
            try entry.allow(["defaultProbability", "lossGivenDefault"])
            var risk = ClientRisk()
            risk.defaultProbability = try entry.percent("defaultProbability") ?? .zero
            risk.lossGivenDefault = try entry.percent("lossGivenDefault") ?? .whole
            if client == "default" { fallback = risk } else { risks[client] = risk }
        }
        return (fallback, risks)
    }
}
