import Testing

@Suite("Bank lines that wait, have no amount, or come again")
struct BankRepeatTests {
    @Test("what no rule can place is recorded and waits with its reason")
    func workList() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            var wrong = BankText.Line.paid
            wrong.creditorReference = "RF1520130002"
            wrong.bankReference = "B-3"
            let file = BankText(lines: [.unknown, wrong]).file
            let run = try folder.run(
                ["bank", "import", "-"], as: "clerk", input: file)
            #expect(run.status == 0)
            #expect(run.output.hasSuffix(": posted 2 lines.\n"), "\(run.output)")
            let list = try folder.done(["receipt", "list", "--format", "csv"])
            #expect(
                list.split(separator: "\r\n").dropFirst().map { $0.drop { $0 != "," } } == [
                    ",2013-02-01,5.00,5.00,unidentified,,,client C-01,thank you,\"nothing names an invoice, and the payer's account is not known\",SAMPLE",
                    ",2013-02-01,10.00,10.00,unidentified,,,client C-01,,no invoice has the reference RF1520130002,SAMPLE",
                ])
            let balances = try folder.balances()
            #expect(balances["1000"] == "15.00" && balances["2000"] == "15.00")
            #expect(balances["2110"] == nil)
        }
    }

    @Test("a line without an amount is named and posts nothing")
    func zero() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let none = BankText.Line(cents: 0, text: "notice", bankReference: "B-0")
            let run = try folder.run(
                ["bank", "import", "-"], as: "clerk", input: BankText(lines: [none, .paid]).file)
            #expect(run.status == 0)
            #expect(run.errors == "statement 1, entry 1: no amount, so no entry\n")
            let all = try folder.done(["receipt", "list", "--all", "--format", "csv"])
            #expect(all.contains(",2013-02-01,0.00,0.00,zero amount,"), "\(all)")
            #expect(try folder.balances()["1000"] == "10.00")
        }
    }

    @Test("the same file again posts nothing and says so, under whatever name")
    func sameFile() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let text = BankText(lines: [.paid, .unknown]).file
            let path = try folder.write("bank.xml", text)
            let first = try folder.done(["bank", "import", path], as: "clerk")
            let batch = try #require(first.split(separator: " ").dropFirst(4).first?.dropLast())
            #expect(first == "Imported bank.xml as batch \(batch): posted 2 lines.\n")
            let after = try folder.head()
            let again = """
                Imported as batch \(batch), nothing posted.
                This was done before: nothing was written now.

                """
            #expect(try folder.done(["bank", "import", path], as: "clerk") == again)
            #expect(try folder.done(["bank", "import", "-"], as: "clerk", input: text) == again)
            #expect(try folder.head() == after)
        }
    }

    @Test("of a file that overlaps only the new lines post; the others are counted and named")
    func overlap() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let third = BankText.Line(cents: 1_00, text: "more", bankReference: "B-3")
            try folder.done(
                ["bank", "import", "-"], as: "clerk",
                input: BankText(lines: [.paid, .unknown]).file)
            let run = try folder.run(
                ["bank", "import", "-"], as: "clerk",
                input: BankText(number: 2, lines: [.paid, .unknown, third]).file)
            #expect(run.status == 0)
            #expect(run.output.hasSuffix(": posted 1 line, 2 known already.\n"), "\(run.output)")
            #expect(
                run.errors == """
                    known already: statement 1, entry 1, 10.00 EUR of 2013-02-01
                    known already: statement 1, entry 2, 5.00 EUR of 2013-02-01
                    statement 1, entry 3: unidentified: nothing names an invoice, and the payer's account is not known

                    """)
            let balances = try folder.balances()
            #expect(balances["1000"] == "16.00" && balances["2000"] == "6.00")
        }
    }

    @Test("other people's accounts in the file are skipped and named")
    func otherAccounts() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let file = BankText.file([
                BankText(iban: BankText.otherIBAN, lines: [.unknown]), BankText(lines: [.paid]),
            ])
            let run = try folder.run(["bank", "import", "-"], as: "clerk", input: file)
            #expect(run.status == 0)
            #expect(run.output.hasSuffix(": posted 1 line.\n"), "\(run.output)")
            #expect(
                run.errors
                    == "skipped statement 1: account DE02120300000000202051 is not this book's\n")
            #expect(try folder.balances()["1000"] == "10.00")
        }
    }
}
