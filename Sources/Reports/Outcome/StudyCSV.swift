package import InsolvencyCore
import MoneyCore

/// Writes the answer to a scenario file as one long table, a figure to a row.
///
/// Columns: `model, section, who, figure, day, value`.
package enum StudyCSV {
    package static func render(_ result: StudyResult) -> String {
        let outputs = result.study.outputs
        var csv = OutcomeCSV.table(
            result.outcome, models: outputs.contains(.models), grades: outputs.contains(.grades))
        csv.append(["", "outcome", "", "program", "", result.program])
        csv.append(
            ["", "outcome", "", "jurisdiction", "", result.study.scenario.jurisdiction.rawValue])
        if outputs.contains(.tracing) {
            for row in result.tracing { append(row, result.outcome.currency, &csv) }
        }
        if outputs.contains(.chance), let forecast = result.forecast {
            for row in ForecastCSV.rows(forecast, result.outcome.currency) { csv.append(row) }
        }
        if outputs.contains(.notes) {
            for note in OutcomeNotes(result.outcome).texts {
                csv.append(["", "note", "", "text", "", note])
            }
        }
        if outputs.contains(.assumptions) {
            for assumption in result.study.assumptions {
                csv.append(["", "assumption", assumption.key, "value", "", assumption.value])
                csv.append(["", "assumption", assumption.key, "source", "", assumption.source])
            }
        }
        return csv.text
    }

    private static func append(
        _ result: TracingResult, _ currency: Currency, _ csv: inout CSVText
    ) {
        let plain = { (minor: Int64) in Money(minor: minor, currency).plain }
        let rule = result.rule.rawValue
        for (figure, minor) in [
            ("found", result.traced.total), ("worst", result.worst), ("best", result.best),
            ("closing", result.traced.closing),
        ] {
            csv.append(["", "tracing", rule, figure, "", plain(minor)])
        }
        for position in result.traced.positions {
            csv.append(
                [
                    "", "tracing \(rule)", position.beneficiary, "claim", "", plain(position.claim),
                ])
            csv.append(
                [
                    "", "tracing \(rule)", position.beneficiary, "found", "",
                    plain(position.traced),
                ])
        }
    }
}
