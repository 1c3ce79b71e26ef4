import MoneyCore

/// Numbers as invoices write them: decimals of XML Schema.
enum DecimalText {
    /// More digits than any price has; what is longer is refused before it is looked at.
    private static let lengthMax = 64

    /// Reads `12`, `+12.5`, `.5` or `-0.50`; nil for anything else.
    ///
    /// Zeros that say nothing are left away, so that `100.00000000000000000` still fits.
    static func read(_ text: String) -> ExactDecimal? {
        guard text.utf8.count <= lengthMax else { return nil }
        var rest = Substring(text)
        if rest.hasPrefix("+") { rest = rest.dropFirst() }
        let isNegative = rest.hasPrefix("-")
        if isNegative { rest = rest.dropFirst() }
        if rest.hasPrefix("."), rest.utf8.count > 1 { rest = "0" + rest }
        guard let first = rest.utf8.first, first >= 48, first <= 57 else { return nil }
        if rest.utf8.contains(UInt8(ascii: ".")) {
            while rest.hasSuffix("0") { rest = rest.dropLast() }
        }
        return ExactDecimal((isNegative ? "-" : "") + rest)
    }

    /// An amount in whole minor units, rounded half away from zero where it has more decimals than
    /// its currency; nil when that does not fit.
    static func money(_ decimal: ExactDecimal, _ currency: Currency) -> (Money, isExact: Bool)? {
        if let minor = decimal.scaled(toExponent: currency.exponent) {
            return (Money(minor: minor, currency), true)
        }
        let surplus = decimal.decimals - currency.exponent
        guard surplus > 0, surplus <= 36 else { return nil }
        let divisor = (0..<surplus).reduce(Int128(1)) { power, _ in power * 10 }
        return Rounding.halfAway(Int128(decimal.digits), over: divisor).map {
            (Money(minor: $0, currency), false)
        }
    }
}

extension ExactDecimal {
    /// As files write it: `-12.5`, `7`.
    package var plain: String {
        var text = String(digits.magnitude)
        while text.utf8.count <= decimals { text = "0" + text }
        let whole = text.dropLast(decimals)
        let fraction = text.suffix(decimals)
        return (digits < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : ".\(fraction)")
    }
}
