import MoneyCore

/// How days and amounts are written in MT940.
enum MTText {
    /// Reads YYMMDD; years from 80 on are of the last century.
    static func day(_ text: some StringProtocol) -> Day? {
        let digits = Array(text.utf8)
        guard digits.count == 6, digits.allSatisfy(isDigit) else { return nil }
        let year = number(digits[0..<2])
        return Day(
            year: year < 80 ? 2000 + year : 1900 + year, month: number(digits[2..<4]),
            day: number(digits[4..<6]))
    }

    /// Reads MMDD as the day that is nearest to another; nil if no year has it.
    static func day(_ text: some StringProtocol, near other: Day) -> Day? {
        let digits = Array(text.utf8)
        guard digits.count == 4, digits.allSatisfy(isDigit) else { return nil }
        let year = other.date.year
        return [year, year - 1, year + 1].compactMap {
            Day(year: $0, month: number(digits[0..<2]), day: number(digits[2..<4]))
        }
        .min { abs($0.days(to: other)) < abs($1.days(to: other)) }
    }

    /// Reads `12345,`, `12,5` and, as some banks write, `12.50`; nil for anything else.
    static func amount(_ text: some StringProtocol, _ currency: Currency) -> Money? {
        var bytes: [UInt8] = []
        var points = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") {
                points += 1
                bytes.append(UInt8(ascii: "."))
            } else {
                guard isDigit(byte) else { return nil }
                bytes.append(byte)
            }
        }
        guard points <= 1 else { return nil }
        // `,50` has no digit before its comma.
        if bytes.first == UInt8(ascii: ".") { bytes.insert(UInt8(ascii: "0"), at: 0) }
        return Money(String(decoding: bytes, as: UTF8.self), currency)
            ?? DecimalNoise.money(bytes[...], currency)
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}

/// A balance: `C130322EUR1234,56`.
struct MTBalance {
    let amount: Money
    /// nil where the calendar has no such day.
    let day: Day?
    let hasPoint: Bool

    init(_ text: String) throws(BankFileError.Reason) {
        let bytes = Array(text.utf8.filter { $0 > 0x20 })
        guard bytes.count >= 11 else { throw .wrongAmount(String(text.prefix(40))) }
        let isCredit = bytes[0] == UInt8(ascii: "C")
        guard isCredit || bytes[0] == UInt8(ascii: "D") else {
            throw .wrongDirection(String(text.prefix(1)))
        }
        day = MTText.day(CamtText.string(bytes[1..<7]))
        let currency = try CamtText.currency(CamtText.string(bytes[7..<10]))
        let written = CamtText.string(bytes[10...])
        guard let amount = MTText.amount(written, currency) else {
            throw .wrongAmount(String(written.prefix(40)))
        }
        hasPoint = written.contains(".")
        self.amount = isCredit ? amount : Money(minor: -amount.minor, currency)
    }
}
