import EscrowCore
import MoneyCore

/// What would be found of the freelancers' money if the agency had taken the receipts on its own
/// account, under one rule.
public struct TracingResult: Hashable, Sendable {
    public let traced: Traced
    /// The least and the greatest total over the orders of a day, in minor units.
    public let worst: Int64
    public let best: Int64

    public var rule: TracingRule { traced.rule }
}

/// Looks for the freelancers' money on the account that model (a) mixes it on.
///
/// The agency's own cash lay there from the beginning; receipts come, freelancers are paid by the
/// agency's habit, and on the day before filing it spends what the scenario says.
///
/// - Source: docs/spec/simulation-law.md#spread
enum TracingSpread {
    static func run(
        _ caseFile: CaseFile, _ scenario: Scenario
    ) throws(SimulationError) -> [TracingResult] {
        let account: MixedAccount
        do {
            account = try MixedAccount(
                openingOwn: scenario.estate.cash.minor, movements(try World(caseFile, scenario)))
        } catch let error as SimulationError {
            throw error
        } catch {
            throw .overflow
        }
        return scenario.tracing.rules.map { rule in
            let total = { (order: DayOrder) in
                var settings = scenario.tracing.settings
                settings.order = order
                return account.trace(rule, settings).total
            }
            return TracingResult(
                traced: account.trace(rule, scenario.tracing.settings), worst: total(.worst),
                best: total(.best))
        }
    }

    private static func movements(_ world: World) -> [AccountMovement] {
        var movements: [AccountMovement] = []
        for item in world.items { movements += Self.movements(item, world) }
        let eve = world.filingDay.adding(days: -1)
        let rest = movements.reduce(Int64(0)) { $1.day <= eve ? $0 + $1.signed : $0 }
        let spent = world.scenario.estate.spentShare.of(max(0, rest))
        if spent > 0 { movements.append(AccountMovement(day: eve, .withdrawal, minor: spent)) }
        return movements
    }

    private static func movements(_ item: WorldItem, _ world: World) -> [AccountMovement] {
        var movements: [AccountMovement] = []
        let work = item.item
        let isAgencys = if case .agency = work.title { true } else { false }
        var (received, given) = (Int64(0), Int64(0))
        for receipt in work.receipts.sorted(by: { $0.day < $1.day }) {
            received += receipt.amount.minor
            let part = WorldItem.freelancerPart(of: received, work) - given
            given += part
            let rest = receipt.amount.minor - part
            if part > 0 {
                movements.append(
                    AccountMovement(
                        day: receipt.day,
                        isAgencys
                            ? .deposit(of: work.freelancer) : .misdirected(of: work.freelancer),
                        minor: part))
            }
            if rest > 0 { movements.append(AccountMovement(day: receipt.day, .own, minor: rest)) }
        }
        guard let invoice = work.invoice else { return movements }
        let payday = invoice.day.adding(days: world.scenario.habit.daysAfterInvoice)
        if payday < world.filingDay {
            movements.append(
                AccountMovement(
                    day: payday, .payment(to: work.freelancer), minor: item.freelancerGross))
        }
        return movements
    }
}
