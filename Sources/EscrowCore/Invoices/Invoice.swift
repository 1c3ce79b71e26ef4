public import LedgerCore
public import MoneyCore

/// An invoice to a client, with every amount as issued and with whom each line belongs to.
///
/// - Source: docs/spec/invoice.md
public struct Invoice: Hashable, Sendable {
    public let number: String
    public let reference: CreditorReference
    public let client: PartyID
    public let agency: PartyID
    public let bank: TrustAccountID
    public let day: Day
    public let dueDay: Day
    public let lines: [InvoiceLine]
    /// One per VAT status, in the order in which the lines first have it.
    public let taxes: [VATSum]

    public var currency: Currency { lines[0].net.currency }
    public var netMinor: Int64 { taxes.reduce(0) { $0 + $1.net.minor } }
    public var vatMinor: Int64 { taxes.reduce(0) { $0 + $1.vat.minor } }
    public var net: Money { Money(minor: netMinor, currency) }
    public var vat: Money { Money(minor: vatMinor, currency) }
    public var gross: Money { Money(minor: netMinor + vatMinor, currency) }

    /// VAT of one status, rounded once over all its lines.
    ///
    /// - Source: EN 16931 BR-CO-17; docs/spec/invoice.md#vat
    public struct VATSum: Hashable, Sendable {
        public let status: VATStatus
        public let net: Money
        public let vat: Money
    }

    init(
        number: String, reference: CreditorReference, client: PartyID, agency: PartyID,
        bank: TrustAccountID, day: Day, dueDay: Day, lines: [InvoiceLine], taxes: [VATSum]
    ) {
        self.number = number
        self.reference = reference
        self.client = client
        self.agency = agency
        self.bank = bank
        self.day = day
        self.dueDay = dueDay
        self.lines = lines
        self.taxes = taxes
    }
}

/// One line of an invoice: the work of one engagement, and how its gross amount divides.
public struct InvoiceLine: Hashable, Sendable {
    public let engagement: EngagementID
    public let freelancer: PartyID
    /// The first and the last day worked.
    public let from: Day
    public let to: Day
    public let hours: Hours
    public let clientRate: Money
    public let clientVAT: VATStatus
    /// Hours times rate, rounded once.
    public let net: Money
    /// With the line's part of the VAT of its status.
    public let gross: Money
    public let freelancerRate: Money
    public let freelancerVAT: VATStatus
    public let freelancerNet: Money
    /// By the arithmetic of the freelancer's own invoice.
    public let freelancerGross: Money
    public let policy: SplitPolicy
    public let release: Release
    public let subject: String

    /// What is left for the agency, in minor units.
    public var agencyMinor: Int64 { gross.minor - freelancerGross.minor }
    public var agencyPart: Money { Money(minor: agencyMinor, gross.currency) }
}
