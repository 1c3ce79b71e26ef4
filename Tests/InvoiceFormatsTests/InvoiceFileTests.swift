import InvoiceFormats
import MoneyCore
import Testing

@Suite("Reading invoices in UBL and CII")
struct InvoiceFileTests {
    @Test("A sound file has no finding and balances", arguments: InvoiceSample.names)
    func sound(name: String) throws {
        let found = try InvoiceFile.read(try InvoiceSample.bytes(name))
        #expect(found.findings == [])
        #expect(InvoiceCheck.off(found.document)?.minor == 0)
    }

    @Test("One invoice is the same value in both syntaxes")
    func syntaxes() throws {
        let ubl = try InvoiceFile.read(try InvoiceSample.bytes("invoice-ubl")).document
        var cii = try InvoiceFile.read(try InvoiceSample.bytes("invoice-cii")).document
        #expect(cii.syntax == .cii)
        cii.syntax = ubl.syntax
        #expect(ubl == cii)
    }

    @Test("All terms of an invoice are read")
    func terms() throws {
        let document = try InvoiceFile.read(try InvoiceSample.bytes("invoice-ubl")).document
        #expect(document.number == "R-2026-17")
        #expect(document.day == Day("2026-02-03"))
        #expect(document.dueDay == Day("2026-03-05"))
        #expect(document.seller.name == "freelancer F-01")
        #expect(document.seller.tradingName == "F-01 design")
        #expect(document.seller.vatID == "DE111111125")
        #expect(document.seller.taxNumber == "30/234/56789")
        #expect(document.buyer.city == "Köln")
        #expect(document.payee?.name == "factor")
        #expect(document.paymentReferences == ["RF18539007547034"])
        #expect(
            document.means.map { $0.iban?.electronic } == [
                "DE89370400440532013000", "AT611904300234573201",
            ])
        #expect(document.references.order == "E-01")
        #expect(document.references.contract == "V-7")
        #expect(
            document.references.preceding == [.init(number: "R-2025-99", day: Day("2025-12-31"))])
        #expect(document.totals.payable == Money(minor: 1_002_50, .eur))
        #expect(document.totals.vatAccounting == Currency("CHF").map { Money(minor: 176_20, $0) })
        #expect(
            document.lines.map(\.net) == [Money(minor: 990_00, .eur), Money(minor: 30_00, .eur)])
        #expect(document.lines[1].priceBase?.plain == "12")
        #expect(document.taxes.map { $0.category.rate?.plain } == ["19", "7"])
    }

    @Test("A credit note of a currency without cents, and its debit mandate")
    func creditNote() throws {
        let document = try InvoiceFile.read(try InvoiceSample.bytes("credit-note-ubl")).document
        #expect(document.isCredit)
        #expect(document.totals.payable?.description == "11,000 JPY")
        #expect(document.day == Day("2026-02-10"))
        #expect(document.dueDay == Day("2026-02-20"))
        #expect(document.means.first?.mandate == "M-1")
    }

    @Test("Names of ZUGFeRD 1, in ISO-8859-1, with freight")
    func zugferd1() throws {
        let document = try InvoiceFile.read(try InvoiceSample.bytes("zugferd-1")).document
        #expect(document.syntax == .zugferd1)
        #expect(document.lines.first?.name == "Prüfung")
        #expect(document.adjustments.first?.amount == Money(minor: 10_00, .eur))
        #expect(document.taxes.first?.category.rate?.plain == "19")
    }

    @Test(
        "Amounts are read exactly, or rounded and named",
        arguments: [
            ("1202.45", "1202.45", 0), ("+1202.45", "1202.45", 0), (" 1202.4500 ", "1202.45", 0),
            ("1202.4500000000000000000000000", "1202.45", 0), (".45", "0.45", 0),
            ("-1202.45", "-1202.45", 0), ("1202.454", "1202.45", 1), ("1202.455", "1202.46", 1),
            ("1202,45", nil, 1), ("1.202,45", nil, 1), ("12e2", nil, 1), ("", nil, 0),
            ("99999999999999999999", nil, 1), ("NaN", nil, 1),
        ])
    func amounts(text: String, amount: String?, notes: Int) throws {
        let file = try InvoiceSample.text("invoice-ubl").replacing(
            ">1202.45<", with: ">\(text)<")
        let found = try InvoiceSample.read(file)
        #expect(found.document.totals.gross?.plain == amount)
        #expect(found.findings.filter { $0.rule == "READ" }.count == notes)
    }

    @Test("An amount in another currency is left out and named")
    func otherCurrency() throws {
        let file = try InvoiceSample.text("invoice-ubl").replacing(
            "TaxInclusiveAmount currencyID=\"EUR\"", with: "TaxInclusiveAmount currencyID=\"USD\"")
        let found = try InvoiceSample.read(file)
        #expect(found.document.totals.gross == nil)
        #expect(found.findings.contains { $0.rule == "READ" })
    }

    @Test(
        "What is no invoice is refused with its reason",
        arguments: [
            ("", .empty), ("<Order/>", .notAnInvoice(root: "Order")),
            ("<Invoice/>", .wrongCurrency("")),
            (
                "<Invoice><DocumentCurrencyCode>ABC</DocumentCurrencyCode></Invoice>",
                .wrongCurrency("ABC")
            ),
            ("<!DOCTYPE Invoice [<!ENTITY a 'b'>]><Invoice/>", .documentType),
            (
                "<Invoice>" + String(repeating: "<a>", count: 200_000),
                .nestedTooDeep(limit: 64)
            ),
            (
                "<Invoice><DocumentCurrencyCode>EUR</DocumentCurrencyCode><Note>"
                    + String(repeating: "x", count: 1 << 21) + "</Note></Invoice>",
                .tooMany(what: "bytes in a text", limit: 1 << 20)
            ),
            (
                "<Invoice><DocumentCurrencyCode>EUR</DocumentCurrencyCode><a>"
                    + String(repeating: "<b/>", count: 100_001) + "</a></Invoice>",
                .tooMany(what: "elements in one group", limit: 100_000)
            ),
            (
                "<Invoice><DocumentCurrencyCode>EUR</DocumentCurrencyCode>"
                    + String(repeating: "<Note/>", count: 250_001) + "</Invoice>",
                .tooMany(what: "lines and groups", limit: 250_000)
            ),
        ] as [(String, InvoiceFileError.Reason)])
    func refused(text: String, reason: InvoiceFileError.Reason) {
        #expect(InvoiceSample.refusal(Array(text.utf8)) == reason)
    }

    @Test("An attachment of 12 MB inside of the file is passed over")
    func attachment() throws {
        let file = try InvoiceSample.text("invoice-ubl").replacing(
            ">JVBERi0=<", with: ">\(String(repeating: "QUJD", count: 3_000_000))<")
        #expect(try InvoiceSample.read(file).findings == [])
    }

    @Test("UTF-8 with a mark, and UTF-16")
    func encodings() throws {
        let text = try InvoiceSample.text("invoice-ubl")
        let plain = try InvoiceSample.read(text)
        #expect(try InvoiceFile.read([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == plain)
        let units: [UInt16] = text.replacing("encoding=\"UTF-8\"", with: "encoding=\"UTF-16\"")
            .utf16
            .map { $0 }
        var wide: [UInt8] = [0xFF, 0xFE]
        for unit in units { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        #expect(try InvoiceFile.read(wide) == plain)
    }
}
