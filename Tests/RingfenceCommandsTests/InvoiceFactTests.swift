import Testing

@Suite("What is recorded about an invoice (invoice.md)")
struct InvoiceFactTests {
    private static func invoice(_ folder: CommandFolder) throws {
        try folder.openBookWithWork()
        for day in 1...20 {
            let text = day < 10 ? "0\(day)" : "\(day)"
            try folder.done(
                [
                    "hours", "add", "E-01", "--day", "2013-01-\(text)", "--hours", "8", "--at",
                    "2013-01-31T08:00:00Z",
                ], as: "clerk")
        }
        try folder.done(
            [
                "invoice", "issue", "--client", "C-01", "--day", "2013-01-31", "--at",
                "2013-01-31T09:00:00Z",
            ], as: "clerk")
    }

    private static let at = ["--at", "2013-02-15T08:00:00Z"]

    @Test("a credit note has its document, in both languages; facts are listed")
    func credit() async throws {
        try await CommandFolder.use { folder in
            try Self.invoice(folder)
            try folder.done(
                [
                    "invoice", "credit", "issue", "2013-0001", "--net", "1000.00", "--reason",
                    "ten hours", "--party-part", "F-01=952.00", "--key", "c-1",
                ] + Self.at, as: "clerk")
            let german = try folder.done(["invoice", "show", "RK-2013-0001"])
            #expect(german.contains("Rechnungskorrektur RK-2013-0001"))
            #expect(german.contains("Korrektur der Rechnung 2013-0001 vom 31.01.2013."))
            #expect(german.contains("-1.190,00 EUR"))
            #expect(!german.contains("Zahlung auf das Treuhandkonto"))
            let english = try folder.done(
                ["invoice", "show", "RK-2013-0001", "--language", "en", "--format", "html"])
            #expect(english.contains("Credit note RK-2013-0001"))
            let json = try folder.done(["invoice", "show", "RK-2013-0001", "--format", "json"])
            #expect(json.contains("\"corrects\": \"2013-0001\""))
            try folder.done(
                [
                    "invoice", "set-off", "2013-0001", "--amount", "500.00", "--reason", "old",
                ] + Self.at, as: "clerk")
            try folder.done(
                ["invoice", "write-off", "2013-0001", "--amount", "50.00", "--reason", "small"]
                    + Self.at, as: "clerk")
            let facts = try folder.done(["invoice", "facts", "2013-0001", "--format", "csv"])
            for word in ["credit note,1190.00", "set-off refused,500.00", "written off,50.00"] {
                #expect(facts.contains(word))
            }
            let listed = try folder.done(["invoice", "list", "--format", "csv"])
            #expect(listed.contains("17800.00"))
            try folder.done(["check"])
        }
    }

    @Test("once with a key, refused with another content; dry runs write nothing")
    func once() async throws {
        try await CommandFolder.use { folder in
            try Self.invoice(folder)
            let words = [
                "receipt", "misdirected", "--invoice", "2013-0001", "--day", "2013-02-01",
            ]
            let head = try folder.head()
            try folder.done(words + ["--dry-run"] + Self.at, as: "clerk")
            #expect(try folder.head() == head)
            try folder.done(words + ["--key", "m-1"] + Self.at, as: "clerk")
            let after = try folder.head()
            try folder.done(words + ["--key", "m-1"] + Self.at, as: "clerk")
            let other = try folder.run(
                words + ["--amount", "1.00", "--key", "m-1"] + Self.at, as: "clerk")
            #expect(other.status == 1)
            #expect(try folder.head() == after)
            let listed = try folder.done(
                ["receipt", "misdirections", "--day", "2013-03-01", "--format", "csv"])
            #expect(listed.contains("2013-0001,C-01,2013-02-01,28,19040.00,19040.00"))
        }
    }

    @Test("a self-billing document has its words, in every form")
    func selfBilling() async throws {
        try await CommandFolder.use { folder in
            try Self.invoice(folder)
            try folder.done(
                ["self-billing", "agree", "F-01", "--on", "2012-10-01"] + Self.at, as: "clerk")
            try folder.done(
                [
                    "self-billing", "issue", "--freelancer", "F-01", "--month", "2013-01", "--key",
                    "g-1",
                ] + Self.at, as: "clerk")
            let german = try folder.done(["self-billing", "show", "GS-2013-0001"])
            for words in [
                "Gutschrift GS-2013-0001", "Leistender Unternehmer", "freelancer F-01",
                "15.232,00 EUR", "2.432,00 EUR", "§ 14 Abs. 2 UStG",
            ] { #expect(german.contains(words), "\(words)") }
            let listed = try folder.done(["self-billing", "list", "--format", "csv"])
            #expect(listed.contains("GS-2013-0001,F-01,2013-02-15,12800.00,2432.00,15232.00"))
            try folder.done(["self-billing", "object", "GS-2013-0001"] + Self.at, as: "clerk")
            let json = try folder.done(["self-billing", "show", "GS-2013-0001", "--format", "json"])
            #expect(json.contains("\"objectedOn\": \"2013-02-15\""))
            let html = try folder.done(["self-billing", "show", "GS-2013-0001", "--format", "html"])
            #expect(html.contains("keine Rechnung mehr"))
            try folder.done(["check"])
        }
    }

    @Test("disputes and releases through the program")
    func disputes() async throws {
        try await CommandFolder.use { folder in
            try Self.invoice(folder)
            try folder.done(
                [
                    "dispute", "open", "--invoice", "2013-0001", "--party", "F-01", "--amount",
                    "1190.00", "--reason", "ten hours",
                ] + Self.at, as: "clerk")
            let listed = try folder.done(["dispute", "list", "--open", "--format", "csv"])
            #expect(listed.contains("2013-0001,1,F-01,1190.00,0.00,0.00,0.00,1190.00,ten hours"))
            try folder.done(
                [
                    "hours", "approve", "E-01", "--from", "2013-01-01", "--to", "2013-01-31",
                ] + Self.at, as: "clerk")
            try folder.done(["milestone", "reach", "E-01", "M-1"] + Self.at, as: "clerk")
            #expect(try folder.done(["milestone", "list", "E-01"]).contains("M-1"))
            try folder.done(["release", "run"] + Self.at, as: "clerk")
            #expect(try folder.done(["release", "list"]).contains("no holds"))
            try folder.done(["check"])
        }
    }
}
