import EscrowCore
package import InsolvencyCore
import MoneyCore

/// Writes the losses of every day as JSON; amounts are decimal text in the book's currency.
package enum CurveJSON {
    package static func document(
        _ curve: ExposureCurve, program: String, only freelancer: String? = nil
    ) -> JSONText {
        [
            "program": .string(program), "sample": .bool(curve.isSample),
            "head": ["size": .integer(curve.head.size), "root": .string(curve.head.root)],
            "currency": .string(curve.scenario.currency.code),
            "scenario": .string(curve.scenario.name),
            "grade": .string(curve.scenario.trust.grade.rawValue),
            "firstDay": .day(curve.firstDay), "lastDay": .day(curve.lastDay),
            "models": .array(curve.models.map { model($0, freelancer) }),
            "assumptions": .array(
                curve.scenario.assumptions.map {
                    [
                        "key": .string($0.key), "value": .string($0.value),
                        "source": .string($0.source),
                    ]
                }),
        ]
    }

    private static func model(_ model: ExposureCurve.Model, _ only: String?) -> JSONText {
        let rows = model.freelancers.filter { only == nil || $0.freelancer == only }
        return [
            "model": .string(model.model.rawValue), "letter": .string(model.model.letter),
            "summary": summary(model.summary),
            "lossByDay": .array(model.total.map { .string($0.plain) }),
            "freelancers": .array(
                rows.map { row in
                    [
                        "freelancer": .string(row.freelancer), "summary": summary(row.summary),
                        "steps": .array(
                            row.steps.map {
                                ["day": .day($0.day), "loss": .string($0.loss.plain)]
                            }),
                    ]
                }),
        ]
    }

    private static func summary(_ summary: ExposureCurve.Summary) -> JSONText {
        [
            "worstDay": .day(summary.worstDay), "worst": .string(summary.worst.plain),
            "average": .string(summary.average.plain), "month": .string(summary.month.plain),
            "days": .integer(Int64(summary.days)),
            "daysAboveMonth": .integer(Int64(summary.daysAbove)),
            "aboveMonthPercent": .string(OutcomeFigures.percent(summary.shareAbove)),
        ]
    }
}
