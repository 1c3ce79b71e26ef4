extension Study {
    /// Every setting of the scenario and of what is drawn, with its source.
    public var assumptions: [Assumption] {
        let drawn = chance.map { $0.assumptions.map { $0.sourced(scenario.sources) } } ?? []
        return scenario.assumptions + drawn
    }
}

extension Study.Chance {
    /// What is drawn and how often; the number of tasks is no part of it, since the result does not
    /// depend on it.
    fileprivate var assumptions: [Assumption] {
        let disputes = "assumption; no frequency was found"
        return [
            Assumption(
                "chance.quota", settings.quota.text(scale: 100, unit: " %"),
                "Destatis and IfM Bonn: mean 6.1 %, a third of claims without any (Q1, Q4)"),
            Assumption(
                "chance.years", settings.years.text(scale: 1, unit: " years"),
                "IfM Bonn: about 4 years for legal persons (Q5); spread assumed"),
            Assumption(
                "chance.clientPayments", usesOwnPayments ? "book" : "scenario",
                "Kaplan and Meier over the book's own invoices, or the scenario's days"),
            Assumption("chance.challenged", percent(settings.challenged), disputes),
            Assumption("chance.won", percent(settings.won), disputes),
            Assumption("chance.disputed", percent(settings.disputed), disputes),
            Assumption("chance.lost", percent(settings.lost), disputes),
            Assumption(
                "chance.disputeDays", "\(settings.disputeDays)",
                "AvP: 40 months to the first money (Q6)"),
            Assumption(
                "chance.sharePrice",
                settings.sharePrice?.text(scale: 0.01, unit: "") ?? "the scenario's", "given"),
            Assumption("chance.filing", filingText, "given; else the failure is certain"),
        ] + numbers
    }

    private var numbers: [Assumption] {
        let source = "docs/spec/simulation-chance.md#random-numbers"
        let kind =
            switch paths.numbers {
            case .counted: "pseudo-random: Philox4x64-10"
            case .even(let replicates): "sobol: \(replicates) scramblings"
            }
        return [
            Assumption("paths.seed", "\(paths.seed)", source),
            Assumption("paths.count", "\(paths.paths)", source),
            Assumption("paths.numbers", kind, source),
            Assumption(
                "paths.levels", paths.levels.map(percent).joined(separator: ", "),
                "quantile rule: type 1, the inverse of the distribution function"),
            Assumption(
                "paths.cashDays", paths.cashDays.map { "\($0)" }.joined(separator: ", "), "given"),
        ]
    }

    private var filingText: String {
        guard let filing = settings.filing else { return "certain" }
        let chance = filing.curve.defaultProbability(to: filing.horizonDays)
        return "\(percent(chance)) within \(filing.horizonDays) days"
    }

    private func percent(_ share: Double) -> String { DecimalText.of(share * 100) + " %" }
}

extension Uncertain {
    /// The figure as people read it, in another unit.
    func text(scale: Double, unit: String) -> String {
        let number = { (value: Double) in DecimalText.of(value * scale) + unit }
        return switch self {
        case .value(let value): number(value)
        case .uniform(let span):
            "uniform from \(number(span.lowerBound)) to \(number(span.upperBound))"
        case .normal(let normal):
            "normal, mean \(number(normal.mean)), sd \(number(normal.deviation))"
        case .beta(let beta):
            "beta, mean \(number(beta.mean)), sd \(number(beta.variance.squareRoot()))"
        case .hurdle(let hurdle):
            "zero with \(DecimalText.of(hurdle.zeroProbability * 100)) %, else beta, mean "
                + "\(number(hurdle.positive.mean)), sd "
                + number(hurdle.positive.variance.squareRoot())
        case .lognormal(let lognormal, let least):
            "lognormal, mean \(number(lognormal.mean)), sigma \(DecimalText.of(lognormal.sigma)), "
                + "at least \(number(least))"
        case .discrete(let discrete):
            discrete.outcomes.map {
                "\(number($0.loss)) with \(DecimalText.of($0.probability * 100)) %"
            }.joined(separator: ", ")
        }
    }
}

/// Floating-point figures as decimal text, the same on every machine.
public enum DecimalText {
    /// At most so many decimals, without zeros at the end: `6.1`.
    public static func of(_ value: Double, decimals: Int = 6) -> String {
        var text = fixed(value, decimals: decimals)
        guard text.contains(".") else { return text }
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text == "-0" ? "0" : text
    }

    /// Exactly so many decimals: `6.10`; a figure too large for that has none.
    public static func fixed(_ value: Double, decimals: Int) -> String {
        let scale = (0..<decimals).reduce(Int64(1)) { scale, _ in scale * 10 }
        let scaled = (value * Double(scale)).rounded()
        guard value.isFinite, let digits = Int64(exactly: scaled) else { return "\(value)" }
        let whole = "\(digits.magnitude / UInt64(scale))"
        let sign = digits < 0 ? "-" : ""
        guard decimals > 0 else { return sign + whole }
        let rest = "\(digits.magnitude % UInt64(scale) + UInt64(scale))".dropFirst()
        return "\(sign)\(whole).\(rest)"
    }
}
