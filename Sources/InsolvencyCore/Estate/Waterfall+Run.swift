public import MoneyCore

extension Waterfall {
    /// Divides the estate by the waterfall; the filing day chooses the cost tables.
    ///
    /// - Throws: `noCostTable`, then `overflow`.
    /// - Source: docs/spec/simulation.md#waterfall
    public static func run(
        _ input: WaterfallInput, quota: QuotaMode, costs: CostSettings, filingDay: Day
    ) throws(SimulationError) -> Waterfall {
        let proceeds = input.assigned.of(input.proceeds)
        let free = input.freeAssets + input.proceeds - proceeds
        if case .fixed(let share) = quota {
            let security = Secured(proceeds: proceeds, input, isOpened: true)
            let mass = free + security.toEstate + input.avoidance + input.clawback
            return try fixed(input, security, mass: mass, quota: share)
        }
        let tariff = try Tariffs(filingDay)
        let unopened = Secured(proceeds: proceeds, input, isOpened: false)
        let unopenedMass = free + unopened.toEstate
        let isOpened =
            switch costs.opening {
            case .opened: true
            case .refused: false
            case .tested:
                unopenedMass >= tariff.costs(of: unopenedMass, costs, input.currency).sum
            }
        guard isOpened else { return notOpened(input, unopened, mass: unopenedMass) }
        let security = Secured(proceeds: proceeds, input, isOpened: true)
        let mass = free + security.toEstate + input.avoidance + input.clawback
        let due = tariff.costs(of: mass, costs, input.currency)
        return try opened(input, security, mass: mass, costs: due)
    }

    private static func fixed(
        _ input: WaterfallInput, _ security: Secured, mass: Int64, quota: Share
    ) throws(SimulationError) -> Waterfall {
        let claims = claims(input.reviving, security).map { ($0, $1, quota.of($1)) }
        return make(
            input, .fixedQuota, security, mass: mass, CostsDue(), costsPaid: 0, newPaid: 0,
            oldPaid: 0, distributable: claims.reduce(0) { $0 + $1.2 }, quota: quota, claims)
    }

    private static func notOpened(
        _ input: WaterfallInput, _ security: Secured, mass: Int64
    )
        -> Waterfall
    {
        make(
            input, .notOpened, security, mass: mass, CostsDue(), costsPaid: 0, newPaid: 0,
            oldPaid: 0, distributable: 0, quota: .zero, claims(input, security).map { ($0, $1, 0) })
    }

    private static func opened(
        _ input: WaterfallInput, _ security: Secured, mass: Int64, costs: CostsDue
    ) throws(SimulationError) -> Waterfall {
        let input = input.reviving
        let claims = claims(input, security)
        let nothing = claims.map { ($0, $1, Int64(0)) }
        guard mass >= costs.sum else {
            return make(
                input, .costsNotCovered, security, mass: mass, costs, costsPaid: mass, newPaid: 0,
                oldPaid: 0, distributable: 0, quota: .zero, nothing)
        }
        let rest = mass - costs.sum
        let newPaid = min(rest, input.newLiabilities)
        let oldPaid = min(rest - newPaid, input.oldLiabilities)
        guard rest >= input.newLiabilities + input.oldLiabilities else {
            return make(
                input, .estateInsufficient, security, mass: mass, costs, costsPaid: costs.sum,
                newPaid: newPaid, oldPaid: oldPaid, distributable: 0, quota: .zero, nothing)
        }
        let left = rest - newPaid - oldPaid
        let total = claims.reduce(Int64(0)) { $0 + $1.1 }
        let distributable = min(left, total)
        return make(
            input, .distributed, security, mass: mass, costs, costsPaid: costs.sum,
            newPaid: newPaid, oldPaid: oldPaid, distributable: distributable,
            quota: Share(distributable, over: max(total, 1)) ?? .zero,
            try distribute(distributable, input.currency, claims))
    }

    private static func distribute(
        _ amount: Int64, _ currency: Currency, _ claims: [(Creditor, Int64)]
    ) throws(SimulationError) -> [(Creditor, Int64, Int64)] {
        guard amount > 0 else { return claims.map { ($0, $1, 0) } }
        do {
            let parts = try Money(minor: amount, currency).divided(by: claims.map(\.1))
            return zip(claims, parts).map { ($0.0, $0.1, $1.minor) }
        } catch {
            throw .overflow
        }
    }

