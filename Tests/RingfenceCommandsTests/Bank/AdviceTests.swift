import Testing

/// docs/spec/bank-import.md#lumps and #by-hand, by the commands.
@Suite("Notifications before and after the statement, and what is said by hand")
struct AdviceTests {
    /// The same day with one lump that says nothing of itself.
    private static let lump = BankText(lines: [.paid]).file.replacing(
        /<NtryDtls>.*<\/NtryDtls>/, with: "")

    /// What the bank advises of it.
    private static let notification = BankText(lines: [.paid]).file
        .replacing("BkToCstmrStmt", with: "BkToCstmrDbtCdtNtfctn")
        .replacing("Stmt>", with: "Ntfctn>").replacing(/<Bal>.*<\/Bal>/, with: "")

    @Test("a lump that was advised is matched by what the advice says; the advice moves nothing")
    func before() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let advice = try folder.write("advice.xml", Self.notification)
            let heard = try folder.done(["bank", "import", advice], as: "clerk")
            #expect(heard.contains("posted 0 lines, 1 announced"), "\(heard)")
            let day = try folder.write("day.xml", Self.lump)
            let run = try folder.run(["bank", "import", day], as: "clerk")
            #expect(run.output.contains("posted 1 line"), "\(run)")
            #expect(run.errors.contains("the bank had advised what it is made of"), "\(run)")
            let open = try folder.done(["receipt", "list", "--format", "csv"], as: "clerk")
            #expect(open.split(separator: "\r\n").count == 1, "\(open)")
            try folder.done(["check"])
        }
    }

    @Test("without advice the lump waits for a person; advice that comes later explains it")
    func after() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let day = try folder.write("day.xml", Self.lump)
            try folder.done(["bank", "import", day], as: "clerk")
            let open = try folder.done(["receipt", "list", "--format", "csv"], as: "clerk")
            #expect(open.split(separator: "\r\n").count == 2, "\(open)")
            let advice = try folder.write("advice.xml", Self.notification)
            let heard = try folder.done(["bank", "import", advice], as: "clerk")
            #expect(heard.contains("posted 0 lines, 1 explained"), "\(heard)")
        }
    }

    @Test("a table without balances is imported between the two that are given, and says so")
    func given() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let table = try folder.write(
                "day.csv",
                """
                Booking Date,Value Date,Partner Name,Partner Iban,Type,Payment Reference,Amount (EUR)
                2013-02-01,2013-02-01,client C-01,NL91ABNA0417164300,Transfer,\(CommandFolder.invoiceReference),10.00

                """)
            let layout = try folder.write(
                "layout.yaml", "like: n26\naccount: \(CommandFolder.trustIBAN)\n")
            let words = ["bank", "import", table, "--layout", layout]
            let refused = try folder.run(words, as: "clerk")
            #expect(refused.status == 1 && refused.errors.contains("--opening and --closing"))
            let one = try folder.run(words + ["--opening", "0.00"], as: "clerk")
            #expect(one.status == 1 && one.errors.contains("one balance proves nothing"))
            let wrong = try folder.run(
                words + ["--opening", "0.00", "--closing", "11.00"], as: "clerk")
            #expect(wrong.status == 1 && wrong.errors.contains("1.00 EUR is missing"))
            let run = try folder.run(
                words + ["--opening", "0.00", "--closing", "10.00"], as: "clerk")
            #expect(run.output.contains("posted 1 line"), "\(run)")
            #expect(run.errors.contains("its balances were given by hand"), "\(run)")
        }
    }

    @Test("reversals are turned for the account that is named, once")
    func turned() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let text = BankText(lines: [.paid, .unknown]).file
                .replacing(
                    "<Amt Ccy=\"EUR\">5.00</Amt><CdtDbtInd>CRDT",
                    with:
                        "<Amt Ccy=\"EUR\">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><CdtDbtInd>DBIT"
                )
            let day = try folder.write("day.xml", text)
            let refused = try folder.run(["bank", "import", day], as: "clerk")
            #expect(refused.status == 1 && refused.errors.contains("--turn-reversals"))
            let words = ["bank", "import", day, "--turn-reversals", CommandFolder.trustIBAN]
            let run = try folder.run(words, as: "clerk")
            #expect(run.output.contains("posted 2 lines"), "\(run)")
            #expect(run.errors.contains("its reversals were turned by hand"), "\(run)")
            let again = try folder.run(words, as: "clerk")
            #expect(again.output.contains("nothing posted"), "\(again)")
        }
    }
}
