import InvoiceFormats
import MoneyCore
import Testing

@Suite("Whether an invoice agrees with itself")
struct InvoiceCheckTests {
    /// What is written, what stands there instead, and the rules that are broken with their amounts.
    struct Break: Sendable, CustomStringConvertible {
        let from: String
        let to: String
        let findings: [String]
        let balances: Bool

        init(_ from: String, _ to: String, _ findings: [String], balances: Bool = false) {
            self.from = from
            self.to = to
            self.findings = findings
            self.balances = balances
        }

        var description: String { "\(from) -> \(to)" }
    }

    static let breaks = [
        Break(
            "<b:LineExtensionAmount currencyID=\"EUR\">1020.00",
            "<b:LineExtensionAmount currencyID=\"EUR\">1020.01",
            ["BR-CO-10 0.01", "BR-CO-13 -0.01"]),
        Break(
            ">20.00</b:AllowanceTotal", ">19.00</b:AllowanceTotal",
            ["BR-CO-11 -1.00", "BR-CO-13 -1.00"]),
        Break(
            ">15.00</b:ChargeTotal", ">16.00</b:ChargeTotal", ["BR-CO-12 1.00", "BR-CO-13 -1.00"]),
        Break(
            ">1015.00</b:TaxExclusive", ">1015.02</b:TaxExclusive",
            ["BR-CO-13 0.02", "BR-CO-15 -0.02"]),
        Break(">187.45<", ">187.40<", ["BR-CO-14 -0.05", "BR-CO-15 0.05"]),
        Break(">1202.45<", ">1203.45<", ["BR-CO-15 1.00", "BR-CO-16 -1.00"]),
        Break(">1002.50<", ">1202.45<", ["BR-CO-16 199.95"]),
        Break(
            ">184.30<", ">186.30<", ["BR-CO-14 -2.00", "BR-CO-17 2.00"]),
        Break(">184.30<", ">184.31<", ["BR-CO-14 -0.01", "BR-CO-17 0.01"]),
        Break(">970.00<", ">960.00<", ["BR-CO-17 1.90", "BR-S-08 -10.00"]),
        Break(">99.90<", ">99.50<", ["PEPPOL-EN16931-R120 4.00"], balances: true),
        Break("unitCode=\"C62\">12<", "unitCode=\"C62\">0<", [], balances: true),
        Break(">DE89370400440532013000<", ">DE88370400440532013000<", ["IBAN"], balances: true),
        Break("<b:CompanyID>DE111111125", "<b:CompanyID>111111125", ["BR-CO-09"], balances: true),
        Break(
            "<a:TaxTotal><b:TaxAmount currencyID=\"CHF\">176.20</b:TaxAmount></a:TaxTotal>", "",
            ["BR-53"], balances: true),
        Break("<b:ID>R-2026-17</b:ID>", "", ["BR-02"], balances: true),
        Break(
            "<b:StartDate>2026-01-01", "<b:StartDate>2026-02-01", ["BR-29"], balances: true),
    ]

    @Test("A broken sum is named with its rule and amount", arguments: breaks)
    func broken(change: Break) throws {
        let file = try InvoiceSample.text("invoice-ubl")
        #expect(file.contains(change.from))
        let found = try InvoiceSample.read(
            file.replacing(change.from, with: change.to, maxReplacements: 1))
        let named = found.findings.map { finding in
            finding.rule + (finding.off.map { " \($0.plain)" } ?? "")
        }
        #expect(named.sorted() == change.findings.sorted())
        #expect(InvoiceCheck.balances(found.findings) == change.balances)
    }

    @Test("The payable amount is reckoned from the lines")
    func off() throws {
        let file = try InvoiceSample.text("invoice-ubl")
        for (written, off) in [("1002.50", 0), ("1002.49", -1), ("1202.45", 19_995)] {
            let found = try InvoiceSample.read(
                file.replacing(">1002.50<", with: ">\(written)<"))
            #expect(InvoiceCheck.off(found.document) == Money(minor: Int64(off), .eur))
        }
    }

    @Test("Amounts near the end of what fits are compared without wrapping around")
    func huge() throws {
        let most = "92233720368547758.07"
        for amount in [">990.00<", ">30.00<", ">187.45<", ">1202.45<", ">15</b:Amount"] {
            let to = amount.replacing(/>[0-9.]+/, with: ">\(most)")
            let found = try InvoiceSample.read(
                try InvoiceSample.text("invoice-ubl").replacing(amount, with: to))
            #expect(!InvoiceCheck.balances(found.findings))
        }
    }

    @Test("Lines without sums, and sums without lines")
    func halves() throws {
        let file = try InvoiceSample.text("minimum-cii")
        let full = file.replacing("urn:factur-x.eu:1p0:minimum", with: "urn:cen.eu:en16931:2017")
        #expect(
            try InvoiceSample.read(full).findings.map(\.rule) == ["BR-16", "BR-CO-18", "BR-CO-25"])
    }
}
