import Foundation
import Testing

@Suite("A till's file through the program (sales.md#import)")
struct SaleTests {
    private static let header = "day,product,units,base-price,premium,producer\n"

    private static func withShop(_ body: (CommandFolder) throws -> Void) async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithWork(isSample: false)
            try folder.done(
                [
                    "party", "add", "P-01", "--role", "producer", "--name", "producer P-01",
                    "--iban", "DE88100900001234567892",
                ],
                as: "clerk")
            try body(folder)
        }
    }

    private static func importing(
        _ rows: String, _ more: [String] = [], in folder: CommandFolder
    ) throws -> CommandRun {
        let path = try folder.write("till.csv", header + rows)
        return try folder.run(
            ["sale", "import", path, "--client", "C-01"] + more, as: "clerk")
    }

    static let refusals: [(rows: String, words: String)] = [
        ("2013-01-31,milk,1,5.00,0.50,P-09\n", "line 2: there is no party P-09"),
        ("2013-01-31,milk,1,5.00,0.50,F-01\n", "line 2: F-01 is a freelancer, not a producer"),
        ("2013-01-31,milk,0,5.00,0.50,P-01\n", "units is \"0\""),
        ("2013-01-31,milk,1.5,5.00,0.50,P-01\n", "units is \"1.5\""),
        ("2013-01-31,milk,1,5.00,0.505,P-01\n", "premium is \"0.505\""),
        ("2013-01-31,milk,1,5.00,-0.50,P-01\n", "premium is \"-0.50\""),
        ("31.1.13,milk,1,5.00,0.50,P-01\n", "day is \"31.1.13\""),
        ("2013-01-31,milk,1,5.00,0,P-01\n", "no premium was earned"),
        ("", "There is nothing below the header"),
    ]

    @Test("a bad file is refused whole and names the place", arguments: refusals)
    func refused(_ example: (rows: String, words: String)) async throws {
        try await Self.withShop { folder in
            let before = try folder.head()
            let good = "2013-01-30,milk,1,5.00,0.50,P-01\n"
            let rows = example.rows.isEmpty ? "" : example.rows + good
            let run = try Self.importing(rows, in: folder)
            #expect(run.status == 1)
            #expect(run.refusal.contains(example.words), "\(run.errors)")
            #expect(try folder.head() == before)
        }
    }

    @Test("the same file is taken once; another of the same day only as a supplement")
    func once() async throws {
        try await Self.withShop { folder in
            let row = "2013-01-31,milk,10,5.00,0.50,P-01\n"
            #expect(try Self.importing(row, in: folder).status == 0)
            let head = try folder.head()
            let again = try Self.importing(row, in: folder)
            #expect(again.output.contains("This was done before"))
            #expect(try folder.head() == head)

            let more = "2013-01-31,milk,3,5.00,0.50,P-01\n"
            let refused = try Self.importing(more, in: folder)
            #expect(refused.refusal.contains("C-01 has sales of 2013-01-31 already"))
            #expect(try Self.importing(more, ["--supplement"], in: folder).status == 0)
            let total = try folder.done(["sale", "total", "--format", "csv"])
            #expect(total.contains("P-01,13,6.50,0.00,0.00,6.50,0.00"))
            try folder.done(["check"])
        }
    }

    @Test("two shops with the same file are two imports; a key covers file and options")
    func equalFiles() async throws {
        try await Self.withShop { folder in
            try folder.done(
                ["party", "add", "C-02", "--role", "client", "--name", "client C-02"], as: "clerk")
            let row = "2013-01-31,milk,10,5.00,0.50,P-01\n"
            let path = try folder.write("till.csv", Self.header + row)
            func take(_ client: String, _ more: [String] = []) throws -> CommandRun {
                try folder.run(["sale", "import", path, "--client", client] + more, as: "clerk")
            }
            #expect(try take("C-01", ["--key", "k"]).status == 0)
            let other = try take("C-02", ["--key", "k"])
            #expect(other.status == 1)
            #expect(other.refusal.contains("was used for a command with other content"))
            let second = try take("C-02")
            #expect(second.output.contains("C-02 owes the producers 5.00 EUR"))
            #expect(try take("C-02").output.contains("This was done before"))
            // With other options it is no repetition, so it is judged, and not answered.
            let terms = try take("C-02", ["--premium", "7"])
            #expect(terms.status == 1)
            #expect(terms.refusal.contains("C-02 has sales of 2013-01-31 already"))
            let total = try folder.done(["sale", "total", "--format", "csv"])
            #expect(total.contains("P-01,20,10.00,0.00,0.00,10.00,0.00"))
            #expect(try take("C-02", ["--key", " "]).status == 64)
            try folder.done(["check"])
        }
    }

    static let terms: [(arguments: [String], status: Int32, words: String)] = [
        (["--premium", "99"], 1, "VAT of 99 % is not in force on 2013-01-31"),
        (["--premium", "16"], 1, "VAT of 16 % is not in force on 2013-01-31"),
        (["--pass-on", "net"], 64, "a premium that passes through has no VAT to take off"),
        (["--premium", "7", "--pass-on", "net"], 0, ""),
    ]

    @Test("a rate is one of the day; net of no VAT says nothing", arguments: terms)
    func premium(_ example: (arguments: [String], status: Int32, words: String)) async throws {
        try await Self.withShop { folder in
            let run = try Self.importing(
                "2013-01-31,milk,10,5.00,0.50,P-01\n", example.arguments, in: folder)
            #expect(run.status == example.status, "\(run.errors)")
            #expect(example.words.isEmpty || run.refusal.contains(example.words), "\(run.errors)")
        }
    }

    @Test("sales of a day to come are refused")
    func future() async throws {
        try await Self.withShop { folder in
            let run = try Self.importing("2199-01-31,milk,10,5.00,0.50,P-01\n", in: folder)
            #expect(run.status == 1)
            #expect(run.refusal.contains("line 2: 2199-01-31 has not come yet"))
        }
    }

    @Test("an invoice's commands name what a day's sales are not")
    func noInvoice() async throws {
        try await Self.withShop { folder in
            _ = try Self.importing("2013-01-31,milk,10,5.00,0.50,P-01\n", in: folder)
            let run = try folder.run(["invoice", "show", "SALES-2013-0001"])
            #expect(run.status == 1)
            #expect(run.refusal.contains("SALES-2013-0001 is a day's sales, not an invoice"))
        }
    }
}
