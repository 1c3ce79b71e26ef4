public import LedgerCore
public import MoneyCore

/// What the matching rules need to know of an invoice.
public struct OpenInvoice: Hashable, Sendable {
    public let id: InvoiceID
    public let number: String
    public let client: PartyID
    /// Gross less what receipts paid of it.
    public let open: Money

    public init(id: InvoiceID, number: String, client: PartyID, open: Money) {
        self.id = id
        self.number = number
        self.client = client
        self.open = open
    }
}

/// What the book knows that could fit a receipt, looked up by the words of its payer.
public struct Candidates: Hashable, Sendable {
    /// Invoices whose creditor reference the payment carries.
    public var byReference: [OpenInvoice] = []
    /// Invoices whose number stands in the remittance text.
    public var byNumber: [OpenInvoice] = []
    /// Invoices of the payer, known by his account, whose open amount is the receipt's.
    public var byPayerAndAmount: [OpenInvoice] = []
    /// The party whose account the money came from.
    public var payer: PartyID?
    /// A reference that looks right and belongs to no invoice.
    public var unknownReference: String?

    public init() {}
}

/// For which invoice a receipt is, or why nobody can say for certain.
public enum Matching: Hashable, Sendable {
    case invoice(InvoiceID, by: Rule)
    case unmatched(Reason)

    public enum Rule: UInt8, Sendable {
        case creditorReference = 1
        case invoiceNumber = 2
        case payerAndAmount = 3
        /// A person decided.
        case person = 4

        public var name: String {
            switch self {
            case .creditorReference: "creditor reference"
            case .invoiceNumber: "invoice number"
            case .payerAndAmount: "payer and open amount"
            case .person: "decided by a person"
            }
        }
    }

    public enum Reason: Hashable, Sendable {
        case severalReferences([String])
        case unknownReference(String)
        case severalInvoices([String])
        /// The number is one client's, the account another party's.
        case payerDiffers(invoice: String)
        case severalOpenInvoices([String])
        case noOpenInvoiceOfThatAmount
        case payerUnknown
    }

    /// Applies the rules in the order of their certainty; what is less certain stays unmatched.
    ///
    /// - Source: docs/spec/matching.md#rules
    public static func decide(_ candidates: Candidates) -> Matching {
        if candidates.byReference.count > 1 {
            return .unmatched(.severalReferences(candidates.byReference.map(\.number)))
        }
        if let invoice = candidates.byReference.first {
            return .invoice(invoice.id, by: .creditorReference)
        }
        if candidates.byNumber.count > 1 {
            return .unmatched(.severalInvoices(candidates.byNumber.map(\.number)))
        }
        if let invoice = candidates.byNumber.first {
            if let payer = candidates.payer, payer != invoice.client {
                return .unmatched(.payerDiffers(invoice: invoice.number))
            }
            return .invoice(invoice.id, by: .invoiceNumber)
        }
        if let reference = candidates.unknownReference {
            return .unmatched(.unknownReference(reference))
        }
        if candidates.byPayerAndAmount.count > 1 {
            return .unmatched(.severalOpenInvoices(candidates.byPayerAndAmount.map(\.number)))
        }
        if let invoice = candidates.byPayerAndAmount.first {
            return .invoice(invoice.id, by: .payerAndAmount)
        }
        return .unmatched(candidates.payer == nil ? .payerUnknown : .noOpenInvoiceOfThatAmount)
    }
}

extension Matching.Reason {
    /// A stable word for programs.
    public var code: String {
        switch self {
        case .severalReferences: "several-references"
        case .unknownReference: "unknown-reference"
        case .severalInvoices: "several-invoices"
        case .payerDiffers: "payer-differs"
        case .severalOpenInvoices: "several-open-invoices"
        case .noOpenInvoiceOfThatAmount: "no-open-invoice-of-that-amount"
        case .payerUnknown: "payer-unknown"
        }
    }

    /// A sentence for people.
    public var sentence: String {
        switch self {
        case .severalReferences(let numbers):
            "the payment carries the references of several invoices: \(numbers.joined(separator: ", "))"
        case .unknownReference(let text):
            Self.looksLikeReference(text)
                ? "no invoice has the reference \(text)"
                : "no invoice has the creditor reference that the payment carries"
        case .severalInvoices(let numbers):
            "the text names several invoices: \(numbers.joined(separator: ", "))"
        case .payerDiffers(let invoice):
            "the text names invoice \(invoice), but the account is another party's"
        case .severalOpenInvoices(let numbers):
            "several invoices of this payer are open with this amount: \(numbers.joined(separator: ", "))"
        case .noOpenInvoiceOfThatAmount: "no open invoice of this payer has this amount"
        case .payerUnknown: "nothing names an invoice, and the payer's account is not known"
        }
    }

    /// Only what has the form of a reference is repeated: free text can hold anybody's name.
    private static func looksLikeReference(_ text: String) -> Bool {
        text.utf8.count <= 35 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            && text.contains(where: \.isNumber)
    }
}
