import Testing

@Suite("Commands that write")
struct WritingTests {
    @Test("a dry run writes nothing, whatever the command")
    func dryRun() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithWork()
            try folder.done(
                [
                    "hours", "add", "E-01", "--day", "2013-01-02", "--at", "2013-01-02T08:00:00Z",
                    "--hours", "8",
                ], as: "clerk")
            let list = try folder.write("h.csv", "engagement,day,hours\nE-01,2013-01-03,8\n")
            let commands: [(String, [String])] = [
                ("approver", ["actor", "add", "auditor", "--role", "auditor"]),
                ("approver", ["actor", "grant", "clerk", "--role", "clerk", "--role", "auditor"]),
                ("clerk", ["party", "add", "C-02", "--role", "client", "--name", "client C-02"]),
                ("clerk", ["party", "change", "C-01", "--name", "client C-01 anew"]),
                ("clerk", folder.engagement("E-02", from: "2013-01-01")),
                (
                    "clerk",
                    [
                        "hours", "add", "E-01", "--day", "2013-01-03", "--at",
                        "2013-01-03T08:00:00Z", "--hours", "8",
                    ]
                ),
                ("clerk", ["hours", "import", list, "--at", "2013-01-31T08:00:00Z"]),
                (
                    "clerk",
                    [
                        "invoice", "issue", "--client", "C-01", "--day", "2013-01-31", "--at",
                        "2013-01-31T09:00:00Z",
                    ]
                ),
            ]
            let before = try folder.head()
            for (actor, arguments) in commands {
                let output = try folder.done(arguments + ["--dry-run"], as: actor)
                #expect(output.hasSuffix("\nDry run: nothing was written.\n"), "\(arguments)")
                #expect(try folder.head() == before, "\(arguments)")
            }
            for (actor, arguments) in commands {
                try folder.done(arguments, as: actor)
            }
        }
    }

    @Test("the same key is done once, and refused with other content")
    func key() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithWork()
            let hours = [
                "hours", "add", "E-01", "--key", "k1", "--day", "2013-01-02", "--at",
                "2013-01-02T08:00:00Z", "--hours",
            ]
            try folder.done(hours + ["8"], as: "clerk")
            let after = try folder.head()
            // Eight hours are eight hours, however they are written.
            let again = try folder.done(hours + ["8:00", "--format", "json"], as: "clerk")
            #expect(
                again == """
                    {
                      "summary": "Recorded 8.00 hours on 1 day.",
                      "values": {
                        "days": "1",
                        "hours": "8.00"
                      },
                      "repeated": true,
                      "dryRun": false
                    }

                    """)
            let other = try folder.run(hours + ["7"], as: "clerk")
            #expect(
                other.refusal == """
                    error: the key k1 was used for a command with other content
                    hint: repeat the first command unchanged, or choose another key
                    """)
            #expect(other.status == 1)
            #expect(try folder.head() == after)
        }
    }

    @Test("a party keeps all its versions, and an issued invoice the one it was issued with")
    func versions() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithWork()
            try folder.done(
                [
                    "hours", "add", "E-01", "--day", "2013-01-02", "--at", "2013-01-02T08:00:00Z",
                    "--hours", "8",
                ], as: "clerk")
            try folder.done(
                [
                    "invoice", "issue", "--client", "C-01", "--day", "2013-01-31", "--at",
                    "2013-01-31T09:00:00Z",
                ], as: "clerk")
            let before = try folder.done(["invoice", "show", "2013-0001", "--language", "en"])
            try folder.done(
                [
                    "party", "change", "C-01", "--street", "Weg 9", "--valid-from", "2013-01-01",
                ], as: "clerk")
            #expect(
                try folder.done(["invoice", "show", "2013-0001", "--language", "en"]) == before)
            #expect(before.contains("\nclient C-01\nWeg 2\n10115 Berlin\n"))
            #expect(before.contains("\nAmount payable          952.00 EUR\n"))

            let versions = try folder.done(["party", "show", "C-01", "--format", "csv"])
            let lines = versions.split(separator: "\r\n").dropFirst()
            #expect(
                lines.map { line in
                    let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                    return [fields[2], fields[4], fields[5], fields[10]].joined(separator: " ")
                } == [
                    "2012-10-01 client C-01 Weg 2 DE987654321",
                    "2013-01-01 client C-01 Weg 9 DE987654321",
                ])
        }
    }

    @Test("lists are drawn for people and for programs, and a sample says so")
    func lists() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithWork()
            #expect(
                try folder.done(["actor", "list"]) == """
                    SAMPLE - made-up data, not a real book

                    number  name      roles     key
                    ------  --------  --------  ---
                         3  clerk     clerk
                         4  approver  approver

                    """)
            #expect(
                try folder.done(["actor", "list", "--format", "csv"])
                    == "number,name,roles,key,sample\r\n3,clerk,clerk,,SAMPLE\r\n4,approver,approver,,SAMPLE\r\n"
            )
            #expect(
                try folder.done(["invoice", "list", "--format", "json"]) == """
                    {
                      "sample": true,
                      "invoices": []
                    }

                    """)
        }
    }
}
