import MoneyCore

/// (c) The client pays the freelancer everything, and the freelancer remits the agency's share.
///
/// - Source: docs/spec/simulation.md#model-c
enum CollectingModel {
    static func route(_ world: World) -> Routed {
        let trust = world.caseFile.trust
        let places = world.places
        var routed = Routed(tallies: world.tallies())
        var owed = [Int64](repeating: 0, count: routed.tallies.count)
        routed.clientsHold = trust.unidentified.minor + trust.refundable.minor
        routed.toEstate = trust.agencyTopUp.minor
        for item in world.items {
            guard let place = places[item.item.freelancer] else { continue }
            let remitted = remitted(item.item, world)
            let open = item.openForFreelancer
            let collected = item.paying.of(open)
            owed[place] += item.received - item.receivedForFreelancer - remitted
            routed.agencyReceived += remitted
            routed.giveAgencyPart(
                item, open: item.open - open, collected: item.collected - collected)
            routed.tallies[place].alreadyPaid += item.receivedForFreelancer
            routed.payments += world.directPayments(item)
            routed.tallies[place].withClient += open
            routed.tallies[place].expose(open, of: item)
            routed.tallies[place].add(
                .client, collected, on: item.paymentDay, of: item.item)
        }
        for place in owed.indices {
            let setOff = setOff(owed: owed[place], claim: routed.tallies[place].claim, world)
            routed.tallies[place].claim -= setOff
            routed.tallies[place].owed = owed[place] - setOff
            routed.tallies[place].add(.setOff, setOff, on: world.openingDay)
            routed.proceeds += owed[place] - setOff
        }
        return routed
    }

    /// The agency's part of the receipts that are old enough to have been remitted.
    private static func remitted(_ item: WorkItem, _ world: World) -> Int64 {
        let old = item.receipts.filter {
            $0.day.adding(days: world.scenario.habit.remitDays) < world.filingDay
        }
        let received = old.reduce(Int64(0)) { $0 + $1.amount.minor }
        return received - WorldItem.freelancerPart(of: received, item)
    }

    /// What is set off: InsO §94, unless barred by §96.
    private static func setOff(owed: Int64, claim: Int64, _ world: World) -> Int64 {
        world.scenario.habit.isSetOffBarred ? 0 : min(owed, claim)
    }
}
