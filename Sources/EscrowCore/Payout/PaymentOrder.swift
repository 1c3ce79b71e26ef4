public import MoneyCore

/// What a payment file orders from the bank: transfers from one account on one day.
///
/// It is the value between the payout plan and the bytes; `BankFormats` writes it.
///
/// - Source: docs/spec/payment-file.md
public struct PaymentOrder: Hashable, Sendable {
    /// Message id, 1 to 35 characters, unique for all time: derives from the book and the plan.
    public let messageID: String
    public let createdAt: Instant
    public let debtorName: String
    public let debtorAccount: IBAN
    /// A day on which banks work, not before the day of creation.
    public let executionDay: Day
    public let transfers: [Transfer]

    /// One credit transfer.
    public struct Transfer: Hashable, Sendable {
        /// 1 to 35 characters, unique for all time: derives from the book and the payout.
        public let endToEndID: String
        public let amount: Money
        public let creditorName: String
        public let creditorAccount: IBAN
        /// Unstructured remittance text of up to 140 characters.
        public let remittance: String

        public init(
            endToEndID: String, amount: Money, creditorName: String, creditorAccount: IBAN,
            remittance: String
        ) {
            self.endToEndID = endToEndID
            self.amount = amount
            self.creditorName = creditorName
            self.creditorAccount = creditorAccount
            self.remittance = remittance
        }
    }

    public init(
        messageID: String, createdAt: Instant, debtorName: String, debtorAccount: IBAN,
        executionDay: Day, transfers: [Transfer]
    ) {
        self.messageID = messageID
        self.createdAt = createdAt
        self.debtorName = debtorName
        self.debtorAccount = debtorAccount
        self.executionDay = executionDay
        self.transfers = transfers
    }
}
