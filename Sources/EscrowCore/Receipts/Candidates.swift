public import LedgerCore
public import MoneyCore

/// What the matching rules need to know of an invoice.
public struct OpenInvoice: Hashable, Sendable {
    public let id: InvoiceID
    public let number: String
    public let client: PartyID
    /// Gross less what receipts paid of it.
    public let open: Money

    var form: NumberForm { NumberForm(number) }

    public init(id: InvoiceID, number: String, client: PartyID, open: Money) {
        self.id = id
        self.number = number
        self.client = client
        self.open = open
    }
}

/// An invoice whose number stands in the payer's words, and how it stands there.
public struct NamedInvoice: Hashable, Sendable {
    public let invoice: OpenInvoice
    public let writing: Writing

    public enum Writing: UInt8, Hashable, Sendable, Comparable {
        /// As it stands on the invoice.
        case exact = 1
        /// In the end-to-end id.
        case endToEnd = 2
        /// With spaces, without noughts, as a part of a list.
        case mistyped = 3
        /// As a month, a week or a day may be written too.
        case perhaps = 4

        public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    }

    public init(_ invoice: OpenInvoice, _ writing: Writing) {
        self.invoice = invoice
        self.writing = writing
    }
}

/// Who paid, as far as his account says it.
public struct Payer: Hashable, Sendable {
    public let party: PartyID
    public let knownBy: Evidence

    public enum Evidence: Hashable, Sendable {
        /// It is the party's own account.
        case account
        /// A person said so of an earlier receipt.
        case remembered
    }

    public init(_ party: PartyID, by evidence: Evidence) {
        self.party = party
        knownBy = evidence
    }
}

/// What a known client has open, as far as a receipt's amount can say something of it.
public struct ClientOpen: Hashable, Sendable {
    /// Open with exactly the receipt's amount.
    public var withAmount: [OpenInvoice] = []
    /// Open with no more above the amount than may be missing.
    public var withinLimit: [OpenInvoice] = []
    /// Everything open, unless it is more than the rules look at.
    public var all: [OpenInvoice]?

    public init() {}
}

/// What the book knows that could fit a receipt, looked up by the words of its payer.
public struct Candidates: Hashable, Sendable {
    public let amount: Money
    /// How much less than open a payment may be and still pay all of it.
    public var limit: Money
    /// Invoices whose creditor reference the payment carries.
    public var byReference: [OpenInvoice] = []
    /// Invoices whose number the payer wrote.
    public var named: [NamedInvoice] = []
    /// The numbers in the payer's words, whether an invoice has them or not.
    public var written: [WrittenNumber] = []
    /// The clients who have the payer's name; not looked up where the account is a party's own.
    public var namesakes: Set<PartyID> = []
    /// Whether the same account paid the same amount within the days before.
    public var isRepeated = false
    /// The party whose account the money came from.
    public var payer: Payer?
    /// What the payer has open; nil where he is unknown or no client.
    public var open: ClientOpen?
    /// A reference with right check digits that belongs to no invoice.
    public var unknownReference: String?
    /// What stands where a reference should, and is none.
    public var brokenReference: String?

    public init(_ amount: Money) {
        self.amount = amount
        limit = .zero(amount.currency)
    }
}
