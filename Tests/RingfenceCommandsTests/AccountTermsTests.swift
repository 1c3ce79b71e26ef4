import Testing

@Suite("Terms of trust accounts (protection.md#terms)")
struct AccountTermsTests {
    private static let all = [
        "account", "terms", "--from", "2012-10-01", "--trustee", "independent", "--direct-right",
        "--global-assignment", "released", "--assignment-released-on", "2012-09-20",
        "--bank-waiver", "2012-09-21", "--bank-informed", "--exclusive", "--no-overdraft",
        "--no-standing-orders",
    ]

    @Test("terms are recorded, shown and listed; a later version stands beside the earlier")
    func recorded() async throws {
        try await CommandFolder.use { folder in
            try folder.openBook()
            try folder.done(Self.all, as: "clerk")
            try folder.done(
                [
                    "account", "terms", "--account", CommandFolder.trustIBAN, "--from",
                    "2013-01-01", "--trustee", "agency", "--global-assignment", "open",
                ], as: "clerk")
            let shown = try folder.done(["account", "show", "--format", "csv"])
            let iban = CommandFolder.trustIBAN
            #expect(
                shown.split(separator: "\r\n").dropFirst() == [
                    "\(iban),2012-10-01,8,independent,true,2012-09-21,true,released,2012-09-20,true,true,true,SAMPLE",
                    "\(iban),2013-01-01,10,agency,false,,false,open,,false,false,false,SAMPLE",
                ])
            let listed = try folder.done(["account", "list", "--format", "csv"])
            #expect(listed.contains("2,\(iban),EUR,agency,2013-01-01,SAMPLE"))
            try folder.done(["check"])
        }
    }

    @Test("with a key, the same terms are recorded once, and others refused")
    func once() async throws {
        try await CommandFolder.use { folder in
            try folder.openBook()
            try folder.done(Self.all + ["--key", "terms-1"], as: "clerk")
            let head = try folder.head()
            try folder.done(Self.all + ["--key", "terms-1"], as: "clerk")
            let other = try folder.run(
                Self.all.filter { $0 != "--exclusive" } + ["--key", "terms-1"], as: "clerk")
            #expect(other.status == 1)
            #expect(try folder.head() == head)
        }
    }

    @Test("an account that is not of the book, and half a release, are refused")
    func refused() async throws {
        try await CommandFolder.use { folder in
            try folder.openBook()
            let head = try folder.head()
            let unknown = try folder.run(
                Self.all + ["--account", "DE02120300000000202051"], as: "clerk")
            #expect(unknown.status == 1)
            #expect(unknown.refusal.contains("is no trust account of this book"))
            let half = try folder.run(
                [
                    "account", "terms", "--from", "2012-10-01", "--trustee", "agency",
                    "--global-assignment", "released",
                ], as: "clerk")
            #expect(half.status == 64)
            #expect(try folder.head() == head)
        }
    }
}
