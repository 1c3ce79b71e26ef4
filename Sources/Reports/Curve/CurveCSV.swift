import EscrowCore
package import InsolvencyCore
import MoneyCore

/// Writes the losses of every day as one long table.
///
/// Columns: `day, who, model, loss`. All freelancers together stand on every day; one freelancer's
/// loss stands on the day it changes and holds until the next. Figures of all days have no day.
package enum CurveCSV {
    package static func render(_ curve: ExposureCurve, only freelancer: String? = nil) -> String {
        var csv = CSVText(header: ["day", "who", "model", "figure", "value"])
        for model in curve.models {
            let name = model.model.rawValue
            if freelancer == nil {
                append(model.summary, "", name, &csv)
                for (index, loss) in model.total.enumerated() {
                    csv.append([
                        "\(curve.firstDay.adding(days: index))", "", name, "loss", loss.plain,
                    ])
                }
            }
            for row in model.freelancers where freelancer == nil || row.freelancer == freelancer {
                append(row.summary, row.freelancer, name, &csv)
                for step in row.steps {
                    csv.append([
                        "\(step.day)", row.freelancer, name, "loss", step.loss.plain,
                    ])
                }
            }
        }
        return csv.text
    }

    private static func append(
        _ summary: ExposureCurve.Summary, _ who: String, _ model: String, _ csv: inout CSVText
    ) {
        for (figure, value) in [
            ("worstDay", "\(summary.worstDay)"), ("worst", summary.worst.plain),
            ("average", summary.average.plain), ("month", summary.month.plain),
            ("days", "\(summary.days)"), ("daysAboveMonth", "\(summary.daysAbove)"),
            ("aboveMonthPercent", OutcomeFigures.percent(summary.shareAbove)),
        ] {
            csv.append(["", who, model, figure, value])
        }
    }
}
