import EscrowCore
package import InsolvencyCore
import MoneyCore

/// Writes a simulation's answer as JSON, with every figure and every assumption.
package enum OutcomeJSON {
    package static func render(_ outcome: Outcome) -> String { document(outcome).render() }

    package static func document(_ outcome: Outcome) -> JSONText {
        [
            "sample": .bool(outcome.isSample),
            "head": [
                "size": .integer(outcome.head.size), "root": .string(outcome.head.root),
            ],
            "currency": .string(outcome.currency.code), "filingDay": .day(outcome.filingDay),
            "openingDay": .day(outcome.openingDay),
            "distributionDay": .day(outcome.distributionDay),
            "scenario": .string(outcome.scenario.name),
            "models": .array(outcome.models.map(model)),
            "grades": .array(
                outcome.grades.map {
                    ["grade": .string($0.grade.rawValue), "total": freelancer($0.total)]
                }),
            "notes": .array(OutcomeNotes(outcome).texts.map { .string($0) }),
            "assumptions": .array(
                outcome.assumptions.map {
                    [
                        "key": .string($0.key), "value": .string($0.value),
                        "source": .string($0.source),
                    ]
                }),
        ]
    }

    private static func model(_ result: ModelResult) -> JSONText {
        [
            "model": .string(result.model.rawValue), "letter": .string(result.model.letter),
            "total": freelancer(result.total),
            "freelancers": .array(result.freelancers.map(freelancer)),
            "holdings": .object(
                Holdings.Party.allCases.map { .init($0.rawValue, .money(result.holdings[$0])) }
                    + [.init("total", .money(result.holdings.total))]),
            "waterfall": waterfall(result.waterfall), "hedges": .array(result.hedges.map(hedge)),
        ]
    }

    static func freelancer(_ row: FreelancerResult) -> JSONText {
        [
            "freelancer": .optional(row.freelancer), "performed": .money(row.performed),
            "alreadyPaid": .money(row.alreadyPaid), "exposure": .money(row.exposure),
            "inTrust": .money(row.inTrust), "withClient": .money(row.withClient),
            "recovered": [
                "total": .money(row.recovered.total), "trust": .money(row.recovered.trust),
                "client": .money(row.recovered.client), "setOff": .money(row.recovered.setOff),
                "quota": .money(row.recovered.quota), "hedge": .money(row.recovered.hedge),
                "premiums": .money(row.recovered.premiums),
            ],
            "givenBack": .money(row.clawedBack), "loss": .money(row.loss),
            "lossNetOfVAT": .money(row.lossNetOfVAT),
            "protectedPercent": .optional(row.protectedShare.map(OutcomeFigures.percent)),
            "recoveredPercent": .optional(row.recoveredShare.map(OutcomeFigures.percent)),
            "firstCashDay": .day(row.firstCashDay), "presentValue": .money(row.presentValue),
            "cash": .array(
                row.cash.map {
                    [
                        "day": .day($0.day), "route": .string($0.route.rawValue),
                        "amount": .money($0.amount),
                    ]
                }),
        ]
    }

    private static func waterfall(_ waterfall: Waterfall) -> JSONText {
        .object(
            [
                .init("ending", .string(waterfall.ending.rawValue)),
                .init("quota", .string(waterfall.quota.description)),
                .init("quotaPercent", .string(waterfall.quota.percent)),
            ] + waterfall.steps.map { .init($0.name, .money($0.amount)) }
                + [
                    .init(
                        "claims",
                        .array(
                            waterfall.claims.map {
                                [
                                    "creditor": .string($0.creditor.id),
                                    "amount": .money($0.amount),
                                    "paid": .money($0.paid),
                                ]
                            }))
                ])
    }

    private static func hedge(_ hedge: Hedge) -> JSONText {
        [
            "freelancer": .string(hedge.freelancer), "contracts": .integer(hedge.contracts),
            "payoff": .money(hedge.payoff), "premiums": .money(hedge.premiums),
            "costPerYear": .money(hedge.costPerYear), "failure": .optional(hedge.failure?.rawValue),
        ]
    }
}

extension Waterfall {
    /// Every amount of the waterfall by its name, in the order of the steps.
    var steps: [(name: String, amount: Money)] {
        [
            ("securedProceeds", security.proceeds), ("contribution", security.contribution),
            ("bank", security.bank), ("surplus", security.surplus), ("mass", mass),
            ("administrator", costs.administrator),
            ("provisionalAdministrator", costs.provisionalAdministrator),
            ("expenses", costs.expenses), ("committee", costs.committee),
            ("vatOnFees", costs.vat), ("court", costs.court), ("costs", costs.total),
            ("costsPaid", costs.paid), ("newLiabilities", newLiabilities),
            ("newLiabilitiesPaid", newLiabilitiesPaid), ("oldLiabilities", oldLiabilities),
            ("oldLiabilitiesPaid", oldLiabilitiesPaid), ("distributable", distributable),
            ("residual", residual),
        ]
    }
}
