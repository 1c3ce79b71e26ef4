extension Money: CustomStringConvertible {
    /// Grouped for people: `-1,234.56 EUR`.
    public var description: String { "\(grouped()) \(currency.code)" }

    /// The amount alone, ungrouped, with a point: `-1234.56`; what programs read.
    public var plain: String { grouped(separator: "") }

    /// The amount alone, grouped in thousands.
    ///
    /// English by default (`1,234.56`); German is `separator: "."` and `point: ","`.
    public func grouped(separator: String = ",", point: String = ".") -> String {
        Self.digits(minor, exponent: currency.exponent, separator: separator, point: point)
    }

    /// Reads a decimal amount such as `1234.56`, `300` or `-0.5`; nil if it is no exact amount.
    ///
    /// Only ASCII digits, one point and a leading minus; more decimals than the currency has are
    /// accepted only when they are zeros, so nothing is rounded.
    public init?(_ text: some StringProtocol, _ currency: Currency) {
        guard let decimal = ExactDecimal(text) else { return nil }
        guard let minor = decimal.scaled(toExponent: currency.exponent) else { return nil }
        self.init(minor: minor, currency)
    }

    private static func digits(
        _ minor: Int64, exponent: Int, separator: String, point: String
    )
        -> String
    {
        var digits = String(minor.magnitude)
        while digits.utf8.count <= exponent { digits = "0" + digits }
        let whole = digits.dropLast(exponent)
        let sign = minor < 0 ? "-" : ""
        let fraction = exponent == 0 ? "" : point + digits.suffix(exponent)
        return sign + group(whole, separator) + fraction
    }

    private static func group(_ whole: Substring, _ separator: String) -> String {
        guard !separator.isEmpty else { return String(whole) }
        var text = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { text += separator }
            text.append(digit)
        }
        return text
    }
}

/// A decimal number read exactly: digits and how many of them stand behind the point.
public struct ExactDecimal: Hashable, Sendable {
    public let digits: Int64
    public let decimals: Int

    /// Reads `123`, `123.45`, `-0.5` or `12345.`; nil for anything else, and when the digits
    /// without the point do not fit 64 bits.
    public init?(_ text: some StringProtocol) {
        var rest = Substring(text).utf8[...]
        let sign: Int64 = rest.first == UInt8(ascii: "-") ? -1 : 1
        if sign < 0 { rest = rest.dropFirst() }
        var value: Int64 = 0
        var decimals = 0
        var digitCount = 0
        var pointSeen = false
        for byte in rest {
            if byte == UInt8(ascii: "."), !pointSeen, digitCount > 0 {
                pointSeen = true
                continue
            }
            guard byte.isDigit else { return nil }
            let (tenfold, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (next, overflow) = tenfold.addingReportingOverflow(
                sign * Int64(byte - UInt8(ascii: "0")))
            guard !tooLarge, !overflow else { return nil }
            value = next
            digitCount += 1
            if pointSeen { decimals += 1 }
        }
        guard digitCount > 0 else { return nil }
        digits = value
        self.decimals = decimals
    }

    /// The number times ten to the exponent; nil if that is not whole or does not fit.
    public func scaled(toExponent exponent: Int) -> Int64? {
        var value = digits
        for _ in 0..<max(0, exponent - decimals) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = product
        }
        for _ in 0..<max(0, decimals - exponent) {
            guard value % 10 == 0 else { return nil }
            value /= 10
        }
        return value
    }
}
