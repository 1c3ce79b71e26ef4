import InsolvencyCore
import MoneyCore

/// What is drawn by chance, and by which numbers.
///
/// - Source: docs/spec/simulation-chance.md#scenario
extension ScenarioFile {
    /// Nil unless the file has `chance` or `paths`.
    static func chance(
        _ top: SettingsReader, _ currency: Currency
    ) throws(InputError) -> Study.Chance? {
        guard top.node("chance") != nil || top.node("paths") != nil else { return nil }
        var chance: Study.Chance
        do {
            chance = try Study.Chance()
        } catch {
            throw top.refusal("chance", "cannot be: \(error)", "Write every figure of it.")
        }
        if let section = try top.section("chance") { try read(section, currency, into: &chance) }
        if let section = try top.section("paths") { try read(section, into: &chance) }
        return chance
    }

    private static func read(
        _ section: SettingsReader, _ currency: Currency, into chance: inout Study.Chance
    ) throws(InputError) {
        try section.allow([
            "quota", "years", "clientPayments", "challenged", "won", "disputed", "lost",
            "disputeDays", "sharePrice", "filing",
        ])
        chance.settings.quota =
            try section.uncertain("quota", .percent) ?? chance.settings.quota
        chance.settings.years = try section.uncertain("years", .years) ?? chance.settings.years
        chance.settings.sharePrice = try section.uncertain("sharePrice", .amount(currency))
        chance.usesOwnPayments =
            try section.value("clientPayments", allowed: "scenario or book") {
                ["scenario": false, "book": true][$0]
            } ?? false
        let chances: [(String, WritableKeyPath<ChanceSettings, Double>)] = [
            ("challenged", \.challenged), ("won", \.won), ("disputed", \.disputed),
            ("lost", \.lost),
        ]
        for (key, part) in chances {
            if let share = try section.figure(key, 0...100) {
                chance.settings[keyPath: part] = share / 100
            }
        }
        chance.settings.disputeDays =
            try section.whole("disputeDays", 0...36_500).map { Int($0) }
            ?? chance.settings.disputeDays
        if let filing = try section.section("filing") {
            chance.settings.filing = try Self.filing(filing)
        }
    }

    private static func read(
        _ section: SettingsReader, into chance: inout Study.Chance
    ) throws(InputError) {
        try section.allow([
            "seed", "count", "numbers", "replicates", "levels", "cashDays", "threads",
        ])
        var paths = chance.paths
        paths.seed =
            try section.value("seed", allowed: "a whole number of zero or more") { UInt64($0) }
            ?? paths.seed
        paths.paths = try section.whole("count", 2...100_000_000).map { Int($0) } ?? paths.paths
        let words = ["pseudo-random": false, "sobol": true]
        let isEven =
            try section.value("numbers", allowed: "pseudo-random or sobol") { words[$0] } ?? false
        if !isEven, section.node("replicates") != nil {
            throw section.refusal(
                "replicates", "is without meaning here.", "Write it with numbers: sobol.")
        }
        let replicates = try section.whole("replicates", 2...1024) ?? 16
        if isEven { paths.numbers = .even(replicates: Int(replicates)) }
        guard !isEven || paths.paths % Int(replicates) == 0 else {
            throw section.refusal(
                "count", "is \(paths.paths) in \(replicates) replicates.",
                "Write a multiple of replicates, best a power of two for each.")
        }
        paths.levels =
            try section.figures("levels", 0...100).map { $0.map { $0 / 100 } }
            ?? paths.levels
        if paths.levels.contains(where: { $0 <= 0 || $0 >= 1 }) {
            throw section.refusal(
                "levels", "holds 0 or 100.", "Write percentages between them, such as [95, 99].")
        }
        paths.cashDays =
            try section.figures("cashDays", 0...36_500).map { $0.map { Int($0) } }
            ?? paths.cashDays
        chance.threads = try section.whole("threads", 1...1024).map { Int($0) } ?? 1
        chance.paths = paths
    }
}
