import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// Two shops, two producers: random sales, returns, payments, payouts and days taken back.
@Suite("What comes back at the till (sales.md#returns)")
struct SalesReturnLaws {
    private struct Course {
        let book: SampleBook
        var random: SeededRandom
        var day = SampleBook.day("2013-03-01")
        var balance: Int64 = 0
        var count = 0
        /// Cents per producer, of days that were not taken back.
        var sales: [String: [String: Int64]] = [:]
    }

    private static let producers = ["P-01", "P-02"]

    @Test(
        "what sold less what came back is what is open, here or paid, less what is owed",
        arguments: UInt64(1)...40)
    func anyCourse(seed: UInt64) async throws {
        try await TestStore.memory.withStore { store in
            var course = Course(
                book: try await SalesBook.open(store), random: SeededRandom(seed: seed))
            for _ in 0..<14 {
                course.day = course.day.adding(days: 1)
                try await Self.step(&course)
                #expect(try await BookInvariants.findings(store) == [])
                try await Self.compare(course)
            }
            #expect(try await course.book.findings(.memory) == [])
        }
    }

    private static func step(_ course: inout Course) async throws {
        switch Int.random(in: 0..<10, using: &course.random) {
        case 0...4: try await sell(&course)
        case 5, 6: try await pay(&course)
        case 7: try await payOut(&course)
        default: try await takeBack(&course)
        }
    }

    private static func sell(_ course: inout Course) async throws {
        var rows: [SalesBook.Row] = []
        var cents: [String: Int64] = [:]
        for producer in producers {
            for product in ["milk", "cheese"] {
                let units = Int64.random(in: -9...12, using: &course.random)
                guard units != 0 else { continue }
                rows.append(SalesBook.Row(product, units, producer))
                cents[producer, default: 0] += units * 50
            }
        }
        let shop = Bool.random(using: &course.random) ? "C-01" : "C-02"
        do throws(EngineError) {
            let taken = try await course.book.sell(rows, to: shop, on: course.day)
            course.sales[taken["sales"] ?? ""] = cents
        } catch {
            return
        }
    }

    private static func pay(_ course: inout Course) async throws {
        guard let number = course.sales.keys.sorted().randomElement(using: &course.random) else {
            return
        }
        let open: Int64 = try await course.book.open(number)
        guard open > 0 else { return }
        // Sometimes a part of it.
        let minor = Bool.random(using: &course.random) ? open : (open + 1) / 2
        try await line(&course, minor, text: number, "PAY-\(course.count)")
    }

    private static func payOut(_ course: inout Course) async throws {
        do {
            let plan = try await course.book.payOut(at: "\(course.day)T21:00:00Z")
            for order in try await course.book.orders(of: plan) {
                guard let amount = Money(order.amount, .eur) else { continue }
                try await line(&course, amount.minor, text: "", order.endToEnd)
            }
        } catch EngineError.refused {
            return
        }
    }

    private static func takeBack(_ course: inout Course) async throws {
        guard let number = course.sales.keys.sorted().randomElement(using: &course.random) else {
            return
        }
        let engine = course.book.engine(at: "\(course.day)T20:00:00Z")
        let refusal = await SampleBook.refusal {
            try await engine.reverseSales(
                [number], reason: "wrong file", SampleBook.call("sale reverse"))
        }
        if refusal.code.isEmpty { course.sales[number] = nil }
        #expect(["", "sale.carried", "sale.later"].contains(refusal.code), "\(refusal.message)")
    }

    private static func line(
        _ course: inout Course, _ minor: Int64, text: String, _ endToEnd: String
    ) async throws {
        course.count += 1
        let opening = Money(minor: course.balance, .eur).plain
        course.balance += minor
        _ = try await course.book.bank(
            [
                SampleBook.line(
                    Money(minor: minor, .eur).plain, on: "\(course.day)", text: text,
                    endToEnd: endToEnd)
            ], id: "S\(course.count)", day: "\(course.day)", opening: opening,
            at: "\(course.day)T22:00:00Z")
    }

    private static func compare(_ course: Course) async throws {
        let totals = try await course.book.store.read { try $0.premiums(from: nil, through: nil) }
        for producer in producers {
            let sold = course.sales.values.reduce(Int64(0)) { $0 + ($1[producer] ?? 0) }
            guard let total = totals.first(where: { $0.producer == producer }) else {
                #expect(sold == 0)
                continue
            }
            #expect(total.earned == sold)
            #expect(total.open >= 0 && total.owed >= 0 && total.received >= 0)
            #expect(sold == total.received + total.open - total.owed)
            let here = try await [Account.producerHeld, .producerAvailable].asyncSum {
                try await course.book.balance(producer, $0)
            }
            #expect(total.received == here + total.paid)
        }
    }
}

extension [Account] {
    fileprivate func asyncSum(_ text: (Account) async throws -> String) async throws -> Int64 {
        var sum: Int64 = 0
        for account in self { sum += SampleBook.euro(try await text(account)).minor }
        return sum
    }
}
