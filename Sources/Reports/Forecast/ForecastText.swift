import EscrowCore
package import InsolvencyCore
import MoneyCore

/// Draws what many paths say on one screen, the models side by side.
///
/// At most 100 columns and 50 lines; further freelancers are in JSON and CSV.
package enum ForecastText {
    package static func render(_ result: StudyResult, _ forecast: Forecast) -> String {
        let screen = ForecastScreen(result, forecast)
        let notes = OutcomeNotes(result.outcome).lines
        let room = OutcomeText.linesMax - screen.head.count - screen.figures.count - notes.count - 5
        let lines = screen.head + [""] + screen.table(freelancers: max(2, room)) + [""] + notes
        return lines.reduce(into: "") { $0 += $1 + "\n" }
    }
}

private struct ForecastScreen {
    let outcome: Outcome
    let forecast: Forecast
    let figuresOf: ForecastFigures

    init(_ result: StudyResult, _ forecast: Forecast) {
        outcome = result.outcome
        self.forecast = forecast
        figuresOf = ForecastFigures(currency: result.outcome.currency)
    }

    var head: [String] {
        let settings = forecast.settings
        let numbers =
            switch settings.numbers {
            case .counted: "pseudo-random"
            case .even(let replicates): "Sobol in \(replicates) scramblings"
            }
        let root = outcome.head.root.isEmpty ? "no book" : "\(outcome.head.root.prefix(64))"
        return (outcome.isSample ? ["SAMPLE: the data of this book are made up."] : []) + [
            "If the agency files on \(outcome.filingDay): what is lost by chance, in "
                + "\(outcome.currency)",
            "Scenario \(outcome.scenario.name.prefix(24)); \(settings.paths) paths, \(numbers), seed "
                + "\(settings.seed); trust \(outcome.scenario.trust.grade.rawValue)",
            "Head \(outcome.head.size):\(root)",
        ]
    }

    /// One label with a figure for each model.
    var figures: [[String]] {
        var rows: [[String]] = [
            ["Exposed"] + outcome.models.map { $0.total.exposure.grouped() },
            ["Lost at the scenario's quota"] + outcome.models.map { $0.total.loss.grouped() },
        ]
        rows += estimate("Expected loss", \.loss.mean)
        rows.append(row("Standard deviation", \.loss.deviation))
        rows.append(row("Median loss", \.loss.median))
        for place in forecast.settings.levels.indices {
            let level = ForecastFigures.level(forecast.settings.levels[place])
            rows += estimate("Value at risk \(level) %") { $0.loss.tails[place].valueAtRisk }
            rows += estimate("Expected shortfall \(level) %") {
                $0.loss.tails[place].expectedShortfall
            }
        }
        rows += estimate("Expected loss of present value", \.presentLoss.mean)
        rows.append(share("Nothing lost", \.loss.nothingLost))
        rows.append(share("The most lost", \.loss.mostLost))
        rows.append(share("More than a month lost, mean", \.monthLost))
        for (label, part) in [("Half of all cash", 0.5), ("90 % of all cash", 0.9)] {
            rows.append(
                [label] + forecast.models.map { $0.day(of: part).map { "by day \($0)" } ?? "-" })
        }
        return rows
    }

    func table(freelancers rowsMax: Int) -> [String] {
        let columns =
            [TextTable.Column("All freelancers")]
            + forecast.models.map { .init("(\($0.model.letter)) \($0.model.short)", .right) }
        var table = TextTable(columns)
        for row in figures { table.append(row) }
        table.append(["Expected loss, by freelancer"])
        for row in freelancers(rowsMax) { table.append(row) }
        let lines = table.lines()
        guard lines.contains(where: { $0.count > OutcomeText.columnsMax }) else { return lines }
        table.gap = " "
        return table.lines()
    }

    /// The freelancers who lose most under the first model; the rest in one row.
    private func freelancers(_ rowsMax: Int) -> [[String]] {
        let all = forecast.models.first?.freelancers ?? []
        let order = all.indices.sorted { (all[$1].meanLoss, $0) < (all[$0].meanLoss, $1) }
        let shown = order.count <= rowsMax ? order : Array(order.prefix(rowsMax - 1))
        var rows = shown.map { place in
            ["  \(all[place].freelancer.prefix(20))"]
                + forecast.models.map { grouped($0.freelancers[place].meanLoss) }
        }
        let rest = order.dropFirst(shown.count)
        if !rest.isEmpty {
            rows.append(
                ["  \(rest.count) others"]
                    + forecast.models.map { model in
                        grouped(rest.reduce(0) { $0 + model.freelancers[$1].meanLoss })
                    })
        }
        return rows
    }

    private func estimate(
        _ label: String, _ part: (ModelForecast) -> LossEstimate.Estimate
    ) -> [[String]] {
        [
            [label] + forecast.models.map { grouped(part($0).value) },
            ["  standard error"] + forecast.models.map { grouped(part($0).error) },
        ]
    }

    private func row(_ label: String, _ part: (ModelForecast) -> Double) -> [String] {
        [label] + forecast.models.map { grouped(part($0)) }
    }

    private func share(_ label: String, _ part: (ModelForecast) -> Double) -> [String] {
        [label] + forecast.models.map { ForecastFigures.percent(part($0)) + " %" }
    }

    private func grouped(_ minor: Double) -> String { figuresOf.money(minor).grouped() }
}
