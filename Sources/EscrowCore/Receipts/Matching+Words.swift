extension Matching {
    /// Why a receipt waits for a person.
    public enum Reason: Hashable, Sendable {
        case severalReferences([String])
        case unknownReference(String)
        case severalInvoices([String])
        /// The number is one client's, the account or the name another party's.
        case payerDiffers(invoice: String)
        /// An account that a person placed for one client, under the name of another.
        case nameDiffers
        /// A number that may be mistyped, and neither payer nor amount says so.
        case numberUnclear(String)
        /// A number, and nothing else that says whose money it is.
        case numberAlone(String)
        /// The number is one invoice's, the amount another's of the same client.
        case amountDiffers(String, String)
        /// More than is open of the invoice, while its client has other invoices open.
        case moreThanOpen(String)
        /// It names nothing, and an equal payment came shortly before.
        case paidTwice
        case severalOpenInvoices([String])
        case noOpenInvoiceOfThatAmount
        case payerUnknown
        /// A rule found an invoice and is less sure than the book asks for.
        case uncertain(Rule)
    }
}

extension Matching.Rule {
    public var name: String {
        switch self {
        case .creditorReference: "creditor reference"
        case .invoiceNumber: "invoice number"
        case .payerAndAmount: "payer and open amount"
        case .person: "decided by a person"
        case .mistypedNumber: "invoice number as the payer wrote it, and amount"
        case .severalInvoices: "several invoices whose open amounts sum to it"
        case .payerAndAllOpen: "payer, and everything that he has open"
        case .endToEndID: "invoice number in the end-to-end id"
        case .rememberedPayer: "payer as a person placed him, and open amount"
        case .payerAndNearAmount: "payer and open amount, less a small difference"
        }
    }

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .creditorReference: "creditor-reference"
        case .invoiceNumber: "invoice-number"
        case .payerAndAmount: "payer-and-amount"
        case .person: "person"
        case .mistypedNumber: "mistyped-number"
        case .severalInvoices: "several-invoices"
        case .payerAndAllOpen: "payer-and-all-open"
        case .endToEndID: "end-to-end-id"
        case .rememberedPayer: "remembered-payer"
        case .payerAndNearAmount: "payer-and-near-amount"
        }
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
        case .nameDiffers: "name-differs"
        case .numberUnclear: "number-unclear"
        case .numberAlone: "number-alone"
        case .amountDiffers: "amount-differs"
        case .moreThanOpen: "more-than-open"
        case .paidTwice: "paid-twice"
        case .severalOpenInvoices: "several-open-invoices"
        case .noOpenInvoiceOfThatAmount: "no-open-invoice-of-that-amount"
        case .payerUnknown: "payer-unknown"
        case .uncertain: "uncertain"
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
            "the text names invoice \(invoice), but account or name of the payer are another party's"
        case .nameDiffers: "the account is remembered for one client, the payer has another's name"
        case .numberUnclear(let invoice):
            "the text may name invoice \(invoice), but payer and amount do not say so"
        case .numberAlone(let invoice):
            "the text names invoice \(invoice), but neither amount nor payer says that it is meant"
        case .amountDiffers(let named, let other):
            "the text names invoice \(named), the amount is what is open of \(other)"
        case .moreThanOpen(let invoice):
            "the text names invoice \(invoice), it is more than is open of it, and others are open"
        case .paidTwice: "it names no invoice, and an equal payment came shortly before"
        case .severalOpenInvoices(let numbers):
            "several invoices of this payer are open with this amount: \(numbers.joined(separator: ", "))"
        case .noOpenInvoiceOfThatAmount: "no open invoice of this payer has this amount"
        case .payerUnknown: "nothing names an invoice, and the payer's account is not known"
        case .uncertain(let rule):
            "\(rule.name) decides at \(rule.confidence) %, the book asks for more"
        }
    }

    /// Only what has the form of a reference is repeated: free text can hold anybody's name.
    private static func looksLikeReference(_ text: String) -> Bool {
        text.utf8.count <= 35 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            && text.contains(where: \.isNumber)
    }
}
