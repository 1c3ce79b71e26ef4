public import LedgerCore
public import MoneyCore

/// What one party of an invoice line has to get, and what it already has of it.
public struct LinePart: Hashable, Sendable {
    public let owner: PartyID
    public let role: PartRole
    /// A lower rank is served before a higher; equal ranks share pro rata.
    public let rank: UInt8
    public let part: Instalment.Part
    /// What is disputed of the part and has not arrived: so much of what comes is frozen.
    public let disputed: Int64
    /// Which fraction of what comes is VAT that is set aside (J22).
    public let taxShare: Share

    public init(
        owner: PartyID, role: PartRole, rank: UInt8, part: Instalment.Part, disputed: Int64 = 0,
        taxShare: Share = .zero
    ) {
        self.owner = owner
        self.role = role
        self.rank = rank
        self.part = part
        self.disputed = disputed
        self.taxShare = taxShare
    }

    /// How much of what comes is VAT to be set aside: in all never more than its fraction of what
    /// came in all, and exactly that once the part is complete.
    ///
    /// What is frozen is not set aside.
    ///
    /// - Parameter given: Minor units, 0 or more.
    /// - Returns: Minor units.
    /// - Source: docs/spec/events.md#J22
    public func setAside(of given: Int64) -> Int64 {
        min(given - min(given, disputed), Self.setAside(of: given, behind: part.has, taxShare))
    }

    /// How much of what becomes available is VAT to be set aside, behind what was before.
    ///
    /// - Source: docs/spec/events.md#J22
    public static func setAside(
        of released: Int64, behind before: Int64, _ taxShare: Share
    ) -> Int64 {
        func tax(_ minor: Int64) -> Int64 {
            Int64(Int128(minor) * Int128(taxShare.numerator) / Int128(taxShare.denominator))
        }
        return tax(before + released) - tax(before)
    }
}

/// An invoice line as a receipt finds it.
public struct LineState: Hashable, Sendable {
    public let line: InvoiceLineID
    public let release: Release
    /// The trust has a shortfall: no agency share becomes available meanwhile.
    public let agencyWaits: Bool
    /// In the order of the invoice's parts, which decides ties.
    public let parts: [LinePart]

    public init(
        line: InvoiceLineID, release: Release, agencyWaits: Bool = false, parts: [LinePart]
    ) {
        self.line = line
        self.release = release
        self.agencyWaits = agencyWaits
        self.parts = parts
    }

    var whole: Int64 { parts.reduce(0) { $0 + $1.part.whole } }
    var has: Int64 { parts.reduce(0) { $0 + $1.part.has } }
}

/// For whom the money of one receipt is: amounts per invoice line and party.
///
/// - Source: docs/spec/split.md
public struct Split: Hashable, Sendable {
    public let shares: [LineShare]
    /// What exceeds all parts of the invoice: the client's, on the invoice's last line.
    public let excess: Int64

    /// What one line gets of the receipt.
    public struct LineShare: Hashable, Sendable {
        public let state: LineState
        /// One per part of the line, in its order, 0 or more.
        public let given: [Int64]

        public var amount: Int64 { given.reduce(0, +) }
    }

    /// Divides a receipt over the lines of its invoice by their gross amounts, and each line over
    /// its parties by their ranks.
    ///
    /// - Parameters:
    ///   - amount: Minor units, greater than zero.
    ///   - lines: All lines of the invoice, in its order; at least one.
    /// - Returns: The lines that get something, in their order, and what exceeds all.
    public static func divide(_ amount: Int64, over lines: [LineState]) -> Split {
        let perLine = Instalment.proRata(
            amount, among: lines.map { Instalment.Part(whole: $0.whole, has: $0.has) })
        var shares: [LineShare] = []
        for (line, share) in zip(lines, perLine.given) where share > 0 {
            shares.append(LineShare(state: line, given: Self.parties(share, of: line)))
        }
        return Split(shares: shares, excess: perLine.excess)
    }

    private static func parties(_ amount: Int64, of line: LineState) -> [Int64] {
        Instalment.ranked(amount, among: line.parts.map(\.part), ranks: line.parts.map(\.rank))
            .given
    }
}
