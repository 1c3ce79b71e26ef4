import EscrowCore
import LedgerCore
import MoneyCore

/// What may still be written while a pool is declared and nobody confirmed or lifted it.
///
/// - Source: docs/spec/pooling.md#freeze
enum PoolFreeze {
    /// Facts, and what only finds out whose money is.
    ///
    /// A command that is not in this list is refused, so that a new one cannot move money through a
    /// frozen trust by being forgotten.
    static let allowed: Set<String> = [
        "account terms", "actor add", "actor grant", "actor key", "bank fail", "bank failure cover",
        "bank import", "change", "change consent", "change refuse", "change wait",
        "change withdraw", "close day", "close month", "engagement add", "engagement change",
        "engagement import", "hours add", "hours import", "invoice issue", "party add",
        "party change", "party import", "payout resend", "payout status", "payout withdraw",
        "pool confirm",
        "pool declare", "pool lift", "receipt final", "receipt match", "receipt takeback",
        "rule add", "sale import", "topup",
    ]

    static func check(_ call: CommandCall, _ reader: any BookReader) throws {
        guard let pool = try reader.pool(), pool.state == .declared,
            !allowed.contains(call.name)
        else { return }
        throw Refusal(
            "pool.frozen", "the trust is frozen: a pool was declared for \(pool.day)",
            remedy: "have the pool confirmed or lifted first, see `ringfence pool show`")
    }

    /// Money of the moment is in the pool: nobody places a receipt of it any more.
    static func checkPlacing(_ receipt: BankLineID, _ reader: any BookReader) throws {
        guard let pool = try reader.pool(), pool.state != .none, pool.state != .declared,
            try reader.bankLine(receipt).line.valueDay <= pool.day
        else { return }
        throw Refusal(
            "pool.frozen", "receipt \(receipt.sequence) was pooled on \(pool.day)",
            remedy: "say whose it is with `ringfence pool identify`")
    }
}

/// Money whose value day lies at or before the moment of pooling, and which the bank tells of
/// later: it is booked as usual, and what it gives to anybody goes to the pool with it.
///
/// - Source: docs/spec/pooling.md#late
enum LatePooling {
    /// Moves to the pool what the entries of a late line gave to anybody.
    ///
    /// - Parameters:
    ///   - line: The bank line that was just entered.
    ///   - first: The first record that entered it.
    ///   - draft: The batch that entered it.
    /// - Throws: As any entry.
    static func take(_ line: BankLine, from first: Int64, in draft: inout Draft) throws {
        guard let pool = try draft.pool(), pool.state.holdsMoney, line.valueDay <= pool.day,
            !line.amount.isZero
        else { return }
        var grown: [Subledger: Int64] = [:]
        for sequence in first..<draft.nextSequence {
            guard case .entry(let entry) = try draft.fact(at: sequence) else { continue }
            for line in entry.lines where line.subledger.account.isPooled {
                grown[line.subledger, default: 0] += line.grown
            }
        }
        let transfers = grown.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map {
            Entry.Transfer(
                debit: $0.key, credit: $0.key.moved(to: .pool),
                Money(minor: $0.value, draft.book.currency))
        }
        guard !transfers.isEmpty else { return }
        try draft.append(
            .entry(
                try Entry(
                    Entry.Occasion(
                        .pooling, bookingDay: line.bookingDay,
                        valueDay: line.valueDay, evidence: first),
                    transfers)))
    }
}

extension Account {
    /// What goes to the pool; interest is allocated, and stays outside once the pool is there.
    fileprivate var isPooled: Bool {
        kind == .entitlement && self != .pool && self != .interestToAllocate
    }
}
