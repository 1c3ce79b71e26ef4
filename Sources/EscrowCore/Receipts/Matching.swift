public import LedgerCore
public import MoneyCore

/// For which invoices a receipt is, or why nobody can say for certain.
public enum Matching: Hashable, Sendable {
    /// Their amounts sum to the receipt.
    case invoices([Placement], by: Rule)
    case unmatched(Reason)

    /// What of a receipt is for one invoice.
    public struct Placement: Hashable, Sendable {
        public let invoice: InvoiceID
        public let amount: Money
        /// What is missing of the invoice, and within the limit; not below zero.
        public let difference: Money

        public init(_ invoice: InvoiceID, _ amount: Money, difference: Money) {
            self.invoice = invoice
            self.amount = amount
            self.difference = difference
        }
    }

    /// By what a receipt found its invoice.
    ///
    /// Numbers stand on disk.
    public enum Rule: UInt8, Sendable, CaseIterable {
        case creditorReference = 1
        case invoiceNumber = 2
        case payerAndAmount = 3
        /// A person decided.
        case person = 4
        case mistypedNumber = 5
        case severalInvoices = 6
        case payerAndAllOpen = 7
        case endToEndID = 8
        case rememberedPayer = 9
        case payerAndNearAmount = 10

        /// How sure the rule is, in percent; what is below the setting `match-confidence` waits.
        public var confidence: Int {
            switch self {
            case .creditorReference, .person: 100
            case .invoiceNumber: 98
            case .endToEndID: 97
            case .severalInvoices: 96
            case .mistypedNumber: 95
            case .payerAndAmount: 94
            case .rememberedPayer: 93
            case .payerAndAllOpen: 92
            case .payerAndNearAmount: 90
            }
        }
    }

    /// Applies the rules in the order of their certainty; what is less certain stays unmatched.
    ///
    /// - Parameters:
    ///   - candidates: What the book knows that could fit.
    ///   - line: Rules less sure than this, in percent, decide nothing.
    /// - Returns: The invoices, or the reason for the work list.
    /// - Source: docs/spec/matching.md#rules
    public static func decide(_ candidates: Candidates, line: Int = 0) -> Matching {
        let matching = decideWhole(candidates)
        if case .invoices(_, let rule) = matching, rule.confidence < line {
            return .unmatched(.uncertain(rule))
        }
        return matching
    }

    private static func decideWhole(_ candidates: Candidates) -> Matching {
        if let matching = byReference(candidates) { return matching }
        if let matching = byNumber(candidates) { return matching }
        if let reference = candidates.unknownReference {
            return .unmatched(.unknownReference(reference))
        }
        if let matching = byPayer(candidates) { return matching }
        if let reference = candidates.brokenReference {
            return .unmatched(.unknownReference(reference))
        }
        return .unmatched(candidates.payer == nil ? .payerUnknown : .noOpenInvoiceOfThatAmount)
    }

    private static func byReference(_ candidates: Candidates) -> Matching? {
        let found = candidates.byReference
        guard found.count > 1 else {
            return found.first.map { candidates.whole($0, by: .creditorReference) }
        }
        return candidates.together(found, by: .creditorReference)
            ?? .unmatched(.severalReferences(found.map(\.number)))
    }

    private static func byPayer(_ candidates: Candidates) -> Matching? {
        guard let payer = candidates.payer, let open = candidates.open else { return nil }
        guard !candidates.isAnothers(payer.party) else { return .unmatched(.nameDiffers) }
        guard !candidates.isRepeated else { return .unmatched(.paidTwice) }
        if open.withAmount.count > 1 {
            return .unmatched(.severalOpenInvoices(open.withAmount.map(\.number)))
        }
        let rule: Rule = payer.knownBy == .remembered ? .rememberedPayer : .payerAndAmount
        if let invoice = open.withAmount.first { return candidates.whole(invoice, by: rule) }
        if let all = open.all, all.count > 1,
            let matching = candidates.together(all, by: .payerAndAllOpen)
        {
            return matching
        }
        let near = open.withinLimit.filter(candidates.pays)
        return near.count == 1
            ? near.first.map { candidates.whole($0, by: .payerAndNearAmount) } : nil
    }
}
