import Foundation
import Testing

@Suite("ringfence protection (protection.md)")
struct ProtectionCommandTests {
    private static func terms(_ from: String, _ more: [String]) -> [String] {
        [
            "account", "terms", "--from", from, "--direct-right", "--bank-informed",
            "--global-assignment", "none", "--no-overdraft", "--no-standing-orders",
        ] + more
    }

    /// The rows of an engagement in the trust and with the client: grade, total and deciding rules.
    private static func rows(
        _ folder: CommandFolder, _ day: String, _ more: [String] = [],
        of engagement: String = "E-02"
    ) throws -> [String] {
        let csv = try folder.done(["protection", "--day", day, "--format", "csv"] + more)
        return csv.split(separator: "\r\n").dropFirst().filter { $0.contains(",\(engagement),") }
            .map {
                let cells = $0.split(separator: ",", omittingEmptySubsequences: false)
                return "\(cells[6]) \(cells[7]) \(cells[13]) \(cells[14])"
            }
    }

    /// A day's statement that follows one that closed with an amount.
    private static func bank(
        _ folder: CommandFolder, _ number: Int, _ day: String, _ opening: Int,
        _ lines: [BankText.Line]
    ) throws {
        let text = BankText(number: number, day: day, openingCents: opening, lines: lines)
        let file = try folder.write("bank-\(number).xml", text.file)
        try folder.done(["bank", "import", file, "--at", "\(day)T18:00:00Z"], as: "clerk")
    }

    /// E-02, the freelancer's own claim: 80 hours billed at 9,520.00 and paid on 1 March.
    private static func paidBook(_ folder: CommandFolder) throws {
        try folder.openBookWithWork()
        var arguments = folder.engagement(
            "E-02", from: "2012-10-01",
            ["--title": "freelancer", "--routing-agreed-on": "2012-09-15"])
        arguments[2] = "E-02"
        try folder.done(arguments, as: "clerk")
        let days = (10...19).map { "E-02,2013-01-\($0),8\n" }
        try folder.done(
            ["hours", "import", "-", "--at", "2013-01-31T08:00:00Z"], as: "clerk",
            input: "engagement,day,hours\n" + days.joined())
        try folder.done(
            [
                "invoice", "issue", "--client", "C-01", "--day", "2013-01-31", "--at",
                "2013-01-31T09:00:00Z",
            ], as: "clerk")
        try folder.done(independent("2012-10-01", ["--bank-waiver", "2012-09-20"]), as: "clerk")
        try bank(
            folder, 1, "2013-03-01", 0,
            [
                BankText.Line(
                    cents: 9_520_00, creditorReference: CommandFolder.invoiceReference,
                    bankReference: "B-1")
            ])
    }

    private static func independent(_ from: String, _ more: [String]) -> [String] {
        terms(from, ["--trustee", "independent", "--exclusive"] + more)
    }

    @Test("a book made worse step by step, by commands alone")
    func worse() async throws {
        try await CommandFolder.use { folder in
            try Self.paidBook(folder)
            func rows(_ day: String) throws -> [String] { try Self.rows(folder, day) }
            #expect(
                try rows("2013-03-01") == ["trust G1 9520.00 ", "client G1 0.00 "])

            // The agency's share stays over the weekend.
            try Self.bank(folder, 2, "2013-03-04", 9_520_00, [])
            #expect(try rows("2013-03-04")[0] == "trust G2 9520.00 own-share-swept")

            // The bank takes its waiver back.
            try folder.done(Self.independent("2013-03-04", []), as: "clerk")
            #expect(try rows("2013-03-04")[0] == "trust G2 9520.00 own-share-swept bank-waiver")

            // One debit for another purpose, and the whole balance is the quota's.
            try Self.bank(
                folder, 3, "2013-03-05", 9_520_00,
                [BankText.Line(cents: -1_00, text: "rent", bankReference: "B-3")])
            #expect(try rows("2013-03-05") == ["trust G3 9520.00 own-debit", "client G1 0.00 "])
            let text = try folder.done(["protection", "--day", "2013-03-05"])
            #expect(text.contains("own-debit: Debits nobody ordered: 1, 1.00 EUR in all"))
            #expect(text.contains("; ALARM: missing 1.00\n"))
            #expect(text.contains("1.00 EUR is missing since 2013-03-05: J32"))

            // Switched off, the rest of the weaknesses still stands; and the past is as it was.
            #expect(
                try Self.rows(folder, "2013-03-05", ["--without", "own-debit"])[0].hasPrefix(
                    "trust G2 "))
            #expect(try rows("2013-03-01")[0] == "trust G1 9520.00 ")
        }
    }

    @Test("the agency's title leaves G2 in the trust and the quota with the client")
    func title() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            try folder.done(
                Self.independent("2012-10-01", ["--bank-waiver", "2012-09-20"]), as: "clerk")
            try Self.bank(folder, 1, "2013-03-01", 0, [.paid])
            #expect(
                try Self.rows(folder, "2013-03-01", [], of: "E-01") == [
                    "trust G2 10.00 claim-title routing-before-work",
                    "client G3 9510.00 claim-title",
                ])
            // The agency becomes its own trustee.
            try folder.done(
                Self.terms("2013-03-01", ["--trustee", "agency", "--exclusive"]), as: "clerk")
            #expect(
                try Self.rows(folder, "2013-03-01", [], of: "E-01")[0]
                    == "trust G3 10.00 trustee-independent")
        }
    }

    @Test("switches from a file count as those from options, and the report names them")
    func switches() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithWork()
            let file = try folder.write(
                "rules.yaml", "without: [reconciled, own-debit]\nunidentifiedDays: 3\n")
            let text = try folder.done(
                ["protection", "--rules", file, "--without", "bank-waiver"])
            #expect(text.contains("Rules switched off: own-debit, bank-waiver, reconciled\n"))
            #expect(!text.contains("  bank-waiver:"))
            let german = try folder.done(["protection", "--language", "de"])
            #expect(german.contains("Schutzbericht zum 01.10.2012"))
            #expect(german.contains("Die Forderung gegen den Kunden gehört der Agentur."))
            let wrong = try folder.write("wrong.yaml", "without: [gravity]\n")
            let run = try folder.run(["protection", "--rules", wrong])
            #expect(run.status == 1)
            #expect(run.errors.contains("gravity") && run.errors.contains("claim-title"))
            #expect(try folder.run(["protection", "--without", "gravity"]).status == 64)
        }
    }

    @Test("JSON has every rule with its source, on or off")
    func json() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithWork()
            let json = try folder.done(
                ["protection", "--format", "json", "--without", "identified"])
            #expect(json.contains("\"rule\": \"own-debit\""))
            #expect(json.components(separatedBy: "\"on\": true").count == 17)
            #expect(json.components(separatedBy: "\"on\": false").count == 2)
        }
    }
}
