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
    /// Not before the day of creation; a day on which banks work, unless the order is instant.
    public let executionDay: Day
    public let form: PaymentForm
    public let transfers: [Transfer]

    /// One credit transfer.
    public struct Transfer: Hashable, Sendable {
        /// 1 to 35 characters, unique for all time: derives from the book and the payout.
        public let endToEndID: String
        public let amount: Money
        public let creditorName: String
        public let creditorAccount: IBAN
        /// Where the creditor lives; nil where it is not known.
        public let creditorAddress: Address?
        /// Unstructured remittance text of up to 140 characters.
        public let remittance: String
        /// Words of the text that the payee looks up: they are written as they are, or not at all.
        public let references: [String]

        public init(
            endToEndID: String, amount: Money, creditorName: String, creditorAccount: IBAN,
            creditorAddress: Address? = nil, remittance: String, references: [String] = []
        ) {
            self.endToEndID = endToEndID
            self.amount = amount
            self.creditorName = creditorName
            self.creditorAccount = creditorAccount
            self.creditorAddress = creditorAddress
            self.remittance = remittance
            self.references = references
        }
    }

    public init(
        messageID: String, createdAt: Instant, debtorName: String, debtorAccount: IBAN,
        executionDay: Day, form: PaymentForm = PaymentForm(), transfers: [Transfer]
    ) {
        self.messageID = messageID
        self.createdAt = createdAt
        self.debtorName = debtorName
        self.debtorAccount = debtorAccount
        self.executionDay = executionDay
        self.form = form
        self.transfers = transfers
    }
}
