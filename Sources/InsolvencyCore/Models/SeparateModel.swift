import MoneyCore

/// (b) The client pays freelancer and agency separately; each has its own claim.
///
/// - Source: docs/spec/simulation.md#model-b
enum SeparateModel {
    /// Whoever was paid too much or by mistake sends it back.
    static func settle(_ trust: TrustPosition, _ routed: inout Routed) {
        routed.clientsHold = trust.unidentified.minor + trust.refundable.minor
        routed.toEstate = trust.agencyTopUp.minor
    }

    static func part(_ item: WorldItem) -> ItemPart {
        var part = ItemPart()
        let open = item.openForFreelancer
        let collected = item.paying.of(open)
        part.agencyReceived = item.received - item.receivedForFreelancer
        part.giveAgencyPart(item, open: item.open - open, collected: item.collected - collected)
        part.alreadyPaid = item.receivedForFreelancer
        part.withClient = open
        part.expose(open, of: item)
        part.fromClient = collected
        return part
    }
}
