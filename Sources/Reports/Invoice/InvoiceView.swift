package import EscrowCore
package import MoneyCore

/// All that an invoice prints.
///
/// - Source: UStG § 14 (4); docs/spec/invoice.md
package struct InvoiceView: Hashable, Sendable {
    package let number: String
    package let day: Day
    package let dueDay: Day
    package let agency: Addressee
    package let client: Addressee
    package let lines: [Line]
    /// One per VAT status, in the order of the lines.
    package let taxes: [Tax]
    package let net: Money
    package let vat: Money
    package let gross: Money
    /// Where the client pays, and nowhere else.
    package let account: TrustAccount
    package let reference: CreditorReference
    package let isSample: Bool
    /// What it corrects, where it is a credit note: its amounts are then below zero.
    package let correction: Correction?

    /// Set where the recipient of the service issues: then the `client` is who did the work, and the
    /// `agency` who got it.
    package let selfBilling: SelfBilled?

    /// What a self-billing document says of itself.
    package struct SelfBilled: Hashable, Sendable {
        /// Since when it is no invoice any more.
        package let objectedOn: Day?

        package init(objectedOn: Day?) { self.objectedOn = objectedOn }
    }

    /// The invoice that a credit note corrects, and why.
    package struct Correction: Hashable, Sendable {
        package let invoice: String
        package let day: Day
        package let reason: String

        package init(invoice: String, day: Day, reason: String) {
            self.invoice = invoice
            self.day = day
            self.reason = reason
        }
    }

    /// A party as a letter names it.
    package struct Addressee: Hashable, Sendable {
        package let code: String
        package let details: PartyDetails

        package init(code: String, details: PartyDetails) {
            self.code = code
            self.details = details
        }
    }

    /// The work of one engagement.
    package struct Line: Hashable, Sendable {
        package let engagement: String
        package let subject: String
        package let freelancer: String
        package let from: Day
        package let to: Day
        package let hours: Hours
        package let rate: Money
        package let status: VATStatus
        package let net: Money

        package init(
            engagement: String, subject: String, freelancer: String, from: Day, to: Day,
            hours: Hours, rate: Money, status: VATStatus, net: Money
        ) {
            self.engagement = engagement
            self.subject = subject
            self.freelancer = freelancer
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

    package init(
        number: String, day: Day, dueDay: Day, agency: Addressee, client: Addressee,
        lines: [Line], taxes: [Tax], net: Money, vat: Money, gross: Money, account: TrustAccount,
        reference: CreditorReference, isSample: Bool, correction: Correction? = nil,
        selfBilling: SelfBilled? = nil
    ) {
        self.number = number
        self.day = day
        self.dueDay = dueDay
        self.agency = agency
        self.client = client
        self.lines = lines
        self.taxes = taxes
        self.net = net
        self.vat = vat
        self.gross = gross
        self.account = account
        self.reference = reference
        self.isSample = isSample
        self.correction = correction
        self.selfBilling = selfBilling
    }
}

extension InvoiceView {
    /// What the law asks of an invoice and this one does not have; empty when it is whole.
    ///
    /// - Source: UStG § 14 (4) no. 1 and 2, § 14a (1).
    package var missing: [String] {
        let supplier = selfBilling == nil ? agency : client
        let recipient = selfBilling == nil ? client : agency
        var missing: [String] = []
        for party in [supplier, recipient] where party.details.address == nil {
            missing.append("the address of \(party.code)")
        }
        if supplier.details.vatID == nil, supplier.details.taxNumber == nil {
            missing.insert(
                "the VAT id or tax number of \(supplier.code)",
                at: supplier.details.address == nil ? 1 : 0)
        }
        let owesTax = taxes.contains { $0.status == .reverseCharge || $0.status == .foreign }
        if owesTax, recipient.details.vatID == nil {
            missing.append("the VAT id of \(recipient.code)")
        }
        return missing
    }
}
