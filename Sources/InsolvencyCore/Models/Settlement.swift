import MoneyCore

/// What all models have in common after the routing: the estate is divided, quotas are paid, and
/// every party's holding is counted.
///
/// - Source: docs/spec/simulation.md#settlement
struct Settlement {
    let world: World
    let routed: Routed
    let model: PaymentModel
    /// The test of avoidance; nil without one.
    let tested: Clawback?
    private let clawback: ClawbackSums?

    init(world: World, routed: Routed, model: PaymentModel, tested: Clawback?) {
        self.world = world
        self.routed = routed
        self.model = model
        self.tested = tested
        clawback = tested.map { ClawbackSums($0) }
    }

    /// With the sums of a test alone.
    init(world: World, routed: Routed, model: PaymentModel, clawback: ClawbackSums?) {
        self.world = world
        self.routed = routed
        self.model = model
        tested = nil
        self.clawback = clawback
    }

    private var currency: Currency { world.caseFile.currency }

    func run() throws(SimulationError) -> ModelResult {
        let estate = world.scenario.estate
        let rest = routed.agencyReceived - routed.agencyPaidOn
        let kept = rest - estate.spentShare.of(max(0, rest))
        let cash = max(0, estate.cash.minor + kept)
        let spent = estate.cash.minor + rest - cash
        let waterfall = try Waterfall.run(
            input(cash: cash), quota: world.scenario.quota, costs: world.scenario.costs,
            filingDay: world.filingDay)
        let paid = Dictionary(
            waterfall.claims.map { ($0.creditor, $0.paid.minor) }, uniquingKeysWith: +)
        var rows: [FreelancerResult] = []
        var hedges: [Hedge] = []
        for tally in tallies(waterfall) {
            let quota = paid[.freelancer(tally.freelancer)] ?? 0
            var hedge: Hedge?
            if model == .hedged {
                hedge = try HedgedModel.hedge(
                    tally.freelancer, uncovered: money(tally.exposure - quota),
                    world.scenario.puts, filingDay: world.filingDay)
            }
            rows.append(try row(tally, quota: quota, waterfall, hedge))
            if let hedge { hedges.append(hedge) }
        }
        return ModelResult(
            model: model, freelancers: rows, total: FreelancerResult.total(rows, in: currency),
            waterfall: waterfall,
            holdings: holdings(
                waterfall, rows, spent: spent, vatOnClawback: clawback?.inputVAT ?? 0),
            hedges: hedges,
            clawback: waterfall.ending == .notOpened ? nil : tested)
    }

    /// The freelancers' tallies once avoided payments are given back; without open proceedings
    /// nobody gives anything back.
    private func tallies(_ waterfall: Waterfall) -> [FreelancerTally] {
        guard let clawback, waterfall.ending != .notOpened else { return routed.tallies }
        let (revived, vat) = (clawback.revived, clawback.creditorVAT)
        return routed.tallies.map { tally in
            var tally = tally
            tally.giveBack(
                revived[tally.freelancer] ?? 0, vat: vat[tally.freelancer] ?? 0,
                on: clawback.repaymentDay)
            return tally
        }
    }

    private func input(cash: Int64) -> WaterfallInput {
        let estate = world.scenario.estate
        var input = WaterfallInput(currency)
        input.freeAssets = cash + estate.otherAssets.minor + routed.toEstate
        input.proceeds = estate.collected.of(estate.receivables.minor) + routed.proceeds
        input.assigned = estate.assigned
        input.loan = estate.loan.minor
        input.contribution = estate.contribution
        input.avoidance = estate.avoidance.minor
        input.newLiabilities = estate.newLiabilities.minor + routed.vatOnProceeds
        input.oldLiabilities = estate.oldLiabilities.minor
        for tally in routed.tallies where tally.claim > 0 {
            input.claims[.freelancer(tally.freelancer)] = tally.claim
        }
        input.claims[.clients] = routed.clientsClaim
        if let clawback {
            input.clawback = clawback.total
            for (freelancer, minor) in clawback.revived {
                input.revived[.freelancer(freelancer)] = minor
            }
            input.vatOnClawback = clawback.inputVAT
        }
        input.claims[.taxOffice] = max(
            0, estate.taxClaims.minor + routed.inputVAT - routed.outputVAT)
        input.claims[.others] = estate.otherClaims.minor
        input.claims[.disputed] = estate.disputedClaims.minor
        return input
    }

