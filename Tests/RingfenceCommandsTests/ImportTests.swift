import Testing

@Suite("Lists from files")
struct ImportTests {
    @Test("the same file of hours posts once and says so, under whatever name")
    func twice() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithWork()
            let text = "engagement;day;hours\nE-01;2013-01-02;7,5\nE-01;2013-01-03;8:15\n"
            let first = try folder.done(
                [
                    "hours", "import", try folder.write("a.csv", text), "--at",
                    "2013-01-31T08:00:00Z",
                ], as: "clerk")
            let after = try folder.head()
            let second = try folder.done(
                [
                    "hours", "import", try folder.write("b.csv", text), "--at",
                    "2013-01-31T08:00:00Z",
                ], as: "clerk")
            #expect(first == "Recorded 15.75 hours on 2 days.\n")
            #expect(second == first + "This was done before: nothing was written now.\n")
            #expect(try folder.head() == after)
        }
    }

    @Test("a list with one wrong line is refused whole, whoever finds it")
    func wrongLine() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithWork()
            let before = try folder.head()
            let form = try folder.run(
                ["hours", "import", "-", "--at", "2013-01-31T08:00:00Z"], as: "clerk",
                input: "engagement,day,hours\nE-01,2013-01-02,8\nE-01,2013-01-03,x\n")
            #expect(
                form.refusal == """
                    error: standard input:3:3: hours is "x".
                    hint: Write hours such as 7.5 or 7:30, more than none.
                    """)
            let file = try folder.write(
                "hours.csv", "engagement,day,hours\nE-01,2013-01-02,20\nE-01,2013-01-02,5\n")
            let meaning = try folder.run(
                ["hours", "import", file, "--at", "2013-01-31T08:00:00Z"], as: "clerk")
            #expect(
                meaning.refusal == """
                    error: \(file), line 3: engagement E-01 would have more than 24 hours on 2013-01-02
                    hint: 20.00 hours are recorded already; correct the rest
                    """)
            #expect(form.status == 1 && meaning.status == 1)
            #expect(try folder.head() == before)
        }
    }

    @Test("a party of a file without an account is named with its line")
    func partyWithoutAccount() async throws {
        try await CommandFolder.use { folder in
            try folder.openBook()
            let file = try folder.write(
                "parties.csv",
                "code,role,name,iban\nC-01,client,client C-01,\nP-01,producer,producer P-01,\n")
            let run = try folder.run(["party", "import", file], as: "clerk")
            #expect(
                run.refusal == """
                    error: \(file), line 3: P-01 has no IBAN to be paid to
                    hint: give the account of the producer in the column iban
                    """)
            let setting = try folder.run(
                ["setting", "set", "top-up-limit", "100.00"], as: "approver")
            #expect(setting.status == 64)
            #expect(setting.refusal.contains("takes a whole number of cents"))
        }
    }

    @Test("engagements come from a file, in the book's currency")
    func engagements() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithWork()
            try folder.done(
                ["engagement", "import", "-"], as: "clerk",
                input: """
                    code;client;freelancer;valid-from;client-rate;freelancer-rate;client-vat;freelancer-vat;title;subject
                    E-02;C-01;F-01;2013-01-01;1100,50;80;19;small-business;freelancer;Design
                    """)
            #expect(
                try folder.done(["engagement", "show", "E-02", "--format", "csv"]) == """
                    code,client,freelancer,validFrom,validTo,clientRate,freelancerRate,clientVat,freelancerVat,title,assignedOn,policy,release,rule,ruleVersion,termDays,routingAgreedOn,subject,sample\r
                    E-02,C-01,F-01,2013-01-01,,1100.50,80.00,19,small-business,freelancer,,pro-rata,on-receipt,,,30,,Design,SAMPLE\r

                    """)
        }
    }
}
