import MoneyCore

/// (a) The client pays the agency, and the agency pays each freelancer's invoice so many days
/// after the invoice's day, whether or not the client has paid.
///
/// - Source: docs/spec/simulation.md#model-a
enum StandardModel {
    /// Money nobody could place lies in the agency's own account, like all the rest.
    static func settle(_ trust: TrustPosition, _ routed: inout Routed) {
        routed.agencyReceived += trust.unidentified.minor + trust.refundable.minor
        routed.clientsClaim = trust.unidentified.minor + trust.refundable.minor
        routed.toEstate = trust.agencyTopUp.minor
    }

    static func part(_ item: WorldItem, _ context: FilingContext) -> ItemPart {
        var part = ItemPart()
        part.agencyReceived = item.received
        part.giveWholeClaim(item)
        if payday(item.item, context) != nil {
            part.agencyPaidOn = item.freelancerGross
            part.alreadyPaid = item.freelancerGross
            return part
        }
        part.expose(item.freelancerGross, of: item)
        part.claim = item.freelancerGross
        part.withClient = min(item.openForFreelancer, item.freelancerGross)
        if item.item.invoice != nil {
            part.inputVAT = item.freelancerVAT(in: item.freelancerGross)
        }
        return part
    }

    /// What the agency paid the freelancer out of its own cash.
    static func payments(_ item: WorldItem, _ context: FilingContext) -> [AvoidablePayment] {
        guard let day = payday(item.item, context) else { return [] }
        return [context.payment(item.freelancerGross, for: item, on: day, .debtor)]
    }

    /// When the agency's habit had paid the freelancer; nil if not before the filing day.
    private static func payday(_ item: WorkItem, _ context: FilingContext) -> Day? {
        guard let invoice = item.invoice else { return nil }
        let day = invoice.day.adding(days: context.scenario.habit.daysAfterInvoice)
        return day < context.filingDay ? day : nil
    }
}
