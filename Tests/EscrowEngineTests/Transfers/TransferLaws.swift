import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// Random receipts, transfers, bank lines, rejections, takebacks and payouts over two accounts: the
/// invariants hold after every entry, each account agrees with its statement on every day, and what
/// one has too little the other has too much.
@Suite("Laws of transfers (transfer.md)")
struct TransferLaws {
    private struct Course {
        let setting: TransferBook
        var random: SeededRandom
        var day = SampleBook.day("2013-03-01")
        var hour = 9
        /// What the bank has, per account.
        var atBank: [Int64] = [0, 0]
        var receipts: [(id: String, minor: Int64, account: Int)] = []
        var transfers: [Order] = []
        var payouts: [(id: String, minor: Int64, account: Int)] = []
        var lines: [[BankLine]] = [[], []]
        var count = 0

        var time: String { "\(day)T\(hour < 10 ? "0" : "")\(hour):00:00Z" }
        var accounts: [IBAN] { [setting.first, setting.second] }

        mutating func one<T>(of all: [T]) -> T? { all.randomElement(using: &random) }

        mutating func book(
            _ minor: Int64, _ account: Int, id: String, reference: String? = nil,
            kind: BankLine.Kind = .transfer
        ) {
            lines[account].append(
                SampleBook.line(
                    Money(minor: minor, .eur).plain, on: "\(day)", reference: reference,
                    endToEnd: id, kind: kind, place: "\(lines[account].count)"))
            atBank[account] += minor
        }
    }

    private struct Order {
        let id: String
        let plan: PlanID
        let minor: Int64
        let from: Int
        var isDebited = false
        var isCredited = false
        var isBack = false
    }

    @Test("hold over any course", arguments: UInt64(1)...40)
    func anyCourse(seed: UInt64) async throws {
        let met = try await Self.run(seed)
        #expect(!met.isEmpty)
    }

