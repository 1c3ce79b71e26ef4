public import LedgerCore
public import MoneyCore

/// A document that lets money be expected, as split and receipt need it: an invoice, or a day's
/// sales.
///
/// - Source: docs/spec/invoice.md#parts
public struct Billed: Hashable, Sendable {
    public let number: String
    public let client: PartyID
    public let bank: TrustAccountID
    public let day: Day
    public let lines: [Line]

    /// What one line gives to whom, and when.
    public struct Line: Hashable, Sendable {
        public let parts: [InvoicePart]
        public let release: Release
        /// Which fraction of the agency's part is VAT that is set aside (J22).
        public let agencyTaxShare: Share

        public init(parts: [InvoicePart], release: Release, agencyTaxShare: Share = .zero) {
            self.parts = parts
            self.release = release
            self.agencyTaxShare = agencyTaxShare
        }
    }
}

extension Invoice {
    public var billed: Billed {
        Billed(
            number: number, client: client, bank: bank, day: day,
            lines: lines.map { line in
                Billed.Line(
                    parts: line.parts, release: line.release, agencyTaxShare: line.agencyTaxShare)
            })
    }
}

extension SalesDay {
    public var billed: Billed {
        Billed(
            number: number, client: client, bank: bank, day: day,
            lines: lines.map { Billed.Line(parts: [$0.part.expected], release: release) })
    }
}

extension InvoicePart {
    /// What a line below zero lets nobody expect.
    fileprivate var expected: InvoicePart {
        guard gross.isNegative else { return self }
        return InvoicePart(
            owner: owner, role: role, rank: rank, gross: .zero(gross.currency),
            net: .zero(gross.currency), vat: vat, share: share)
    }
}

extension Fact {
    /// The document, where the fact is one that money is paid for.
    public var billed: Billed? {
        switch self {
        case .invoice(let invoice): invoice.billed
        case .sale(let sales): sales.billed
        default: nil
        }
    }
}
