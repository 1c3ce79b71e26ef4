import EscrowCore
import MoneyCore

extension Simulation {
    /// Where one model sends the money.
    static func route(
        _ model: PaymentModel, _ world: World, _ grade: TrustGrade
    ) throws(SimulationError) -> Routed {
        let (places, context) = (world.places, world.context)
        var routed = Routed(tallies: world.tallies())
        var pooled: [Pooled] = []
        for item in world.items {
            guard let place = places[item.item.freelancer] else { continue }
            let part = ItemPart.of(item, model, context)
            routed.add(part, to: place)
            routed.tallies[place].add(
                .client, part.fromClient, on: item.paymentDay, of: item.item)
            routed.payments += ItemPart.payments(item, model, grade, context)
            guard model == .trust else { continue }
            pooled.append(
                Pooled(
                    place: place, item: item, freelancer: part.inTrust, agency: part.agencyInTrust))
        }
        let trust = world.caseFile.trust
        switch model {
        case .standard, .hedged: StandardModel.settle(trust, &routed)
        case .separate: SeparateModel.settle(trust, &routed)
        case .collecting: CollectingModel.settle(trust, context, &routed)
        case .trust: try release(pooled, grade, world, &routed)
        }
        return routed
    }

    private static func release(
        _ pooled: [Pooled], _ grade: TrustGrade, _ world: World, _ routed: inout Routed
    ) throws(SimulationError) {
        let settings = world.scenario.trust
        let pool = TrustPool(
            trust: world.caseFile.trust, grade: grade, settings: settings,
            currency: world.caseFile.currency)
        let resource = pool.resource(
            entitled: pooled.reduce(Int64(0)) { $0 + $1.freelancer + $1.agency })
        let division = try pool.divide(pooled, resource: resource)
        let releaseDay = world.filingDay.adding(days: settings.releaseDays)
        for (entry, released) in zip(pooled, division.released) {
            routed.tallies[entry.place].add(.trust, released.cash, on: releaseDay)
            routed.tallies[entry.place].claim += released.claim
            routed.inputVAT += released.inputVAT
        }
        routed.takenFromTrust += pool.taken(resource: resource)
        routed.toEstate += division.toEstate
        routed.clientsHold += division.clientsHold
        routed.clientsClaim += division.clientsClaim
    }
}
