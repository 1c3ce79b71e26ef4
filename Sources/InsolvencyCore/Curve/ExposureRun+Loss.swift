import EscrowCore
import MoneyCore

/// What is lost on the day that the run has come to.
extension ExposureRun {
    mutating func note(_ context: FilingContext) throws(SimulationError) {
        let isShort =
            scenario.trust.grade != .quotaOnly
            && trust.shortfall.minor > trust.agencyTopUp.minor
        if isShort || wasShort { touched.formUnion(freelancers.indices) }
        wasShort = isShort
        let division = isShort && routings.contains(.trust) ? try divided() : nil
        let places = touched.sorted()
        touched = []
        switch scenario.quota {
        case .fixed(let share):
            for (model, payment) in scenario.models.enumerated() {
                for place in places {
                    record.note(
                        try loss(payment, place, share, division?.released, context),
                        model, place, on: context.filingDay)
                }
            }
        case .computed:
            for (model, payment) in scenario.models.enumerated() {
                let losses = try settled(payment, division, context)
                for (place, loss) in losses.enumerated() {
                    record.note(loss, model, place, on: context.filingDay)
                }
            }
        }
        record.close(context.filingDay)
    }

    /// What one freelancer loses with a fixed quota.
    private func loss(
        _ model: PaymentModel, _ place: Int, _ quota: Share, _ short: [Pooled.Released]?,
        _ context: FilingContext
    ) throws(SimulationError) -> Int64 {
        let routing = routings.firstIndex(of: model == .hedged ? .standard : model) ?? 0
        let sum = sums[routing][place]
        let back = givenBack[routing][place].minor
        var (claim, cash) = (sum.claim, sum.fromClient)
        if model == .trust {
            let part = short?[place] ?? released[place]
            claim += part.claim
            cash += part.cash
        }
        if model == .collecting {
            let setOff = CollectingModel.setOff(owed: sum.owed, claim: claim, scenario)
            claim -= setOff
            cash += setOff
        }
        let paid = quota.of(claim + back)
        let loss = sum.exposure + back - cash - paid
        guard model == .hedged else { return loss }
        let hedge = try HedgedModel.hedge(
            freelancers[place], uncovered: Money(minor: sum.exposure - paid, currency),
            scenario.puts, filingDay: context.filingDay)
        return loss + hedge.premiums.minor - hedge.payoff.minor
    }

    /// What the pool gives where it does not cover all, with one sum for each freelancer.
    private func divided() throws(SimulationError) -> TrustPool.Division {
        let entries = inTrust.sorted().compactMap { items[$0].flatMap(pooled) }
        let pool = pool
        let entitled = entries.reduce(Int64(0)) { $0 + $1.freelancer + $1.agency }
        let division = try pool.divide(entries, resource: pool.resource(entitled: entitled))
        var sums = freelancers.map { _ in Pooled.Released() }
        for (entry, part) in zip(entries, division.released) { sums[entry.place] += part }
        return TrustPool.Division(
            released: sums, toEstate: division.toEstate, clientsHold: division.clientsHold,
            clientsClaim: division.clientsClaim)
    }

    private var pool: TrustPool {
        TrustPool(
            trust: trust, grade: scenario.trust.grade, settings: scenario.trust, currency: currency)
    }

    /// What every freelancer loses where the waterfall computes the quota: by the one-day
    /// simulation's own settlement.
    private func settled(
        _ model: PaymentModel, _ short: TrustPool.Division?, _ context: FilingContext
    ) throws(SimulationError) -> [Int64] {
        let routing = routings.firstIndex(of: model == .hedged ? .standard : model) ?? 0
        let world = try emptyWorld(context)
        var routed = Routed(tallies: freelancers.map { FreelancerTally($0) })
        for place in freelancers.indices {
            routed.add(sums[routing][place], to: place)
            routed.tallies[place].add(
                .client, sums[routing][place].fromClient, on: context.filingDay)
        }
        switch model {
        case .standard, .hedged: StandardModel.settle(trust, &routed)
        case .separate: SeparateModel.settle(trust, &routed)
        case .collecting: CollectingModel.settle(trust, context, &routed)
        case .trust: release(short, context, &routed)
        }
        return try Settlement(
            world: world, routed: routed, model: model, clawback: clawback(routing, context)
        ).run().freelancers.map(\.loss.minor)
    }

    private func emptyWorld(_ context: FilingContext) throws(SimulationError) -> World {
        do throws(CaseFileError) {
            let facts = try CaseFile(
                currency: currency, filingDay: context.filingDay,
                head: CaseFile.BookHead(size: 0, root: ""), isSample: false, clients: [],
                freelancers: freelancers, items: [])
            return try worldOf(facts)
        } catch {
            throw .overflow
        }
    }

    private func worldOf(_ facts: CaseFile) throws(CaseFileError) -> World {
        do throws(SimulationError) {
            return try World(facts, scenario)
        } catch {
            throw .overflow
        }
    }

    private func release(
        _ short: TrustPool.Division?, _ context: FilingContext, _ routed: inout Routed
    ) {
        let agency = sums[routings.firstIndex(of: .trust) ?? 0].reduce(Int64(0)) {
            $0 + $1.agencyInTrust
        }
        let held = routed.tallies.reduce(Int64(0)) { $0 + $1.inTrust }
        let resource = pool.resource(entitled: held + agency)
        let division = short ?? pool.covering(released, agency: agency, resource: resource)
        for (place, part) in division.released.enumerated() {
            routed.tallies[place].add(.trust, part.cash, on: context.filingDay)
            routed.tallies[place].claim += part.claim
            routed.inputVAT += part.inputVAT
        }
        routed.takenFromTrust += pool.taken(resource: resource)
        routed.toEstate += division.toEstate
        routed.clientsHold += division.clientsHold
        routed.clientsClaim += division.clientsClaim
    }

    private func clawback(_ routing: Int, _ context: FilingContext) -> ClawbackSums? {
        guard scenario.avoidance.isTested else { return nil }
        var sums = ClawbackSums(
            repaymentDay: context.openingDay.adding(days: scenario.avoidance.repaymentDays))
        for (place, part) in givenBack[routing].enumerated() where part.minor > 0 {
            sums.total += part.minor
            sums.inputVAT += part.inputVAT
            sums.revived[freelancers[place]] = part.minor
            sums.creditorVAT[freelancers[place]] = part.creditorVAT
        }
        return sums
    }
}

extension TrustPool {
    /// What a pool that covers all gives, from sums; under G3 all of it is the estate's.
    func covering(
        _ released: [Pooled.Released], agency: Int64, resource: Int64
    ) -> Division {
        let clients = [trust.unidentified.minor, trust.refundable.minor]
        let isNone = grade == .quotaOnly
        let costs = clients.map { grade == .preferential ? settings.contribution.of($0) : 0 }
        let all = clients.reduce(0, +)
        let freelancers = released.reduce(Int64(0)) { $0 + $1.cash }
        let held = isNone ? 0 : all - costs.reduce(0, +)
        return Division(
            released: released, toEstate: resource - freelancers - held, clientsHold: held,
            clientsClaim: isNone ? all : 0)
    }
}