    @Test("the courses meet what they are about")
    func variety() async throws {
        var met: Set<String> = []
        for seed in UInt64(1)...20 { met.formUnion(try await Self.run(seed)) }
        #expect(
            Set(["J8", "J11", "J12", "J16", "J33", "J33b", "J33c", "elsewhere", "money only"])
                .subtracting(met) == [])
    }

    private static func run(_ seed: UInt64) async throws -> Set<String> {
        var met: Set<String> = []
        try await TransferBook.use(.memory, received: false) { setting in
            var course = Course(setting: setting, random: SeededRandom(seed: seed))
            for _ in 0..<20 {
                let opening = course.atBank
                for hour in 9...11 {
                    course.hour = hour
                    try await step(&course, &met)
                }
                for account in 0...1 {
                    _ = try await setting.book.bank(
                        course.lines[account], id: "\(account) \(course.day)",
                        day: "\(course.day)", opening: Money(minor: opening[account], .eur).plain,
                        of: course.accounts[account])
                    course.lines[account] = []
                }
                #expect(try await BookInvariants.findings(setting.book.store) == [])
                try await agree(course, &met)
                course.day = BusinessCalendar.target.onOrAfter(course.day.adding(days: 1))
            }
            met.formUnion(try await codes(setting.book.store))
        }
        return met
    }

    /// What each account says on the day.
    private static func agree(_ course: Course, _ met: inout Set<String>) async throws {
        var elsewhere: Int64 = 0
        for account in course.accounts {
            let result = try await course.setting.reconcile(account, "\(course.day)").reconciliation
            #expect(result.bankDifference == 0)
            #expect(result.ledgerDifference == 0)
            elsewhere += result.elsewhere.minor
            if !result.elsewhere.isZero { met.insert("elsewhere") }
        }
        #expect(elsewhere == 0)
    }

    private static func codes(_ store: any LedgerStore) async throws -> Set<String> {
        try await store.read { reader in
            var codes: Set<String> = []
            for sequence in 1...(try reader.head()?.size ?? 1) {
                if case .entry(let entry)? = try reader.fact(at: sequence) {
                    codes.insert(entry.event.code)
                }
            }
            return codes
        }
    }

    private static func step(_ course: inout Course, _ met: inout Set<String>) async throws {
        let book = course.setting.book
        let time = course.time
        course.count += 1
        switch Int.random(in: 0..<16, using: &course.random) {
        case 0...2: receive(&course)
        case 3...5: try await transfer(&course, isMoneyOnly: false, &met)
        case 6: try await transfer(&course, isMoneyOnly: true, &met)
        case 7...11: bookTransfer(&course)
        case 12:
            guard let order = course.one(of: course.transfers) else { return }
            if (try? await book.engine(at: time).notePayout(
                "\(order.plan.sequence)", .rejected, reason: nil,
                SampleBook.call("payout status"))) != nil
            {
                course.transfers.removeAll { $0.id == order.id }
            }
        case 13: try await pay(&course)
        default:
            if Bool.random(using: &course.random), !course.receipts.isEmpty {
                let taken = course.receipts.removeFirst()
                course.book(-taken.minor, taken.account, id: taken.id, kind: .takenBack)
            } else {
                _ = try? await book.engine(at: time).openDispute(
                    DisputeRequest(
                        invoice: "2013-0001", line: 1, party: "F-01",
                        amount: Money(minor: .random(in: 1...500_00, using: &course.random), .eur),
                        reason: "hours"), SampleBook.call("dispute open"))
            }
        }
    }

    private static func receive(_ course: inout Course) {
        let minor = Int64.random(in: 1...5_000_00, using: &course.random)
        let account = Int.random(in: 0...1, using: &course.random)
        let id = "PAY-\(course.count)"
        let kind: BankLine.Kind =
            Int.random(in: 0...5, using: &course.random) == 0 ? .directDebit : .transfer
        course.book(minor, account, id: id, reference: SampleBook.reference, kind: kind)
        course.receipts.append((id, minor, account))
    }

    private static func transfer(
        _ course: inout Course, isMoneyOnly: Bool, _ met: inout Set<String>
    ) async throws {
        let has = [0, 1].filter { course.atBank[$0] > 0 }
        let from = course.one(of: has) ?? 0
        let payees: [String] =
            isMoneyOnly || Bool.random(using: &course.random) ? [] : ["F-01"]
        let book = course.setting.book
        guard
            let planned = try? await book.plan(
                .transfer(TransferOrder(to: course.accounts[1 - from], isMoneyOnly: isMoneyOnly)),
                at: course.time, payees: payees, account: course.accounts[from])
        else { return }
        let plan = PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0)
        try await book.release(
            plan, planned["sha256"] ?? "", at: course.time)
        if isMoneyOnly { met.insert("money only") }
        for order in try await book.orders(of: plan) {
            course.transfers.append(
                Order(
                    id: order.endToEnd, plan: plan, minor: -SampleBook.euro(order.amount).minor,
                    from: from))
        }
    }

    /// A debit, a credit or a return of a transfer, each at most once, and no return of what arrived.
    private static func bookTransfer(_ course: inout Course) {
        guard !course.transfers.isEmpty else { return }
        let index = Int.random(in: 0..<course.transfers.count, using: &course.random)
        var order = course.transfers[index]
        switch Int.random(in: 0..<5, using: &course.random) {
        case 0, 1:
            if !order.isDebited { course.book(-order.minor, order.from, id: order.id) }
            order.isDebited = true
        case 2, 3:
            if !order.isCredited, !order.isBack {
                course.book(order.minor, 1 - order.from, id: order.id)
                order.isCredited = true
            }
        default:
            if !order.isCredited, !order.isBack {
                course.book(order.minor, order.from, id: order.id, kind: .returned)
                order.isBack = true
            }
        }
        course.transfers[index] = order
        if order.isDebited, order.isCredited || order.isBack { course.transfers.remove(at: index) }
    }

    private static func pay(_ course: inout Course) async throws {
        if let sent = course.payouts.popLast() {
            course.book(-sent.minor, sent.account, id: sent.id)
            return
        }
        let account = Int.random(in: 0...1, using: &course.random)
        let book = course.setting.book
        guard
            let planned = try? await book.plan(
                at: course.time, payees: ["F-01"],
                account: course.accounts[account])
        else { return }
        let plan = PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0)
        try await book.release(
            plan, planned["sha256"] ?? "", at: course.time)
        for order in try await book.orders(of: plan) {
            course.payouts.append(
                (order.endToEnd, -SampleBook.euro(order.amount).minor, account))
        }
    }
}
