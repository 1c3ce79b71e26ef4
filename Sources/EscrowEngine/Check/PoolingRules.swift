import EscrowCore
import LedgerCore

/// Whether the pool moves only along its states, and by two people.
///
/// - Source: docs/spec/pooling.md#two-people
struct PoolingRules: Sendable {
    private var state = PoolState.none
    private var declarer: ActorID?

    /// What is wrong with a record, given all before it.
    mutating func judge(
        _ fact: Fact, _ record: LogRecord, _ roles: [ActorID: ActorRoles]
    ) -> [String] {
        switch fact {
        case .pooling(let step): return judge(step, record, roles)
        case .entry(let entry) where entry.event == .pooling:
            switch state {
            case .pooled, .shared, .closed: return []
            case .none, .declared:
                return ["record \(record.sequence) pools money without a confirmed pool"]
            }
        default: return []
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
        case .identified, .shared, .closed: break
        }
        return problems
    }
}
