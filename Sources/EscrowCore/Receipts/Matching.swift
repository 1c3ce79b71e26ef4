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

    /// The numbers that the payer wrote, those of another payer left away where nobody can be sure
    /// that they are numbers.
    private static func byNumber(_ candidates: Candidates) -> Matching? {
        guard !candidates.named.isEmpty else { return nil }
        let payer = candidates.payer?.party
        let named = candidates.named.filter {
            payer == nil || $0.invoice.client == payer || $0.writing != .mistyped
        }
        if let other = named.first(where: { payer != nil && $0.invoice.client != payer }) {
            return .unmatched(.payerDiffers(invoice: other.invoice.number))
        }
        guard let first = named.first else { return nil }
        guard named.count > 1 else { return byOneNumber(first, candidates) }
        let open = named.filter { $0.invoice.open.isPositive }
        if open.count > 1,
            let matching = candidates.together(open.map(\.invoice), by: .severalInvoices)
        {
            return matching
        }
        // What was only perhaps written does not stop what was written out.
        let written = named.filter { $0.writing != .mistyped }
        if let only = written.first, written.count == 1 { return byOneNumber(only, candidates) }
        let fitting = open.filter { $0.invoice.open == candidates.amount }
        if let only = fitting.first, fitting.count == 1, open.count == 1 {
            return byOneNumber(only, candidates)
        }
        return .unmatched(.severalInvoices(named.map(\.invoice.number)))
    }

    private static func byOneNumber(_ named: NamedInvoice, _ candidates: Candidates) -> Matching {
        let invoice = named.invoice
        // Dates and other numbers look like mistyped ones: the payer has to be the client.
        let isSure =
            named.writing != .mistyped || candidates.payer != nil || candidates.isNamedClient
        if isSure, candidates.pays(invoice) {
            // What is missing can be that another invoice is meant.
            if invoice.open != candidates.amount, let other = candidates.open?.withAmount.first {
                return .unmatched(.amountDiffers(invoice.number, other.number))
            }
            return candidates.whole(invoice, by: named.writing.rule)
        }
        guard named.writing != .mistyped else {
            return .unmatched(.numberUnclear(invoice.number))
        }
        guard candidates.payer != nil || candidates.isNamedClient else {
            return .unmatched(.numberAlone(invoice.number))
        }
        if let open = candidates.open {
            let others = (open.all ?? []).filter { $0.id != invoice.id }
            if let better = open.withAmount.first(where: { $0.id != invoice.id }) {
                return .unmatched(.amountDiffers(invoice.number, better.number))
            }
            if candidates.together(others, by: .payerAndAllOpen) != nil
                || (invoice.open.minor < candidates.amount.minor
                    && (open.all == nil || !others.isEmpty))
            {
                return .unmatched(.moreThanOpen(invoice.number))
            }
        }
        return candidates.whole(invoice, by: named.writing.rule)
    }

    private static func byPayer(_ candidates: Candidates) -> Matching? {
        guard let payer = candidates.payer, let open = candidates.open else { return nil }
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
        if let near = open.withinLimit.first, open.withinLimit.count == 1 {
            return candidates.whole(near, by: .payerAndNearAmount)
        }
        return nil
    }
}

extension NamedInvoice.Writing {
    var rule: Matching.Rule {
        switch self {
        case .exact: .invoiceNumber
        case .endToEnd: .endToEndID
        case .mistyped: .mistypedNumber
        }
    }
}

extension Candidates {
    /// What is missing of an invoice when the receipt pays it: nil for more than may be missing.
    private func missing(of invoice: OpenInvoice) -> Money? {
        guard invoice.open.currency == amount.currency else { return nil }
        let (minor, overflow) = invoice.open.minor.subtractingReportingOverflow(amount.minor)
        guard !overflow, minor >= 0, minor <= limit.minor else { return nil }
        return Money(minor: minor, amount.currency)
    }

    /// Whether the amount is what is open of an invoice, but for a difference within the limit.
    fileprivate func pays(_ invoice: OpenInvoice) -> Bool {
        invoice.open.isPositive && missing(of: invoice) != nil
    }

    /// All of the receipt is for one invoice.
    fileprivate func whole(_ invoice: OpenInvoice, by rule: Matching.Rule) -> Matching {
        let missing = invoice.open.isPositive ? missing(of: invoice) : nil
        return .invoices(
            [
                Matching.Placement(
                    invoice.id, amount, difference: missing ?? .zero(amount.currency))
            ], by: rule)
    }

    /// The receipt pays exactly all of these invoices, all of one client.
    fileprivate func together(
        _ invoices: [OpenInvoice], by rule: Matching.Rule
    ) -> Matching? {
        guard Set(invoices.map(\.client)).count == 1 else { return nil }
        var sum: Int64 = 0
        for invoice in invoices {
            guard invoice.open.isPositive, invoice.open.currency == amount.currency else {
                return nil
            }
            let (next, overflow) = sum.addingReportingOverflow(invoice.open.minor)
            guard !overflow else { return nil }
            sum = next
        }
        guard sum == amount.minor else { return nil }
        return .invoices(
            invoices.map {
                Matching.Placement($0.id, $0.open, difference: .zero(amount.currency))
            }, by: rule)
    }
}
