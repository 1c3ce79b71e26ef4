import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import MoneyCore

/// A book of some weeks from a seed: invoices, receipts of all kinds, payouts that settle or come
/// back, releases, closes, and bank lines that come after them.
struct RandomBook {
    let book: SampleBook
    private var random: SeededRandom
    private(set) var day = SampleBook.day("2013-02-01")
    private var hour = 8
    private var atBank: Int64 = 0
    private var statements = 0
    private var workedThrough = SampleBook.day("2012-10-01")
    private var invoices: [String] = []
    private var closedThrough: Day?
    private var lastStatement: Day?

    static func make(_ store: any LedgerStore, seed: UInt64, days: Int = 14) async throws -> Self {
        var made = Self(book: SampleBook(store), random: SeededRandom(seed: seed))
        try await made.open()
        for _ in 0..<days { try await made.liveOneDay() }
        return made
    }

    private init(book: SampleBook, random: SeededRandom) {
        self.book = book
        self.random = random
    }

    private mutating func open() async throws {
        try await book.open()
        for (number, code) in [(11, "C-01"), (12, "C-02")] {
            try await book.add(.client, code, number: number)
        }
        for (number, code) in [(21, "F-01"), (22, "F-02")] {
            try await book.add(.freelancer, code, number: number)
        }
        try await book.engage("E-01", client: "C-01", freelancer: "F-01")
        try await book.engage("E-02", client: "C-01", freelancer: "F-02", release: .held)
        try await book.engage("E-03", client: "C-02", freelancer: "F-02", policy: .agencyFirst)
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 1...100, using: &random) <= percent
    }

    private mutating func time() -> String {
        hour += 1
        return "\(day)T\(hour < 10 ? "0" : "")\(hour):00:00Z"
    }

    private mutating func liveOneDay() async throws {
        hour = 8
        if chance(60) { try await bill() }
        try await bankDay()
        if chance(50) { try await match() }
        if chance(30) { try await release() }
        if chance(50) { await attempt { time, book in _ = try await book.payOut(at: time) } }
        day = day.adding(days: Int.random(in: 1...6, using: &random))
        hour = 1
        if chance(50), let through = lastStatement {
            let before = try await book.store.read { try $0.newestClose()?.through }
            await attempt { time, book in
                _ = try await book.engine(at: time).close(
                    through: through, SampleBook.call("close day"))
            }
            closedThrough = try await book.store.read { try $0.newestClose()?.through } ?? before
        }
    }

    /// Does what may be refused: then nothing has changed, and life goes on.
    private mutating func attempt(_ step: (String, SampleBook) async throws -> Void) async {
        let time = time()
        do { try await step(time, book) } catch {}
    }

    private mutating func bill() async throws {
        let code = ["E-01", "E-02", "E-03"].randomElement(using: &random) ?? "E-01"
        let hours = Int.random(in: 1...40, using: &random)
        let from = workedThrough
        workedThrough = workedThrough.adding(days: 6)
        let on = day.adding(days: -Int.random(in: 0...10, using: &random))
        try await book.work(code, from: "\(from)", hours: hours, at: time())
        let client = code == "E-03" ? "C-02" : "C-01"
        var made: String?
        await attempt { time, book in
            made = try await book.invoice(client, on: "\(on)", at: time)["invoice"]
        }
        if let made { invoices.append(made) }
    }

    private mutating func bankDay() async throws {
        var lines: [BankLine] = try await payoutLines()
        for _ in 0..<Int.random(in: 0...3, using: &random) { lines.append(try await line()) }
        statements += 1
        let opening = Money(minor: atBank, .eur).plain
        atBank += lines.reduce(0) { $0 + $1.amount.minor }
        _ = try await book.bank(
            lines, id: "S\(statements)", day: "\(day)", opening: opening, at: time())
        lastStatement = day
    }

    /// The statement's day, or a day that is closed already.
    private mutating func bookingDay() -> Day {
        guard let closedThrough, chance(30) else { return day }
        return closedThrough.adding(days: -Int.random(in: 0...4, using: &random))
    }

    private mutating func line() async throws -> BankLine {
        let on = "\(bookingDay())"
        let place = "entry \(Int.random(in: 1...1_000_000, using: &random))"
        let some = Money(minor: .random(in: 1...500_000, using: &random), .eur).plain
        switch Int.random(in: 0...9, using: &random) {
        case 0: return SampleBook.line(some, on: on, text: "nobody knows", place: place)
        case 1: return SampleBook.line("-3.21", on: on, kind: .bankCharge, place: place)
        case 2: return SampleBook.line("0.77", on: on, kind: .interest, place: place)
        case 3:
            let agency = SampleBook.account(1)?.electronic
            return SampleBook.line("5.00", on: on, account: agency, place: place)
        default:
            guard let number = invoices.randomElement(using: &random) else {
                return SampleBook.line(some, on: on, text: "nobody knows", place: place)
            }
            let open = try await book.store.read { try $0.knownInvoice(number: number).open }
            let whole = open > 0 ? Money(minor: open, .eur).plain : some
            return SampleBook.line(
                chance(50) ? whole : some, on: on, reference: SampleBook.reference(of: number),
                place: place)
        }
    }

    /// Settlements and returns of payouts that are out.
    private mutating func payoutLines() async throws -> [BankLine] {
        let payouts = try await book.store.read { reader in
            let (_, opening) = try reader.opened()
            return try reader.rows(PayoutRow.self, .all).map {
                ($0.id.text(in: opening.book), $0.amount, $0.state)
            }
        }
        var lines: [BankLine] = []
        for (id, amount, state) in payouts {
            let on = "\(bookingDay())"
            if state == .exported, chance(60) {
                lines.append(
                    SampleBook.line(Money(minor: -amount, .eur).plain, on: on, endToEnd: id))
            } else if state == .settled || state == .exported, chance(15) {
                let kept = chance(30) ? min(amount, 1_50) : 0
                guard amount > kept else { continue }
                lines.append(
                    SampleBook.line(
                        Money(minor: amount - kept, .eur).plain, on: on, endToEnd: id,
                        kind: .returned))
            }
        }
        return lines
    }

    private mutating func match() async throws {
        let receipts = try await book.store.read { reader in
            try reader.rows(BankLineRow.self, .all).filter { $0.open > 0 }
        }
        guard let receipt = receipts.randomElement(using: &random),
            let number = invoices.randomElement(using: &random)
        else { return }
        let part = chance(40) ? Money(minor: max(1, receipt.open / 2), .eur) : nil
        await attempt { time, book in
            _ = try await book.engine(at: time).match(
                receipt: receipt.id, to: number, amount: part, SampleBook.call("receipt match"))
        }
    }

    private mutating func release() async throws {
        guard let number = invoices.randomElement(using: &random) else { return }
        let code = ["F-01", "F-02", "A-01"].randomElement(using: &random) ?? "F-01"
        await attempt { time, book in
            _ = try await book.engine(at: time).release(
                party: code, invoice: number, SampleBook.call("payout release"))
        }
    }
}
