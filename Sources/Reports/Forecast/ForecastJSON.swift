import InsolvencyCore
import MoneyCore

/// Writes what many paths say as JSON, with every figure; amounts are decimal text.
struct ForecastJSON {
    private let figures: ForecastFigures

    init(_ currency: Currency) { figures = ForecastFigures(currency: currency) }

    func document(_ forecast: Forecast) -> JSONText {
        let settings = forecast.settings
        let numbers: JSONText =
            switch settings.numbers {
            case .counted: ["kind": "pseudo-random", "generator": "Philox4x64-10"]
            case .even(let replicates):
                ["kind": "sobol", "replicates": .integer(Int64(replicates))]
            }
        return [
            "seed": .string("\(settings.seed)"), "paths": .integer(Int64(settings.paths)),
            "numbers": numbers, "currency": .string(figures.currency.code),
            "models": .array(forecast.models.map(model)),
        ]
    }

    private func model(_ model: ModelForecast) -> JSONText {
        [
            "model": .string(model.model.rawValue), "letter": .string(model.model.letter),
            "loss": loss(model.loss), "presentLoss": loss(model.presentLoss),
            "freelancers": .array(model.freelancers.map(freelancer)),
            "convergence": .array(
                model.convergence.map {
                    [
                        "paths": .integer(Int64($0.paths)), "mean": amount($0.mean),
                        "error": amount($0.meanError),
                    ]
                }),
            "cash": .array(
                model.cash.map {
                    [
                        "day": .integer(Int64($0.day)),
                        "quantiles": .array($0.quantiles.map(amount)),
                    ]
                }),
            "halfOfCashByDay": optional(model.day(of: 0.5)),
            "mostOfCashByDay": optional(model.day(of: 0.9)),
        ]
    }

    private func loss(_ loss: LossEstimate) -> JSONText {
        [
            "mean": estimate(loss.mean), "deviation": amount(loss.deviation),
            "median": amount(loss.median), "least": amount(loss.least),
            "greatest": amount(loss.greatest),
            "tails": .array(
                loss.tails.map {
                    [
                        "levelPercent": .string(ForecastFigures.level($0.level)),
                        "valueAtRisk": estimate($0.valueAtRisk),
                        "expectedShortfall": estimate($0.expectedShortfall),
                    ]
                }),
            "nothingLost": share(loss.nothingLost), "mostLost": share(loss.mostLost),
            "histogram": .array(
                loss.histogram.map {
                    [
                        "above": amount($0.lower), "upTo": amount($0.upper),
                        "paths": .integer(Int64($0.paths)),
                    ]
                }),
        ]
    }

    func freelancer(_ row: ModelForecast.Freelancer) -> JSONText {
        [
            "freelancer": .string(row.freelancer), "mean": amount(row.meanLoss),
            "error": amount(row.meanError), "deviation": amount(row.deviation),
            "monthLost": share(row.monthLost),
            "monthLostInterval": .array([
                share(row.monthLostInterval.lower), share(row.monthLostInterval.upper),
            ]),
        ]
    }

    private func estimate(_ estimate: LossEstimate.Estimate) -> JSONText {
        ["value": amount(estimate.value), "error": amount(estimate.error)]
    }

    private func amount(_ minor: Double) -> JSONText { .string(figures.plain(minor)) }
    private func share(_ share: Double) -> JSONText {
        .string(DecimalText.fixed(share, decimals: 6))
    }
    private func optional(_ day: Int?) -> JSONText { day.map { .integer(Int64($0)) } ?? .null }
}
