import MoneyCore

/// (c) The client pays the freelancer everything, and the freelancer remits the agency's share.
///
/// - Source: docs/spec/simulation.md#model-c
enum CollectingModel {
    /// Sets off what each freelancer owes the estate against his claim, and gives the rest to it.
    static func settle(
        _ trust: TrustPosition, _ context: FilingContext, _ routed: inout Routed
    ) {
        SeparateModel.settle(trust, &routed)
        for place in routed.tallies.indices {
            let (owed, claim) = (routed.tallies[place].owed, routed.tallies[place].claim)
            let setOff = setOff(owed: owed, claim: claim, context.scenario)
            routed.tallies[place].claim -= setOff
            routed.tallies[place].owed = owed - setOff
            routed.tallies[place].add(.setOff, setOff, on: context.openingDay)
            routed.proceeds += owed - setOff
        }
    }

    static func part(_ item: WorldItem, _ context: FilingContext) -> ItemPart {
        // As if both were paid apart, but that the agency's money comes through the freelancer.
        var part = SeparateModel.part(item)
        let remitted = remitted(item.item, context)
        part.owed = part.agencyReceived - remitted
        part.agencyReceived = remitted
        return part
    }

    /// What is set off: InsO §94, unless barred by §96.
    static func setOff(owed: Int64, claim: Int64, _ scenario: Scenario) -> Int64 {
        scenario.habit.isSetOffBarred ? 0 : min(owed, claim)
    }

    /// The agency's part of the receipts that are old enough to have been remitted.
    private static func remitted(_ item: WorkItem, _ context: FilingContext) -> Int64 {
        let days = context.scenario.habit.remitDays
        let received = item.receipts.reduce(Int64(0)) { sum, receipt in
            receipt.day.adding(days: days) < context.filingDay ? sum + receipt.amount.minor : sum
        }
        return received - WorldItem.freelancerPart(of: received, item)
    }
}
