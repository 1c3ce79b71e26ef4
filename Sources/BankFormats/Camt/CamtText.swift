import MoneyCore

/// How values are written in camt files, one function per kind of value.
enum CamtText {
    static func isCredit(_ text: ArraySlice<UInt8>) throws(BankFileError.Reason) -> Bool {
        if text.elementsEqual("CRDT".utf8) { return true }
        guard text.elementsEqual("DBIT".utf8) else { throw .wrongDirection(string(text)) }
        return false
    }

    /// Whether an indicator says yes, as `true` or as 1.
    static func isTrue(_ text: ArraySlice<UInt8>) -> Bool {
        text.elementsEqual("true".utf8) || text.elementsEqual("1".utf8)
    }

    /// Reads `Dt` and `DtTm` alike: the day as the bank wrote it, whatever its time zone.
    static func day(_ text: ArraySlice<UInt8>) throws(BankFileError.Reason) -> Day? {
        if text.isEmpty { return nil }
        guard let day = Day(string(text.prefix(10))), isTail(text.dropFirst(10)) else {
            throw .wrongDate(string(text.prefix(40)))
        }
        return day
    }

    static func currency(_ text: String) throws(BankFileError.Reason) -> Currency {
        guard let currency = Currency(text) else { throw .wrongCurrency(String(text.prefix(40))) }
        return currency
    }

    /// Reads an amount in the currency beside it, else in that of the statement.
    static func amount(
        _ text: ArraySlice<UInt8>, currencyText: String?, statement: Currency?
    ) throws(BankFileError.Reason) -> Money {
        let known = statement.flatMap { $0.code == currencyText ? $0 : nil }
        let currency: Currency
        if let known {
            currency = known
        } else if let currencyText {
            currency = try self.currency(currencyText)
        } else if let statement {
            currency = statement
        } else {
            throw .missing(element: "Amt/@Ccy")
        }
        guard let amount = Money(string(text), currency) ?? DecimalNoise.money(text, currency)
        else { throw .wrongAmount(string(text.prefix(40))) }
        return amount
    }

    /// A number that a page or a statement bears; nil if it is none.
    static func number(_ text: ArraySlice<UInt8>) -> Int64? { Int64(string(text)) }

    /// A text or nil, where banks write a placeholder for want of a reference.
    static func reference(_ text: String) -> String? {
        switch text {
        case "", "NOTPROVIDED", "NOT PROVIDED", "NONREF": nil
        default: text
        }
    }

    /// A text without the white space around it.
    static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        var start = 0
        var end = bytes.count
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        return bytes[start..<end]
    }

    static func string(_ text: ArraySlice<UInt8>) -> String {
        String(decoding: text, as: UTF8.self)
    }

    /// Whether the remainder by 97 is right; lengths by country are not looked at.
    static func hasIBANCheckDigits(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count > 4 else { return false }
        var remainder = 0
        for byte in [text.dropFirst(4), text.prefix(4)].joined() {
            switch byte {
            case 0x30...0x39: remainder = (remainder * 10 + Int(byte - 0x30)) % 97
            case 0x41...0x5A: remainder = (remainder * 100 + Int(byte - 0x41) + 10) % 97
            case 0x61...0x7A: remainder = (remainder * 100 + Int(byte - 0x61) + 10) % 97
            case 0x20: continue
            default: return false
            }
        }
        return remainder == 1
    }

    /// What may stand behind a date: a zone, or `T` and a time in any of the spellings seen.
    private static func isTail(_ tail: ArraySlice<UInt8>) -> Bool {
        guard let first = tail.first else { return true }
        guard tail.count <= 30, "TZ+-".utf8.contains(first) else { return false }
        return tail.dropFirst().allSatisfy { byte in
            (0x30...0x39).contains(byte) || ":.+-Z".utf8.contains(byte)
        }
    }
}
