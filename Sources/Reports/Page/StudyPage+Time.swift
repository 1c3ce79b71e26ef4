import EscrowCore
import InsolvencyCore
import MoneyCore

/// Figures over time: the curve of all days, and when the cash comes.
extension StudyPage {
    private static let lines = ["line1", "line2", "line3", "line4", "line5"]

    private func style(_ place: Int) -> String { Self.lines[place % Self.lines.count] }

    var overTime: [PageFigure] {
        [exposureCurve].compactMap { $0 } + [timeToCash] + fans
    }

    private var exposureCurve: PageFigure? {
        guard let curve else { return nil }
        let series = curve.models.enumerated().map { place, model in
            LineChart.Series(
                label: words.name(model.model), style: style(place),
                points: model.total.enumerated().map { (Double($0.0), Double($0.1.minor)) })
        }
        var ticks: [(x: Double, label: String)] = []
        var month = curve.firstDay.month
        let step = Int32(max(1, curve.days / 30 / 6))
        while month.firstDay <= curve.lastDay {
            ticks.append((Double(curve.firstDay.days(to: month.firstDay)), "\(month)"))
            month = Month(number: month.number + step)
        }
        let chart = LineChart(
            series: series, ticks: ticks.map { (x: $0.x, label: $0.label) }, label: words.whole)
        return PageFigure(
            id: "curve",
            title: words.pick(
                "Was an jedem Tag verloren gegangen wäre", "What would have been lost on each day"),
            svg: chart.draw(),
            headings: [
                words.pick("Modell", "Model"), words.pick("schlimmster Tag", "worst day"),
                words.pick("Verlust dann", "lost then"), words.pick("im Mittel", "average"),
                words.pick("Tage über einem Monatsentgelt", "days above a month's pay"),
            ],
            rows: curve.models.map { model in
                let all = model.summary
                return [
                    words.name(model.model), words.language.write(all.worstDay),
                    words.money(all.worst), words.money(all.average),
                    words.percent(Double(all.shareAbove) / 10_000),
                ]
            })
    }

    /// What has come by each day after filing, of what is exposed.
    private var timeToCash: PageFigure {
        let days = [0, 30, 60, 90, 180, 365, 730, 1095, 1460, 1825, 2190]
        let share = { (model: ModelResult, day: Int) -> Double in
            let end = outcome.filingDay.adding(days: day)
            let come = model.total.cash.reduce(Int64(0)) {
                $1.day <= end ? $0 + $1.amount.minor : $0
            }
            return Double(come) / Double(max(1, model.total.exposure.minor))
        }
        let series = outcome.models.enumerated().map { place, model in
            LineChart.Series(
                label: words.name(model.model), style: style(place),
                points: days.map { (Double($0), share(model, $0)) })
        }
        let chart = LineChart(
            series: series,
            ticks: [0, 365, 730, 1095, 1460, 1825, 2190].map { day in
                (x: Double(day), label: words.pick("\(day / 365) J.", "\(day / 365) y"))
            }, label: words.percent)
        return PageFigure(
            id: "cash",
            title: words.pick(
                "Wann das Geld kommt, als Anteil des Offenen",
                "When the cash comes, of what is exposed"), svg: chart.draw(),
            headings: [words.pick("Tage", "Days")] + outcome.models.map { words.name($0.model) },
            rows: days.map { day in
                ["\(day)"] + outcome.models.map { words.percent(share($0, day)) }
            })
    }

    /// For (a) and (d) what has come by each day, on all paths.
    private var fans: [PageFigure] {
        (result.forecast?.models ?? []).filter { [.standard, .trust].contains($0.model) }.map {
            model in
            let line = { (place: Int) in
                model.cash.map { (x: Double($0.day), y: $0.quantiles[place]) }
            }
            let chart = LineChart(
                bands: [
                    .init(label: "5-95 %", style: "band1", lower: line(0), upper: line(4)),
                    .init(label: "25-75 %", style: "band2", lower: line(1), upper: line(3)),
                ],
                series: [
                    .init(
                        label: words.pick("Median", "median"), style: "line1", points: line(2))
                ],
                ticks: model.cash.filter { $0.day % 365 == 0 }.map { fan in
                    (
                        x: Double(fan.day),
                        label: words.pick("\(fan.day / 365) J.", "\(fan.day / 365) y")
                    )
                }, label: words.whole)
            return PageFigure(
                id: "fan-\(model.model.rawValue)",
                title: words.pick(
                    "Was bis zu einem Tag gekommen ist, \(words.name(model.model))",
                    "What has come by a day, \(words.name(model.model))"), svg: chart.draw(),
                headings: [words.pick("Tage", "Days"), "5 %", "25 %", "50 %", "75 %", "95 %"],
                rows: model.cash.map { ["\($0.day)"] + $0.quantiles.map { words.money($0) } })
        }
    }
}
