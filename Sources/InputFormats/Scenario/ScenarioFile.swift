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

    /// Reads the scenario alone from a file's text; the name stands in errors.
    package static func read(text: String, name: String) throws(InputError) -> Scenario {
        try study(text: text, name: name).scenario
    }

    /// Reads a scenario, what is drawn by chance, and what is shown.
    package static func study(text: String, name: String) throws(InputError) -> Study {
        let top = try SettingsReader(
            text: text, file: name, bytesMax: bytesMax, what: "A scenario",
            empty: "Write {} to take every default.", example: "docs/spec/simulation.md")
        try top.allow([
            "name", "jurisdiction", "currency", "filingDay", "asOfSequence", "models", "quota",
            "habit", "trust", "time", "avoidance", "tracing", "clients", "estate", "costs", "puts",
            "chance", "paths", "outputs",
        ])
        let currency =
            try top.value("currency", allowed: "a currency code such as EUR") { Currency($0) }
            ?? .eur
        let scenario = try scenario(top, currency)
        return Study(
            scenario, chance: try chance(top, currency), outputs: try outputs(top))
    }

    private static func scenario(
        _ top: SettingsReader, _ currency: Currency
    ) throws(InputError) -> Scenario {
        let jurisdiction =
            try top.choice("jurisdiction", Jurisdiction.allCases) ?? .germany
        let (risk, risks) = try clients(top)
        let parts = try (
            quota: quota(top), habit: habit(top, currency), trust: trust(top, jurisdiction),
            time: time(top), avoidance: avoidance(top), estate: estate(top, currency),
            costs: costs(top, currency), puts: puts(top, currency)
        )
        let models = try models(top)
        let title = try top.text("name") ?? "default"
        let filingDay = try top.day("filingDay")
        let sequence = try top.whole("asOfSequence", 1...Int64.max)
        let (tracing, sources) = try (tracing(top, jurisdiction), top.sources())
        do {
            return try Scenario(
                name: title, jurisdiction: jurisdiction, currency: currency, filingDay: filingDay,
                asOfSequence: sequence, models: models, quota: parts.quota, habit: parts.habit,
                trust: parts.trust, time: parts.time, avoidance: parts.avoidance, clientRisk: risk,
                clientRisks: risks, estate: parts.estate, costs: parts.costs, puts: parts.puts,
                tracing: tracing, sources: sources)
        } catch {
            throw located(error, top)
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
