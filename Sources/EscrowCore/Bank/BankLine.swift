public import MoneyCore

/// One booked line of a bank statement: the bank's fact, before anybody decides what it means.
///
/// - Source: docs/spec/bank-import.md#line
public struct BankLine: Hashable, Sendable {
    /// Signed as the account holder sees it: positive is money that came in.
    ///
    /// Zero occurs.
    public let amount: Money
    public let bookingDay: Day
    public let valueDay: Day
    /// The bank's own reference of this line (AcctSvcrRef), where it gives one.
    public let bankReference: String?
    /// The end-to-end id that the payer gave, without the placeholder NOTPROVIDED.
    public let endToEndID: String?
    /// The structured creditor reference, where one was given.
    public let creditorReference: String?
    /// Remittance text, its lines joined without a separator added where the bank had none.
    public let remittance: String
    public let counterpartyName: String?
    /// As the bank wrote it: it may fail the checks of an IBAN and is kept all the same.
    public let counterpartyAccount: String?
    public let kind: Kind
    /// Reason code of a returned payment, such as AC04.
    public let returnReason: String?
    /// Where it stands in its file: `statement 1, entry 3`.
    public let place: String
    /// What the bank says of the payments inside; never recorded, and no part of what recognises
    /// the line when it comes again.
    public var lump: BankLump?

    /// What the bank's transaction code says of the line.
    public enum Kind: UInt8, Sendable, CaseIterable {
        case transfer = 0
        /// Fees, interest charged, return charges: what the bank takes by itself.
        case bankCharge = 1
        /// A payment of ours that came back.
        case returned = 2
        /// Interest that the bank pays.
        case interest = 3
        /// A direct debit that we collected; the payer can have it back for weeks.
        case directDebit = 4
        /// One that the payer's bank has checked, and that he cannot have back.
        case businessDirectDebit = 5
        /// A receipt of ours that the bank takes back.
        case takenBack = 6
    }

    public init(
        amount: Money, bookingDay: Day, valueDay: Day, bankReference: String?, endToEndID: String?,
        creditorReference: String?, remittance: String, counterpartyName: String?,
        counterpartyAccount: String?, kind: Kind, returnReason: String?, place: String
    ) {
        self.amount = amount
        self.bookingDay = bookingDay
        self.valueDay = valueDay
        self.bankReference = bankReference
        self.endToEndID = endToEndID
        self.creditorReference = creditorReference
        self.remittance = remittance
        self.counterpartyName = counterpartyName
        self.counterpartyAccount = counterpartyAccount
        self.kind = kind
        self.returnReason = returnReason
        self.place = place
    }
}

extension BankLine.Kind {
    /// Whether money that came so is there for good.
    ///
    /// - Source: docs/spec/receipt.md#not-final
    public var isFinal: Bool {
        switch self {
        case .transfer, .bankCharge, .returned, .interest, .takenBack: true
        case .directDebit, .businessDirectDebit: false
        }
    }
}
