import EscrowCore
import LedgerCore
import MoneyCore

/// Where the newest statement of an account ended, so that one that goes on from there is known to
/// be new as a whole.
///
/// - Source: docs/spec/bank-import.md#twice
struct StatementChain {
    private let end: End?

    private struct End {
        let id: String
        let day: Day
        let closing: Int64
        /// A day that ends as it began tells nothing about what follows.
        let isTelling: Bool
    }

    init(_ bank: TrustAccountID, _ reader: any BookReader) throws {
        let newest = try reader.rows(
            StatementRow.self,
            Selection(equals: [.integer(bank.sequence)], isDescending: true, limit: 1)
        ).first
        end = newest.map {
            End(
                id: $0.id, day: $0.closingDay, closing: $0.closing,
                isTelling: $0.opening != $0.closing)
        }
    }

    private init(end: End?) { self.end = end }

    /// Whether the statement goes on where the chain ends, and the chain with it.
    func extended(by statement: BankStatement) -> (continues: Bool, chain: StatementChain) {
        guard let end, end.id != statement.id, end.closing == statement.opening.minor,
            statement.openingDay > end.day || (statement.openingDay == end.day && end.isTelling)
        else { return (false, self) }
        let next = End(
            id: statement.id, day: statement.closingDay, closing: statement.closing.minor,
            isTelling: statement.opening != statement.closing)
        return (true, StatementChain(end: next))
    }
}
