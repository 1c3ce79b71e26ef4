import EscrowCore
import LedgerCore

/// Whether the pool moves only along its states, and by two people.
///
/// - Source: docs/spec/pooling.md#two-people
struct PoolingRules: Sendable {
    private var state = PoolState.none
    private var declarer: ActorID?
    /// What direct debits brought that are not final, and what owners have outside the pool.
    private var notFinal: Int64 = 0
    private var outside: Int64 = 0

    /// What is wrong with a record, given all before it.
    mutating func judge(
        _ fact: Fact, _ record: LogRecord, _ roles: [ActorID: ActorRoles]
    ) -> [String] {
        switch fact {
        case .pooling(let step): return judge(step, record, roles)
        case .entry(let entry): return judge(entry, record)
        default: return []
        }
    }

    /// Money is pooled once the pool is confirmed, and none that is not final: who has it stays
    /// outside.
    private mutating func judge(_ entry: Entry, _ record: LogRecord) -> [String] {
        for line in entry.lines {
            let subledger = line.subledger
            if subledger.account == .incomingNotFinal, subledger.isAtBank {
                notFinal &+= line.grown
            }
            if subledger.account.kind == .entitlement, subledger.account != .pool {
                outside &+= line.grown
            }
        }
        guard entry.event == .pooling else { return [] }
        switch state {
        case .none, .declared:
            return ["record \(record.sequence) pools money without a confirmed pool"]
        case .pooled, .shared, .closed:
            return outside < notFinal
                ? ["record \(record.sequence) pools money that is not final"] : []
        }
    }

    private mutating func judge(
        _ step: Pooling, _ record: LogRecord, _ roles: [ActorID: ActorRoles]
    ) -> [String] {
        guard let next = try? state.after(step.event) else {
            return ["record \(record.sequence) lets a pool \(step.event) that is \(state)"]
        }
        state = next
        var problems: [String] = []
        switch step {
        case .declared: declarer = record.actor
        case .lifted, .confirmed:
            if record.actor == declarer {
                problems.append(
                    "record \(record.sequence) decides on a pool that the same person declared")
            }
            if roles[record.actor]?.contains(.approver) != true {
                problems.append("record \(record.sequence) decides on a pool without the role")
            }
        case .identified, .shared, .closed, .reopened: break
        }
        return problems
    }
}
