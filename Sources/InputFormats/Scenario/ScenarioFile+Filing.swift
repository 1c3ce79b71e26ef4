import InsolvencyCore

extension ScenarioFile {
    /// How likely the agency fails within a horizon: by a rate a year, by rates between days, or by
    /// Merton's model.
    static func filing(_ section: SettingsReader) throws(InputError) -> ChanceSettings.Filing {
        try section.allow(["horizonDays", "rate", "rates", "merton"])
        let given = ["rate", "rates", "merton"].filter { section.node($0) != nil }
        guard given.count == 1, let key = given.first else {
            throw section.refusal(
                given.last ?? "rate", given.isEmpty ? "is missing." : "stands beside another.",
                "Write one of rate, rates and merton.")
        }
        do {
            if key == "merton" { return try merton(section) }
            let days = Int(try section.whole("horizonDays", 1...36_500) ?? 365)
            return ChanceSettings.Filing(curve: try curve(section, key), horizonDays: days)
        } catch let error as InputError {
            throw error
        } catch {
            throw section.refusal(key, "makes no chance of failure.", "\(error)")
        }
    }

    private static func curve(_ section: SettingsReader, _ key: String) throws -> HazardCurve {
        guard key == "rates" else {
            return try HazardCurve(rate: (try section.figure("rate", 0...1_000) ?? 0) / 100)
        }
        var segments: [HazardCurve.Segment] = []
        for part in try section.sections("rates") ?? [] {
            try part.allow(["untilDay", "rate"])
            guard let day = try part.whole("untilDay", 1...36_500),
                let rate = try part.figure("rate", 0...1_000)
            else { throw part.refusal("untilDay", "is missing.", "Write untilDay and rate.") }
            segments.append(HazardCurve.Segment(untilDay: Int(day), rate: rate / 100))
        }
        return try HazardCurve(segments)
    }

    private static func merton(_ section: SettingsReader) throws -> ChanceSettings.Filing {
        guard let part = try section.section("merton") else {
            throw section.refusal("merton", "is missing.", "Write its figures.")
        }
        if section.node("horizonDays") != nil {
            throw section.refusal(
                "horizonDays", "stands beside merton.", "Write years below merton instead.")
        }
        let keys = ["equity", "equityVolatility", "debt", "rate", "years"]
        try part.allow(keys)
        for key in keys where part.node(key) == nil {
            throw part.refusal(key, "is missing.", "Write \(keys.joined(separator: ", ")).")
        }
        let figure = { (key: String, range: ClosedRange<Double>) throws(InputError) in
            try part.figure(key, range) ?? 0
        }
        let model = try MertonModel(
            equity: figure("equity", 0...1e12),
            equityVolatility: figure("equityVolatility", 0...1_000) / 100,
            debt: figure("debt", 0...1e12), rate: figure("rate", -100...100) / 100,
            years: figure("years", 0...50))
        return try ChanceSettings.Filing(model)
    }
}