    /// All claims above zero with the bank's rest, in the order of their ids.
    private static func claims(_ input: WaterfallInput, _ security: Secured) -> [(Creditor, Int64)]
    {
        var claims = input.claims
        claims[.securedBank, default: 0] += input.loan - security.bank
        return claims.filter { $0.value > 0 }.sorted { $0.key.id < $1.key.id }.map { ($0, $1) }
    }

    private static func make(
        _ input: WaterfallInput, _ ending: Ending, _ security: Secured, mass: Int64,
        _ costs: CostsDue, costsPaid: Int64, newPaid: Int64, oldPaid: Int64, distributable: Int64,
        quota: Share, _ claims: [(Creditor, Int64, Int64)]
    ) -> Waterfall {
        let money = { (minor: Int64) in Money(minor: minor, input.currency) }
        return Waterfall(
            ending: ending,
            security: Security(
                proceeds: money(security.proceeds), contribution: money(security.contribution),
                bank: money(security.bank), surplus: money(security.surplus)),
            mass: money(mass),
            costs: Costs(
                administrator: money(costs.administrator),
                provisionalAdministrator: money(costs.provisional),
                expenses: money(costs.expenses), committee: money(costs.committee),
                vat: money(costs.vat), court: money(costs.court), total: money(costs.sum),
                paid: money(costsPaid)),
            newLiabilities: money(input.newLiabilities), newLiabilitiesPaid: money(newPaid),
            oldLiabilities: money(input.oldLiabilities), oldLiabilitiesPaid: money(oldPaid),
            distributable: money(distributable), quota: quota,
            claims: claims.map {
                CreditorClaim(creditor: $0.0, amount: money($0.1), paid: money($0.2))
            },
            residual: money(mass - costsPaid - newPaid - oldPaid - distributable))
    }
}

extension WaterfallInput {
    /// The same with what only open proceedings bring: revived claims, and the VAT on what came back.
    fileprivate var reviving: WaterfallInput {
        var input = self
        for (creditor, minor) in revived { input.claims[creditor, default: 0] += minor }
        input.oldLiabilities += vatOnClawback
        return input
    }
}

/// Step 1 in minor units.
private struct Secured {
    let proceeds: Int64
    let contribution: Int64
    let bank: Int64
    let surplus: Int64

    /// Without open proceedings the bank collects by itself and contributes nothing.
    init(proceeds: Int64, _ input: WaterfallInput, isOpened: Bool) {
        self.proceeds = proceeds
        contribution = isOpened ? input.contribution.of(proceeds) : 0
        bank = min(input.loan, proceeds - contribution)
        surplus = proceeds - contribution - bank
    }

    var toEstate: Int64 { contribution + surplus }
}

/// Step 3 in minor units.
private struct CostsDue {
    var administrator: Int64 = 0
    var provisional: Int64 = 0
    var expenses: Int64 = 0
    var committee: Int64 = 0
    var vat: Int64 = 0
    var court: Int64 = 0

    var sum: Int64 { administrator + provisional + expenses + committee + vat + court }
}

private struct Tariffs {
    let administrator: AdministratorTariff
    let court: CourtFeeTable

    init(_ filingDay: Day) throws(SimulationError) {
        guard let administrator = AdministratorTariff.valid(on: filingDay),
            let court = CourtFeeTable.valid(on: filingDay)
        else { throw .noCostTable(filingDay) }
        self.administrator = administrator
        self.court = court
    }

    /// K54 on an estate's value; the fee is at least the minimum.
    func costs(of mass: Int64, _ settings: CostSettings, _ currency: Currency) -> CostsDue {
        let value = Money(minor: max(0, mass), currency)
        let minimum = administrator.minimumFee(
            creditors: settings.debtor.creditors, in: currency)
        let base = administrator.fee(on: settings.provisionalBase ?? value)
        var due = CostsDue()
        due.administrator = max(administrator.fee(on: value).minor, minimum.minor)
        due.provisional = settings.provisionalShare.of(base.minor)
        due.expenses = settings.expenses.minor
        due.committee = settings.committee.minor
        due.vat = settings.vatOnFees.of(due.administrator + due.provisional + due.expenses)
        // KV 2310 and 2320: 0.5 for the opening and 2.5 for the conduct of the proceedings.
        due.court = 3 * court.fee(on: value).minor
        return due
    }
}
