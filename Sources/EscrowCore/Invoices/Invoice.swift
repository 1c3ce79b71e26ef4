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
    /// The version of the rule that made the parts; nil where the engagement's terms alone did.
    public let rule: RuleID?
    /// Whether the VAT inside the agency's part is to be set aside (J22).
    public let setsVATAside: Bool
    public let release: Release
    public let subject: String
    /// Whom the gross amount is for: each owner once, their sum the gross.
    ///
    /// One is the freelancer's; at most one is the agency's.
    public let parts: [InvoicePart]

    public var freelancerNet: Money { sum(of: .freelancer) { $0.net.minor } }
    /// By the arithmetic of the freelancer's own invoice.
    public var freelancerGross: Money { sum(of: .freelancer) { $0.gross.minor } }
    /// What is left for the agency, in minor units.
    public var agencyMinor: Int64 { agencyPart.minor }
    public var agencyPart: Money { sum(of: .agency) { $0.gross.minor } }

    /// The VAT inside the agency's part: the client's less that of the others; 0 where theirs is
    /// more.
    public var agencyVAT: Money {
        sum(of: .agency) { max(0, min($0.gross.minor, $0.gross.minor - $0.net.minor)) }
    }

    /// Which fraction of the agency's part is VAT that is set aside; none unless the line says so.
    public var agencyTaxShare: Share {
        guard setsVATAside, agencyMinor > 0 else { return .zero }
        return Share(agencyVAT.minor, over: agencyMinor) ?? .zero
    }

    /// Who is served first of freelancer and agency, by the ranks of their parts.
    public var policy: SplitPolicy {
        guard let freelancer = parts.first(where: { $0.role == .freelancer }),
            let agency = parts.first(where: { $0.role == .agency }),
            freelancer.rank != agency.rank
        else { return .proRata }
        return freelancer.rank < agency.rank ? .freelancerFirst : .agencyFirst
    }

    private func sum(of role: PartRole, _ amount: (InvoicePart) -> Int64) -> Money {
        Money(
            minor: parts.reduce(0) { $1.role == role ? $0 + amount($1) : $0 }, gross.currency)
    }
}
