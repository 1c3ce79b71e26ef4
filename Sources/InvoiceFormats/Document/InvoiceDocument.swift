package import MoneyCore

/// An invoice or credit note as EN 16931 understands it, whatever syntax it came in.
///
/// A value is what the file says, not what it should say: what is missing is nil, and whether the
/// amounts agree is a question of its own, see `InvoiceCheck`.
///
/// - Source: EN 16931-1; docs/spec/invoice-files.md#document
package struct InvoiceDocument: Hashable, Sendable {
    package var syntax: Syntax
    /// Which rules it promises to keep (BT-24), and the business process (BT-23).
    package var customization: String?
    package var profile: String?
    package var number: String?
    /// UNTDID 1001: 380 invoice, 381 credit note, 389 self-billed invoice (BT-3).
    package var typeCode: String?
    package var day: Day?
    package var dueDay: Day?
    package var deliveryDay: Day?
    package var period: Period?
    package var currency: Currency
    /// The currency in which VAT is accounted for, where it is another (BT-6).
    package var accountingCurrency: Currency?
    package var notes: [String] = []
    package var references = References()
    package var seller = Party()
    package var buyer = Party()
    /// Who is paid, where it is not the seller.
    package var payee: Party?
    package var means: [PaymentMeans] = []
    /// The reference that a payment is to carry (BT-83), each once.
    package var paymentReferences: [String] = []
    package var terms: [String] = []
    package var adjustments: [Adjustment] = []
    package var taxes: [Tax] = []
    package var totals = Totals()
    package var lines: [Line] = []

    package init(syntax: Syntax, currency: Currency) {
        self.syntax = syntax
        self.currency = currency
    }

    /// How a document is written.
    package enum Syntax: String, Hashable, Sendable, CaseIterable {
        case ublInvoice = "ubl-invoice"
        case ublCreditNote = "ubl-credit-note"
        case cii = "cii"
        /// The older names of the Cross Industry Invoice.
        case zugferd1 = "zugferd-1"
    }

    /// A span of days, of which either end may be missing.
    package struct Period: Hashable, Sendable {
        package var from: Day?
        package var to: Day?

        package init(from: Day?, to: Day?) {
            self.from = from
            self.to = to
        }
    }

    /// What a document points to.
    package struct References: Hashable, Sendable {
        package var buyer: String?
        package var project: String?
        package var contract: String?
        package var order: String?
        package var salesOrder: String?
        package var despatch: String?
        package var receipt: String?
        package var preceding: [Preceding] = []

        package init() {}
    }

    /// An earlier invoice that this one corrects (BG-3).
    package struct Preceding: Hashable, Sendable {
        package var number: String
        package var day: Day?

        package init(number: String, day: Day?) {
            self.number = number
            self.day = day
        }
    }

    /// An identifier with the list it is from.
    package struct Identifier: Hashable, Sendable {
        package var value: String
        package var scheme: String?

        package init(_ value: String, scheme: String? = nil) {
            self.value = value
            self.scheme = scheme
        }
    }

    /// Seller, buyer or payee.
    package struct Party: Hashable, Sendable {
        package var name: String?
        package var tradingName: String?
        package var identifiers: [Identifier] = []
        package var registration: Identifier?
        package var vatID: String?
        package var taxNumber: String?
        package var electronicAddress: Identifier?
        package var street: String?
        package var moreStreet: String?
        package var postcode: String?
        package var city: String?
        package var country: String?
        package var contactName: String?
        package var phone: String?
        package var email: String?

        package init() {}
    }

    /// One way to pay (BG-16); an invoice may give several accounts.
    package struct PaymentMeans: Hashable, Sendable {
        /// UNTDID 4461: 58 is a SEPA credit transfer, 59 a SEPA direct debit.
        package var code: String?
        /// The account as written; an IBAN where it is one.
        package var account: String?
        package var accountName: String?
        package var bic: String?
        package var mandate: String?

        package init() {}

        /// The account as an IBAN, where its check digits are right.
        package var iban: IBAN? { account.flatMap { try? IBAN($0) } }
    }
}
