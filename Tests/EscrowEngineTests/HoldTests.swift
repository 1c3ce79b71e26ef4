import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/hold.md: expiry is an entry, and nothing is released that waits for a person.
@Suite("Releases (J9, J10)")
struct HoldTests {
    /// The base invoice, with a release; nothing has come yet.
    private static func book(
        _ store: any LedgerStore, _ release: Release
    ) async throws -> SampleBook {
        let book = SampleBook(store)
        try await book.open()
        try await book.add(.client, "C-01", number: 11)
        try await book.add(.freelancer, "F-01", number: 21)
        try await book.engage("E-01", client: "C-01", freelancer: "F-01", release: release)
        try await book.work("E-01", from: "2013-01-01", hours: 160)
        _ = try await book.invoice("C-01", on: "2013-01-31")
        return book
    }

    private static func receive(
        _ amount: String, _ book: SampleBook, on day: String, opening: String = "0.00"
    ) async throws {
        _ = try await book.bank(
            [SampleBook.line(amount, on: day, reference: SampleBook.reference)],
            id: "S-\(day)", day: day, opening: opening)
    }

    private static func run(
        _ book: SampleBook, on today: String, by day: String? = nil
    ) async throws -> Answer {
        try await book.engine(at: "\(today)T20:00:00Z").runReleases(
            by: day.map(SampleBook.day), SampleBook.call("release run"))
    }

    @Test("a limit leaves the rest to the next run, and says so")
    func limited() async throws {
        let book = try await Self.book(InMemoryStore(), .afterDays(14))
        try await Self.receive("19040.00", book, on: "2013-03-01")
        func run(_ limit: Int) async throws -> Answer {
            try await book.engine(at: "2013-03-15T20:00:00Z").runReleases(
                by: nil, limit: limit, SampleBook.call("release run"))
        }
        let first = try await run(1)
        #expect(first["entries"] == "1")
        #expect(first["more"] == "true")
        let second = try await run(1)
        #expect(second["entries"] == "1")
        #expect(second["more"] == "false")
        #expect(try await run(1)["entries"] == "0")
        #expect(try await book.balance("F-01", .freelancerAvailable) == "15232.00")
        #expect(try await book.balance("A-01", .agencyAvailable) == "3808.00")
        #expect(try await book.findings(.memory) == [])
    }

