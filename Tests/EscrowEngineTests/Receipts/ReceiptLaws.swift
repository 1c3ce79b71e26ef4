import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// Random receipts, payouts, moves and returns: the invariants hold after every entry, and the
/// tables are the log's.
@Suite("Laws of receipts that go wrong")
struct ReceiptLaws {
    private struct Course {
        let book: SampleBook
        var random: SeededRandom
        var day = SampleBook.day("2013-03-01")
        var balance: Int64 = 0
        /// What can be taken back: end-to-end id and cents.
        var receipts: [(id: String, minor: Int64)] = []
        var count = 0
    }

    @Test("hold over any course", arguments: UInt64(1)...40)
    func anyCourse(seed: UInt64) async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            try await book.work("E-01", from: "2013-02-01", hours: 80)
            _ = try await book.invoice("C-01", on: "2013-02-28")
            var course = Course(book: book, random: SeededRandom(seed: seed))
            for _ in 0..<14 {
                course.day = course.day.adding(days: 1)
                try await Self.step(&course)
                #expect(try await BookInvariants.findings(store) == [])
            }
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("the courses meet what they are about")
    func variety() async throws {
        var met: Set<String> = []
        for seed in UInt64(1)...40 {
            try await TestStore.memory.withStore { store in
                let book = try await SampleBook.ready(store)
                try await book.work("E-01", from: "2013-02-01", hours: 80)
                _ = try await book.invoice("C-01", on: "2013-02-28")
                var course = Course(book: book, random: SeededRandom(seed: seed))
                for _ in 0..<14 {
                    course.day = course.day.adding(days: 1)
                    try await Self.step(&course)
                }
                let codes = try await Self.codes(store)
                met.formUnion(codes)
            }
        }
        #expect(
            Set(["J3", "J12", "J15", "J16", "J17b", "J31", "REV"]).subtracting(met) == [])
    }

    private static func codes(_ store: any LedgerStore) async throws -> Set<String> {
        try await store.read { reader in
            var codes: Set<String> = []
            for sequence in 1...(try reader.head()?.size ?? 1) {
                guard case .entry(let entry)? = try reader.fact(at: sequence) else { continue }
                codes.insert(entry.event.code)
            }
            return codes
        }
    }

    private static func step(_ course: inout Course) async throws {
        let engine = course.book.engine(at: "\(course.day)T20:00:00Z")
        switch Int.random(in: 0..<10, using: &course.random) {
        case 0...3: try await receive(&course)
        case 4, 5: try await takeBack(&course)
        case 6:
            guard let receipt = course.receipts.randomElement(using: &course.random) else { return }
            let id = try await course.book.line(of: Money(minor: receipt.minor, .eur).plain)
            let isFirst = Bool.random(using: &course.random)
            _ = await SampleBook.refusal {
                try await engine.move(
                    receipt: id, from: isFirst ? "2013-0001" : "2013-0002",
                    to: isFirst ? "2013-0002" : "2013-0001", amount: nil,
                    SampleBook.call("receipt move"))
            }
        case 7:
            _ = await SampleBook.refusal {
                try await engine.makeFinal(
                    nil, after: FinalityDays(), SampleBook.call("receipt final"))
            }
        case 8:
            _ = await SampleBook.refusal {
                try await engine.net(
                    party: "F-01", from: "2013-0002", to: "2013-0001", amount: nil,
                    SampleBook.call("claim net"))
            }
        default: try await payOut(&course)
        }
    }

    private static func receive(_ course: inout Course) async throws {
        course.count += 1
        let minor = Int64.random(in: 1...12_000_00, using: &course.random)
        let id = "PAY-\(course.count)"
        let number = Bool.random(using: &course.random) ? "2013-0001" : "2013-0002"
        let kinds: [BankLine.Kind] = [.transfer, .transfer, .businessDirectDebit, .directDebit]
        try await book(
            &course, minor, text: SampleBook.reference(of: number), id,
            kinds.randomElement(using: &course.random) ?? .transfer)
        course.receipts.append((id, minor))
    }

    private static func takeBack(_ course: inout Course) async throws {
        guard !course.receipts.isEmpty else { return }
        let index = Int.random(in: course.receipts.indices, using: &course.random)
        let receipt = course.receipts.remove(at: index)
        try await book(&course, -receipt.minor, text: "", receipt.id, .takenBack)
    }

    private static func payOut(_ course: inout Course) async throws {
        do {
            let plan = try await course.book.payOut(at: "\(course.day)T21:00:00Z")
            for order in try await course.book.orders(of: plan) {
                guard let amount = Money(order.amount, .eur) else { continue }
                try await book(&course, amount.minor, text: "", order.endToEnd, .transfer)
            }
        } catch EngineError.refused {
            return
        }
    }

    private static func book(
        _ course: inout Course, _ minor: Int64, text: String, _ endToEnd: String,
        _ kind: BankLine.Kind
    ) async throws {
        course.count += 1
        let opening = Money(minor: course.balance, .eur).plain
        course.balance += minor
        _ = try await course.book.bank(
            [
                SampleBook.line(
                    Money(minor: minor, .eur).plain, on: "\(course.day)", text: text,
                    endToEnd: endToEnd, kind: kind)
            ], id: "S\(course.count)", day: "\(course.day)", opening: opening,
            at: "\(course.day)T22:00:00Z")
    }
}
