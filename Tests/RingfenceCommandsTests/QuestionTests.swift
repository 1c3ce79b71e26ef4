import Testing

/// docs/spec/questions.md, through the program.
@Suite("Questions through the program")
struct QuestionTests {
    /// Invoice 2013-0001 over 9,520.00; on 1 February 10.00 of it and 5.00 that nobody knows.
    private static func book(_ folder: CommandFolder) throws {
        try folder.openBookWithInvoice()
        let file = try folder.write("bank.xml", BankText(lines: [.paid, .unknown]).file)
        try folder.done(["bank", "import", file, "--at", "2013-02-01T18:00:00Z"], as: "clerk")
    }

    private static func rows(_ csv: String) -> [[String]] {
        csv.split(separator: "\r\n").map { row in
            row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test("a trace names file and place of every receipt, and its rows come to the balance")
    func trace() async throws {
        try await CommandFolder.use { folder in
            try Self.book(folder)
            let csv = try folder.done(["trace", "F-01", "--format", "csv"])
            let rows = csv.split(separator: "\r\n").dropFirst().map(String.init)
            #expect(rows.count == 2)
            #expect(rows[0].hasPrefix("\"invoice 2013-0001, 1\",came,2013-02-01,"))
            #expect(
                rows[0].hasSuffix(",bank.xml,\"statement 1, entry 1\",,8.00,8.00,,SAMPLE"), "\(csv)"
            )
            #expect(
                rows[1]
                    == "\"invoice 2013-0001, 1\",stands,,,2110 Freelancer available,,,,,8.00,,,SAMPLE"
            )
            let text = try folder.done(["trace", "F-01"])
            let head = try folder.head().split(separator: "\n").first.map(String.init) ?? "?"
            #expect(text.contains("came") && text.contains("bank.xml"))
            #expect(text.contains("head \(head)"), "\(text)")
            #expect(text.contains("8.00 EUR"))
            let json = try folder.done(["trace", "F-01", "--format", "json"])
            #expect(json.contains("\"head\": \"\(head)\""), "\(json)")
            let german = try folder.done(["trace", "F-01", "--language", "de"])
            #expect(german.contains("gekommen") && german.contains("8,00 EUR"), "\(german)")
            #expect(german.contains("2110 Freiberufler, verfügbar"))
            let before = try folder.done(["trace", "F-01", "--day", "2013-01-31"])
            #expect(!before.contains("came"))
        }
    }

    @Test("requirement and resource of each day, and its alarm")
    func requirement() async throws {
        try await CommandFolder.use { folder in
            try Self.book(folder)
            let csv = try folder.done([
                "requirement", "--from", "2013-01-31", "--to", "2013-02-01", "--format", "csv",
            ])
            #expect(
                Self.rows(csv) == [
                    [
                        "day", "requirement", "resource", "shortfall", "excess", "claims", "late",
                        "sample",
                    ],
                    ["2013-01-31", "0.00", "0.00", "0.00", "", "", "", "SAMPLE"],
                    ["2013-02-01", "15.00", "15.00", "0.00", "", "", "", "SAMPLE"],
                ])
            let back = try folder.run(["requirement", "--from", "2013-02-02", "--to", "2013-02-01"])
            #expect(back.status == 1)
            #expect(
                back.refusal
                    == """
                    error: 2013-02-02 to 2013-02-01 is no span of 1 to 3660 days
                    hint: give --from a day that is not after --to
                    """)
        }
    }

    @Test(
        "an open invoice goes through the buckets",
        arguments: [
            ("2013-03-02", 1), ("2013-03-03", 2), ("2013-04-01", 2), ("2013-04-02", 3),
            ("2013-05-01", 3), ("2013-05-02", 4), ("2013-05-31", 4), ("2013-06-01", 5),
        ])
    func ageing(_ day: String, _ column: Int) async throws {
        try await CommandFolder.use { folder in
            try Self.book(folder)
            let rows = Self.rows(try folder.done(["ageing", "--day", day, "--format", "csv"]))
            var expected = ["C-01", "", "", "", "", "", "9510.00", "SAMPLE"]
            expected[column] = "9510.00"
            #expect(rows.dropFirst() == [expected])
        }
    }

    @Test("what waits has its age and its reason, and is gone when it was not known yet")
    func waiting() async throws {
        try await CommandFolder.use { folder in
            try Self.book(folder)
            let text = try folder.done(["ageing", "receipts", "--day", "2013-03-10"])
            #expect(text.contains("37"), "\(text)")
            #expect(text.contains("the payer's account is not known"))
            let unknown = try folder.done([
                "ageing", "receipts", "--day", "2013-03-10", "--known-on", "2013-01-31",
            ])
            #expect(!unknown.contains("5.00"), "\(unknown)")
        }
    }

    @Test("a statement in German, and a party that nobody has")
    func statement() async throws {
        try await CommandFolder.use { folder in
            try Self.book(folder)
            let german = try folder.done(["statement", "F-01", "--language", "de"])
            #expect(german.contains("J3 Eingang aufgeteilt"))
            #expect(german.contains("01.02.2013") && german.contains("8,00 EUR"))
            for arguments in [["trace", "F-99"], ["statement", "F-99"], ["balance", "F-99"]] {
                let run = try folder.run(arguments)
                #expect(run.status == 1)
                #expect(
                    run.refusal
                        == "error: there is no party F-99\nhint: see `ringfence party list`")
            }
        }
    }
}
