package import EscrowCore
package import MoneyCore

/// An invoice of the book that is to leave it, with all that a file needs of it.
///
/// Amounts are above zero, of a credit note too.
package struct OutgoingInvoice: Hashable, Sendable {
    package let kind: Kind
    package let number: String
    package let day: Day
    /// Who did the work, and who got it.
    package let seller: Side
    package let buyer: Side
    package let lines: [Line]
    package let taxes: [Tax]
    /// Where the client pays, and under which reference.
    package let account: TrustAccount
    package let reference: CreditorReference
    package let isSample: Bool

    package init(
        _ kind: Kind, number: String, day: Day, seller: Side, buyer: Side, lines: [Line],
        taxes: [Tax], account: TrustAccount, reference: CreditorReference, isSample: Bool
    ) {
        self.kind = kind
        self.number = number
        self.day = day
        self.seller = seller
        self.buyer = buyer
        self.lines = lines
        self.taxes = taxes
        self.account = account
        self.reference = reference
        self.isSample = isSample
    }

    /// What kind of document it is.
    package enum Kind: Hashable, Sendable {
        case invoice(due: Day)
        /// Corrects an earlier invoice, for a reason.
        case creditNote(invoice: String, of: Day, reason: String)
        /// Issued by the buyer for the seller (Gutschrift).
        case selfBilling
    }

    /// A party with its code.
    package struct Side: Hashable, Sendable {
        package let code: String
        package let details: PartyDetails

        package init(code: String, details: PartyDetails) {
            self.code = code
            self.details = details
        }
    }

    /// The work of one engagement.
    package struct Line: Hashable, Sendable {
        /// What the seller calls it: the engagement, or the invoice that it was billed on.
        package let item: String
        package let subject: String
        package let description: String
        package let from: Day
        package let to: Day
        package let hours: Hours
        package let rate: Money
        package let status: VATStatus
        package let net: Money

        package init(
            item: String, subject: String, description: String, from: Day, to: Day, hours: Hours,
            rate: Money, status: VATStatus, net: Money
        ) {
            self.item = item
            self.subject = subject
            self.description = description
            self.from = from
            self.to = to
            self.hours = hours
            self.rate = rate
            self.status = status
            self.net = net
        }
    }

    /// VAT of one status.
    package struct Tax: Hashable, Sendable {
        package let status: VATStatus
        package let net: Money
        package let vat: Money

        package init(status: VATStatus, net: Money, vat: Money) {
            self.status = status
            self.net = net
            self.vat = vat
        }
    }
}
