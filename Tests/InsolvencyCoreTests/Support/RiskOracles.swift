import Foundation
import InsolvencyCore

/// How the file's cases on measures of risk and on portfolios are computed here.
enum RiskOracles {
    static let methods: [String: OracleTests.Compute] = [
        "var_es_distribution": distribution,
        "var_es_discrete": discrete,
        "var_es_empirical": empirical,
        "mc_standard_error": standardError,
        "mc_standard_error_probability": probabilityError,
        "probability_confidence_interval": interval,
        "credit_risk_plus": creditRiskPlus,
    ]

    private static func distribution(_ inputs: JSON) throws -> JSON {
        let tail: any TailDistribution =
            switch inputs["dist"].text {
            case "normal":
                try NormalDistribution(
                    mean: inputs["mu"].double, deviation: inputs["sigma"].double)
            case "exponential": try ExponentialDistribution(rate: inputs["rate"].double)
            case "student_t": try StudentDistribution(degrees: inputs["nu"].double)
            default:
                try ParetoDistribution(
                    minimum: inputs["xm"].double, shape: inputs["alpha_shape"].double)
            }
        let level = inputs["alpha"].double
        return .object([
            "var": .number(tail.quantile(level)), "es": .number(tail.expectedShortfall(level)),
        ])
    }

    private static func discrete(_ inputs: JSON) throws -> JSON {
        let level = inputs["alpha"].double
        let obligors = inputs["independent_obligors"].list
        let loss =
            obligors.isEmpty
            ? try DiscreteLoss(
                inputs["outcomes"].list.map {
                    DiscreteLoss.Outcome(loss: $0[0].double, probability: $0[1].double)
                })
            : try DiscreteLoss(
                independent: obligors.map {
                    ($0[0].double, $0[1].double * inputs["lgd"].double)
                })
        return .object([
            "var": .number(loss.valueAtRisk(level)), "es": .number(loss.expectedShortfall(level)),
            "expected_loss": .number(loss.mean), "prob_no_loss": .number(loss.probability(of: 0)),
        ])
    }

    private static func empirical(_ inputs: JSON) throws -> JSON {
        let sample = try LossSample(inputs["sample"].doubles)
        let level = inputs["alpha"].double
        return .object([
            "var_inverted_cdf": .number(sample.valueAtRisk(level)),
            "var_type7": .number(sample.interpolatedQuantile(level)),
            "es_atom_aware": .number(sample.expectedShortfall(level)),
        ])
    }

    private static func standardError(_ inputs: JSON) throws -> JSON {
        let normal = try NormalDistribution(mean: 0, deviation: 1)
        let (level, count) = (inputs["alpha"].double, inputs["n"].int)
        let value = normal.quantile(level)
        return .object([
            "var_se": .number(
                StandardError.valueAtRisk(level, density: normal.density(value), count: count)),
            "es_se": .number(
                StandardError.expectedShortfall(
                    level, tailVariance: normal.tailVariance(level),
                    excess: normal.expectedShortfall(level) - value, count: count)),
        ])
    }

    private static func probabilityError(_ inputs: JSON) throws -> JSON {
        let probability = inputs["p"].double
        let errors = inputs["n"].list.map {
            StandardError.probability(probability, count: $0.int)
        }
        return .object([
            "se": .numbers(errors), "relative": .numbers(errors.map { $0 / probability }),
            "n_for_10pct_rel_error": .number(
                StandardError.count(probability: probability, relativeError: 0.1).rounded()),
        ])
    }

    private static func interval(_ inputs: JSON) throws -> JSON {
        let (hits, count, level) = (inputs["hits"].int, inputs["n"].int, inputs["level"].double)
        let wilson = try ProbabilityInterval.wilson(hits: hits, of: count, level: level)
        let exact = try ProbabilityInterval.exact(hits: hits, of: count, level: level)
        return .object([
            "wilson": .numbers([wilson.lower, wilson.upper]),
            "clopper_pearson": .numbers([exact.lower, exact.upper]),
        ])
    }

    private static func creditRiskPlus(_ inputs: JSON) throws -> JSON {
        let obligors = inputs["exposures_ratings"].list.map {
            CreditRiskPlus.Obligor(
                exposure: $0[0].double,
                defaultProbability: inputs["rating_pd"][$0[1].text].double)
        }
        let ratio = inputs["sigma_ratio"].double
        let portfolio = try CreditRiskPlus(obligors, deviationRatio: ratio)
        let fine = try CreditRiskPlus(obligors, deviationRatio: ratio, unit: 1000)
        let levels = ["0.5", "0.75", "0.95", "0.975", "0.99", "0.995", "0.9975", "0.999"]
        let percentiles = levels.map { level in
            (level, JSON.number(portfolio.interpolatedValueAtRisk(Double(level) ?? 0)))
        }
        return .object([
            "exposure": .number(portfolio.exposure),
            "expected_loss": .number(portfolio.expectedLoss),
            "sd_banded": .number(portfolio.deviation), "sd": .number(portfolio.deviation),
            "sd_unbanded": .number(portfolio.unroundedDeviation),
            "unit": .number(portfolio.unit),
            "percentiles_interp": .object(Dictionary(uniqueKeysWithValues: percentiles)),
            "percentile_99": .number(portfolio.interpolatedValueAtRisk(0.99)),
            "percentile_99_fine_unit_1000": .number(fine.valueAtRisk(0.99)),
            "prob_zero_loss": .number(portfolio.probabilities[0]),
        ])
    }
}
