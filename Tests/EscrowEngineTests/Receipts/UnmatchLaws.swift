import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/matching.md#undone: a clerk's undo, undone, leaves the book as it was.
@Suite("Law of receipts taken off and placed again")
struct UnmatchLaws {
    private struct Course {
        let book: SampleBook
        var random: SeededRandom
        var day = SampleBook.day("2013-03-01")
        var balance: Int64 = 0
        var receipts: [BankLineID] = []
        var count = 0
    }

    @Test(
        "match, unmatch, match is match, whatever was paid out between", arguments: UInt64(1)...80)
    func again(seed: UInt64) async throws {
        try await TestStore.memory.withStore { store in
            var course = Course(
                book: try await Self.book(store, isFirst: seed % 2 == 0),
                random: SeededRandom(seed: seed))
            for _ in 0..<Int.random(in: 1...3, using: &course.random) {
                try await Self.receive(&course)
                if Bool.random(using: &course.random) { try await Self.payOut(&course) }
            }
            for _ in 0..<4 {
                let receipt = try #require(course.receipts.randomElement(using: &course.random))
                let whole = try await Self.allocated(course.book, receipt)
                let part =
                    Bool.random(using: &course.random)
                    ? whole : Int64.random(in: 1...whole, using: &course.random)
                let before = try await Self.state(store)
                course.day = course.day.adding(days: 1)
                _ = try await course.book.engine(at: "\(course.day)T08:00:00Z").unmatch(
                    receipt: receipt, invoice: "2013-0001", amount: Money(minor: part, .eur),
                    SampleBook.call("receipt unmatch"))
                _ = try await course.book.engine(at: "\(course.day)T09:00:00Z").match(
                    receipt: receipt, to: "2013-0001", amount: nil,
                    SampleBook.call("receipt match"))
                let after = try await Self.state(store)
                #expect(
                    Set(after).symmetricDifference(before).sorted() == [],
                    "\(receipt), \(part) of \(whole)")
                if Bool.random(using: &course.random) { try await Self.payOut(&course) }
            }
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await course.book.findings(.memory) == [])
        }
    }

    /// C-01 owes two freelancers on one invoice, 3,808.00 and 1,904.00 of it theirs.
    private static func book(_ store: any LedgerStore, isFirst: Bool) async throws -> SampleBook {
        let book = SampleBook(store)
        try await book.open()
        try await book.add(.client, "C-01", number: 11)
        for (index, code) in ["F-01", "F-02"].enumerated() {
            try await book.add(.freelancer, code, number: 21 + index)
            try await book.engage(
                "E-0\(index + 1)", client: "C-01", freelancer: code,
                policy: isFirst ? .freelancerFirst : .proRata)
            try await book.work("E-0\(index + 1)", from: "2013-01-07", hours: 40 - 20 * index)
        }
        _ = try await book.invoice("C-01", on: "2013-02-28")
        return book
    }

    /// Every balance, what is open, and what each receipt brought.
    private static func state(_ store: any LedgerStore) async throws -> [String] {
        try await store.read { reader in
            let balances = try reader.rows(SubledgerRow.self, .all)
                .filter { $0.balance != 0 }.map { "\($0.subledger) \($0.balance)" }
            let parts = try reader.rows(PartRow.self, .all).map { "\($0)" }
            let allocations = try reader.rows(AllocationRow.self, .all).map { "\($0)" }
            let holds = try reader.rows(HoldRow.self, .all).map { "\($0.subledger) \($0.amount)" }
            let open = try reader.knownInvoice(number: "2013-0001").open
            return balances.sorted() + parts.sorted() + allocations.sorted() + holds.sorted()
                + ["\(open)"]
        }
    }

    private static func allocated(
        _ book: SampleBook, _ receipt: BankLineID
    ) async throws -> Int64 {
        try await book.store.read { reader in
            try reader.rows(
                AllocationRow.self, Selection(equals: [.integer(receipt.sequence)])
            ).reduce(0) { $0 + $1.amount }
        }
    }

    private static func receive(_ course: inout Course) async throws {
        let minor = Int64.random(in: 1...5_000_00, using: &course.random)
        try await bank(
            &course,
            [
                SampleBook.line(
                    Money(minor: minor, .eur).plain, on: "\(course.day)",
                    reference: SampleBook.reference,
                    account: SampleBook.account(11)?.electronic)
            ])
        course.receipts.append(try await course.book.line(of: Money(minor: minor, .eur).plain))
    }

    /// Pays some of the payees, or what is refundable, and lets the bank book it.
    private static func payOut(_ course: inout Course) async throws {
        let payees = ["F-01", "F-02", "A-01"].filter { _ in Bool.random(using: &course.random) }
        let isRefund = Int.random(in: 0..<3, using: &course.random) == 0
        do {
            let plan = try await course.book.payOut(
                isRefund ? .refunds : .entitlements, at: "\(course.day)T20:00:00Z",
                payees: isRefund ? [] : payees)
            let lines = try await course.book.orders(of: plan).map {
                SampleBook.line(
                    $0.amount, on: "\(course.day.adding(days: 1))", endToEnd: $0.endToEnd)
            }
            try await bank(&course, lines)
        } catch EngineError.refused {
            return
        }
    }

    private static func bank(_ course: inout Course, _ lines: [BankLine]) async throws {
        course.count += 1
        course.day = lines.first?.bookingDay ?? course.day
        let opening = Money(minor: course.balance, .eur).plain
        course.balance += lines.reduce(0) { $0 + $1.amount.minor }
        _ = try await course.book.bank(
            lines, id: "S\(course.count)", day: "\(course.day)", opening: opening,
            at: "\(course.day)T18:00:00Z")
        course.day = course.day.adding(days: 1)
    }
}
