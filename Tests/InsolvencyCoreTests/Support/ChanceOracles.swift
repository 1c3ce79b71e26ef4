import Foundation
import InsolvencyCore

/// How the file's cases on distributions, random numbers and sensitivities are computed here.
enum ChanceOracles {
    static let methods: [String: OracleTests.Compute] = [
        "beta_recovery_quantiles": beta,
        "zero_inflated_beta": hurdle,
        "inverse_normal_cdf": { inputs in
            .object(["z": .numbers(inputs["p"].doubles.map(Normal.quantile))])
        },
        "normal_cdf": { inputs in
            .object(["p": .numbers(inputs["x"].doubles.map(Normal.cumulative))])
        },
        "sobol_points": points,
        "prng_splitmix64": splitMix,
        "kaplan_meier": kaplanMeier,
        "sobol_indices": ishigami,
        "tornado": tornado,
    ]

    private static func beta(_ inputs: JSON) throws -> JSON {
        let beta = try BetaDistribution(
            mean: inputs["mean"].double, deviation: inputs["sd"].double)
        return .object([
            "alpha": .number(beta.alpha), "beta": .number(beta.beta),
            "quantiles": .numbers(inputs["probs"].doubles.map(beta.quantile)),
            "cdf_at_0_10": .number(beta.cumulative(0.10)),
        ])
    }

    private static func hurdle(_ inputs: JSON) throws -> JSON {
        let hurdle = try HurdleBeta(
            zeroProbability: inputs["p_zero"].double,
            positive: BetaDistribution(
                mean: inputs["mean_positive"].double, deviation: inputs["sd_positive"].double))
        return .object([
            "mean": .number(hurdle.mean), "quantile_50": .number(hurdle.quantile(0.5)),
            "quantile_90": .number(hurdle.quantile(0.9)),
            "prob_recovery_below_10pct": .number(hurdle.cumulative(0.1)),
            "alpha": .number(hurdle.positive.alpha), "beta": .number(hurdle.positive.beta),
        ])
    }

    private static func points(_ inputs: JSON) throws -> JSON {
        let points = try SobolSequence(dimension: inputs["dimension"].int)
        return .object([
            "points": .list((0..<inputs["count"].int).map { .numbers(points.point(UInt64($0))) })
        ])
    }

    private static func splitMix(_ inputs: JSON) throws -> JSON {
        var random = SplitMix64(seed: UInt64(inputs["seed"].text) ?? 0)
        return .object(["outputs": .list((0..<5).map { _ in .text("\(random.next())") })])
    }

    private static func kaplanMeier(_ inputs: JSON) throws -> JSON {
        let curve = try SurvivalCurve(
            zip(inputs["durations"].list, inputs["events"].list).map {
                SurvivalCurve.Observation(days: $0.int, isEvent: $1.int == 1)
            })
        return .object([
            "survival": .numbers(inputs["query"].list.map { curve.survival(after: $0.int) }),
            "median": .number(curve.days(untilEnded: 0.5).map(Double.init) ?? .nan),
        ])
    }

    static func ishigami(_ x: [Double]) -> Double {
        sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0])
    }

    private static func ishigami(_ inputs: JSON) throws -> JSON {
        let span = inputs["uniform"][0].double...inputs["uniform"][1].double
        let indices = try SobolIndices.byQuadrature([span, span, span], ishigami)
        return .object([
            "variance": .number(indices.variance), "S1": .numbers(indices.first),
            "ST": .numbers(indices.total),
        ])
    }

    private static func tornado(_ inputs: JSON) throws -> JSON {
        let names = ["pd", "lgd", "ead"]
        let tornado = Tornado(
            names.indices.map {
                Tornado.Parameter(
                    name: names[$0], low: inputs["low"][$0].double, base: inputs["base"][$0].double,
                    high: inputs["high"][$0].double)
            }
        ) { $0.reduce(1, *) }
        let bars = names.compactMap { name in tornado.bars.first { $0.name == name } }
        return .object([
            "base": .number(tornado.base),
            "bars": .list(
                bars.map {
                    .object([
                        "name": .text($0.name), "low": .number($0.low), "high": .number($0.high),
                    ])
                }), "order": .list(tornado.bars.map { .text($0.name) }),
        ])
    }
}
