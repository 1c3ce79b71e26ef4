import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import LedgerSQLite
import MoneyCore
import Testing

/// docs/spec/changes.md#without-a-bank-line and #less.
@Suite("What one person alone cannot say")
struct ConsentTests {
    private static let noon = "2013-03-22T12:00:00Z"

    private static func paid(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
            id: "S1", day: "2013-03-01")
        return book
    }

    private static func fail(
        _ book: SampleBook, on day: String = "2013-03-22"
    ) async throws -> Answer {
        try await book.engine(at: noon).failBank(
            try IBAN(SampleBook.trustIBAN), on: SampleBook.day(day), reason: "typo",
            SampleBook.call("bank fail"))
    }

    @Test(
        "a bank fails on no day to come, and none before its account was in the book",
        arguments: ["2012-12-31", "2013-03-23"])
    func bankDay(day: String) async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            let refused = await SampleBook.refusal { try await Self.fail(book, on: day) }
            #expect(refused.code == "bank.day")
        }
    }

    @Test("a bank does not fail by one person's word; a refusal leaves all as it was")
    func bankFails() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            let engine = book.engine(at: Self.noon)
            let asked = try await Self.fail(book)
            #expect(try await book.total(.trustBank) == "19040.00")
            #expect(try await book.plan(at: Self.noon)["plan"] != nil)
            let twice = await SampleBook.refusal { try await Self.fail(book) }
            #expect(twice.code == "change.pending")
            _ = try await engine.refuseChange(
                SampleBook.change(asked),
                SampleBook.call("change refuse", by: SampleBook.approver))
            #expect(try await book.total(.balanceAtFailedBank) == "0.00")
            let done = try await engine.agreed(try await Self.fail(book))
            #expect(done["balance"] == "19040.00")
            #expect(try await book.total(.balanceAtFailedBank) == "19040.00")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("who has a key signs what he asks for")
    func signed() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            try await book.register(
                try SampleBook.key(7), for: SampleBook.clerk, consentOf: SampleBook.approver,
                at: "2013-03-21T08:00:00Z")
            let unsigned = await SampleBook.refusal { try await Self.fail(book) }
            #expect(unsigned.code == "signature.missing")
            _ = try await book.engine(at: Self.noon).failBank(
                try IBAN(SampleBook.trustIBAN), on: SampleBook.day("2013-03-22"), reason: "x",
                SampleBook.call(
                    "bank fail", by: SampleBook.clerk, as: .clerk, signed: SampleBook.key(7)))
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("a limit that is not the law's takes two people, and lists say that it was given")
    func limit() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            let iban = try IBAN(SampleBook.trustIBAN)
            let engine = book.engine(at: Self.noon)
            _ = try await engine.agreed(try await Self.fail(book))
            func cover(_ limit: String?) async throws -> Answer {
                try await engine.coverBank(
                    iban, others: [], limit: limit.map(SampleBook.euro),
                    SampleBook.call("bank failure cover"))
            }
            let alone = await SampleBook.refusal { try await cover("0.01") }
            #expect(alone.code == "bank.limit-consent")
            _ = try await engine.agreed(
                try await engine.requestCoverLimit(
                    SampleBook.euro("5000.00"), at: iban, SampleBook.call("bank failure limit")))
            // The law's limit can still be said; without one, that of both holds.
            #expect(try await cover(nil)["covered"] == "8808.00")
            let list = try await store.read {
                try $0.bankFailureList(iban, others: [], limit: nil)
            }
            #expect(list.citation == "as given")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("check finds a failure that nobody consented to")
    func forged() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/book"
            let book = try await Self.paid(try SQLiteStore(path: path, mode: .create))
            let engine = book.engine(at: Self.noon)
            _ = try await engine.agreed(try await Self.fail(book))
            let consent = try await book.store.read { reader in
                try reader.records(from: 1, limit: .max).last { $0.record.kind == .consent }?
                    .record.sequence ?? 0
            }
            // The consent (change, verdict, day, no signature) turns into a refusal.
            try await Forgery.rewrite(path, consent) { body in
                let number = body.prefix { $0 >= 0x80 } + [body.drop { $0 >= 0x80 }[0]]
                return Array(number) + [2, 0]
            }
            let report = try await SampleBook(try SQLiteStore(path: path, mode: .readOnly))
                .engine().check(
                    rebuildingIn: try SQLiteStore.scratch(path: "\(folder)/scratch"))
            #expect(
                report.findings.contains {
                    $0.text
                        == "record \(consent + 1) lets a bank fail, which nobody consented to"
                }, "\(report.findings)")
        }
    }

    // MARK: Terms

    private static func change(
        _ book: SampleBook, from day: String, freelancer rate: String? = nil,
        client: String? = nil, rule: EngagementChange.Rule = .same
    ) async throws -> Answer {
        var change = EngagementChange(code: "E-01", from: SampleBook.day(day))
        change.freelancerRate = rate.map(SampleBook.euro)
        change.clientRate = client.map(SampleBook.euro)
        change.rule = rule
        return try await book.engine(at: "2013-03-04T09:00:00Z").changeEngagement(
            change, SampleBook.call("engagement change"))
    }

    private static func rate(_ book: SampleBook, on day: String) async throws -> String? {
        try await book.store.read { reader in
            let day = SampleBook.day(day)
            let span = try reader.spans(engagement: "E-01").first {
                $0.validFrom <= day && ($0.validTo.map { day <= $0 } ?? true)
            }
            return try span.map { try reader.terms($0).freelancerRate.plain }
        }
    }

    @Test("a lower rate of a freelancer takes two people, a higher one does not")
    func lowerRate() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            let engine = book.engine(at: "2013-03-04T10:00:00Z")
            #expect(
                try await Self.change(book, from: "2013-04-01", freelancer: "85.00")["change"]
                    == nil)
            #expect(try await Self.rate(book, on: "2013-04-01") == "85.00")
            let asked = try await Self.change(book, from: "2013-05-01", freelancer: "84.99")
            #expect(try await Self.rate(book, on: "2013-05-01") == "85.00")
            let same = await SampleBook.refusal {
                try await engine.consent(
                    to: SampleBook.change(asked), SampleBook.call("change consent"))
            }
            #expect(!same.code.isEmpty)
            _ = try await engine.agreed(asked)
            #expect(try await Self.rate(book, on: "2013-05-01") == "84.99")
            #expect(try await Self.rate(book, on: "2013-04-30") == "85.00")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("consent to terms that were changed since is refused")
    func changedSince() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            let asked = try await Self.change(book, from: "2013-04-01", freelancer: "70.00")
            _ = try await Self.change(book, from: "2013-03-15", freelancer: "90.00")
            let refused = await SampleBook.refusal {
                try await book.engine(at: "2013-03-04T09:00:00Z").agreed(asked)
            }
            #expect(refused.code == "engagement.changed")
            #expect(try await Self.rate(book, on: "2013-04-01") == "90.00")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test(
        "a rule by which the freelancer gets less takes two people, one by which he gets more not")
    func rule() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            for (code, share) in [("R-LESS", Share(7, over: 10)), ("R-MORE", Share(9, over: 10))] {
                let share = try #require(share)
                let rule = try SplitRule(
                    code: code, currency: .eur,
                    parts: [
                        RulePart(.freelancer, .share(share), basis: .net),
                        RulePart(.agency, .remainder, basis: .net),
                    ])
                _ = try await book.engine(at: "2013-03-04T07:00:00Z").addRule(
                    rule, SampleBook.call("rule add"))
            }
            let more = try await Self.change(book, from: "2013-04-01", rule: .code("R-MORE"))
            #expect(more["change"] == nil)
            // So does a lower price to the client, where the freelancer gets a share of it.
            let price = try await Self.change(book, from: "2013-04-15", client: "80.00")
            #expect(price["change"] != nil)
            _ = try await book.engine(at: "2013-03-04T09:00:00Z").refuseChange(
                SampleBook.change(price),
                SampleBook.call("change refuse", by: SampleBook.approver))
            let less = try await Self.change(book, from: "2013-05-01", rule: .code("R-LESS"))
            #expect(less["change"] != nil)
            #expect(try await book.findings(.memory) == [])
        }
    }
}
