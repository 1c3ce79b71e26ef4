public import MoneyCore

/// What one event means to the agency's own book.
///
/// - Source: docs/spec/agency-book.md
public struct AgencyEntry: Hashable, Sendable {
    /// As `docs/spec/events.md` names it: `J3`.
    public let event: String
    public let day: Day
    /// The record of the trust book that it follows from.
    public let record: Int64
    /// The number of the invoice or credit note; nil where there is none.
    public let document: String?
    /// At least one.
    public let bookings: [AgencyBooking]
}

/// One account debited and one credited, by an amount that can include VAT.
public struct AgencyBooking: Hashable, Sendable {
    public let debit: AgencyAccount
    public let credit: AgencyAccount
    /// Minor units, greater than zero; with the VAT.
    public let minor: Int64
    public let tax: Tax?

    /// The VAT that belongs to the one of the two accounts that is taxed.
    public struct Tax: Hashable, Sendable {
        public let kind: Kind
        public let rate: Share
        /// Minor units, zero or more.
        public let minor: Int64

        public enum Kind: Hashable, Sendable {
            case output
            case input
            /// Input VAT that cannot be deducted yet.
            case suspended
            /// Owed and deducted by the agency itself; not part of the amount.
            case reverseCharge
        }

        init(_ kind: Kind, _ rate: Share, _ minor: Int64) {
            self.kind = kind
            self.rate = rate
            self.minor = minor
        }
    }

    init(_ debit: AgencyAccount, _ credit: AgencyAccount, _ minor: Int64, tax: Tax? = nil) {
        self.debit = debit
        self.credit = credit
        self.minor = minor
        self.tax = tax
    }

    /// One account with what it moves by: debit positive.
    public struct Line: Hashable, Sendable {
        public let account: AgencyAccount
        public let signed: Int64
    }

    /// Every account that it moves, the VAT apart, debits first; in all zero.
    public var lines: [Line] {
        guard let tax else {
            return [Line(account: debit, signed: minor), Line(account: credit, signed: -minor)]
        }
        let sign: Int64 = debit.isTaxed ? 1 : -1
        let (base, other) = debit.isTaxed ? (debit, credit) : (credit, debit)
        let inside = tax.kind == .reverseCharge ? 0 : tax.minor
        var lines = [
            Line(account: base, signed: sign * (minor - inside)),
            Line(account: other, signed: -sign * minor),
        ]
        switch tax.kind {
        case .output:
            lines.append(Line(account: .outputVAT(tax.rate), signed: sign * tax.minor))
        case .input: lines.append(Line(account: .inputVAT(tax.rate), signed: sign * tax.minor))
        case .suspended:
            lines.append(Line(account: .suspendedInputVAT, signed: sign * tax.minor))
        case .reverseCharge:
            lines.append(Line(account: .reverseChargeInputVAT, signed: sign * tax.minor))
            lines.append(Line(account: .reverseChargeOutputVAT, signed: -sign * tax.minor))
        }
        return lines.filter { $0.signed > 0 } + lines.filter { $0.signed < 0 }
    }
}