    @Test("after n days, each instalment by its own day", arguments: TestStore.allCases)
    func days(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.book(store, .afterDays(14))
            try await Self.receive("10000.00", book, on: "2013-03-01")
            try await Self.receive("9040.00", book, on: "2013-03-05", opening: "10000.00")
            #expect(try await Self.run(book, on: "2013-03-14")["entries"] == "0")
            let first = try await Self.run(book, on: "2013-03-15")
            #expect(first["amount"] == "10000.00")
            #expect(first["entries"] == "2")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "8000.00")
            #expect(try await book.balance("F-01", .freelancerHeld) == "7232.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "2000.00")
            let early = try await Self.run(book, on: "2013-03-20", by: "2013-03-18")
            #expect(early["entries"] == "0")
            #expect(try await Self.run(book, on: "2013-03-20")["amount"] == "9040.00")
            let future = await SampleBook.refusal {
                try await Self.run(book, on: "2013-03-20", by: "2013-03-21")
            }
            #expect(future.code == "release.day")
            #expect(try await book.findings(kind) == [])
        }
    }

    @Test("on approval of the hours: only when every billed day is approved")
    func hours() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store, .onHoursApproval)
            try await Self.receive("19040.00", book, on: "2013-03-01")
            func approve(_ from: String, _ to: String) async throws {
                _ = try await book.engine(at: "2013-03-02T20:00:00Z").approveHours(
                    engagement: "E-01", from: SampleBook.day(from), to: SampleBook.day(to),
                    approvedOn: nil, SampleBook.call("hours approve"))
            }
            try await approve("2013-01-01", "2013-01-10")
            #expect(try await Self.run(book, on: "2013-03-02")["entries"] == "0")
            try await approve("2013-01-11", "2013-01-20")
            #expect(try await Self.run(book, on: "2013-03-02", by: "2013-03-01")["entries"] == "0")
            #expect(try await Self.run(book, on: "2013-03-02")["amount"] == "19040.00")
            let none = await SampleBook.refusal {
                try await book.engine(at: "2013-03-02T20:00:00Z").approveHours(
                    engagement: "E-01", from: SampleBook.day("2013-02-01"),
                    to: SampleBook.day("2013-02-28"), approvedOn: nil,
                    SampleBook.call("hours approve"))
            }
            #expect(none.code == "hours.none")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("by milestone, reached once")
    func milestone() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store, .onMilestone("M-1"))
            try await Self.receive("19040.00", book, on: "2013-03-01")
            func reach(_ code: String) async throws -> Answer {
                try await book.engine(at: "2013-03-02T20:00:00Z").reachMilestone(
                    engagement: "E-01", milestone: code, on: nil,
                    SampleBook.call("milestone reach"))
            }
            _ = try await reach("M-2")
            #expect(try await Self.run(book, on: "2013-03-02")["entries"] == "0")
            _ = try await reach("M-1")
            #expect(try await Self.run(book, on: "2013-03-02")["amount"] == "19040.00")
            #expect(await SampleBook.refusal { try await reach("M-1") }.code == "milestone.reached")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("held and returned payouts wait for a person; a dispute freezes what is held")
    func person() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store, .held)
            try await Self.receive("19040.00", book, on: "2013-03-01")
            #expect(try await Self.run(book, on: "2013-03-02")["entries"] == "0")
            let opened = try await book.engine(at: "2013-03-02T21:00:00Z").openDispute(
                DisputeRequest(
                    invoice: "2013-0001", line: 1, party: "F-01",
                    amount: SampleBook.euro("1190.00"), reason: "ten hours"),
                SampleBook.call("dispute open"))
            _ = try await book.engine(at: "2013-03-03T08:00:00Z").release(
                party: "F-01", invoice: "2013-0001", SampleBook.call("payout release"))
            #expect(try await book.balance("F-01", .freelancerAvailable) == "14042.00")
            _ = try await book.engine(at: "2013-03-03T08:00:00Z").decideDispute(
                DisputeID(sequence: Int64(opened["dispute"] ?? "") ?? 0), for: .party, amount: nil,
                SampleBook.call("dispute decide"))
            #expect(try await book.balance("F-01", .freelancerAvailable) == "15232.00")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("a dispute decided for the party before its days have passed is held again")
    func decidedEarly() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store, .afterDays(14))
            try await Self.receive("19040.00", book, on: "2013-03-01")
            let opened = try await book.engine(at: "2013-03-02T08:00:00Z").openDispute(
                DisputeRequest(
                    invoice: "2013-0001", line: nil, party: "F-01",
                    amount: SampleBook.euro("1190.00"), reason: ""),
                SampleBook.call("dispute open"))
            _ = try await book.engine(at: "2013-03-03T08:00:00Z").decideDispute(
                DisputeID(sequence: Int64(opened["dispute"] ?? "") ?? 0), for: .party, amount: nil,
                SampleBook.call("dispute decide"))
            #expect(try await book.balance("F-01", .freelancerHeld) == "15232.00")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("the agency's share that a shortfall held becomes available when it is cured")
    func shortfall() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store, .onReceipt)
            _ = try await book.bank(
                [
                    SampleBook.line("-12.50", on: "2013-03-01", kind: .bankCharge),
                    SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference),
                ], id: "S1", day: "2013-03-01", opening: "20.00")
            #expect(try await book.balance("A-01", .agencyHeld) == "3808.00")
            #expect(try await Self.run(book, on: "2013-03-01")["entries"] == "0")
            let account = SampleBook.account(1)?.electronic
            _ = try await book.bank(
                [SampleBook.line("12.50", on: "2013-03-04", account: account)], id: "S2",
                day: "2013-03-04", opening: "19047.50")
            #expect(try await Self.run(book, on: "2013-03-04")["amount"] == "3808.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "3808.00")
            #expect(try await book.findings(.memory) == [])
        }
    }
}
