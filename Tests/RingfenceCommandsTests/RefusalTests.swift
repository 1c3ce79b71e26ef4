import Testing

@Suite("What the program refuses")
struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let arguments: @Sendable (CommandFolder) -> [String]
        let actor: String?
        let errors: [String]

        init(
            _ name: String, as actor: String? = "clerk", _ errors: [String],
            _ arguments: @escaping @Sendable (CommandFolder) -> [String]
        ) {
            testDescription = name
            self.actor = actor
            self.errors = errors
            self.arguments = arguments
        }
    }

    @Test(
        "refused whole: exit 1, what happened, what to do, and nothing is changed",
        arguments: [
            Case(
                "wrong IBAN",
                [
                    "error: --iban DE02500105170137075031 is no IBAN: the check digits are wrong; compare it with the original",
                    "hint: give the IBAN as the bank prints it",
                ]
            ) { _ in
                [
                    "party", "add", "F-02", "--role", "freelancer", "--name", "freelancer F-02",
                    "--iban", "DE02500105170137075031",
                ]
            },
            Case(
                "the trust account's IBAN",
                [
                    "error: the IBAN of F-02 is the trust account's",
                    "hint: give the party's own account",
                ]
            ) { _ in
                [
                    "party", "add", "F-02", "--role", "freelancer", "--name", "freelancer F-02",
                    "--iban", CommandFolder.trustIBAN,
                ]
            },
            Case(
                "a freelancer without an account",
                [
                    "error: F-02 has no IBAN to be paid to",
                    "hint: give the account of the freelancer with --iban",
                ]
            ) { _ in
                ["party", "add", "F-02", "--role", "freelancer", "--name", "freelancer F-02"]
            },
            Case(
                "half an address",
                [
                    "error: the address is not whole",
                    "hint: give --street, --postcode, --city and --country, or none of them",
                ]
            ) { _ in
                [
                    "party", "add", "C-02", "--role", "client", "--name", "client C-02", "--city",
                    "Ulm",
                ]
            },
            Case(
                "a party that is there",
                [
                    "error: there is a party C-01 already",
                    "hint: change it with `ringfence party change`, or choose another code",
                ]
            ) { _ in ["party", "add", "C-01", "--role", "client", "--name", "client C-01"] },
            Case(
                "overlapping terms",
                [
                    "error: engagement E-01 has terms from 2012-10-01 on, which overlap",
                    "hint: let the new terms begin after the old ones end",
                ]
            ) { $0.engagement("E-01", from: "2013-01-01") },
            Case(
                "a negative rate",
                [
                    "error: --client-rate -100.00 is not more than zero",
                    "hint: give a positive amount",
                ]
            ) { $0.engagement("E-02", from: "2013-01-01", ["--client-rate": "-100.00"]) },
            Case(
                "a negative amount of an option",
                [
                    "error: --amount -5 is not more than zero",
                    "hint: give a positive amount",
                ]
            ) { _ in ["invoice", "write-off", "2013-0001", "--amount", "-5", "--reason", "x"] },
            Case(
                "a rate of zero",
                [
                    "error: --freelancer-rate 0 is not more than zero",
                    "hint: give a positive amount",
                ]
            ) { $0.engagement("E-02", from: "2013-01-01", ["--freelancer-rate": "0"]) },
            Case(
                "a rate that is no exact amount",
                [
                    "error: --client-rate 100.005 is no exact amount in EUR",
                    "hint: write an amount such as 100.00, with a point and without a currency",
                ]
            ) { $0.engagement("E-02", from: "2013-01-01", ["--client-rate": "100.005"]) },
            Case(
                "a term of 400 days",
                [
                    "error: engagement E-02: a payment term of 400 days is not between 0 and 365",
                    "hint: correct the terms and try again",
                ]
            ) { $0.engagement("E-02", from: "2013-01-01", ["--term-days": "400"]) },
            Case(
                "terms that end before they begin",
                [
                    "error: engagement E-02: it ends before it begins",
                    "hint: correct the terms and try again",
                ]
            ) { $0.engagement("E-02", from: "2013-01-01", ["--to": "2012-12-31"]) },
            Case(
                "negative hours",
                [
                    "error: --hours -1 are no hours of more than none",
                    "hint: write hours such as 7.5 or 7:30",
                ]
            ) { _ in
                [
                    "hours", "add", "E-01", "--day", "2013-01-02", "--at", "2013-01-02T08:00:00Z",
                    "--hours", "-1",
                ]
            },
            Case(
                "hours before the terms",
                [
                    "error: engagement E-01 has no terms on 2012-09-30",
                    "hint: add terms that hold on that day, or correct the day",
                ]
            ) { _ in ["hours", "add", "E-01", "--day", "2012-09-30", "--hours", "8"] },
            Case(
                "an invoice of nothing",
                [
                    "error: there are no hours of C-01 to bill",
                    "hint: record hours with `ringfence hours add`, or choose another day",
                ]
            ) { _ in
                [
                    "invoice", "issue", "--client", "C-01", "--day", "2013-01-31", "--at",
                    "2013-01-31T09:00:00Z",
                ]
            },
            Case(
                "somebody who is not registered", as: "stranger",
                [
                    "error: stranger is not registered in this book",
                    "hint: name a registered person with --as, see `ringfence actor list`",
                ]
            ) { _ in
                [
                    "hours", "add", "E-01", "--day", "2013-01-02", "--at", "2013-01-02T08:00:00Z",
                    "--hours", "8",
                ]
            },
            Case(
                "a role that is missing", as: "approver",
                [
                    "error: approver may not do this: it needs the role clerk",
                    "hint: let somebody with that role do it, or have it granted by somebody else",
                ]
            ) { _ in
                [
                    "hours", "add", "E-01", "--day", "2013-01-02", "--at", "2013-01-02T08:00:00Z",
                    "--hours", "8",
                ]
            },
            Case(
                "a role for oneself", as: "approver",
                [
                    "error: nobody changes his own roles",
                    "hint: let another approver do it",
                ]
            ) { _ in ["actor", "grant", "approver", "--role", "clerk", "--role", "approver"] },
            Case(
                "a list that is not there",
                [
                    "error: /nowhere.csv cannot be opened",
                    "hint: check the path and the permission to read it",
                ]
            ) { _ in ["party", "import", "/nowhere.csv"] },
        ])
    func refused(_ example: Case) async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithWork()
            let before = try folder.head()
            let run = try folder.run(example.arguments(folder), as: example.actor)
            #expect(run.refusal == example.errors.joined(separator: "\n"))
            #expect(run.output == "")
            #expect(run.status == 1)
            #expect(try folder.head() == before)
        }
    }

    @Test("a split that the invoice cannot meet is refused when the invoice is issued")
    func splitTooLarge() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithWork()
            let terms = ["--client-rate": "80.00", "--client-vat": "reverse-charge"]
            try folder.done(folder.engagement("E-02", from: "2013-01-01", terms), as: "clerk")
            try folder.done(
                [
                    "hours", "add", "E-02", "--day", "2013-01-02", "--at", "2013-01-02T08:00:00Z",
                    "--hours", "8",
                ], as: "clerk")
            let before = try folder.head()
            let run = try folder.run(
                [
                    "invoice", "issue", "--client", "C-01", "--day", "2013-01-31", "--at",
                    "2013-01-31T09:00:00Z",
                ], as: "clerk")
            #expect(
                run.refusal == """
                    error: the parts of engagement E-02 are 121.60 EUR more than the client pays, VAT included
                    hint: correct rates, rule or VAT, or let the agency fund the difference first
                    """)
            #expect(run.status == 1)
            #expect(try folder.head() == before)
        }
    }

    @Test("with --format json the refusal is an object as well")
    func json() async throws {
        try await CommandFolder.use { folder in
            try folder.openBook()
            let run = try folder.run(["invoice", "show", "2013-0001", "--format", "json"])
            #expect(
                run.errors == """
                    error: there is no invoice 2013-0001
                    hint: see `ringfence invoice list`
                    {"code":"invoice.unknown","message":"there is no invoice 2013-0001","hint":"see `ringfence invoice list`","exit":1}

                    """)
            #expect(run.status == 1)
        }
    }
}
