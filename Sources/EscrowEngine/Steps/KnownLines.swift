import EscrowCore
import LedgerCore
import MoneyCore

/// The lines that the book had before a file, each of which stands for one line of it at most.
///
/// - Source: docs/spec/bank-import.md#twice
struct KnownLines: ~Copyable {
    private let firstNewLine: Int64
    private var taken: Set<BankLineID> = []

    /// How a line was recognised.
    enum Recognised { case asItIs, byReference }

    init(before sequence: Int64) { firstNewLine = sequence }

    /// Finds a line that the book has and this file has not named yet; it is then named.
    mutating func take(
        _ line: BankLine, bank: TrustAccountID, fingerprint: Int64, in draft: inout Draft
    ) throws -> Recognised? {
        // Lines of this file need not be in the store yet.
        if firstNewLine == .max { try draft.tables.bankLines.flush(&draft.writer) }
        let alike = try draft.writer.rows(
            BankLineRow.self,
            Selection(index: "bankLineByFingerprint", equals: [.integer(fingerprint)]))
        if take(first: alike, where: { _ in true }) { return .asItIs }
        guard line.bankReference != nil else { return nil }
        let sameDay = try draft.writer.rows(
            BankLineRow.self,
            Selection(
                index: "bankLineByDay",
                equals: [
                    .integer(Int64(line.bookingDay.number)), .integer(line.amount.minor),
                ]))
        for row in sameDay where row.bank == bank && isFree(row) {
            let before = try draft.writer.bankLine(row.id).line
            guard Self.isSame(before, line) else { continue }
            taken.insert(row.id)
            return .byReference
        }
        return nil
    }

    private mutating func take(
        first rows: [BankLineRow], where isRight: (BankLineRow) -> Bool
    ) -> Bool {
        guard let row = rows.first(where: { isFree($0) && isRight($0) }) else { return false }
        taken.insert(row.id)
        return true
    }

    private func isFree(_ row: BankLineRow) -> Bool {
        row.id.sequence < firstNewLine && !taken.contains(row.id)
    }

    /// Whether the bank's reference makes two lines one, although their texts differ.
    ///
    /// Some banks give many lines one reference: payers or end-to-end ids that differ are two lines.
    private static func isSame(_ before: BankLine, _ line: BankLine) -> Bool {
        func agree(_ one: String?, _ other: String?) -> Bool {
            guard let one, let other else { return true }
            return one == other
        }
        return before.bankReference == line.bankReference
            && agree(before.counterpartyAccount, line.counterpartyAccount)
            && agree(before.endToEndID, line.endToEndID)
    }
}
