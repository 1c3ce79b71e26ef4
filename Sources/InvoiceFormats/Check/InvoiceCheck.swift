package import MoneyCore

/// Whether an invoice agrees with itself, in whole minor units.
///
/// - Source: EN 16931-1, the rules named; docs/spec/invoice-files.md#findings
package struct InvoiceCheck {
    let document: InvoiceDocument
    var findings: [InvoiceFinding] = []

    /// More findings than these tell nobody anything new.
    private static let findingsMax = 1000

    init(_ document: InvoiceDocument) { self.document = document }

    /// All that does not agree, in the order of the document.
    package static func findings(of document: InvoiceDocument) -> [InvoiceFinding] {
        var check = InvoiceCheck(document)
        check.checkPresence()
        check.checkLines()
        check.checkSums()
        check.checkTaxes()
        check.checkPayment()
        return check.findings
    }

    /// By how much the payable amount exceeds what lines, charges and VAT come to; nil where there
    /// is nothing to reckon from.
    package static func off(_ document: InvoiceDocument) -> Money? {
        let check = InvoiceCheck(document)
        guard let payable = document.totals.payable else { return nil }
        let counted = document.lines.filter(\.isCounted)
        let net: Int128?
        if counted.isEmpty {
            net = document.totals.net.map { Int128($0.minor) }
        } else {
            net =
                check.sum(counted.map(\.net)) - check.adjusted(isCharge: false)
                + check.adjusted(isCharge: true)
        }
        guard let net else { return nil }
        let vat =
            document.taxes.isEmpty
            ? Int128(document.totals.vat?.minor ?? 0) : check.sum(document.taxes.map(\.amount))
        let due = net + vat - check.minor(\.prepaid) + check.minor(\.rounding)
        return Int64(exactly: Int128(payable.minor) - due).map { Money(minor: $0, check.currency) }
    }

    /// The rules that must hold for an invoice to balance.
    package static let sums: Set<String> = [
        "BR-CO-10", "BR-CO-11", "BR-CO-12", "BR-CO-13", "BR-CO-14", "BR-CO-15", "BR-CO-16",
        "BR-CO-17",
    ]

    /// Whether no rule about a sum is broken.
    package static func balances(_ findings: [InvoiceFinding]) -> Bool {
        !findings.contains {
            $0.weight == .error
                && (sums.contains($0.rule) || ($0.rule.hasSuffix("-08") && $0.off != nil))
        }
    }
}

extension InvoiceCheck {
    var currency: Currency { document.currency }

    mutating func add(
        _ rule: String, _ message: String, _ weight: InvoiceFinding.Weight = .error,
        place: String? = nil, off: Money? = nil
    ) {
        guard findings.count < Self.findingsMax else { return }
        findings.append(InvoiceFinding(rule, weight, place: place, message, off: off))
    }

    /// Says so where an amount is not what it should be.
    mutating func compare(
        _ rule: String, _ name: String, _ written: Money?, with due: Int128, place: String? = nil,
        tolerance: Int64 = 0
    ) {
        let difference = Int128(written?.minor ?? 0) - due
        guard difference != 0 else { return }
        let off = Int64(exactly: difference).map { Money(minor: $0, currency) }
        let weight: InvoiceFinding.Weight =
            difference.magnitude <= UInt128(max(0, tolerance)) ? .warning : .error
        let found = written?.plain ?? "missing"
        add(
            rule, "\(name) is \(found), and should be \(text(due))", weight, place: place, off: off)
    }

    func text(_ minor: Int128) -> String {
        Int64(exactly: minor).map { Money(minor: $0, currency).plain } ?? "more than fits"
    }

    func minor(_ path: KeyPath<InvoiceDocument.Totals, Money?>) -> Int128 {
        Int128(document.totals[keyPath: path]?.minor ?? 0)
    }

    func sum(_ amounts: [Money?]) -> Int128 {
        amounts.reduce(Int128(0)) { $0 + Int128($1?.minor ?? 0) }
    }

    func adjusted(isCharge: Bool) -> Int128 {
        sum(document.adjustments.filter { $0.isCharge == isCharge }.map(\.amount))
    }

    private mutating func checkPresence() {
        if document.number == nil { add("BR-02", "the invoice has no number") }
        if document.day == nil { add("BR-03", "the invoice has no day") }
        if document.typeCode == nil { add("BR-04", "the invoice has no type code") }
        if document.seller.name == nil { add("BR-06", "the seller has no name") }
        if document.buyer.name == nil { add("BR-07", "the buyer has no name") }
        if document.lines.isEmpty, !document.mayLackLines {
            add("BR-16", "the invoice has no line")
        }
        if document.taxes.isEmpty, !document.mayLackLines {
            add("BR-CO-18", "the invoice has no VAT breakdown")
        }
        if let period = document.period, let from = period.from, let to = period.to, to < from {
            add("BR-29", "the period ends on \(to), before its first day \(from)")
        }
        for (name, party) in [("seller", document.seller), ("buyer", document.buyer)] {
            guard let id = party.vatID, !Self.hasCountry(id) else { continue }
            add("BR-CO-09", "the \(name)'s VAT id \(id) has no country before it", .warning)
        }
        if document.accountingCurrency != nil, document.accountingCurrency != currency,
            document.totals.vatAccounting == nil
        {
            add("BR-53", "the VAT in the accounting currency is missing")
        }
    }

    private static func hasCountry(_ id: String) -> Bool {
        let start = id.utf8.prefix(2)
        return start.count == 2 && start.allSatisfy { ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 }
    }

    private mutating func checkSums() {
        let totals = document.totals
        let counted = document.lines.filter(\.isCounted)
        let lines = sum(counted.map(\.net))
        let (allowances, charges) = (adjusted(isCharge: false), adjusted(isCharge: true))
        if !counted.isEmpty {
            compare("BR-CO-10", "the sum of lines", totals.lines, with: lines)
        }
        if !document.mayLackLines || !document.adjustments.isEmpty {
            compare("BR-CO-11", "the sum of allowances", totals.allowances, with: allowances)
            compare("BR-CO-12", "the sum of charges", totals.charges, with: charges)
        }
        if totals.lines != nil {
            compare(
                "BR-CO-13", "the total without VAT", totals.net,
                with: minor(\.lines) - minor(\.allowances) + minor(\.charges))
        }
        if !document.taxes.isEmpty {
            compare(
                "BR-CO-14", "the total VAT", totals.vat, with: sum(document.taxes.map(\.amount)))
        }
        compare(
            "BR-CO-15", "the total with VAT", totals.gross, with: minor(\.net) + minor(\.vat))
        compare(
            "BR-CO-16", "the amount due", totals.payable,
            with: minor(\.gross) - minor(\.prepaid) + minor(\.rounding))
    }
}
