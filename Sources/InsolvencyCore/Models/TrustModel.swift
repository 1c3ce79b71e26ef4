import EscrowCore
import MoneyCore

/// (d) The client pays into the trust: what the book itself shows, by the grade of the trust and
/// the title of the claims.
///
/// - Source: docs/spec/simulation.md#model-d
enum TrustModel {
    static func route(_ world: World, grade: TrustGrade) throws(SimulationError) -> Routed {
        let places = world.places
        var routed = Routed(tallies: world.tallies())
        var pooled: [Pooled] = []
        for item in world.items {
            guard let place = places[item.item.freelancer] else { continue }
            let holding = item.item.holding
            let paid = item.item.payouts.reduce(Int64(0)) { $0 + $1.amount.minor }
            let inTrust = holding.freelancer.minor + holding.freelancerInFlight.minor
            let open = min(max(0, item.freelancerGross - paid - inTrust), item.open)
            pooled.append(Pooled(owner: .freelancer(place, item), amount: inTrust))
            pooled.append(
                Pooled(owner: .agency, amount: holding.agency.minor + holding.agencyInFlight.minor))
            routed.agencyReceived += holding.agencyPaid.minor
            routed.tallies[place].alreadyPaid += paid
            // Only money that is nothing but the agency's can be asked back.
            let means: AvoidablePayment.Means = grade == .quotaOnly ? .debtor : .notDebtors
            routed.payments += item.item.payouts.filter(\.amount.isPositive).map {
                world.payment($0.amount.minor, for: item, on: $0.day, means)
            }
            routed.tallies[place].inTrust += inTrust
            routed.tallies[place].withClient += open
            routed.tallies[place].expose(inTrust + open, of: item)
            routed.takenFromTrust += item.received - paid - holding.agencyPaid.minor
            routeOpen(open, item, place, world, &routed)
        }
        let trust = world.caseFile.trust
        pooled.append(Pooled(owner: .clients, amount: trust.unidentified.minor))
        pooled.append(Pooled(owner: .clients, amount: trust.refundable.minor))
        try releasePool(pooled, grade, world, &routed)
        return routed
    }

    /// Open client money goes to the freelancer where the title protects it, else to the estate.
    private static func routeOpen(
        _ open: Int64, _ item: WorldItem, _ place: Int, _ world: World, _ routed: inout Routed
    ) {
        let settings = world.scenario.trust
        let title = settings.titleOverride ?? item.item.title
        guard title.protectsOpenClaim(ifOpenedOn: world.openingDay) else {
            routed.giveWholeClaim(item)
            routed.tallies[place].claim += open
            if item.item.invoice != nil { routed.inputVAT += item.freelancerVAT(in: open) }
            return
        }
        let collected = item.paying.of(open)
        routed.giveAgencyPart(item, open: item.open - open, collected: item.collected - collected)
        routed.tallies[place].add(
            .client, collected, on: item.paymentDay, of: item.item)
        if settings.guaranteesClients { routed.tallies[place].claim += open - collected }
    }

    private struct Pooled {
        enum Owner {
            case freelancer(Int, WorldItem)
            case agency
            case clients
        }

        let owner: Owner
        let amount: Int64
    }

    /// Divides what is in the trust and gives each part where the grade sends it.
    private static func releasePool(
        _ pooled: [Pooled], _ grade: TrustGrade, _ world: World, _ routed: inout Routed
    ) throws(SimulationError) {
        let trust = world.caseFile.trust
        let settings = world.scenario.trust
        let currency = world.caseFile.currency
        let entitled = pooled.reduce(Int64(0)) { $0 + $1.amount }
        let resource = entitled + trust.agencyTopUp.minor - trust.shortfall.minor
        routed.takenFromTrust +=
            trust.unidentified.minor + trust.refundable.minor + trust.agencyTopUp.minor - resource
        let parts =
            grade == .quotaOnly
            ? [Money](repeating: .zero(currency), count: pooled.count)
            : try Pool.divide(
                Money(minor: resource, currency),
                among: pooled.map {
                    let isAgency = if case .agency = $0.owner { true } else { false }
                    return .init(amount: Money(minor: $0.amount, currency), isAgency: isAgency)
                }, agencySubordinated: settings.agencySubordinated)
        routed.toEstate += resource - parts.reduce(0) { $0 + $1.minor }
        let releaseDay = world.filingDay.adding(days: settings.releaseDays)
        for (entry, part) in zip(pooled, parts) {
            let cost = grade == .preferential ? settings.contribution.of(part.minor) : 0
            let missing = entry.amount - part.minor
            switch entry.owner {
            case .freelancer(let place, let item):
                routed.tallies[place].add(.trust, part.minor - cost, on: releaseDay)
                routed.tallies[place].claim += missing
                routed.inputVAT += item.freelancerVAT(in: missing)
                routed.toEstate += cost
            case .clients:
                routed.clientsHold += part.minor - cost
                routed.clientsClaim += missing
                routed.toEstate += cost
            case .agency: routed.toEstate += part.minor
            }
        }
    }
}
