import MoneyCore
import Testing

@Suite("IBAN")
struct IBANTests {
    @Test(
        "is read with or without spaces, in either case",
        arguments: [
            ("DE89370400440532013000", "DE89370400440532013000"),
            ("AT611904300234573201", "AT611904300234573201"),
            ("NL91 ABNA 0417 1643 00", "NL91ABNA0417164300"),
            ("fr1420041010050500013m02606", "FR1420041010050500013M02606"),
            ("CH93\u{A0}0076\u{A0}2011\u{A0}6238\u{A0}5295\u{A0}7", "CH9300762011623852957"),
            ("MT84MALT011000012345MTLCAST001S", "MT84MALT011000012345MTLCAST001S"),
            (" NO9386011117947 ", "NO9386011117947"),
            ("BE68539007547034", "BE68539007547034"),
        ])
    func valid(text: String, electronic: String) throws {
        let iban = try IBAN(text)

        #expect(iban.electronic == electronic)
        #expect(iban.country == String(electronic.prefix(2)))
        #expect(try IBAN(iban.grouped) == iban)
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let text: String
        let error: IBANError
        var testDescription: String { "'\(text)'" }
    }

    @Test(
        "is refused with the first reason",
        arguments: [
            Refused(text: "", error: .characters),
            Refused(text: "DE89", error: .length(country: "DE", expected: 22, found: 4)),
            Refused(text: "DE89-3704-0044-0532-0130-00", error: .characters),
            // A sharp s would become SS in upper case and give the length of Malta.
            Refused(text: "MT84MALT011000012345MTLCAßT01S", error: .characters),
            Refused(text: "ZZ89370400440532013000", error: .country("ZZ")),
            Refused(
                text: "DE8937040044053201300",
                error: .length(country: "DE", expected: 22, found: 21)),
            Refused(
                text: "NO938601111794700",
                error: .length(country: "NO", expected: 15, found: 17)),
            Refused(text: "DE88370400440532013000", error: .checkDigits),
            Refused(text: "DE00000000000000000000", error: .checkDigits),
            Refused(text: "DEA9370400440532013000", error: .checkDigits),
        ])
    func refused(_ example: Refused) {
        #expect(throws: example.error) { try IBAN(example.text) }
    }

    @Test("every change of one digit is noticed")
    func oneDigit() {
        let original = Array("89370400440532013000")
        for place in original.indices {
            for digit in "0123456789" where digit != original[place] {
                var changed = original
                changed[place] = digit
                #expect(throws: IBANError.checkDigits) { try IBAN("DE" + String(changed)) }
            }
        }
    }

    @Test("check digits that only repeat others by 97 are refused", arguments: ["00", "01", "99"])
    func repeatedCheckDigits(digits: String) {
        let passing = (0..<97).filter { account in
            (try? IBAN("DE\(digits)10000000" + String(String(10_000_000_000 + account).dropFirst())))
                != nil
        }
        #expect(passing == [])
    }

    @Test("is made of a German bank code and account")
    func german() throws {
        #expect(
            IBAN.german(bankCode: "37040044", account: "532013000")
                == (try IBAN("DE89370400440532013000")))
        #expect(
            IBAN.german(bankCode: "10000000", account: "1") == (try IBAN("DE50100000000000000001")))
    }

    @Test(
        "is not made of anything but digits",
        arguments: [
            ("3704 044", "1"), ("37040044", "5320130001x"), ("3704004", "1"), ("37040044", ""),
            ("37040044", "12345678901"), ("3704004é", "1"), ("3704004a", "1"),
        ])
    func germanRefused(bankCode: String, account: String) {
        #expect(IBAN.german(bankCode: bankCode, account: account) == nil)
    }
}

@Suite("BIC")
struct BICTests {
    @Test("of eight characters equals the same with XXX")
    func short() {
        #expect(BIC("COBADEFF") == BIC("COBADEFFXXX"))
        #expect(BIC("COBADEFF")?.description == "COBADEFFXXX")
        #expect(BIC("COBADEFF370") != BIC("COBADEFF"))
    }

    @Test(
        "of another form is refused",
        arguments: [
            "TEST12345", "", "COBADEF", "COBADEFFX", "COBADEFFXX", "COBADEFFXXXX", "cobadeff",
            "COB4DEFF", "COBADE1F", "COBADEFO", "COBADEFFÄXX", "COBA DEFF",
        ])
    func refused(text: String) {
        #expect(BIC(text) == nil)
    }

    @Test("may have digits from the seventh character on", arguments: ["NTSBDEB1", "ABCDEF2AZ09"])
    func digits(text: String) {
        #expect(BIC(text) != nil)
    }
}

@Suite("Creditor reference")
struct CreditorReferenceTests {
    @Test(
        "is made with the right check digits",
        arguments: [
            ("539007547034", "RF18539007547034"), ("RE2026000123", "RF73RE2026000123"),
            ("20261122M3", "RF3820261122M3"), ("INV20260042", "RF73INV20260042"), ("1", "RF741"),
            ("re2026000123", "RF73RE2026000123"), ("0", "RF040"),
        ])
    func made(body: String, reference: String) {
        #expect(CreditorReference(for: body)?.description == reference)
        #expect(CreditorReference(reading: reference)?.description == reference)
    }

    @Test(
        "is read with spaces, in lower case, and with leading zeros",
        arguments: [
            ("RF18 5390 0754 7034", "RF18539007547034"), ("rf18539007547034", "RF18539007547034"),
            ("RF18000000000539007547034", "RF18000000000539007547034"),
            ("RF18\u{A0}5390 0754 7034", "RF18539007547034"),
        ])
    func read(text: String, reference: String) {
        #expect(CreditorReference(reading: text)?.description == reference)
    }

    @Test(
        "is refused when it is wrong",
        arguments: [
            "RF19539007547034", "", "RF18", "RF", "539007547034", "FR18539007547034",
            "RFA8539007547034", "RF18-539007547034", "RF1800000000000539007547034",
        ])
    func refused(text: String) {
        #expect(CreditorReference(reading: text) == nil)
    }

    @Test(
        "is not made of nothing, of too much, or of other characters",
        arguments: ["", "1234567890123456789012", "A-1", "Straße", "é"])
    func notMade(body: String) {
        #expect(CreditorReference(for: body) == nil)
    }

    @Test("is printed in groups of four")
    func grouped() {
        #expect(CreditorReference(for: "1")?.grouped == "RF74 1")
        #expect(CreditorReference(for: "539007547034")?.grouped == "RF18 5390 0754 7034")
    }

    @Test("read back is the same for every number", arguments: 1...300)
    func roundTrip(number: Int) throws {
        let reference = try #require(CreditorReference(for: "INV\(number * 7919)"))

        #expect(CreditorReference(reading: reference.grouped) == reference)
    }
}
