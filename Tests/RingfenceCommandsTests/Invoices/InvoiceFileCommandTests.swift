import Testing

@Suite("Electronic invoices from the command line (invoice-files.md)")
struct InvoiceFileCommandTests {
    private static func issue(_ folder: CommandFolder) throws {
        try folder.openBookWithWork()
        try folder.done(
            [
                "hours", "add", "E-01", "--day", "2013-01-15", "--hours", "8", "--at",
                "2013-01-15T08:00:00Z",
            ], as: "clerk")
        try folder.done(
            [
                "invoice", "issue", "--client", "C-01", "--day", "2013-01-31", "--at",
                "2013-01-31T09:00:00Z",
            ], as: "clerk")
    }

    @Test("what is missing is refused, added, and then written; what was written is read")
    func written() async throws {
        try await CommandFolder.use { folder in
            try Self.issue(folder)
            let show = ["invoice", "show", "2013-0001", "--format", "xrechnung"]
            let refused = try folder.run(show)
            #expect(refused.status == 1)
            #expect(
                refused.refusal == """
                    error: 2013-0001 cannot be written as XRechnung: A-01 has no telephone number, \
                    A-01 has no e-mail address, C-01 has no electronic address, C-01 has no buyer \
                    reference
                    hint: run `ringfence party change A-01 --phone NUMBER --email ADDRESS`, run \
                    `ringfence party change C-01 --email ADDRESS --buyer-reference REFERENCE`
                    """)
            try folder.done(
                ["party", "change", "A-01", "--phone", "030 555", "--email", "a1@a.example"],
                as: "clerk")
            try folder.done(
                [
                    "party", "change", "C-01", "--electronic-address", "0204:991-1-06",
                    "--buyer-reference", "991-1-06",
                ], as: "clerk")
            let file = try folder.done(show)
            #expect(file.contains("<cbc:EndpointID schemeID=\"0204\">991-1-06</cbc:EndpointID>"))
            #expect(
                file.contains("<cbc:PayableAmount currencyID=\"EUR\">952.00</cbc:PayableAmount>"))
            let json = try folder.done(
                ["invoice", "inspect", "-", "--format", "json"], input: file)
            #expect(json.contains("\"file\": \"standard input\""))
            #expect(json.contains("\"balances\": true"))
        }
    }

    @Test("every file is read, also behind one that is none; the status says so")
    func many() async throws {
        try await CommandFolder.use { folder in
            let good = try folder.write(
                "good.xml",
                """
                <Invoice><ID>R-1</ID><DocumentCurrencyCode>EUR</DocumentCurrencyCode>\
                <LegalMonetaryTotal><PayableAmount>1.00</PayableAmount></LegalMonetaryTotal></Invoice>
                """)
            let bad = try folder.write("bad.xml", "<Invoice>")
            let run = try folder.run(
                ["invoice", "inspect", bad, good, "--format", "csv"], hasBook: false)
            #expect(run.status == 1)
            #expect(run.output.contains("good.xml,ubl-invoice,R-1,"))
            #expect(run.errors.contains("good.xml: error BR-CO-16: "))
            #expect(run.refusal.contains("bad.xml: line 1: it is no well-formed XML"))
            let json = try folder.run(
                ["invoice", "inspect", bad, good, "--format", "json"], hasBook: false)
            #expect(json.output.contains("\"code\": \"invoice.file\""))
            #expect(json.output.contains("\"number\": \"R-1\""))
            #expect(json.status == 1)
        }
    }

    @Test("a freelancer's invoice finds the engagement it bills")
    func link() async throws {
        try await CommandFolder.use { folder in
            try Self.issue(folder)
            func invoice(_ gross: String) -> String {
                """
                <Invoice><ID>R-1</ID><DocumentCurrencyCode>EUR</DocumentCurrencyCode>\
                <OrderReference><ID>E-01</ID></OrderReference><PaymentMeans>\
                <PaymentMeansCode>58</PaymentMeansCode><PayeeFinancialAccount>\
                <ID>DE02500105170137075030</ID></PayeeFinancialAccount></PaymentMeans>\
                <LegalMonetaryTotal><TaxInclusiveAmount>\(gross)</TaxInclusiveAmount>\
                </LegalMonetaryTotal></Invoice>
                """
            }
            let link = ["invoice", "link", "-", "--format", "csv"]
            let linked = try folder.done(link, input: invoice("761.60"))
            #expect(linked.contains("R-1,761.60,F-01,E-01,2013-0001/1,named,,SAMPLE"))
            let open = try folder.done(link, input: invoice("800.00"))
            #expect(open.contains("R-1,800.00,,,,,E-01 was billed with 761.60 EUR,SAMPLE"))
        }
    }

    @Test("a contact of the wrong form is refused")
    func contact() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithWork()
            for (option, value) in [
                ("--phone", "none"), ("--email", "nobody"), ("--electronic-address", "x"),
            ] {
                let run = try folder.run(["party", "change", "C-01", option, value], as: "clerk")
                #expect(run.status == 1)
                #expect(run.refusal.hasPrefix("error: \(option) \(value) is no "))
            }
        }
    }
}
