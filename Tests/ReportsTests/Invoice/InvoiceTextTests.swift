import EscrowCore
import MoneyCore
import Reports
import Testing

@Suite("Invoices as text")
struct InvoiceTextTests {
    @Test("German, line by line")
    func german() throws {
        let view = try InvoiceSample.view([InvoiceSample.standard(), .reverseCharge])
        #expect(
            InvoiceText.render(view, .german) == """
                agency A-01
                Weg 1
                10115 Berlin
                DE
                USt-IdNr. DE123456789

                Leistungsempfänger:
                client C-01
                Weg 1
                10115 Berlin
                DE
                USt-IdNr. DE987654321

                Rechnung 2013-0001
                Rechnungsdatum  31.01.2013
                Fällig am       02.03.2013

                Pos.  Leistung         Leistungszeitraum         Stunden  Stundensatz    USt          Netto
                ----  ---------------  -----------------------  --------  -----------  -----  -------------
                1     Software (F-01)  02.01.2013 - 31.01.2013    160,00    80,00 EUR   19 %  12.800,00 EUR
                2     Design (F-02)    02.01.2013 - 31.01.2013  15:45:18   100,00 EUR  § 13b   1.575,50 EUR

                Nettobetrag                        14.375,50 EUR
                19 % USt auf 12.800,00 EUR          2.432,00 EUR
                Ohne USt (§ 13b) auf 1.575,50 EUR       0,00 EUR
                Rechnungsbetrag                    16.807,50 EUR

                Steuerschuldnerschaft des Leistungsempfängers (§ 13b UStG).

                Zahlung auf das Treuhandkonto:
                Empfänger         trustee T-01
                IBAN              DE89 3704 0044 0532 0130 00
                BIC               COBADEFFXXX
                Betrag            16.807,50 EUR
                Referenz          RF86 2013 0001
                Verwendungszweck  Rechnung 2013-0001

                Mit befreiender Wirkung kann nur auf dieses Treuhandkonto gezahlt werden.

                """)
    }

    @Test("English, line by line, of a sample book")
    func english() throws {
        let view = try InvoiceSample.view([InvoiceSample.standard()], isSample: true)
        #expect(
            InvoiceText.render(view, .english) == """
                SAMPLE - made-up data, not a real invoice

                agency A-01
                Weg 1
                10115 Berlin
                DE
                VAT ID DE123456789

                Recipient:
                client C-01
                Weg 1
                10115 Berlin
                DE
                VAT ID DE987654321

                Invoice 2013-0001
                Invoice date  2013-01-31
                Due on        2013-03-02

                No.  Service          Period of service         Hours  Rate per hour   VAT            Net
                ---  ---------------  -----------------------  ------  -------------  ----  -------------
                1    Software (F-01)  2013-01-02 - 2013-01-31  160.00      80.00 EUR  19 %  12,800.00 EUR

                Net amount                 12,800.00 EUR
                19 % VAT on 12,800.00 EUR   2,432.00 EUR
                Amount payable             15,232.00 EUR

                Payment to the trust account:
                Account holder      trustee T-01
                IBAN                DE89 3704 0044 0532 0130 00
                BIC                 COBADEFFXXX
                Amount              15,232.00 EUR
                Creditor reference  RF86 2013 0001
                Remittance text     Invoice 2013-0001

                Only payment to this trust account discharges the debt.

                SAMPLE - made-up data, not a real invoice

                """)
    }

    struct Note: Sendable {
        let status: VATStatus
        let german: String
        let english: String
    }

    @Test(
        "where there is no VAT, the invoice says why",
        arguments: [
            Note(
                status: .smallBusiness,
                german: "Umsatzsteuer wird nicht erhoben, Kleinunternehmer nach § 19 UStG.",
                english: "VAT is not charged: small business (§ 19 UStG)."),
            Note(
                status: .reverseCharge,
                german: "Steuerschuldnerschaft des Leistungsempfängers (§ 13b UStG).",
                english: "Reverse charge: the recipient is liable for the VAT (§ 13b UStG)."),
            Note(
                status: .foreign,
                german: "In Deutschland nicht steuerbar (§ 3a Abs. 2 UStG). Steuerschuldnerschaft "
                    + "des Leistungsempfängers nach dem Recht seines Staates.",
                english: "Not taxable in Germany (§ 3a (2) UStG). Reverse charge: the recipient "
                    + "is liable for the VAT under the law of its state."),
        ])
    func notes(_ note: Note) throws {
        let view = try InvoiceSample.view([note.status])
        for (language, text) in [(Language.german, note.german), (.english, note.english)] {
            let lines = InvoiceText.render(view, language).split(separator: "\n")
            #expect(lines.contains(Substring(text)))
            #expect(InvoiceHTML.render(view, language).contains("<p class=\"note\">\(text)</p>"))
        }
    }

    @Test("what the law asks for and is not there is named")
    func missing() throws {
        let bare = InvoiceSample.details("x", address: nil)
        let standard = try InvoiceSample.standard()
        let whole = try InvoiceSample.view([standard])
        let noAddress = try InvoiceSample.view([standard], client: bare)
        let nothing = try InvoiceSample.view([.reverseCharge], agency: bare, client: bare)
        #expect(whole.missing.isEmpty)
        #expect(noAddress.missing == ["the address of C-01"])
        #expect(
            nothing.missing == [
                "the address of A-01", "the VAT id or tax number of A-01", "the address of C-01",
                "the VAT id of C-01",
            ])
    }
}
