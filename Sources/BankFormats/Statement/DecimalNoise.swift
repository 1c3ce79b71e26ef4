import MoneyCore

/// Amounts such as `100.0000000000005`, left behind by programs that count in binary fractions.
///
/// Only a tail that begins with six noughts or nines behind the last digit of the currency is
/// taken off: it is a millionth of a cent at most, and the balances prove the rest.
///
/// - Source: docs/spec/bank-import.md#line
enum DecimalNoise {
    private static let certain = 6

    /// The amount without its tail; nil if the text has none.
    static func money(_ text: ArraySlice<UInt8>, _ currency: Currency) -> Money? {
        guard let point = text.firstIndex(of: UInt8(ascii: ".")),
            text[(point + 1)...].allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let tail = text[(point + 1)...].dropFirst(currency.exponent)
        guard tail.count >= certain else { return nil }
        let whole = text[..<tail.startIndex]
        guard let money = Money(String(decoding: whole, as: UTF8.self), currency) else {
            return nil
        }
        let start = tail.prefix(certain)
        if start.allSatisfy({ $0 == UInt8(ascii: "0") }) { return money }
        guard start.allSatisfy({ $0 == UInt8(ascii: "9") }) else { return nil }
        let isNegative = text.first == UInt8(ascii: "-")
        return try? money.adding(Money(minor: isNegative ? -1 : 1, currency))
    }

    /// Whether an amount was read only by taking off its tail.
    static func isIn(_ text: ArraySlice<UInt8>, _ currency: Currency) -> Bool {
        text.count > certain && Money(String(decoding: text, as: UTF8.self), currency) == nil
    }
}
