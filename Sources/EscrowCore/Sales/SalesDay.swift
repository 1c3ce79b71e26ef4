public import LedgerCore
public import MoneyCore

/// What a shop sold on one day under two prices: the premium on each product is its producer's.
///
/// Only the premium is expected in the trust; the base price is the shop's own.
///
/// - Source: docs/spec/sales.md
public struct SalesDay: Hashable, Sendable {
    /// `SALES-2026-0001`.
    public let number: String
    public let reference: CreditorReference
    /// The shop, which passes the premium on.
    public let client: PartyID
    public let bank: TrustAccountID
    public let day: Day
    public let premium: PremiumTerms
    public let release: Release
    /// SHA-256 of the file that the sales stand in.
    public let file: [UInt8]
    /// One per producer and product, in the order in which the file first has them.
    ///
    /// A line below zero is what came back beyond what was sold.
    public let lines: [SalesLine]

    public var currency: Currency { lines[0].part.gross.currency }

    /// What the sales alone let expect of the shop.
    public var total: Money {
        Money(minor: lines.reduce(0) { $0 + max(0, $1.part.gross.minor) }, currency)
    }

    /// What came back beyond what was sold, as an amount.
    public var returned: Money {
        Money(minor: lines.reduce(0) { $0 + max(0, -$1.part.gross.minor) }, currency)
    }

    /// What was sold less what came back; below zero where that was more.
    public var net: Money { Money(minor: total.minor - returned.minor, currency) }

    init(
        number: String, reference: CreditorReference, client: PartyID, bank: TrustAccountID,
        day: Day, premium: PremiumTerms, release: Release, file: [UInt8], lines: [SalesLine]
    ) {
        self.number = number
        self.reference = reference
        self.client = client
        self.bank = bank
        self.day = day
        self.premium = premium
        self.release = release
        self.file = file
        self.lines = lines
    }
}

/// All sales of one product of one producer on one day.
public struct SalesLine: Hashable, Sendable {
    public let product: String
    public let units: Int64
    /// What the buyers paid beside the premium: the shop's own.
    public let base: Money
    /// What the buyers paid as premium, VAT included where it is taxed; below zero where they got it
    /// back.
    public let premium: Money
    /// The VAT inside the premium; zero where it passes through.
    public let vat: Money
    /// What the producer gets of it, or gives back: all, or all but the VAT.
    public let part: InvoicePart
}

/// How the premium is taxed, and whether its VAT is passed on.
///
/// - Source: UStAE 10.4 (pass-through items); docs/spec/sales.md#vat
public enum PremiumTerms: Hashable, Sendable {
    /// Collected in the producer's name and for his account: no VAT.
    case passThrough
    /// Taxable consideration of the product; the premium includes the VAT.
    case consideration(Share, passesOn: AmountBasis)
}
