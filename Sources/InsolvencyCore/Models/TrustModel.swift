import EscrowCore
import MoneyCore

/// (d) The client pays into the trust: what the book itself shows, by the grade of the trust and
/// the title of the claims.
///
/// - Source: docs/spec/simulation.md#model-d
enum TrustModel {
    static func part(_ item: WorldItem, _ context: FilingContext) -> ItemPart {
        var part = ItemPart()
        let holding = item.item.holding
        let paid = item.item.payouts.reduce(Int64(0)) { $0 + $1.amount.minor }
        let inTrust = holding.freelancer.minor + holding.freelancerInFlight.minor
        let open = min(max(0, item.freelancerGross - paid - inTrust), item.open)
        part.agencyInTrust = holding.agency.minor + holding.agencyInFlight.minor
        part.agencyReceived = holding.agencyPaid.minor
        part.alreadyPaid = paid
        part.inTrust = inTrust
        part.withClient = open
        part.expose(inTrust + open, of: item)
        part.takenFromTrust = item.received - paid - holding.agencyPaid.minor
        routeOpen(open, item, context, &part)
        return part
    }

    /// Payouts before filing; only money that is nothing but the agency's can be asked back.
    static func payments(
        _ item: WorldItem, _ grade: TrustGrade, _ context: FilingContext
    ) -> [AvoidablePayment] {
        let means: AvoidablePayment.Means = grade == .quotaOnly ? .debtor : .notDebtors
        return item.item.payouts.filter(\.amount.isPositive).map {
            context.payment($0.amount.minor, for: item, on: $0.day, means)
        }
    }

    /// Open client money goes to the freelancer where the title protects it, else to the estate.
    private static func routeOpen(
        _ open: Int64, _ item: WorldItem, _ context: FilingContext, _ part: inout ItemPart
    ) {
        let settings = context.scenario.trust
        let title = settings.titleOverride ?? item.item.title
        guard title.protectsOpenClaim(ifOpenedOn: context.openingDay) else {
            part.giveWholeClaim(item)
            part.claim += open
            if item.item.invoice != nil { part.inputVAT += item.freelancerVAT(in: open) }
            return
        }
        let collected = item.paying.of(open)
        part.giveAgencyPart(item, open: item.open - open, collected: item.collected - collected)
        part.fromClient = collected
        if settings.guaranteesClients { part.claim += open - collected }
    }
}

/// What one piece of work has in the trust when the agency fails.
struct Pooled: Sendable {
    /// Where its freelancer stands.
    let place: Int
    let item: WorldItem
    let freelancer: Int64
    let agency: Int64

    /// What the freelancer gets of it, and what he must claim instead.
    struct Released: Hashable, Sendable {
        var cash: Int64 = 0
        var claim: Int64 = 0
        var inputVAT: Int64 = 0
        /// What the estate keeps of the freelancer's money for its costs.
        var cost: Int64 = 0

        static func += (sum: inout Released, part: Released) {
            sum.cash += part.cash
            sum.claim += part.claim
            sum.inputVAT += part.inputVAT
            sum.cost += part.cost
        }

        static func -= (sum: inout Released, part: Released) {
            sum.cash -= part.cash
            sum.claim -= part.claim
            sum.inputVAT -= part.inputVAT
            sum.cost -= part.cost
        }
    }

    /// What becomes of the freelancer's money of which the pool has so much.
    func released(_ given: Int64, _ grade: TrustGrade, _ settings: TrustSettings) -> Released {
        let cost = grade == .preferential ? settings.contribution.of(given) : 0
        let missing = freelancer - given
        return Released(
            cash: given - cost, claim: missing, inputVAT: item.freelancerVAT(in: missing),
            cost: cost)
    }
}

/// The trust's money on the filing day, and how it is divided.
struct TrustPool: Sendable {
    let trust: TrustPosition
    let grade: TrustGrade
    let settings: TrustSettings
    let currency: Currency

    /// What each freelancer gets, and what the rest of the money becomes.
    struct Division: Sendable {
        /// One for each piece of work.
        let released: [Pooled.Released]
        let toEstate: Int64
        let clientsHold: Int64
        let clientsClaim: Int64
    }

    /// All entitlements to the trust's money, and what there is for them.
    func resource(entitled: Int64) -> Int64 {
        entitled + trust.unidentified.minor + trust.refundable.minor + trust.agencyTopUp.minor
            - trust.shortfall.minor
    }

    /// What others took out of the trust besides payouts.
    func taken(resource: Int64) -> Int64 {
        trust.unidentified.minor + trust.refundable.minor + trust.agencyTopUp.minor - resource
    }

    /// Divides what is in the trust and gives each part where the grade sends it.
    func divide(_ pooled: [Pooled], resource: Int64) throws(SimulationError) -> Division {
        var entitlements: [Pool.Entitlement] = []
        let money = { (minor: Int64) in Money(minor: minor, currency) }
        for entry in pooled {
            entitlements.append(.init(amount: money(entry.freelancer), isAgency: false))
            entitlements.append(.init(amount: money(entry.agency), isAgency: true))
        }
        let clients = [trust.unidentified, trust.refundable]
        entitlements += clients.map { .init(amount: $0, isAgency: false) }
        let parts =
            grade == .quotaOnly
            ? [Money](repeating: .zero(currency), count: entitlements.count)
            : try Pool.divide(
                money(resource), among: entitlements,
                agencySubordinated: settings.agencySubordinated)
        var toEstate = resource - parts.reduce(0) { $0 + $1.minor }
        var released: [Pooled.Released] = []
        for (place, entry) in pooled.enumerated() {
            let part = entry.released(parts[2 * place].minor, grade, settings)
            released.append(part)
            toEstate += part.cost + parts[2 * place + 1].minor
        }
        let given = zip(clients, parts.suffix(2))
        let costs = given.map { grade == .preferential ? settings.contribution.of($1.minor) : 0 }
        let cost = costs.reduce(0, +)
        return Division(
            released: released, toEstate: toEstate + cost,
            clientsHold: parts.suffix(2).reduce(0) { $0 + $1.minor } - cost,
            clientsClaim: given.reduce(0) { $0 + $1.0.minor - $1.1.minor })
    }
}
