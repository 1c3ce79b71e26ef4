import EscrowCore
import EscrowTestSupport
import InvoiceFormats
import MoneyCore
import Testing

@Suite("Invoices as XRechnung (invoice-files.md#xrechnung)")
struct XRechnungTests {
    private static let due = OutgoingInvoice.Kind.invoice(due: Day(number: 15_766))
    private static let hours = Hours(seconds: 8 * 3600)

    @Test("What is written is read back as the same document", arguments: UInt64(1)...100)
    func roundTrip(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let statuses: [VATStatus] = [
            try OutgoingSample.standard(), .standard(try #require(Share(percent: "7"))),
            .smallBusiness, .reverseCharge,
        ]
        let lines = (0..<Int.random(in: 1...6, using: &random)).map { _ in
            (
                statuses[Int.random(in: 0..<4, using: &random)],
                Hours(seconds: Int64.random(in: 1...2_000_000, using: &random)),
                Int64.random(in: 1...50_000, using: &random)
            )
        }
        let kinds: [OutgoingInvoice.Kind] = [
            Self.due, .selfBilling,
            .creditNote(invoice: "2013-0000", of: Day(number: 15_700), reason: "a \"<&> b"),
        ]
        let kind = kinds[Int(seed % 3)]
        let document = try XRechnung.document(OutgoingSample.invoice(kind, lines))
        let found = try InvoiceSample.read(UBLWriter.write(document))
        #expect(found.document == document)
        #expect(found.findings == [])
    }

    @Test("The words and references of each kind")
    func kinds() throws {
        let lines = [(try OutgoingSample.standard(), Self.hours, Int64(100_00))]
        let invoice = try XRechnung.document(OutgoingSample.invoice(Self.due, lines))
        #expect(invoice.typeCode == "380")
        #expect(invoice.paymentReferences == ["RF8620130001"])
        #expect(invoice.means.map(\.account) == ["DE89370400440532013000"])
        #expect(invoice.payee?.name == "Trustee T-01")
        #expect(invoice.totals.payable == Money(minor: 952_00, .eur))
        #expect(invoice.lines.map(\.unit) == ["HUR"])
        let selfBilling = try XRechnung.document(OutgoingSample.invoice(.selfBilling, lines))
        #expect(selfBilling.typeCode == "389")
        #expect(selfBilling.notes.first == "Gutschrift")
        #expect(selfBilling.means.map(\.account) == ["DE02120300000000202051"])
        let credit = try XRechnung.document(
            OutgoingSample.invoice(
                .creditNote(invoice: "2013-0000", of: Day(number: 15_736), reason: "less"), lines))
        #expect(credit.typeCode == "381")
        #expect(credit.isCredit)
        #expect(credit.references.preceding.map(\.number) == ["2013-0000"])
        #expect(
            credit.notes == [
                "Rechnungskorrektur zur Rechnung 2013-0000 vom 31.01.2013. Grund: less"
            ])
        #expect(credit.lines.map(\.unit) == ["C62"])
    }

    @Test(
        "A recipient abroad: reverse charge inside of the Union, else not taxable and no VAT id",
        arguments: [("ATU12345675", "AE"), ("CHE123", "O"), ("DE123456789", "O"), (nil, "O")])
    func foreign(vatID: String?, category: String) throws {
        let document = try XRechnung.document(
            OutgoingSample.invoice(
                Self.due, [(.foreign, Self.hours, 100_00)], buyer: OutgoingSample.buyer(vatID)))
        #expect(document.taxes.map(\.category.code) == [category])
        #expect((document.seller.vatID == nil) == (category == "O"))
        #expect((document.buyer.vatID == nil) == (category == "O"))
    }

    @Test("Hours that do not give the amount are one piece")
    func pieces() throws {
        let invoice = try OutgoingSample.invoice(
            Self.due, [(.smallBusiness, Hours(seconds: 1), 1), (.smallBusiness, Self.hours, 1_00)])
        let document = try XRechnung.document(invoice)
        #expect(document.lines.map(\.net) == [Money(minor: 0, .eur), Money(minor: 8_00, .eur)])
        #expect(document.lines.map(\.quantity?.plain) == ["0.000278", "8"])
    }

    @Test("Lines that are not taxable here go on an invoice of their own")
    func mixed() throws {
        let invoice = try OutgoingSample.invoice(
            Self.due,
            [(.foreign, Self.hours, 100_00), (try OutgoingSample.standard(), Self.hours, 100_00)],
            buyer: try OutgoingSample.buyer(nil))
        #expect(throws: XRechnungError.mixedWithOutOfScope) { try XRechnung.document(invoice) }
    }

    @Test("All that is missing is named at once, with the commands that add it")
    func missing() throws {
        let empty = PartyDetails(name: "x", address: nil, iban: nil, vatID: nil, taxNumber: nil)
        let invoice = try OutgoingSample.invoice(
            .selfBilling, [(.reverseCharge, Self.hours, 100_00)],
            seller: .init(code: "F-01", details: empty), buyer: .init(code: "A-01", details: empty))
        do throws(XRechnungError) {
            _ = try XRechnung.document(invoice)
            Issue.record("it was written")
        } catch {
            #expect(
                error.fact == """
                    F-01 has no address, F-01 has no VAT id or tax number, F-01 has no telephone \
                    number, F-01 has no e-mail address, F-01 has no IBAN, A-01 has no address, \
                    A-01 has no VAT id, A-01 has no electronic address
                    """)
            #expect(
                error.remedy == """
                    run `ringfence party change F-01 --street STREET --postcode CODE --city CITY \
                    --country DE --vat-id ID --phone NUMBER --email ADDRESS --iban IBAN`, run \
                    `ringfence party change A-01 --street STREET --postcode CODE --city CITY \
                    --country DE --vat-id ID --email ADDRESS`
                    """)
        }
    }
}
