import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/engagement.md#less, where terms follow others that had ended.
@Suite("Terms behind terms that ended")
struct FollowingTermsTests {
    private static let time = "2013-03-04T09:00:00Z"

    /// 80.00 an hour, pro rata and on receipt, to the end of March.
    private static func use(_ body: (SampleBook) async throws -> Void) async throws {
        try await TestStore.memory.withStore { store in
            let book = SampleBook(store)
            try await book.open()
            try await book.add(.client, "C-01", number: 11)
            try await book.add(.freelancer, "F-01", number: 21)
            _ = try await book.engine(at: "2013-01-01T09:00:00Z").addEngagements(
                [request("E-01", from: "2013-01-01", to: "2013-03-31")],
                SampleBook.call("engagement add"))
            try await body(book)
            #expect(try await book.findings(.memory) == [])
        }
    }

    private static func request(
        _ code: String, from: String, to: String? = nil, rate: String = "80.00",
        policy: SplitPolicy = .proRata, release: Release = .onReceipt
    ) -> EngagementRequest {
        let domestic = VATStatus("19") ?? .smallBusiness
        return EngagementRequest(
            code: code, client: "C-01", freelancer: "F-01", validFrom: SampleBook.day(from),
            validTo: to.map(SampleBook.day), clientRate: SampleBook.euro("100.00"),
            freelancerRate: SampleBook.euro(rate), clientVAT: domestic, freelancerVAT: domestic,
            title: .freelancer, policy: policy, release: release, termDays: 30,
            routingAgreedOn: nil, subject: "Work")
    }

    private static func add(
        _ book: SampleBook, _ requests: EngagementRequest...
    ) async throws -> Answer {
        try await book.engine(at: time).addEngagements(
            requests, SampleBook.call("engagement add"))
    }

    private static func spans(_ book: SampleBook) async throws -> [String] {
        try await book.store.read { reader in
            try reader.spans(engagement: "E-01").map {
                "\($0.validFrom) \(try reader.terms($0).freelancerRate.plain)"
            }
        }
    }

    @Test("what gives less is asked for, and added by consent")
    func less() async throws {
        try await Self.use { book in
            let asked = try await Self.add(
                book, Self.request("E-01", from: "2013-04-01", rate: "75.00"))
            #expect(asked["change"] != nil)
            #expect(try await Self.spans(book) == ["2013-01-01 80.00"])
            _ = try await book.engine(at: Self.time).agreed(asked)
            #expect(try await Self.spans(book) == ["2013-01-01 80.00", "2013-04-01 75.00"])
        }
    }

    @Test("so is what comes later, also behind a gap", arguments: [true, false])
    func later(byPolicy: Bool) async throws {
        try await Self.use { book in
            let asked = try await Self.add(
                book,
                Self.request(
                    "E-01", from: "2013-06-01", rate: "90.00",
                    policy: byPolicy ? .agencyFirst : .proRata,
                    release: byPolicy ? .onReceipt : .afterDays(30)))
            #expect(asked["change"] != nil)
        }
    }

    @Test("what gives as much or more is added at once")
    func more() async throws {
        try await Self.use { book in
            let added = try await Self.add(
                book, Self.request("E-01", from: "2013-04-01", policy: .freelancerFirst))
            #expect(added["added"] == "1")
            #expect(try await Self.spans(book).count == 2)
        }
    }

    @Test("of several, those that give less are asked for")
    func several() async throws {
        try await Self.use { book in
            let answer = try await Self.add(
                book, Self.request("E-02", from: "2013-01-01"),
                Self.request("E-01", from: "2013-04-01", rate: "79.00"))
            #expect(answer["added"] == "1")
            #expect(answer["change"] != nil)
            #expect(try await Self.spans(book).count == 1)
        }
    }

    @Test("consent is refused when other terms were added since")
    func changedSince() async throws {
        try await Self.use { book in
            let asked = try await Self.add(
                book, Self.request("E-01", from: "2013-04-01", rate: "75.00"))
            _ = try await Self.add(book, Self.request("E-01", from: "2013-04-01"))
            let refused = await SampleBook.refusal {
                try await book.engine(at: Self.time).agreed(asked)
            }
            #expect(refused.code == "engagement.changed")
        }
    }

    @Test("check finds terms that give less and that nobody consented to")
    func forged() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            let old = try await store.read { reader in
                try reader.terms(try #require(try reader.spans(engagement: "E-01").first))
            }
            let id = try await store.read { try $0.spans(engagement: "E-01").first?.id }
            let later = try EngagementTerms(
                engagement: id, code: old.code, client: old.client, freelancer: old.freelancer,
                validFrom: old.validFrom, validTo: nil, clientRate: old.clientRate,
                freelancerRate: old.freelancerRate, clientVAT: old.clientVAT,
                freelancerVAT: old.freelancerVAT, title: old.title, policy: old.policy,
                release: .held, termDays: old.termDays, routingAgreedOn: old.routingAgreedOn,
                subject: old.subject)
            _ = try await book.engine(at: "2013-03-04T09:00:00Z").perform(
                SampleBook.call("engagement add")
            ) { draft in
                try draft.append(.engagement(later))
                return Answer("entered")
            }
            let found = try await book.findings(.memory)
            #expect(
                found.contains {
                    $0.hasSuffix("gives a freelancer less, which nobody consented to")
                }, "\(found)")
        }
    }
}
