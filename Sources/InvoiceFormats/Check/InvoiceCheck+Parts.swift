import MoneyCore

extension InvoiceCheck {
    /// Quantity times price; EN 16931 binds nobody to it, but buyers refuse what is far off.
    mutating func checkLines() {
        for (index, line) in document.lines.enumerated() {
            let place = "line \(line.id ?? "\(index + 1)")"
            guard let net = line.net else {
                if line.isCounted { add("BR-24", "the line has no amount", place: place) }
                continue
            }
            if let price = line.price, price.digits < 0 {
                add("BR-27", "the price \(price.plain) is below zero", place: place)
            }
            if line.category == nil, line.isCounted, !document.mayLackLines {
                add("BR-CO-04", "the line has no VAT category", place: place)
            }
            guard let due = amount(of: line) else { continue }
            let difference = Int128(net.minor) - due
            guard difference.magnitude > Self.lineTolerance else { continue }
            let off = Int64(exactly: difference).map { Money(minor: $0, currency) }
            add(
                "PEPPOL-EN16931-R120",
                "the line's amount is \(net.plain), and quantity times price is \(text(due))",
                .warning, place: place,
                off: off)
        }
    }

    /// Two minor units, as PEPPOL's rule has it.
    private static let lineTolerance: UInt128 = 2

    /// Quantity times price over its base, less allowances, with charges; nil where a part is missing
    /// or the product does not fit.
    private func amount(of line: InvoiceDocument.Line) -> Int128? {
        guard let quantity = line.quantity, let price = line.price else { return nil }
        let base = line.priceBase
        guard base.map({ $0.digits > 0 }) ?? true else { return nil }
        let decimals = quantity.decimals + price.decimals
        let baseDecimals = (base?.decimals ?? 0) + currency.exponent
        guard decimals <= 36, baseDecimals <= 18,
            let scale = Self.power(baseDecimals), let least = Self.power(decimals)
        else { return nil }
        let (product, overflow) = Int128(quantity.digits).multipliedReportingOverflow(
            by: Int128(price.digits))
        let (dividend, isTooLarge) = product.multipliedReportingOverflow(by: scale)
        let (divisor, isTooSmall) = least.multipliedReportingOverflow(by: Int128(base?.digits ?? 1))
        guard !overflow, !isTooLarge, !isTooSmall,
            let whole = Rounding.halfAway(dividend, over: divisor)
        else { return nil }
        let charges = sum(line.adjustments.filter(\.isCharge).map(\.amount))
        let allowances = sum(line.adjustments.filter { !$0.isCharge }.map(\.amount))
        return Int128(whole) + charges - allowances
    }

    private static func power(_ exponent: Int) -> Int128? {
        exponent <= 36 ? (0..<exponent).reduce(Int128(1)) { power, _ in power * 10 } : nil
    }

    /// Each breakdown's VAT, and its base against the lines of its category and rate.
    mutating func checkTaxes() {
        for tax in document.taxes {
            let rate = tax.category.rate
            let place = "VAT \(tax.category.code)\(rate.map { " \($0.plain)" } ?? "")"
            if let base = tax.base, let due = Self.vat(on: base, at: rate) {
                compare(
                    "BR-CO-17", "the VAT", tax.amount, with: due, place: place,
                    tolerance: currency.minorPerMajor)
            }
            guard let rule = Self.baseRules[tax.category.code] else {
                add("BR-CL-17", "\(tax.category.code) is no category of VAT", place: place)
                continue
            }
            guard
                document.lines.contains(where: { $0.isCounted && $0.category != nil })
            else { continue }
            compare(
                rule, "the base of VAT", tax.base, with: base(of: tax.category), place: place,
                tolerance: currency.minorPerMajor - 1)
        }
    }

    private static let baseRules = [
        "S": "BR-S-08", "Z": "BR-Z-08", "E": "BR-E-08", "AE": "BR-AE-08", "K": "BR-IC-08",
        "G": "BR-G-08", "O": "BR-O-08", "L": "BR-AF-08", "M": "BR-AG-08",
    ]

    private static func vat(on base: Money, at rate: ExactDecimal?) -> Int128? {
        guard let rate else { return 0 }
        guard rate.decimals <= 12, let scale = power(rate.decimals + 2) else { return nil }
        return Rounding.halfAway(Int128(base.minor) * Int128(rate.digits), over: scale).map {
            Int128($0)
        }
    }

    private func base(of category: InvoiceDocument.Category) -> Int128 {
        let lines = document.lines.filter {
            $0.isCounted && Self.matches($0.category, category)
        }
        let adjustments = document.adjustments.filter { Self.matches($0.category, category) }
        return sum(lines.map(\.net)) + sum(adjustments.filter(\.isCharge).map(\.amount))
            - sum(adjustments.filter { !$0.isCharge }.map(\.amount))
    }

    /// The same category, and the same rate where there is one to tell apart.
    private static func matches(
        _ one: InvoiceDocument.Category?, _ other: InvoiceDocument.Category
    ) -> Bool {
        guard let one, one.code == other.code else { return false }
        return one.rate ?? other.rate == other.rate ?? one.rate
    }

    mutating func checkPayment() {
        for means in document.means {
            guard let account = means.account else {
                if ["30", "58"].contains(means.code ?? "") {
                    add("BR-61", "the payment by transfer names no account")
                }
                continue
            }
            if means.code == "58" || account.looksLikeIBAN, means.iban == nil {
                add("IBAN", "\(InvoiceDraft.short(account)) is no valid IBAN", .warning)
            }
        }
        if let payable = document.totals.payable, payable.isPositive, document.dueDay == nil,
            document.terms.isEmpty, !document.mayLackLines
        {
            add("BR-CO-25", "neither a due day nor terms of payment are given", .warning)
        }
    }
}

extension String {
    /// Two letters and two digits in front, as every IBAN has.
    fileprivate var looksLikeIBAN: Bool {
        let start = Array(utf8.prefix(4))
        return start.count == 4
            && start[..<2].allSatisfy { ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 }
            && start[2...].allSatisfy { $0 >= 48 && $0 <= 57 }
    }
}
