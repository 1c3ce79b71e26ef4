public import MoneyCore

/// What a bank says of the payments that it booked as one line.
///
/// It is there while the line is recognised, and is no part of its record.
///
/// - Source: docs/spec/bank-import.md#lumps
public struct BankLump: Hashable, Sendable {
    /// What the bank gives back of the order: ids of its message, of its block.
    public let orderIDs: [String]
    /// The payments inside; nil where the bank does not list all of them.
    public let payments: [Payment]?

    public struct Payment: Hashable, Sendable {
        public let endToEndID: String?
        /// Signed like the line; nil where the bank gives none.
        public let amount: Money?

        public init(endToEndID: String?, amount: Money?) {
            self.endToEndID = endToEndID
            self.amount = amount
        }
    }

    public init(orderIDs: [String] = [], payments: [Payment]? = nil) {
        self.orderIDs = orderIDs
        self.payments = payments
    }
}
