import MoneyCore

/// Finds what a reader must know besides the figures.
struct Notes {
    let all: [Note]

    init(_ world: World, _ models: [ModelResult]) {
        var notes = Self.comparison(models)
        notes += Self.open(world, models)
        notes += Self.direct(world, models)
        for result in models { notes += Self.ending(result) }
        notes += Self.hedge(world, models)
        if world.scenario.quota == .computed,
            let table = CourtFeeTable.valid(on: world.filingDay), !table.isVerified
        {
            notes.append(.unverifiedCourtFees(since: table.validFrom))
        }
        all = notes
    }

    private static func comparison(_ models: [ModelResult]) -> [Note] {
        guard let standard = models.first(where: { $0.model == .standard }),
            let trust = models.first(where: { $0.model == .trust })
        else { return [] }
        let better = zip(standard.freelancers, trust.freelancers).filter {
            $0.finally.minor > $1.finally.minor
        }
        guard let currency = better.first?.0.performed.currency else { return [] }
        let by = better.reduce(Int64(0)) { $0 + $1.0.finally.minor - $1.1.finally.minor }
        return [
            .standardPaysMore(
                freelancers: better.compactMap(\.0.freelancer), by: Money(minor: by, currency))
        ]
    }

    private static func open(_ world: World, _ models: [ModelResult]) -> [Note] {
        let results = models.filter { $0.model == .trust }
        guard let open = results.first?.total.withClient, open.isPositive else { return [] }
        return [.clientMayNotPay(open)]
    }

    private static func direct(_ world: World, _ models: [ModelResult]) -> [Note] {
        guard !world.scenario.avoidance.isTested,
            models.contains(where: { $0.model == .separate || $0.model == .collecting })
        else {
            return []
        }
        let from = AvoidancePeriod.firstDay(months: 3, before: world.filingDay)
        let late = world.items.filter {
            guard let agreedOn = $0.item.routingAgreedOn else { return true }
            return agreedOn > $0.item.performedFrom
        }
        let atRisk = late.reduce(Int64(0)) { sum, item in
            let early = item.item.receipts.filter { $0.day < from }.reduce(Int64(0)) {
                $0 + $1.amount.minor
            }
            let before = WorldItem.freelancerPart(of: early, item.item)
            return sum + item.receivedForFreelancer - before
        }
        let amount = Money(minor: atRisk, world.caseFile.currency)
        return amount.isPositive ? [.directPaymentsAtRisk(amount)] : []
    }

    private static func ending(_ result: ModelResult) -> [Note] {
        var notes: [Note] = []
        let spent = result.holdings[.spentBeforeFiling]
        if spent.isNegative {
            notes.append(
                .agencyOverdrawn(result.model, Money(minor: -spent.minor, spent.currency)))
        }
        switch result.waterfall.ending {
        case .distributed: break
        case .fixedQuota:
            let left = result.waterfall.residual
            if left.isNegative {
                notes.append(
                    .fixedQuotaAboveEstate(result.model, Money(minor: -left.minor, left.currency)))
            }
        case .estateInsufficient, .costsNotCovered, .notOpened:
            notes.append(.ending(result.model, result.waterfall.ending))
        }
        return notes
    }

    private static func hedge(_ world: World, _ models: [ModelResult]) -> [Note] {
        guard let result = models.first(where: { $0.model == .hedged }) else { return [] }
        if let failure = result.hedges.compactMap(\.failure).first {
            return [.hedgeFailed(failure)]
        }
        let cost = result.hedges.reduce(Int64(0)) { $0 + $1.costPerYear.minor }
        let first = world.items.map(\.item.performedFrom).min() ?? world.filingDay
        let days = max(1, first.days(to: world.filingDay))
        let yearly = Rounding.halfAway(
            Int128(result.total.performed.minor) * 365, over: Int128(days))
        let currency = world.caseFile.currency
        guard cost > 0, let yearly else { return [] }
        return [
            .hedgeCost(
                perYear: Money(minor: cost, currency),
                invoicedPerYear: Money(minor: yearly, currency))
        ]
    }
}
