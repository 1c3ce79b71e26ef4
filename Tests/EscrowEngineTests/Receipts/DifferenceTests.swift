import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import LedgerSQLite
import MoneyCore
import Testing

/// docs/spec/matching.md#difference: what is written off with a receipt goes with it.
@Suite("A difference stands and falls with its receipt (matching.md)")
struct DifferenceTests {
    /// 19,030.00 paid 2013-0001 over 19,040.00 under a limit of 10.00.
    private static func book(
        _ store: any LedgerStore, _ kind: BankLine.Kind = .transfer
    ) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        try await book.work("E-01", from: "2013-02-01", hours: 80)
        _ = try await book.invoice("C-01", on: "2013-02-28")
        _ = try await book.engine(at: "2013-02-28T19:00:00Z").set(
            .matchDifferenceLimit, to: 10_00,
            SampleBook.call("setting set", by: SampleBook.approver))
        _ = try await book.bank(
            [
                SampleBook.line(
                    "19030.00", on: "2013-03-01", reference: SampleBook.reference,
                    endToEnd: "PAY-1", account: SampleBook.account(11)?.electronic, kind: kind)
            ], id: "S1", day: "2013-03-01")
        return book
    }

    private static func unmatch(
        _ book: SampleBook, _ amount: String? = nil, at time: String = "2013-03-04T08:00:00Z"
    ) async throws -> Answer {
        try await book.engine(at: time).unmatch(
            receipt: try await book.line(of: "19030.00"), invoice: "2013-0001",
            amount: amount.map { SampleBook.euro($0) }, SampleBook.call("receipt unmatch"))
    }

    private static func isWhole(_ book: SampleBook) async throws {
        #expect(try await book.open("2013-0001") == "19040.00")
        #expect(try await book.part("2013-0001", "F-01")?.writtenOff == 0)
        #expect(try await book.part("2013-0001", "A-01")?.writtenOff == 0)
        #expect(try await BookInvariants.findings(book.store) == [])
        #expect(try await book.findings(.sqlite) == [])
    }

    @Test(
        "unmatched, the invoice is open with all of it; matched by a person it stays open by the rest"
    )
    func unmatched() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            #expect(try await book.open("2013-0001") == "0.00")
            let undone = try await Self.unmatch(book)
            #expect(undone["expected-again"] == "10.00")
            #expect(undone.summary.contains("10.00 EUR that was written off with it"))
            try await Self.isWhole(book)
            _ = try await book.engine(at: "2013-03-05T08:00:00Z").match(
                receipt: try await book.line(of: "19030.00"), to: "2013-0001", amount: nil,
                SampleBook.call("receipt match"))
            #expect(try await book.open("2013-0001") == "10.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "15224.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("of a part that is taken off all of it is expected again, once")
    func part() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            #expect(try await Self.unmatch(book, "30.00")["expected-again"] == "10.00")
            #expect(try await book.open("2013-0001") == "40.00")
            // What a person writes off stays written off.
            _ = try await book.engine(at: "2013-03-05T08:00:00Z").writeOff(
                "2013-0001", amount: SampleBook.euro("5.00"), reason: "goodwill",
                SampleBook.call("invoice write-off"))
            let rest = try await Self.unmatch(book, at: "2013-03-06T08:00:00Z")
            #expect(rest["expected-again"] == "0.00")
            #expect(try await book.open("2013-0001") == "19035.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("when the bank takes the receipt back, or it is moved or clawed back")
    func others() async throws {
        for way in ["bank", "move", "clawback"] {
            try await TestStore.sqlite.withStore { store in
                let book = try await Self.book(store)
                let receipt = try await book.line(of: "19030.00")
                let engine = book.engine(at: "2013-03-04T20:00:00Z")
                switch way {
                case "bank":
                    _ = try await book.bank(
                        [TakebackTests.takenBack("-19030.00", on: "2013-03-04")], id: "S2",
                        day: "2013-03-04", opening: "19030.00")
                case "move":
                    let moved = try await engine.move(
                        receipt: receipt, from: "2013-0001", to: "2013-0002", amount: nil,
                        SampleBook.call("receipt move"))
                    #expect(moved["expected-again"] == "10.00")
                default:
                    _ = try await engine.clawBack(
                        receipt: receipt, invoice: "2013-0001", amount: nil,
                        SampleBook.call("receipt clawback"))
                }
                try await Self.isWhole(book)
            }
        }
    }

    @Test("what came all the same is not expected twice")
    func came() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            _ = try await book.bank(
                [SampleBook.line("4.00", on: "2013-03-02", reference: SampleBook.reference)],
                id: "S2", day: "2013-03-02", opening: "19030.00")
            #expect(try await Self.unmatch(book)["expected-again"] == "6.00")
            #expect(try await book.open("2013-0001") == "19036.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a direct debit writes nothing off, its payer can have it back")
    func notFinal() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store, .directDebit)
            #expect(try await book.open("2013-0001") == "10.00")
            #expect(try await book.part("2013-0001", "F-01")?.writtenOff == 0)
            _ = try await book.engine(at: "2013-05-06T08:00:00Z").makeFinal(
                nil, after: FinalityDays(), SampleBook.call("receipt final"))
            #expect(try await book.open("2013-0001") == "10.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("check finds a difference of another receipt, and one that no receipt takes along")
    func forged() async throws {
        for (receipt, words) in [(UInt8(9), "did not just come"), (0, "expect again")] {
            try await withTemporaryFolder { folder in
                let path = "\(folder)/book"
                let book = try await Self.book(try SQLiteStore(path: path, mode: .create))
                _ = try await Self.unmatch(book)
                let written = try await book.store.read { reader in
                    try reader.records(from: 1, limit: .max)
                        .first { $0.record.kind == .writeOff }?.record.sequence ?? 0
                }
                // Behind the receipt stands the seal of the reason.
                try await Forgery.rewrite(path, written) { body in
                    Array(body.dropLast(33)) + [receipt] + Array(body.suffix(32))
                }
                let report = try await SampleBook(try SQLiteStore(path: path, mode: .readOnly))
                    .engine().check(
                        rebuildingIn: try SQLiteStore.scratch(path: "\(folder)/scratch"))
                #expect(report.findings.contains { $0.text.contains(words) }, "\(report.findings)")
            }
        }
    }
}
