public import LedgerCore
public import MoneyCore

/// The freelancer's side of invoice lines as a document that the agency issues (Gutschrift).
///
/// - Source: UStG § 14 (2) sentence 2 and 3; docs/spec/self-billing.md
public enum SelfBilling: Hashable, Sendable {
    /// The freelancer agreed beforehand that the agency issues.
    case agreed(freelancer: PartyID, on: Day)
    case issued(Document)
    /// The freelancer objects to a document: it is no invoice any more.
    case objected(document: Int64, on: Day)
    /// What a document billed is not what the parts are any more.
    case corrected(Correction)

    public struct Document: Hashable, Sendable {
        public let number: String
        public let freelancer: PartyID
        public let day: Day
        /// At least one, each line of an invoice once; all amounts are 0 or more.
        public let lines: [Line]

        public init(number: String, freelancer: PartyID, day: Day, lines: [Line]) {
            self.number = number
            self.freelancer = freelancer
            self.day = day
            self.lines = lines
        }
    }

    /// A document with a number of its own that changes the amounts of an earlier one.
    ///
    /// - Source: UStG § 17 (1), § 14c (1); UStDV § 31 (5)
    public struct Correction: Hashable, Sendable {
        public let number: String
        /// The record that issued what is corrected.
        public let document: Int64
        public let day: Day
        /// By what each line changes, up or down; at least one, none without an amount.
        public let lines: [Line]

        public init(number: String, document: Int64, day: Day, lines: [Line]) {
            self.number = number
            self.document = document
            self.day = day
            self.lines = lines
        }
    }

    /// The freelancer's side of one invoice line.
    public struct Line: Hashable, Sendable {
        public let line: InvoiceLineID
        public let net: Money
        public let vat: Money

        public init(_ line: InvoiceLineID, net: Money, vat: Money) {
            self.line = line
            self.net = net
            self.vat = vat
        }

        /// By what this changes to become the other; nil where nothing changes.
        public func change(to other: Line) -> Line? {
            guard net != other.net || vat != other.vat else { return nil }
            return Line(
                line, net: Money(minor: other.net.minor - net.minor, net.currency),
                vat: Money(minor: other.vat.minor - vat.minor, vat.currency))
        }
    }
}

extension InvoicePart {
    /// Net and VAT of what the part is now: as issued, or out of the gross amount that is left of it.
    ///
    /// - Parameters:
    ///   - now: 0 to the part's gross amount.
    ///   - line: Whose part it is.
    /// - Returns: Net and VAT, which come to `now`.
    /// - Source: docs/spec/self-billing.md
    public func billed(of now: Money, as line: InvoiceLineID) -> SelfBilling.Line {
        guard now != gross else {
            return SelfBilling.Line(
                line, net: net, vat: Money(minor: gross.minor - net.minor, gross.currency))
        }
        guard case .standard(let rate)? = vat,
            let inside = Share(rate.numerator, over: rate.denominator + rate.numerator),
            let tax = try? now.times(inside)
        else { return SelfBilling.Line(line, net: now, vat: .zero(now.currency)) }
        return SelfBilling.Line(
            line, net: Money(minor: now.minor - tax.minor, now.currency), vat: tax)
    }
}
