import Testing

/// docs/spec/close.md, through the program.
@Suite("Closing through the program")
struct CloseTests {
    /// A book with one paid line of 1 February, closed on the 4th.
    private static func closedBook(_ folder: CommandFolder) throws {
        try folder.openBookWithInvoice()
        try folder.done(
            ["bank", "import", "-", "--at", "2013-02-01T18:00:00Z"], as: "clerk",
            input: BankText(lines: [.paid]).file)
        try folder.done(
            ["close", "day", "2013-02-01", "--at", "2013-02-04T08:00:00Z", "--key", "close-1"],
            as: "clerk")
    }

    @Test("a closed day refuses an invoice, and takes what the bank tells late")
    func late() async throws {
        try await CommandFolder.use { folder in
            try Self.closedBook(folder)
            try folder.done(
                ["hours", "add", "E-01", "--day", "2013-01-31", "--hours", "8"], as: "clerk")
            let head = try folder.head()
            let refused = try folder.run(
                ["invoice", "issue", "--client", "C-01", "--day", "2013-01-31"], as: "clerk")
            #expect(refused.status == 1)
            #expect(
                refused.refusal
                    == """
                    error: Invoice issued on 2013-01-31: the book is closed through 2013-02-01
                    hint: book it on 2013-02-02 or later; a close is never undone
                    """)
            #expect(try folder.head() == head)

            let before = try folder.done(["reconcile", "--day", "2013-02-01"])
            #expect(!before.contains("late"))
            try folder.done(
                ["bank", "import", "-"], as: "clerk",
                input: BankText(number: 2, openingCents: 10_00, lines: [.unknown]).file)
            let after = try folder.run(["reconcile", "--day", "2013-02-01"])
            #expect(after.status == 0)
            #expect(after.output.contains("of it late"))
            #expect(after.errors == "late: 1 entries came after the day was closed\n")
            let trial = try folder.done([
                "trial-balance", "--day", "2013-02-01", "--format", "csv",
            ])
            #expect(
                trial.contains("1000,Trust bank,,15.00,0.00,15.00,5.00,SAMPLE\r\n"), "\(trial)")
            #expect(
                try folder.done(["close", "list", "--format", "csv"]).contains(
                    ",2013-02-04,clerk,1,SAMPLE\r\n"))
            #expect(try folder.run(["check"]).status == 0)
        }
    }

    @Test("the same close with its key answers again, another with that key is refused")
    func once() async throws {
        try await CommandFolder.use { folder in
            try Self.closedBook(folder)
            let head = try folder.head()
            let again = try folder.done(
                ["close", "day", "2013-02-01", "--key", "close-1"], as: "clerk")
            #expect(
                again == """
                    Closed through 2013-02-01: bank, book and ledgers agree at 10.00 EUR.
                    This was done before: nothing was written now.

                    """)
            let other = try folder.run(
                ["close", "day", "2013-02-02", "--key", "close-1"], as: "clerk")
            #expect(other.status == 1 && other.errors.contains("used for a command with other"))
            #expect(try folder.head() == head)
        }
    }

    @Test("a month without the statement of its last bank day is not closed")
    func month() async throws {
        try await CommandFolder.use { folder in
            try Self.closedBook(folder)
            let head = try folder.head()
            let run = try folder.run(
                ["close", "month", "2013-02", "--at", "2013-03-04T08:00:00Z"], as: "clerk")
            #expect(run.status == 1)
            #expect(
                run.refusal
                    == """
                    error: there is no bank statement for 2013-02-28: the last statement closes 2013-02-01
                    hint: import the statement of that day; a check without data fails
                    """)
            #expect(try folder.run(["close", "month", "2013-13"], as: "clerk").status == 64)
            #expect(try folder.head() == head)
        }
    }
}
