import InsolvencyCore
import MoneyCore
import Yams

extension SettingsReader {
    /// In which unit a figure is written, and between what.
    enum Unit {
        case percent, years
        case amount(Currency)

        /// What one unit of the file is for the core.
        var scale: Double {
            switch self {
            case .percent: 0.01
            case .years: 1
            case .amount(let currency): Double((0..<currency.exponent).reduce(1) { p, _ in p * 10 })
            }
        }

        var range: ClosedRange<Double> {
            switch self {
            case .percent: 0...100
            case .years: 0...50
            case .amount: 0...1_000_000_000
            }
        }
    }

    /// A number in a range; nil if the key is not there.
    func figure(_ key: String, _ range: ClosedRange<Double>) throws(InputError) -> Double? {
        let allowed =
            "a number from \(Self.plain(range.lowerBound)) to "
            + Self.plain(range.upperBound)
        return try value(key, allowed: allowed) { Self.number($0, range) }
    }

    /// A list of numbers in a range, at least one; nil if the key is not there.
    func figures(_ key: String, _ range: ClosedRange<Double>) throws(InputError) -> [Double]? {
        let allowed =
            "numbers from \(Self.plain(range.lowerBound)) to "
            + Self.plain(range.upperBound)
        guard let texts = try list(key, allowed: "of \(allowed)") else { return nil }
        var numbers: [Double] = []
        for text in texts {
            guard let number = Self.number(text, range) else {
                throw refusal(key, "holds \"\(text)\".", "Write \(allowed).")
            }
            numbers.append(number)
        }
        guard !numbers.isEmpty else { throw refusal(key, "is empty.", "Write \(allowed).") }
        return numbers
    }

    /// A figure that is known or has a distribution; nil if the key is not there.
    func uncertain(_ key: String, _ unit: Unit) throws(InputError) -> Uncertain? {
        guard node(key)?.mapping != nil, let section = try section(key),
            section.node("value") == nil
        else { return try figure(key, unit.range).map { .value($0 * unit.scale) } }
        guard section.node("distribution") != nil else {
            throw refusal(
                key, "has no distribution.", "Write a number, or a mapping with distribution.")
        }
        do {
            return try section.distribution(unit)
        } catch let error as InputError {
            throw error
        } catch {
            throw refusal(key, "is no distribution: \(error)", "Change its figures.")
        }
    }

    private func distribution(_ unit: Unit) throws -> Uncertain {
        let known = ["uniform", "beta", "hurdle", "lognormal", "discrete", "by-volume", "by-case"]
        let isShare = if case .percent = unit { true } else { false }
        let words = known.filter {
            isShare || !["beta", "hurdle", "by-volume", "by-case"].contains($0)
        }
        let allowed = "one of \(words.joined(separator: ", "))"
        let kind = try value("distribution", allowed: allowed) { words.contains($0) ? $0 : nil }
        switch kind {
        case "uniform": return try uniform(unit)
        case "beta": return .beta(try beta(unit, ["distribution", "mean", "sd", "source"]))
        case "hurdle": return .hurdle(try hurdle(unit))
        case "lognormal": return try lognormal(unit)
        case "discrete": return try discrete(unit)
        case "by-volume":
            try allow(["distribution", "source"])
            return .hurdle(try HurdleBeta.byVolume())
        default:
            try allow(["distribution", "source"])
            return .hurdle(try HurdleBeta.byCase())
        }
    }

    private func uniform(_ unit: Unit) throws(InputError) -> Uncertain {
        try allow(["distribution", "from", "to", "source"])
        let from = try needed("from", unit.range)
        return .uniform(
            (from * unit.scale)...(try needed("to", from...unit.range.upperBound) * unit.scale))
    }

    private func beta(_ unit: Unit, _ keys: [String]) throws -> BetaDistribution {
        try allow(keys)
        return try BetaDistribution(
            mean: needed("mean", unit.range) * unit.scale,
            deviation: needed("sd", unit.range) * unit.scale)
    }

    private func hurdle(_ unit: Unit) throws -> HurdleBeta {
        let positive = try beta(unit, ["distribution", "zero", "mean", "sd", "source"])
        return try HurdleBeta(
            zeroProbability: needed("zero", 0...100) / 100, positive: positive)
    }

    private func lognormal(_ unit: Unit) throws -> Uncertain {
        try allow(["distribution", "mean", "sigma", "atLeast", "source"])
        let least = try figure("atLeast", unit.range) ?? 0
        return .lognormal(
            try LognormalDistribution(
                mean: needed("mean", unit.range) * unit.scale, sigma: needed("sigma", 0...10)),
            atLeast: least * unit.scale)
    }

    private func discrete(_ unit: Unit) throws -> Uncertain {
        try allow(["distribution", "values", "probabilities", "source"])
        let values = try figures("values", unit.range) ?? []
        let chances = try figures("probabilities", 0...100) ?? []
        guard !values.isEmpty, values.count == chances.count else {
            throw refusal(
                "probabilities", "has \(chances.count) figures for \(values.count) values.",
                "Write values and probabilities of the same length.")
        }
        return .discrete(
            try DiscreteLoss(
                zip(values, chances).map {
                    DiscreteLoss.Outcome(loss: $0 * unit.scale, probability: $1 / 100)
                }))
    }

    private func needed(_ key: String, _ range: ClosedRange<Double>) throws(InputError) -> Double {
        guard let number = try figure(key, range) else {
            throw refusal(
                key, "is missing.",
                "Write a number from \(Self.plain(range.lowerBound)) to "
                    + "\(Self.plain(range.upperBound)).")
        }
        return number
    }

    private static func number(_ text: String, _ range: ClosedRange<Double>) -> Double? {
        guard let decimal = ExactDecimal(text) else { return nil }
        let scale = (0..<decimal.decimals).reduce(1.0) { scale, _ in scale * 10 }
        let number = Double(decimal.digits) / scale
        return range.contains(number) ? number : nil
    }

    private static func plain(_ bound: Double) -> String {
        Int64(exactly: bound).map { "\($0)" } ?? "\(bound)"
    }
}
