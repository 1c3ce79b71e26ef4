public import MoneyCore

/// Who can pay whom once one of them fails: from client to agency to freelancer to subcontractor,
/// with the debts that a case and a payment model give.
///
/// - Source: docs/spec/simulation-law.md#clearing
public struct PaymentChain: Hashable, Sendable {
    /// What each party has besides, by code, in minor units; a client without a figure pays all.
    public var assets: [String: Int64] = [:]
    /// What the agency has, and what it owes others.
    public var agencyAssets: Int64 = 0
    public var agencyDebts: Int64 = 0
    /// What freelancers owe their subcontractors, by code.
    public var subcontracts: [String: Int64] = [:]
    /// What is left of a failed party's assets and claims after the costs of its failure.
    public var assetsKept: Share = .whole
    public var claimsKept: Share = .whole

    public init() {}

    /// Why no network can be made.
    public enum Failure: Error, Equatable, Sendable {
        case simulation(SimulationError)
        case clearing(ClearingError)
    }

    /// The network under one model: clients, the agency, freelancers, then `others` and
    /// `subcontractors` in this order.
    ///
    /// - Throws: what the simulation refuses, then what the network refuses.
    public func network(
        _ caseFile: CaseFile, _ scenario: Scenario, model: PaymentModel
    ) throws(Failure) -> ClearingNetwork {
        let world: World
        let routed: Routed
        do throws(SimulationError) {
            world = try World(caseFile, scenario.withoutClientRisk)
            routed = try Simulation.route(model, world, scenario.trust.grade)
        } catch {
            throw .simulation(error)
        }
        let (clients, freelancers) = (caseFile.clients.count, caseFile.freelancers.count)
        let agency = clients
        let others = clients + 1 + freelancers
        let names =
            caseFile.clients + ["agency"] + caseFile.freelancers + ["others", "subcontractors"]
        var debts = names.map { _ in names.map { _ in Int64(0) } }
        for (place, client) in caseFile.clients.enumerated() {
            let items = world.items.filter { $0.item.client == client }
            debts[place][agency] = items.reduce(0) { $0 + $1.open }
        }
        for (row, tally) in routed.tallies.enumerated() {
            let freelancer = agency + 1 + row
            debts[agency][freelancer] = tally.claim
            debts[freelancer][agency] = tally.owed
            debts[freelancer][others + 1] = subcontracts[tally.freelancer] ?? 0
            for cash in tally.cash {
                guard let item = cash.item,
                    let client = caseFile.clients.firstIndex(of: item.client)
                else { continue }
                debts[client][freelancer] += cash.minor
                debts[client][agency] -= cash.minor
            }
        }
        debts[agency][others] = agencyDebts
        return try network(names, debts, routed, caseFile)
    }

    private func network(
        _ names: [String], _ debts: [[Int64]], _ routed: Routed, _ caseFile: CaseFile
    ) throws(Failure) -> ClearingNetwork {
        var had = names.map { assets[$0] ?? 0 }
        let agency = caseFile.clients.count
        for (place, client) in caseFile.clients.enumerated() where assets[client] == nil {
            had[place] = debts[place].reduce(0, +)
        }
        had[agency] = agencyAssets
        for (row, tally) in routed.tallies.enumerated() {
            had[agency + 1 + row] += tally.cash.reduce(0) {
                $1.route == .trust ? $0 + $1.minor : $0
            }
        }
        do throws(ClearingError) {
            return try ClearingNetwork(
                nodes: zip(names, had).map { ClearingNetwork.Node(name: $0, assets: $1) },
                liabilities: debts, assetsKept: assetsKept, claimsKept: claimsKept)
        } catch {
            throw .clearing(error)
        }
    }
}
