import EscrowCore
package import InsolvencyCore
import MoneyCore

/// Draws the losses of every day on one screen: the worst day, the average, and each month's end.
///
/// At most 100 columns and 50 lines.
package enum CurveText {
    package static func render(_ curve: ExposureCurve, only freelancer: String? = nil) -> String {
        let screen = CurveScreen(curve, freelancer)
        let lines = screen.head + [""] + screen.table() + [""] + screen.notes
        return lines.reduce(into: "") { $0 += $1 + "\n" }
    }
}

private struct CurveScreen {
    let curve: ExposureCurve
    let freelancer: String?
    private static let rowsMax = 12

    init(_ curve: ExposureCurve, _ freelancer: String?) {
        self.curve = curve
        self.freelancer = freelancer
    }

    private var who: String { freelancer ?? "all freelancers" }

    var head: [String] {
        let quota =
            switch curve.scenario.quota {
            case .fixed(let share): "\(share.percent) %"
            case .computed: "computed"
            }
        return (curve.isSample ? ["SAMPLE: the data of this book are made up."] : []) + [
            "Had the agency filed on a day from \(curve.firstDay) to \(curve.lastDay): what "
                + "\(who) lose, in \(curve.scenario.currency)",
            "Scenario \(curve.scenario.name.prefix(24)); quota \(quota); trust "
                + "\(curve.scenario.trust.grade.rawValue) on every day",
            "Head \(curve.head.size):\(curve.head.root.prefix(64))",
        ]
    }

    var notes: [String] {
        [
            "The trust's grade is held for all days; name another in the scenario.",
            "A model with stated assumptions, not legal advice; the JSON form lists each with its source.",
        ]
    }

    func table() -> [String] {
        let columns =
            [TextTable.Column(freelancer ?? "All freelancers")]
            + curve.models.map { .init("(\($0.model.letter)) \($0.model.short)", .right) }
        var table = TextTable(columns)
        for row in figures + monthEnds + freelancers { table.append(row) }
        let lines = table.lines()
        guard lines.contains(where: { $0.count > OutcomeText.columnsMax }) else { return lines }
        table.gap = " "
        return table.lines()
    }

    private var summaries: [ExposureCurve.Summary] {
        curve.models.map { model in
            guard let freelancer else { return model.summary }
            return model.freelancers.first { $0.freelancer == freelancer }?.summary
                ?? model.summary
        }
    }

    private var figures: [[String]] {
        [
            ["Worst day"] + summaries.map { "\($0.worstDay)" },
            ["  lost then"] + summaries.map { $0.worst.grouped() },
            ["Average over \(curve.days) days"] + summaries.map { $0.average.grouped() },
            ["One month's pay"] + summaries.map { $0.month.grouped() },
            ["Days on which more is lost"]
                + summaries.map { OutcomeFigures.percent($0.shareAbove) + " %" },
        ]
    }

    /// The losses at the ends of the last months, and on the last day.
    private var monthEnds: [[String]] {
        var days: [Day] = []
        var month = curve.lastDay.month
        while days.count < Self.rowsMax, month.firstDay >= curve.firstDay {
            days.append(min(month.lastDay, curve.lastDay))
            month = Month(number: month.number - 1)
        }
        return [["Lost if filed on"]]
            + days.reversed().map { day in
                ["  \(day)"] + curve.models.map { loss($0, on: day).grouped() }
            }
    }

    private func loss(_ model: ExposureCurve.Model, on day: Day) -> Money {
        let zero = Money.zero(curve.scenario.currency)
        guard let freelancer else { return model.total[curve.firstDay.days(to: day)] }
        return curve.loss(of: freelancer, model.model, on: day) ?? zero
    }

    /// Those whose worst day is worst under the first model.
    private var freelancers: [[String]] {
        guard freelancer == nil, let all = curve.models.first?.freelancers else { return [] }
        let order = all.indices.sorted {
            (all[$1].summary.worst.minor, $0) < (all[$0].summary.worst.minor, $1)
        }
        return [["Worst day's loss, by freelancer"]]
            + order.prefix(Self.rowsMax).map { place in
                ["  \(all[place].freelancer.prefix(20))"]
                    + curve.models.map { $0.freelancers[place].summary.worst.grouped() }
            }
    }
}
