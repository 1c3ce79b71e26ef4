import Foundation
import InsolvencyCore

/// How the file's cases on options and on the time of a default are computed here.
enum OptionOracles {
    static let methods: [String: OracleTests.Compute] = [
        "black_scholes_put": blackScholes,
        "american_put": american,
        "jump_to_ruin_put": ruin,
        "unit_recovery_claim": unitRecovery,
        "put_hedge_ratio": hedge,
        "hazard_survival": survival,
        "hazard_survival_piecewise": piecewise,
        "hazard_from_spread": spreads,
        "merton_calibrate": mertonCalibrate,
        "merton_pd": merton,
        "qmc_bs_put": evenPut,
    ]

    private static func option(_ inputs: JSON) throws -> BlackScholes {
        let dividend = inputs["dividend_cc"].double
        return try BlackScholes(
            spot: inputs["spot"].double, strike: inputs["strike"].double,
            years: inputs["years"].double, rate: inputs["rate_cc"].double,
            dividend: dividend.isNaN ? 0 : dividend, volatility: inputs["vol"].double)
    }

    private static func blackScholes(_ inputs: JSON) throws -> JSON {
        let option = try option(inputs)
        return .object([
            "value": .number(option.put), "delta": .number(option.putDelta),
            "gamma": .number(option.gamma), "vega": .number(option.vega),
            "call": .number(option.call),
        ])
    }

    private static func american(_ inputs: JSON) throws -> JSON {
        let option = try option(inputs)
        return .object([
            "value": .number(try AmericanPut.value(option)), "european": .number(option.put),
        ])
    }

    private static func ruin(_ inputs: JSON) throws -> JSON {
        let put = try RuinPut(
            option(inputs), hazard: inputs["hazard"].double,
            priceAfterDefault: inputs["post_default_price"].double)
        return .object([
            "value": .number(put.value), "black_scholes_value_same_vol": .number(put.plain.put),
            "default_leg": .number(put.defaultLeg),
            "default_prob_rn": .number(put.defaultProbability),
        ])
    }

    private static func unitRecovery(_ inputs: JSON) throws -> JSON {
        let claim = try UnitRecoveryClaim(
            hazard: inputs["hazard"].double, rate: inputs["rate_cc"].double,
            years: inputs["years"].double)
        return .object([
            "pays_at_default": .number(claim.paidAtDefault),
            "pays_at_maturity": .number(claim.paidAtEnd),
        ])
    }

    private static func hedge(_ inputs: JSON) throws -> JSON {
        let put = try RuinPut(
            option(inputs), hazard: inputs["hazard"].double,
            priceAfterDefault: inputs["post_default_price"].double)
        let hedge = try PutHedge(
            exposure: inputs["receivable"].double, recovery: inputs["recovery"].double, put: put,
            contractSize: inputs["contract_multiplier"].int)
        return .object([
            "shares_notional": .number(hedge.shares),
            "contracts_ceil": .number(Double(hedge.contracts)), "put_price": .number(put.value),
            "premium": .number(hedge.premium),
            "expected_loss_unhedged_pv": .number(hedge.expectedLoss),
            "loss_if_default_with_whole_contracts": .number(hedge.lossIfDefault),
        ])
    }

    private static func survival(_ inputs: JSON) throws -> JSON {
        let curve = try HazardCurve(rate: inputs["hazard"].double)
        let days = inputs["days"].int
        return .object([
            "survival": .number(curve.survival(days: days)),
            "pd": .number(curve.defaultProbability(to: days)),
        ])
    }

    private static func piecewise(_ inputs: JSON) throws -> JSON {
        let rates = ["hazard_segment_0_365", "hazard_365_730", "hazard_730_1095"]
        let curve = try HazardCurve(
            zip(inputs["knots_days"].list.dropFirst(), rates).map {
                HazardCurve.Segment(untilDay: $0.int, rate: inputs[$1].double)
            })
        return .object([
            "survival": .numbers(inputs["query_days"].list.map { curve.survival(days: $0.int) }),
            "conditional_pd_365_to_730": .number(curve.defaultProbability(from: 365, to: 730)),
        ])
    }

    private static func spreads(_ inputs: JSON) throws -> JSON {
        let spreads = inputs["spread_bp"].doubles.map { $0 / 10_000 }
        let recovery = inputs["recovery"].double
        let curve = try HazardCurve(
            spreads: spreads, years: inputs["years"].doubles, recovery: recovery)
        let (early, late) = (curve.rate(on: 4 * 365), curve.rate(on: 8 * 365))
        return .object([
            "avg_hazard": .numbers(
                try HazardCurve.averageRates(spreads: spreads, recovery: recovery)),
            "fwd_hazard_3_5": .number(early), "fwd_hazard_5_10": .number(late),
            "fwd": .numbers([early, late]),
        ])
    }

    private static func mertonCalibrate(_ inputs: JSON) throws -> JSON {
        let model = try MertonModel(
            equity: inputs["equity"].double, equityVolatility: inputs["equity_vol"].double,
            debt: inputs["debt"].double, rate: inputs["rate_cc"].double,
            years: inputs["years"].double)
        return .object([
            "V": .number(model.assets), "sigma_V": .number(model.volatility),
            "dd": .number(model.distanceToDefault), "pd": .number(model.defaultProbability),
            "debt_market": .number(model.debtValue), "pv_promised": .number(model.promised),
            "expected_loss_frac": .number(model.expectedLoss),
            "recovery": .number(model.recovery),
            "credit_spread_cc": .number(model.creditSpread),
        ])
    }

    private static func merton(_ inputs: JSON) throws -> JSON {
        let model = try MertonModel(
            assets: inputs["asset_value"].double, volatility: inputs["asset_vol"].double,
            debt: inputs["debt"].double, rate: inputs["rate_cc"].double,
            years: inputs["years"].double)
        return .object([
            "dd": .number(model.distanceToDefault), "pd": .number(model.defaultProbability),
            "debt_value": .number(model.debtValue), "equity": .number(model.equity),
            "credit_spread_cc": .number(model.creditSpread),
            "loss_given_default_expected": .number(1 - model.recovery),
        ])
    }

    /// Sobol's points in one dimension, moved to the middle of their cells.
    private static func evenPut(_ inputs: JSON) throws -> JSON {
        let option = try option(inputs)
        let count = inputs["n"].int
        let points = try SobolSequence(dimension: 1)
        let sum = (0..<count).reduce(0.0) {
            let point = points.point(UInt64($1))[0] + 0.5 / Double(count)
            return $0 + option.discountedPayoff(uniform: point)
        }
        return .object([
            "estimate": .number(sum / Double(count)), "exact": .number(option.put),
        ])
    }
}
