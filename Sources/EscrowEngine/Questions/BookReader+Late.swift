import EscrowCore
package import LedgerCore
package import MoneyCore

/// Finding what was booked into a day after that day was closed.
///
/// - Source: docs/spec/close.md#late
extension BookReader {
    /// The first close that reaches a day; nil while the day is open.
    package func close(covering day: Day) throws -> CloseRow? {
        try rows(CloseRow.self, Selection(from: .integer(Int64(day.number)), limit: 1)).first
    }

    /// The entries that changed what stood on a day after that day was closed; none without a day.
    package func lateEntries(_ asOf: AsOf) throws -> [LateRow] {
        guard let day = asOf.day, let close = try close(covering: day) else { return [] }
        return try rows(LateRow.self, Selection(from: .integer(close.sequence + 1))).filter {
            $0.bookingDay <= day && asOf.knows($0.recordedDay)
        }
    }

    /// By how much late entries changed each account, on its normal side: of one party, or of all
    /// owners.
    package func lateAmounts(of party: PartyID?, _ asOf: AsOf) throws -> [Account: Int64] {
        var amounts: [Account: Int64] = [:]
        for row in try lateEntries(asOf) {
            for line in try knownEntry(row.sequence).lines
            where party == nil || line.subledger.owner == party {
                amounts[line.subledger.account, default: 0] += line.grown
            }
        }
        return amounts
    }

    /// Whether an entry was recorded after its booking day was closed.
    func isLate(_ sequence: Int64) throws -> Bool {
        try row(LateRow.self, key: [.integer(sequence)]) != nil
    }

    func knownEntry(_ sequence: Int64) throws -> Entry {
        guard case .entry(let entry) = try fact(at: sequence) else {
            throw EngineError.broken("record \(sequence) is no entry")
        }
        return entry
    }
}
