import EscrowCore
package import InsolvencyCore
import MoneyCore

/// Writes a simulation's answer as one long table, a figure to a row.
///
/// Columns: `model, section, who, figure, day, value`. Amounts are decimal text in the outcome's
/// currency.
package enum OutcomeCSV {
    package static func render(_ outcome: Outcome) -> String {
        table(outcome, models: true, grades: true).text
    }

    /// The table, with or without its greater parts.
    static func table(_ outcome: Outcome, models: Bool, grades: Bool) -> CSVText {
        var csv = CSVText(header: ["model", "section", "who", "figure", "day", "value"])
        for fact in facts(outcome) { csv.append(["", "outcome", "", fact.0, "", fact.1]) }
        for result in models ? outcome.models : [] {
            let model = result.model.rawValue
            for row in result.freelancers + [result.total] { append(row, model, &csv) }
            for party in Holdings.Party.allCases {
                csv.append([
                    model, "holding", party.rawValue, "held", "", result.holdings[party].plain,
                ])
            }
            append(result.waterfall, model, &csv)
            for hedge in result.hedges { append(hedge, model, &csv) }
        }
        for grade in grades ? outcome.grades : [] {
            append(grade.total, "trust \(grade.grade.rawValue)", &csv)
        }
        return csv
    }

    private static func facts(_ outcome: Outcome) -> [(String, String)] {
        [
            ("sample", "\(outcome.isSample)"), ("headSize", "\(outcome.head.size)"),
            ("headRoot", outcome.head.root), ("currency", outcome.currency.code),
            ("scenario", outcome.scenario.name), ("filingDay", "\(outcome.filingDay)"),
            ("openingDay", "\(outcome.openingDay)"),
            ("distributionDay", "\(outcome.distributionDay)"),
        ]
    }

    private static func append(_ row: FreelancerResult, _ model: String, _ csv: inout CSVText) {
        let section = row.freelancer == nil ? "total" : "freelancer"
        let who = row.freelancer ?? ""
        let amounts: [(String, Money)] = [
            ("performed", row.performed), ("alreadyPaid", row.alreadyPaid),
            ("exposure", row.exposure), ("inTrust", row.inTrust), ("withClient", row.withClient),
            ("recovered", row.recovered.total), ("recoveredTrust", row.recovered.trust),
            ("recoveredClient", row.recovered.client), ("recoveredSetOff", row.recovered.setOff),
            ("recoveredQuota", row.recovered.quota), ("recoveredHedge", row.recovered.hedge),
            ("premiums", row.recovered.premiums), ("givenBack", row.clawedBack), ("loss", row.loss),
            ("lossNetOfVAT", row.lossNetOfVAT), ("presentValue", row.presentValue),
        ]
        for (figure, amount) in amounts {
            csv.append([model, section, who, figure, "", amount.plain])
        }
        let shares = [
            ("protectedPercent", row.protectedShare), ("recoveredPercent", row.recoveredShare),
        ]
        for (figure, share) in shares {
            csv.append([model, section, who, figure, "", share.map(OutcomeFigures.percent) ?? ""])
        }
        for flow in row.cash {
            csv.append(
                [
                    model, section, who, "cash \(flow.route.rawValue)", "\(flow.day)",
                    flow.amount.plain,
                ])
        }
    }

    private static func append(_ waterfall: Waterfall, _ model: String, _ csv: inout CSVText) {
        csv.append([model, "waterfall", "", "ending", "", waterfall.ending.rawValue])
        csv.append([model, "waterfall", "", "quota", "", "\(waterfall.quota)"])
        for step in waterfall.steps {
            csv.append([model, "waterfall", "", step.name, "", step.amount.plain])
        }
        for claim in waterfall.claims {
            csv.append([model, "claim", claim.creditor.id, "amount", "", claim.amount.plain])
            csv.append([model, "claim", claim.creditor.id, "paid", "", claim.paid.plain])
        }
    }

    private static func append(_ hedge: Hedge, _ model: String, _ csv: inout CSVText) {
        let figures = [
            ("contracts", "\(hedge.contracts)"), ("payoff", hedge.payoff.plain),
            ("premiums", hedge.premiums.plain), ("costPerYear", hedge.costPerYear.plain),
            ("failure", hedge.failure?.rawValue ?? ""),
        ]
        for (figure, value) in figures {
            csv.append([model, "hedge", hedge.freelancer, figure, "", value])
        }
    }
}
