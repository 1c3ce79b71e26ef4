import InsolvencyCore
import MoneyCore

/// Sections of a scenario that say by which rules of law it is computed.
extension ScenarioFile {
    /// Payments are tested where the section stands, unless it says `tested: false`.
    static func avoidance(_ top: SettingsReader) throws(InputError) -> AvoidanceSettings {
        var avoidance = AvoidanceSettings()
        guard let section = try top.section("avoidance") else { return avoidance }
        try section.allow([
            "tested", "illiquidSince", "knownSince", "knownSinceBy", "intentKnownSince",
            "shortMonths", "longMonths", "intentMonths", "exchangeDays", "exchangeStart",
            "repaymentDays",
        ])
        avoidance.isTested = try section.bool("tested") ?? true
        avoidance.illiquidSince = try section.day("illiquidSince")
        avoidance.knownSince = try section.day("knownSince")
        avoidance.intentKnownSince = try section.day("intentKnownSince")
        if let known = try section.section("knownSinceBy") {
            for freelancer in known.keys {
                avoidance.knownSinceBy[freelancer] = try known.day(freelancer)
            }
        }
        let months: [(String, WritableKeyPath<AvoidanceSettings, Int>)] = [
            ("shortMonths", \.shortMonths), ("longMonths", \.longMonths),
            ("intentMonths", \.intentMonths),
        ]
        for (key, part) in months {
            if let count = try section.whole(key, 0...120) { avoidance[keyPath: part] = Int(count) }
        }
        avoidance.exchangeDays = try days(section, "exchangeDays") ?? avoidance.exchangeDays
        avoidance.exchangeStart =
            try section.choice("exchangeStart", AvoidanceRules.ExchangeStart.allCases)
            ?? avoidance.exchangeStart
        avoidance.repaymentDays = try days(section, "repaymentDays") ?? avoidance.repaymentDays
        return avoidance
    }

    static func tracing(
        _ top: SettingsReader, _ jurisdiction: Jurisdiction
    ) throws(InputError) -> TracingChoice {
        var tracing = TracingChoice(jurisdiction)
        guard let section = try top.section("tracing") else { return tracing }
        try section.allow(["rules", "order", "ownMoneyFirst", "holderSubordinated"])
        tracing.rules = try section.choices("rules", TracingRule.allCases) ?? tracing.rules
        tracing.settings.order =
            try section.choice("order", DayOrder.allCases) ?? tracing.settings.order
        tracing.settings.ownMoneyFirst = try section.bool("ownMoneyFirst") ?? false
        tracing.settings.holderSubordinated = try section.bool("holderSubordinated") ?? false
        return tracing
    }

    static func outputs(_ top: SettingsReader) throws(InputError) -> Set<Study.Output> {
        Set(try top.choices("outputs", Study.Output.allCases) ?? Study.Output.allCases)
    }
}

extension SettingsReader {
    /// One of a few words; nil if the key is not there.
    func choice<Word: RawRepresentable>(
        _ key: String, _ words: [Word]
    ) throws(InputError) -> Word? where Word.RawValue == String {
        let known = words.map(\.rawValue).joined(separator: ", ")
        return try value(key, allowed: "one of \(known)") { text in
            words.first { $0.rawValue == text }
        }
    }

    /// A list of a few words, each once and at least one; nil if the key is not there.
    func choices<Word: RawRepresentable>(
        _ key: String, _ words: [Word]
    ) throws(InputError) -> [Word]? where Word.RawValue == String {
        let known = words.map(\.rawValue).joined(separator: ", ")
        guard let texts = try list(key, allowed: "[\(known)]") else { return nil }
        var chosen: [Word] = []
        for text in texts {
            guard let word = words.first(where: { $0.rawValue == text }) else {
                throw refusal(key, "holds \"\(text)\".", "Write a list such as [\(known)].")
            }
            guard !chosen.contains(where: { $0.rawValue == text }) else {
                throw refusal(key, "holds \(text) twice.", "Name it once.")
            }
            chosen.append(word)
        }
        guard !chosen.isEmpty else {
            throw refusal(key, "is empty.", "Name at least one of \(known).")
        }
        return chosen
    }
}
