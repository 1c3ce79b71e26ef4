import MoneyCore

/// (b) The client pays freelancer and agency separately; each has its own claim.
///
/// - Source: docs/spec/simulation.md#model-b
enum SeparateModel {
    static func route(_ world: World) -> Routed {
        let trust = world.caseFile.trust
        let places = world.places
        var routed = Routed(tallies: world.tallies())
        // Whoever was paid too much or by mistake sends it back.
        routed.clientsHold = trust.unidentified.minor + trust.refundable.minor
        routed.toEstate = trust.agencyTopUp.minor
        for item in world.items {
            guard let place = places[item.item.freelancer] else { continue }
            let open = item.openForFreelancer
            let collected = item.paying.of(open)
            routed.agencyReceived += item.received - item.receivedForFreelancer
            routed.giveAgencyPart(
                item, open: item.open - open, collected: item.collected - collected)
            routed.tallies[place].alreadyPaid += item.receivedForFreelancer
            routed.payments += world.directPayments(item)
            routed.tallies[place].withClient += open
            routed.tallies[place].expose(open, of: item)
            routed.tallies[place].add(
                .client, collected, on: item.paymentDay, of: item.item)
        }
        return routed
    }
}
