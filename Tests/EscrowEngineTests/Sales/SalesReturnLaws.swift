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
        /// Cents per producer, of days that were not taken back, less what was decided for the shop.
        var sales: [String: [String: Int64]] = [:]
        var disputes: [DisputeID: (number: String, producer: String, cents: Int64)] = [:]
        /// Payouts that the bank paid.
        var paid: [(endToEnd: String, cents: Int64)] = []
        /// What producers gave back in cash.
        var cash: [String: Int64] = [:]
    }

    private static let producers = ["P-01", "P-02"]

    @Test(
        "what sold less what came back is what is open, here or paid, less what is owed",
        arguments: UInt64(1)...40)
    func anyCourse(seed: UInt64) async throws {
        try await TestStore.memory.withStore { store in
            var course = Course(
                book: try await SalesBook.open(store), random: SeededRandom(seed: seed))
            for _ in 0..<20 {
                course.day = course.day.adding(days: 1)
                try await Self.step(&course)
                #expect(try await BookInvariants.findings(store) == [])
                try await Self.compare(course)
            }
            #expect(try await course.book.findings(.memory) == [])
        }
    }

    private static func step(_ course: inout Course) async throws {
        switch Int.random(in: 0..<17, using: &course.random) {
        case 0...4: try await sell(&course)
        case 5, 6, 7: try await pay(&course)
        case 8, 9: try await payOut(&course)
        case 10: try await comeBack(&course)
        case 11: try await takeBack(&course)
        case 12, 13: try await dispute(&course)
        case 14: try await decide(&course)
        default: try await giveBack(&course)
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
                if Int.random(in: 0..<3, using: &course.random) == 0 {
                    _ = try await course.book.engine(at: "\(course.day)T22:00:00Z").notePayout(
                        order.endToEnd, .rejected, reason: nil, SampleBook.call("payout status"))
                    continue
                }
                try await line(&course, amount.minor, text: "", order.endToEnd)
                course.paid.append((order.endToEnd, -amount.minor))
            }
        } catch EngineError.refused {
            return
        }
    }

    /// The bank sends a payout back.
    private static func comeBack(_ course: inout Course) async throws {
        guard let index = course.paid.indices.randomElement(using: &course.random) else { return }
        let (endToEnd, cents) = course.paid.remove(at: index)
        try await line(&course, cents, text: "", endToEnd, kind: .returned)
    }

    private static func dispute(_ course: inout Course) async throws {
        guard let number = course.sales.keys.sorted().randomElement(using: &course.random),
            let producer = producers.randomElement(using: &course.random)
        else { return }
        let cents = Int64.random(in: 1...3_00, using: &course.random)
        do throws(EngineError) {
            let opened = try await course.book.engine(at: "\(course.day)T20:00:00Z").openDispute(
                DisputeRequest(
                    invoice: number, line: Int.random(in: 1...4, using: &course.random),
                    party: producer, amount: Money(minor: cents, .eur), reason: "x"),
                SampleBook.call("dispute open"))
            let id = DisputeID(sequence: Int64(opened["dispute"] ?? "") ?? 0)
            course.disputes[id] = (number, producer, cents)
        } catch {
            return
        }
    }

    private static func decide(_ course: inout Course) async throws {
        let ids = course.disputes.keys.sorted()
        guard let id = ids.randomElement(using: &course.random),
            let (number, producer, cents) = course.disputes[id]
        else { return }
        let side: DisputeSide = Bool.random(using: &course.random) ? .client : .party
        _ = try await course.book.decide(id, for: side, at: "\(course.day)T20:00:00Z")
        course.disputes[id] = nil
        if side == .client { course.sales[number]?[producer, default: 0] -= cents }
    }

    /// A producer gives back what he owes: of what he has of others' sales, or in cash.
    private static func giveBack(_ course: inout Course) async throws {
        let numbers = course.sales.keys.sorted()
        for number in numbers.shuffled(using: &course.random) {
            for producer in producers {
                let engine = course.book.engine(at: "\(course.day)T22:00:00Z")
                let refused = await SampleBook.refusal {
                    try await engine.netCredit(
                        number, party: producer, amount: nil,
                        SampleBook.call("invoice credit net"))
                }
                guard refused.code == "credit.net" else { continue }
                try await line(&course, 25, text: "?", "CASH-\(course.count)")
                let receipt = try await course.book.store.read { reader in
                    try reader.rows(BankLineRow.self, .all).last?.id
                }
                let repaid = try await engine.repayCredit(
                    number, party: producer, receipt: try #require(receipt), amount: nil,
                    SampleBook.call("invoice credit repay"))
                course.cash[producer, default: 0] +=
                    SampleBook.euro(repaid["amount"] ?? "").minor
                return
            }
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
        #expect(
            ["", "sale.carried", "sale.disputed", "sale.later"].contains(refusal.code),
            "\(refusal.message)")
    }

    private static func line(
        _ course: inout Course, _ minor: Int64, text: String, _ endToEnd: String,
        kind: BankLine.Kind = .transfer
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
            #expect(sold == total.received + total.open - total.owed - total.givenBack)
            let here = try await [Account.producerHeld, .producerAvailable, .disputed].asyncSum {
                try await course.book.balance(producer, $0)
            }
            let cash = course.cash[producer] ?? 0
            #expect(total.received == here + total.paid + total.givenBack - cash)
            for shop in ["C-01", "C-02"] {
                let (owed, free) = try await course.book.premiums(of: producer, shop: shop)
                #expect(owed == 0 || free == 0, "\(producer) owes \(shop) and has of it")
            }
        }
    }
}

extension SampleBook {
    /// What a producer owes a shop, and what he expects of it, undisputed, or has of it.
    fileprivate func premiums(
        of producer: String, shop: String
    ) async throws -> (owed: Int64, free: Int64) {
        try await store.read { reader in
            let (owner, client) = (
                try reader.party(code: producer)?.id, try reader.party(code: shop)
            )
            var (owed, free): (Int64, Int64) = (0, 0)
            for row in try reader.rows(SubledgerRow.self, .all)
            where row.subledger.owner == owner {
                guard let line = row.subledger.source.invoiceLine,
                    case .sale(let sales)? = try reader.fact(at: line.invoice.sequence),
                    sales.client == client?.id
                else { continue }
                switch row.subledger.account {
                case .dueFromPartyCreditNote: owed += row.balance
                case .expectedProducer, .producerHeld, .producerAvailable: free += row.balance
                // What is disputed and not frozen is expected, and not free.
                case .disputed: free += row.balance
                default: break
                }
            }
            for dispute in try reader.rows(DisputeRow.self, .all) where dispute.owner == owner {
                guard
                    case .sale(let sales)? = try reader.fact(
                        at: dispute.invoiceLine.invoice.sequence),
                    sales.client == client?.id
                else { continue }
                free -= dispute.open
            }
            return (owed, free)
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
