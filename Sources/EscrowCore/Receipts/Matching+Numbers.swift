import LedgerCore
import MoneyCore

extension Matching {
    /// The invoices whose numbers the payer wrote, or perhaps wrote.
    ///
    /// - Source: docs/spec/matching.md#rules
    static func byNumber(_ candidates: Candidates) -> Matching? {
        if let meant = candidates.transposed { return candidates.whole(meant, by: .mistypedNumber) }
        let named = candidates.named.filter(candidates.counts)
        if let other = named.first(where: { candidates.isContradicted($0) }) {
            return .unmatched(.payerDiffers(invoice: other.invoice.number))
        }
        guard let first = named.first else { return nil }
        if let matching = bySeveral(candidates) { return matching }
        guard named.count > 1 else { return byOneNumber(first, candidates) }
        let open = named.filter { $0.invoice.open.isPositive }
        // What was only perhaps written does not stop what was written out.
        let written = named.filter { $0.writing < .mistyped }
        if let only = written.first, written.count == 1 { return byOneNumber(only, candidates) }
        let fitting = open.filter { $0.invoice.open == candidates.amount }
        if let only = fitting.first, fitting.count == 1, open.count == 1 {
            return byOneNumber(only, candidates)
        }
        return .unmatched(.severalInvoices(named.map(\.invoice.number)))
    }

    /// The sum of invoices says that they are meant, those too that may be a day, if not all of them.
    private static func bySeveral(_ candidates: Candidates) -> Matching? {
        let open = candidates.named.filter {
            $0.invoice.open.isPositive && ($0.writing == .perhaps || candidates.counts($0))
        }
        let numbers = open.filter { $0.writing < .perhaps }
        for meant in [numbers, open] where meant.count > 1 && !numbers.isEmpty {
            if let matching = candidates.together(meant.map(\.invoice), by: .severalInvoices) {
                return matching
            }
        }
        return nil
    }

    private static func byOneNumber(_ named: NamedInvoice, _ candidates: Candidates) -> Matching {
        let invoice = named.invoice
        let isClients = candidates.isBacked(invoice.client)
        // Dates look like mistyped numbers, and a payer's own ids like ours: he has to be the client.
        if named.writing == .exact || isClients, candidates.pays(invoice) {
            let others = candidates.open?.withAmount.filter { $0.id != invoice.id } ?? []
            // What is missing can be that another invoice is meant, and so can a month.
            if let other = others.first,
                invoice.open != candidates.amount || named.writing == .perhaps
            {
                return .unmatched(.amountDiffers(invoice.number, other.number))
            }
            return candidates.whole(invoice, by: named.writing.rule)
        }
        guard named.writing < .mistyped else { return .unmatched(.numberUnclear(invoice.number)) }
        guard isClients else { return .unmatched(.numberAlone(invoice.number)) }
        return byPart(named, candidates)
    }

    /// A client names one of his invoices, and the amount is not what is open of it.
    private static func byPart(_ named: NamedInvoice, _ candidates: Candidates) -> Matching {
        let invoice = named.invoice
        let others = (candidates.open?.all ?? []).filter { $0.id != invoice.id }
        if let better = candidates.open?.withAmount.first(where: { $0.id != invoice.id }) {
            return .unmatched(.amountDiffers(invoice.number, better.number))
        }
        let isMore = invoice.open.minor < candidates.amount.minor
        if candidates.together(others, by: .payerAndAllOpen) != nil
            || (isMore && (candidates.open?.all == nil || !others.isEmpty))
        {
            return .unmatched(.moreThanOpen(invoice.number))
        }
        return candidates.whole(invoice, by: named.writing.rule)
    }
}

extension NamedInvoice.Writing {
    fileprivate var rule: Matching.Rule {
        switch self {
        case .exact: .invoiceNumber
        case .endToEnd: .endToEndID
        case .mistyped, .perhaps: .mistypedNumber
        }
    }
}
