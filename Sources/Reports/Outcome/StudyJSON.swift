package import InsolvencyCore
import MoneyCore

/// Writes the answer to a scenario file as JSON: all figures, or the parts that it asks for.
package enum StudyJSON {
    package static func render(_ result: StudyResult) -> String { document(result).render() }

    package static func document(_ result: StudyResult) -> JSONText {
        var members: [JSONText.Member] = [.init("program", .string(result.program))]
        if case .object(let outcome) = OutcomeJSON.document(result.outcome) {
            members += outcome.filter { $0.name != "assumptions" }
        }
        members.insert(
            .init("jurisdiction", .string(result.study.scenario.jurisdiction.rawValue)), at: 1)
        let currency = result.outcome.currency
        members.append(.init("tracing", .array(result.tracing.map { tracing($0, currency) })))
        members.append(
            .init("chance", result.forecast.map { ForecastJSON(currency).document($0) } ?? .null))
        members.append(.init("assumptions", assumptions(result.study)))
        let outputs = result.study.outputs
        return .object(
            members.filter { member in
                Study.Output(rawValue: member.name).map { outputs.contains($0) } ?? true
            })
    }

    private static func tracing(_ result: TracingResult, _ currency: Currency) -> JSONText {
        let money = { (minor: Int64) in JSONText.money(Money(minor: minor, currency)) }
        return [
            "rule": .string(result.rule.rawValue), "found": money(result.traced.total),
            "worst": money(result.worst), "best": money(result.best),
            "closing": money(result.traced.closing),
            "freelancers": .array(
                result.traced.positions.map {
                    [
                        "freelancer": .string($0.beneficiary), "claim": money($0.claim),
                        "found": money($0.traced),
                    ]
                }),
        ]
    }

    private static func assumptions(_ study: Study) -> JSONText {
        .array(
            study.assumptions.map {
                [
                    "key": .string($0.key), "value": .string($0.value),
                    "source": .string($0.source),
                ]
            })
    }
}
