import InsolvencyCore
import MoneyCore

/// Writes what many paths say as rows of the outcome's long table, in sections that begin with
/// `chance`.
struct ForecastCSV {
    private let figures: ForecastFigures
    private var rows: [[String]] = []

    private init(_ currency: Currency) { figures = ForecastFigures(currency: currency) }

    static func rows(_ forecast: Forecast, _ currency: Currency) -> [[String]] {
        var csv = ForecastCSV(currency)
        for model in forecast.models { csv.add(model) }
        return csv.rows
    }

    private mutating func add(_ model: ModelForecast) {
        let name = model.model.rawValue
        add(model.loss, name, "loss")
        add(model.presentLoss, name, "presentLoss")
        for row in model.freelancers {
            let values = [
                ("mean", figures.plain(row.meanLoss)), ("error", figures.plain(row.meanError)),
                ("deviation", figures.plain(row.deviation)),
                ("monthLost", share(row.monthLost)),
                ("monthLostLower", share(row.monthLostInterval.lower)),
                ("monthLostUpper", share(row.monthLostInterval.upper)),
            ]
            for (figure, value) in values {
                rows.append([name, "chance freelancer", row.freelancer, figure, "", value])
            }
        }
        for point in model.convergence {
            rows.append(
                [
                    name, "chance convergence", "\(point.paths)", "mean", "",
                    figures.plain(point.mean),
                ])
            rows.append(
                [
                    name, "chance convergence", "\(point.paths)", "error", "",
                    figures.plain(point.meanError),
                ])
        }
        for fan in model.cash {
            for (level, amount) in zip(["5", "25", "50", "75", "95"], fan.quantiles) {
                rows.append(
                    [
                        name, "chance cash", "after \(fan.day) days", "\(level) %", "",
                        figures.plain(amount),
                    ])
            }
        }
    }

    private mutating func add(_ loss: LossEstimate, _ model: String, _ what: String) {
        let section = "chance \(what)"
        var values = [
            ("mean", figures.plain(loss.mean.value)), ("meanError", figures.plain(loss.mean.error)),
            ("deviation", figures.plain(loss.deviation)), ("median", figures.plain(loss.median)),
            ("least", figures.plain(loss.least)), ("greatest", figures.plain(loss.greatest)),
            ("nothingLost", share(loss.nothingLost)), ("mostLost", share(loss.mostLost)),
        ]
        for tail in loss.tails {
            let level = ForecastFigures.level(tail.level)
            for (figure, estimate) in [
                ("valueAtRisk", tail.valueAtRisk), ("expectedShortfall", tail.expectedShortfall),
            ] {
                values.append(("\(figure)\(level)", figures.plain(estimate.value)))
                values.append(("\(figure)\(level)Error", figures.plain(estimate.error)))
            }
        }
        for (figure, value) in values { rows.append([model, section, "", figure, "", value]) }
        for bin in loss.histogram {
            rows.append(
                [
                    model, "\(section) histogram",
                    "\(figures.plain(bin.lower)) to \(figures.plain(bin.upper))", "paths", "",
                    "\(bin.paths)",
                ])
        }
    }

    private func share(_ share: Double) -> String { DecimalText.fixed(share, decimals: 6) }
}
