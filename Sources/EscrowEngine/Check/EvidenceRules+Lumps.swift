import EscrowCore
import LedgerCore
import MoneyCore

/// A debit that nobody ordered, of which a person says which payouts it settles.
struct OrderedDebit: Sendable {
    let line: Int64
    /// What of it is not entered yet: below zero.
    private(set) var left: Int64
    private var isReversed = false
    private var payout: PayoutID?

    init(line: Int64, amount: Int64, first payout: PayoutID) {
        self.line = line
        left = amount
        self.payout = payout
    }

    /// The next payout, once the one before was entered.
    mutating func takes(_ next: PayoutID) -> Bool {
        guard isReversed, payout == nil else { return false }
        payout = next
        return true
    }

    /// The mirror of the debit's first entry, then the entry of each payout; before them stands at most
    /// what gives the agency its top-up again.
    mutating func judge(
        _ entry: Entry, _ moved: Int64, _ ordered: [PayoutID: Int64], _ record: LogRecord
    ) -> [String] {
        if moved == 0, entry.event == .topUp, !isReversed { return [] }
        if !isReversed {
            isReversed = true
            return entry.reverses == line + 1 && moved == -left
                ? [] : ["record \(record.sequence) does not reverse the entry of bank line \(line)"]
        }
        left -= moved
        defer { payout = nil }
        guard let payout, entry.settles(ordered[payout], by: line), left <= 0 else {
            left = 0
            return ["record \(record.sequence) does not settle what bank line \(line) settles"]
        }
        return []
    }
}

extension Entry {
    /// Whether it is J12 by a bank line of a payout that ordered so much.
    func settles(_ minor: Int64?, by line: Int64) -> Bool {
        let arrived = lines.filter {
            $0.subledger.account == .outgoingInFlight && $0.side == .debit
        }
        return event == .payoutSettled && evidence == line
            && arrived.reduce(Int64(0)) { $0 &+ $1.minor } == minor
    }
}
