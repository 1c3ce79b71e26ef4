import MoneyCore

/// (a) The client pays the agency, and the agency pays each freelancer's invoice so many days
/// after the invoice's day, whether or not the client has paid.
///
/// - Source: docs/spec/simulation.md#model-a
enum StandardModel {
    static func route(_ world: World) -> Routed {
        let trust = world.caseFile.trust
        let places = world.places
        var routed = Routed(tallies: world.tallies())
        // Money nobody could place lies in the agency's own account, like all the rest.
        routed.agencyReceived = trust.unidentified.minor + trust.refundable.minor
        routed.clientsClaim = trust.unidentified.minor + trust.refundable.minor
        routed.toEstate = trust.agencyTopUp.minor
        for item in world.items {
            guard let place = places[item.item.freelancer] else { continue }
            routed.agencyReceived += item.received
            routed.giveWholeClaim(item)
            if isPaid(item.item, world) {
                routed.agencyPaidOn += item.freelancerGross
                routed.tallies[place].alreadyPaid += item.freelancerGross
                routed.pay(item, world)
                continue
            }
            routed.tallies[place].expose(item.freelancerGross, of: item)
            routed.tallies[place].claim += item.freelancerGross
            routed.tallies[place].withClient += min(item.openForFreelancer, item.freelancerGross)
            if item.item.invoice != nil {
                routed.inputVAT += item.freelancerVAT(in: item.freelancerGross)
            }
        }
        return routed
    }

    /// Whether the agency's habit had paid the freelancer before the filing day.
    private static func isPaid(_ item: WorkItem, _ world: World) -> Bool {
        guard let invoice = item.invoice else { return false }
        return invoice.day.adding(days: world.scenario.habit.daysAfterInvoice) < world.filingDay
    }
}

extension Routed {
    /// Notes what the agency paid a freelancer out of its own cash.
    fileprivate mutating func pay(_ item: WorldItem, _ world: World) {
        guard let invoice = item.item.invoice else { return }
        let day = invoice.day.adding(days: world.scenario.habit.daysAfterInvoice)
        payments.append(world.payment(item.freelancerGross, for: item, on: day, .debtor))
    }
}
