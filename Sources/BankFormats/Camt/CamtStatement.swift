package import EscrowCore
package import MoneyCore

/// One statement of a camt file as its first pass found it, checked against its balances.
///
/// - Source: docs/spec/bank-import.md#statement
package struct CamtStatement: Hashable, Sendable {
    /// The account as the bank wrote it, be it an IBAN or not.
    package let accountText: String
    /// The account, if its text is a valid IBAN; nil means that it cannot be ours.
    package let account: IBAN?
    package let id: String
    package let number: Int64?
    package let opening: Money
    package let openingDay: Day
    package let closing: Money
    package let closingDay: Day
    /// All entries, and those of them that are booked.
    package let entryCount: Int
    package let bookedCount: Int
    /// Entries that are not booked, with their status; none of them is delivered as a line.
    package let unbooked: PlaceList
    /// Booked entries of 0.00; they are delivered as lines.
    package let zeroAmounts: PlaceList
    /// How many pages it came in, at least 1.
    package let pageCount: Int
    /// Where it stands: `statement 1`.
    package let place: String

    package var currency: Currency { closing.currency }

    /// The statement as the core knows it; nil when the account has no valid IBAN.
    package var statement: BankStatement? {
        account.map { account in
            BankStatement(
                account: account, id: id, number: number, opening: opening, openingDay: openingDay,
                closing: closing, closingDay: closingDay)
        }
    }
}

extension CamtStatement {
    /// The statement, if it has both balances and the day of the last one.
    init?(_ read: ReadStatement) {
        guard let opening = read.opening, let closing = read.closing,
            let closingDay = closing.day
        else { return nil }
        self.init(
            accountText: read.accountText, account: read.account, id: read.id,
            number: read.number, opening: opening.amount,
            openingDay: opening.day ?? closingDay, closing: closing.amount,
            closingDay: closingDay, entryCount: read.entryCount, bookedCount: read.bookedCount,
            unbooked: read.unbooked, zeroAmounts: read.zeroAmounts, pageCount: read.pageCount,
            place: read.place)
    }
}
