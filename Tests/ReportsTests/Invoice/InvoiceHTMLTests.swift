import EscrowCore
import MoneyCore
import Reports
import Testing

@Suite("Invoices as a page")
struct InvoiceHTMLTests {
    @Test("what people wrote is escaped")
    func escaped() throws {
        let name = "<script>alert('x')</script> & \"sons\""
        let view = try InvoiceSample.view(
            [InvoiceSample.standard()], client: InvoiceSample.details(name))
        let page = InvoiceHTML.render(view, .english)
        #expect(!page.contains("<script"))
        #expect(
            page.contains(
                "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;sons&quot;<br>\nWeg 1")
        )
    }

    @Test("the page needs nothing from anywhere", arguments: Language.allCases)
    func selfContained(_ language: Language) throws {
        let page = InvoiceHTML.render(
            try InvoiceSample.view([InvoiceSample.standard()]), language)
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">\n"))
        #expect(page.hasSuffix("</body>\n</html>\n"))
        for word in ["http://", "https://", "src=", "href=", "url(", "@import", "<script"] {
            #expect(!page.contains(word))
        }
    }

    @Test("page and text say the same", arguments: Language.allCases)
    func same(_ language: Language) throws {
        let view = try InvoiceSample.view([InvoiceSample.standard(), .foreign], isSample: true)
        let page = InvoiceHTML.render(view, language)
        let text = InvoiceText.render(view, language)
        for line in text.split(separator: "\n") where !line.hasPrefix("---") {
            for cell in line.split(separator: "  ") {
                var cell = cell.drop { $0 == " " }
                if cell.last == ":" { cell = cell.dropLast() }
                #expect(page.contains(cell), "\(cell)")
            }
        }
    }

    @Test("a page's payment, whole")
    func payment() throws {
        let page = InvoiceHTML.render(
            try InvoiceSample.view([InvoiceSample.standard()]), .german)
        #expect(
            page.contains(
                """
                <h2>Zahlung auf das Treuhandkonto</h2>
                <table class="payment">
                <tr><th>Empfänger</th><td>trustee T-01</td></tr>
                <tr><th>IBAN</th><td>DE89 3704 0044 0532 0130 00</td></tr>
                <tr><th>BIC</th><td>COBADEFFXXX</td></tr>
                <tr><th>Betrag</th><td>15.232,00 EUR</td></tr>
                <tr><th>Referenz</th><td>RF86 2013 0001</td></tr>
                <tr><th>Verwendungszweck</th><td>Rechnung 2013-0001</td></tr>
                </table>
                <p class="discharge">Mit befreiender Wirkung kann nur auf dieses Treuhandkonto \
                gezahlt werden.</p>
                """))
    }

    @Test("a sample's page says so")
    func sample() throws {
        let view = try InvoiceSample.view([InvoiceSample.standard()], isSample: true)
        #expect(
            InvoiceHTML.render(view, .german).contains(
                "<p class=\"sample\">MUSTER - erfundene Daten, keine echte Rechnung</p>"))
        let real = try InvoiceSample.view([InvoiceSample.standard()])
        #expect(!InvoiceHTML.render(real, .german).contains("MUSTER"))
    }
}
