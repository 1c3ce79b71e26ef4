import InsolvencyCore
import MoneyCore

/// Figures of many paths, and of what moves the loss.
extension StudyPage {
    var chance: [PageFigure] {
        guard let forecast = result.forecast else { return [] }
        return [estimates(forecast)] + forecast.models.map(distribution)
            + forecast.models.prefix(1).map(convergence)
    }

    private func estimates(_ forecast: Forecast) -> PageFigure {
        let both = { (estimate: LossEstimate.Estimate) in
            "\(words.money(estimate.value)) ± \(words.money(estimate.error))"
        }
        let levels = forecast.settings.levels.map(ForecastFigures.level)
        return PageFigure(
            id: "estimates",
            title: words.pick(
                "Schätzungen mit Standardfehler, \(forecast.settings.paths) Pfade",
                "Estimates with standard errors, \(forecast.settings.paths) paths"), svg: nil,
            headings: [
                words.pick("Modell", "Model"), words.pick("Erwartet", "Expected"), "Median",
            ] + levels.flatMap { ["VaR \($0) %", "ES \($0) %"] },
            rows: forecast.models.map { model in
                [words.name(model.model), both(model.loss.mean), words.money(model.loss.median)]
                    + model.loss.tails.flatMap {
                        [both($0.valueAtRisk), both($0.expectedShortfall)]
                    }
            })
    }

    private func distribution(_ model: ModelForecast) -> PageFigure {
        let loss = model.loss
        var atoms: [Int: String] = [:]
        if loss.nothingLost > 0.001, loss.least < 0.5 {
            atoms[0] =
                words.pick("nichts verloren: ", "nothing lost: ")
                + words.percent(loss.nothingLost)
        }
        if loss.mostLost > 0.001, loss.histogram.count > 1 {
            atoms[loss.histogram.count - 1] =
                words.pick("alles verloren: ", "the most lost: ") + words.percent(loss.mostLost)
        }
        let chart = Histogram(
            bins: loss.histogram.map { ($0.lower, $0.upper, $0.paths) }, atoms: atoms,
            label: words.whole)
        return PageFigure(
            id: "distribution-\(model.model.rawValue)",
            title: words.pick(
                "Verteilung des Verlusts, \(words.name(model.model))",
                "Distribution of the loss, \(words.name(model.model))"), svg: chart.draw(),
            headings: [
                words.pick("über", "above"), words.pick("bis", "up to"),
                words.pick("Pfade", "paths"),
            ],
            rows: loss.histogram.map {
                [words.money($0.lower), words.money($0.upper), "\($0.paths)"]
            })
    }

    private func convergence(_ model: ModelForecast) -> PageFigure {
        let points = model.convergence
        let line = { (sign: Double) in
            points.enumerated().map { place, point in
                (x: Double(place), y: point.mean + sign * 2 * point.meanError)
            }
        }
        let chart = LineChart(
            bands: [.init(label: "± 2 SE", style: "band1", lower: line(-1), upper: line(1))],
            series: [
                .init(label: words.pick("Mittel", "mean"), style: "line1", points: line(0))
            ],
            ticks: points.enumerated().map { (x: Double($0.0), label: "\($0.1.paths)") },
            label: words.whole)
        return PageFigure(
            id: "convergence",
            title: words.pick(
                "Konvergenz, \(words.name(model.model))", "Convergence, \(words.name(model.model))"),
            svg: chart.draw(),
            headings: [
                words.pick("Pfade", "paths"), words.pick("Mittel", "mean"),
                words.pick("Standardfehler", "standard error"),
            ],
            rows: points.map {
                ["\($0.paths)", words.money($0.mean), words.money($0.meanError)]
            })
    }

    var moving: [PageFigure] {
        sensitivity.map(tornado) + sensitivity.prefix(1).map(heatMap)
    }

    private func tornado(_ sensitivity: ScenarioSensitivity) -> PageFigure {
        let chart = BarChart(
            bars: sensitivity.bars.map { bar in
                BarChart.Bar(
                    label: bar.key,
                    parts: [
                        .init(
                            from: Double(bar.lossAtLow.minor), to: Double(bar.lossAtHigh.minor),
                            style: "fill1",
                            title: "\(bar.low): \(words.money(bar.lossAtLow)); \(bar.high): "
                                + words.money(bar.lossAtHigh))
                    ], value: words.whole(Double(bar.swing)))
            })
        return PageFigure(
            id: "tornado-\(sensitivity.model.rawValue)",
            title: words.pick(
                "Verlust von niedrig bis hoch, \(words.name(sensitivity.model))",
                "Loss from low to high, \(words.name(sensitivity.model))"), svg: chart.draw(),
            headings: [
                words.pick("Annahme", "Assumption"), words.pick("niedrig", "low"),
                words.pick("Verlust", "loss"), words.pick("hoch", "high"),
                words.pick("Verlust", "loss"),
            ],
            rows: sensitivity.bars.map { bar in
                [
                    bar.key, bar.low, words.money(bar.lossAtLow), bar.high,
                    words.money(bar.lossAtHigh),
                ]
            })
    }

    private func heatMap(_ sensitivity: ScenarioSensitivity) -> PageFigure {
        let delays = sensitivity.delays.map { words.pick("\($0) Tage", "\($0) days") }
        let quotas = sensitivity.quotas.map { words.pick("Quote ", "quota ") + "\($0) %" }
        let map = HeatMap(
            columns: delays,
            rows: zip(quotas, sensitivity.grid).map { quota, row in
                (
                    label: quota,
                    cells: row.map {
                        (value: Double($0.minor), text: words.whole(Double($0.minor)))
                    }
                )
            })
        return PageFigure(
            id: "stress",
            title: words.pick(
                "Verlust nach Quote und Zahlungsziel, \(words.name(sensitivity.model))",
                "Loss by quota and by when the agency pays, \(words.name(sensitivity.model))"),
            svg: map.draw(), headings: [""] + delays,
            rows: zip(quotas, sensitivity.grid).map { [$0] + $1.map { words.money($0) } })
    }
}
