import EscrowTestSupport
import MoneyCore
import Testing

@Suite("Money")
struct MoneyTests {
    static let greatest = Money(minor: .max, .eur)
    static let least = Money(minor: .min, .eur)
    static let cent = Money(minor: 1, .eur)

    @Test("adds and subtracts within one currency")
    func sums() throws {
        let first = Money(minor: 15_232_00, .eur)
        let second = Money(minor: 3_808_00, .eur)

        #expect(try first.adding(second) == Money(minor: 19_040_00, .eur))
        #expect(try second.subtracting(first) == Money(minor: -11_424_00, .eur))
        #expect(try Money.sum([first, second, second], in: .eur).minor == 22_848_00)
        #expect(try Money.sum([], in: .eur).isZero)
    }

    @Test("two currencies never mix, whatever the amounts")
    func mismatch() throws {
        let yen = try #require(Currency("JPY"))
        let mixed = MoneyError.currencyMismatch(.eur, yen)

        #expect(throws: mixed) { try Self.greatest.adding(Money(minor: 1, yen)) }
        #expect(throws: mixed) { try Self.least.subtracting(Money(minor: 1, yen)) }
        #expect(throws: mixed) { try Money.sum([Self.cent, .zero(yen)], in: .eur) }
    }

    @Test("no sum wraps around")
    func overflow() throws {
        let double = try #require(Share(2, over: 1))

        #expect(throws: MoneyError.overflow) { try Self.greatest.adding(Self.cent) }
        #expect(throws: MoneyError.overflow) { try Self.least.subtracting(Self.cent) }
        #expect(throws: MoneyError.overflow) { try Self.greatest.times(double) }
        #expect(throws: MoneyError.overflow) { try Self.least.times(double) }
        #expect(try Self.least.times(.whole) == Self.least)
    }

    struct Part: Sendable, CustomTestStringConvertible {
        let minor: Int64
        let share: (Int64, Int64)
        let part: Int64
        var testDescription: String { "\(minor) at \(share.0)/\(share.1)" }
    }

    @Test(
        "a share of it is rounded once, half away from zero",
        arguments: [
            Part(minor: 12_800_00, share: (19, 100), part: 2_432_00),
            Part(minor: 5, share: (1, 2), part: 3), Part(minor: -5, share: (1, 2), part: -3),
            Part(minor: 4, share: (1, 3), part: 1), Part(minor: -4, share: (1, 3), part: -1),
            // VAT inside 8,000.00 gross at 19 %.
            Part(minor: 8_000_00, share: (19, 119), part: 1_277_31),
            // Quotas of 41,888.00.
            Part(minor: 41_888_00, share: (36, 1000), part: 1_507_97),
            Part(minor: 41_888_00, share: (54, 1000), part: 2_261_95),
            Part(minor: 41_888_00, share: (61, 1000), part: 2_555_17),
            Part(minor: 41_888_00, share: (62, 1000), part: 2_597_06),
            Part(minor: 41_888_00, share: (1, 15), part: 2_792_53),
        ])
    func share(_ example: Part) throws {
        let share = try #require(Share(example.share.0, over: example.share.1))

        #expect(try Money(minor: example.minor, .eur).times(share).minor == example.part)
    }

    @Test("a quotient that does not fit is refused, at both ends")
    func roundingEnds() {
        #expect(Rounding.halfAway(.max, over: 1) == nil)
        #expect(Rounding.halfAway(.min, over: 1) == nil)
        #expect(Rounding.halfAway(Int128(Int64.max) * 2 + 1, over: 2) == nil)
        #expect(Rounding.halfAway(Int128(Int64.min) * 2, over: 2) == .min)
        #expect(Rounding.halfAway(.min, over: .max) == -1)
    }
}

