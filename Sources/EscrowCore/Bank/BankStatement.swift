public import MoneyCore

/// What a bank says of one account for one period, before its lines.
///
/// A statement exists only with both balances; that its lines lead from one to the other is
/// checked when the file is read, before anything of it reaches the book.
///
/// - Source: docs/spec/bank-import.md#statement
public struct BankStatement: Hashable, Sendable {
    /// The account, by IBAN; a statement of an account without one cannot be ours.
    public let account: IBAN
    /// The bank's own id of the statement.
    public let id: String
    /// Sequence number that the bank counts, where it gives one.
    public let number: Int64?
    public let opening: Money
    public let openingDay: Day
    public let closing: Money
    public let closingDay: Day

    public init(
        account: IBAN, id: String, number: Int64?, opening: Money, openingDay: Day, closing: Money,
        closingDay: Day
    ) {
        self.account = account
        self.id = id
        self.number = number
        self.opening = opening
        self.openingDay = openingDay
        self.closing = closing
        self.closingDay = closingDay
    }
}