    private func row(
        _ tally: FreelancerTally, quota: Int64, _ waterfall: Waterfall, _ hedge: Hedge?
    )
        throws(SimulationError) -> FreelancerResult
    {
        let route = { (route: CashRoute) in
            money(tally.cash.reduce(0) { $1.route == route ? $0 + $1.minor : $0 })
        }
        let recovery = Recovery(
            trust: route(.trust), client: route(.client), setOff: route(.setOff),
            quota: money(quota), hedge: hedge?.payoff ?? money(0),
            premiums: hedge?.premiums ?? money(0))
        let loss = tally.exposure + tally.clawedBack - recovery.total.minor
        return FreelancerResult(
            freelancer: tally.freelancer, performed: money(tally.performed),
            alreadyPaid: money(tally.alreadyPaid), exposure: money(tally.exposure),
            inTrust: money(tally.inTrust), withClient: money(tally.withClient),
            recovered: recovery, clawedBack: money(tally.clawedBack), loss: money(loss),
            lossNetOfVAT: money(loss - relief(on: loss, tally)),
            cash: flows(tally, recovery),
            presentValue: money(try presentValue(tally, recovery, waterfall)))
    }

    /// The VAT that a freelancer need not pay on what is lost (UStG §17).
    private func relief(on loss: Int64, _ tally: FreelancerTally) -> Int64 {
        let atStake = tally.exposure + tally.clawedBack
        guard loss > 0, atStake > 0 else { return 0 }
        let product = Int128(loss) * Int128(tally.exposureVAT)
        return Rounding.halfAway(product, over: Int128(atStake)) ?? 0
    }

    private func flows(_ tally: FreelancerTally, _ recovery: Recovery) -> [CashFlow] {
        var flows = tally.cash.map {
            CashFlow(route: $0.route, day: $0.day, amount: money($0.minor))
        }
        let premiums = money(-recovery.premiums.minor)
        flows.append(
            CashFlow(route: .quota, day: world.distributionDay, amount: recovery.quota))
        flows.append(CashFlow(route: .hedge, day: world.filingDay, amount: recovery.hedge))
        flows.append(CashFlow(route: .premium, day: world.filingDay, amount: premiums))
        return CashFlow.merged(flows.filter { !$0.amount.isZero })
    }

    /// Sums the discounted cash and rounds once; a fixed quota is discounted before it is rounded.
    private func presentValue(
        _ tally: FreelancerTally, _ recovery: Recovery, _ waterfall: Waterfall
    )
        throws(SimulationError) -> Int64
    {
        let discount = world.discount
        var value = Int128(0)
        for cash in tally.cash {
            let years = Years(days: world.filingDay.days(to: cash.day))
            value += try discount.value(
                ExactCash(numerator: Int128(cash.minor), denominator: 1, years: years))
        }
        let years = Years(
            days: world.filingDay.days(to: world.openingDay), plus: world.scenario.time.years)
        var quota = ExactCash(
            numerator: Int128(recovery.quota.minor), denominator: 1, years: years)
        if case .fixed(let share) = world.scenario.quota {
            quota = ExactCash(
                numerator: Int128(tally.claim) * Int128(share.numerator),
                denominator: Int128(share.denominator), years: years)
        }
        value += try discount.value(quota)
        let hedge = Int128(recovery.hedge.minor) - Int128(recovery.premiums.minor)
        value += try discount.value(
            ExactCash(numerator: hedge, denominator: 1, years: Years(days: 0)))
        return try Discount.rounded(value)
    }

    private func holdings(
        _ waterfall: Waterfall, _ rows: [FreelancerResult], spent: Int64, vatOnClawback: Int64
    ) -> Holdings {
        let estate = world.scenario.estate
        let (newPaid, oldPaid) = (
            waterfall.newLiabilitiesPaid.minor, waterfall.oldLiabilitiesPaid.minor
        )
        // VAT is paid like the other estate liabilities of its rank.
        let tax =
            part(routed.vatOnProceeds, of: waterfall.newLiabilities.minor, in: newPaid)
            + part(vatOnClawback, of: waterfall.oldLiabilities.minor, in: oldPaid)
        let writer = rows.reduce(Int64(0)) {
            $0 + $1.recovered.premiums.minor - $1.recovered.hedge.minor
        }
        let amounts: [Holdings.Party: Int64] = [
            .freelancers: rows.reduce(0) { $0 + $1.finally.minor },
            .clients: routed.clientsHold + waterfall.paid(to: .clients),
            .agencyEstate: waterfall.residual.minor,
            .securedBank: waterfall.security.bank.minor + waterfall.paid(to: .securedBank),
            .estateCreditors: newPaid + oldPaid - tax,
            .otherCreditors: waterfall.paid(to: .others) + waterfall.paid(to: .disputed),
            .courtAndAdministrator: waterfall.costs.paid.minor,
            .taxOffice: tax + waterfall.paid(to: .taxOffice),
            .optionWriter: writer,
            .spentBeforeFiling: spent,
            .takenFromTrust: routed.takenFromTrust,
            .avoidanceDebtors: waterfall.ending == .notOpened ? estate.avoidance.minor : 0,
        ]
        return Holdings(amounts, currency)
    }

    private func part(_ part: Int64, of whole: Int64, in paid: Int64) -> Int64 {
        guard whole > 0 else { return 0 }
        return Rounding.halfAway(Int128(paid) * Int128(part), over: Int128(whole)) ?? 0
    }

    private func money(_ minor: Int64) -> Money { Money(minor: minor, currency) }
}