@Suite("The text of money")
struct MoneyTextTests {
    @Test(
        "is grouped for people and plain for programs",
        arguments: [
            ("EUR", Int64(0), "0.00 EUR", "0.00"), ("EUR", 5, "0.05 EUR", "0.05"),
            ("EUR", -5, "-0.05 EUR", "-0.05"), ("EUR", 99999, "999.99 EUR", "999.99"),
            ("EUR", 123_456, "1,234.56 EUR", "1234.56"),
            ("JPY", 1_234_567, "1,234,567 JPY", "1234567"),
            ("KWD", -1_234, "-1.234 KWD", "-1.234"),
            ("EUR", .min, "-92,233,720,368,547,758.08 EUR", "-92233720368547758.08"),
        ])
    func written(code: String, minor: Int64, grouped: String, plain: String) throws {
        let money = Money(minor: minor, try #require(Currency(code)))

        #expect(money.description == grouped)
        #expect(money.plain == plain)
    }

    @Test("is grouped as Germans write it")
    func german() {
        let money = Money(minor: -1_234_567_89, .eur)
        #expect(money.grouped(separator: ".", point: ",") == "-1.234.567,89")
    }

    @Test(
        "is read exactly",
        arguments: [
            ("300", Int64(300_00)), ("2180.18", 2180_18), ("12345.", 12345_00), ("-0.5", -50),
            ("0", 0), ("-0", 0), ("007.10", 7_10), ("1.50000", 1_50),
            ("92233720368547758.07", .max), ("-92233720368547758.08", .min),
        ])
    func read(text: String, minor: Int64) {
        #expect(Money(text, .eur) == Money(minor: minor, .eur))
    }

    @Test(
        "is refused when it is not exact, not a number, or too large",
        arguments: [
            "", "-", ".", ".5", "+1", "1,50", "1.2.3", "1e3", " 1", "1 ", "--1", "0.005", "1.999",
            "100.0000000000005", "92233720368547758.08", "99999999999999999999", "NaN", "１",
            "1-", "0x10",
        ])
    func refused(text: String) {
        #expect(Money(text, .eur) == nil)
    }

    @Test("written and read back is the same", arguments: UInt64(1)...200)
    func roundTrip(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let code = try #require(["EUR", "JPY", "KWD"].randomElement(using: &random))
        let currency = try #require(Currency(code))
        // Shifted, so that small amounts come as often as large ones.
        let minor =
            Int64.random(in: .min ... .max, using: &random)
            >> Int64.random(in: 0...63, using: &random)
        let money = Money(minor: minor, currency)

        #expect(Money(money.plain, currency) == money)
    }
}

@Suite("Currencies")
struct CurrencyTests {
    @Test(
        "know their decimals", arguments: [("EUR", 2, Int64(100)), ("JPY", 0, 1), ("KWD", 3, 1000)])
    func exponents(code: String, exponent: Int, minorPerMajor: Int64) throws {
        let currency = try #require(Currency(code))

        #expect(currency.exponent == exponent)
        #expect(currency.minorPerMajor == minorPerMajor)
        #expect(currency.code == code)
    }

    @Test(
        "that do not exist are refused", arguments: ["", "eur", "EU", "EURO", "XXX", "DEM", "ÄÖ"])
    func unknown(code: String) {
        #expect(Currency(code) == nil)
    }

    @Test("the euro is the euro however it is named")
    func euro() {
        #expect(Currency("EUR") == .eur)
        #expect(Set([Currency.eur, Currency("EUR")]).count == 1)
    }
}

@Suite("Shares")
struct ShareTests {
    @Test("are kept in lowest terms")
    func lowest() {
        #expect(Share(38, over: 200)?.description == "19/100")
        #expect(Share(0, over: 7) == .zero)
        #expect(Share(7, over: 7) == .whole)
    }

    @Test(
        "are not negative and never over nothing",
        arguments: [(Int64(-1), Int64(2)), (1, 0), (1, -2)])
    func refused(numerator: Int64, denominator: Int64) {
        #expect(Share(numerator, over: denominator) == nil)
    }

    @Test(
        "are read as percentages exactly",
        arguments: [
            ("19", "19/100", "19"), ("6.1", "61/1000", "6.1"), ("0", "0/1", "0"),
            ("100", "1/1", "100"),
        ])
    func percent(text: String, fraction: String, percent: String) throws {
        let share = try #require(Share(percent: text))

        #expect(share.description == fraction)
        #expect(share.percent == percent)
    }

    @Test("are shown in percent with four decimals at most")
    func rounded() {
        #expect(Share(1, over: 15)?.percent == "6.6667")
        #expect(Share(644_396_25, over: 100_000_000)?.percent == "64.4396")
    }

    @Test("are not read from other text", arguments: ["", "-1", "19%", "1.0000000000001", "x"])
    func unread(text: String) {
        #expect(Share(percent: text) == nil)
    }
}
