import EscrowCore
package import EscrowEngine
import LedgerCore
import MoneyCore

/// A made-up agency whose clients pay as people do, with what each payment is meant for: by it the
/// matching can be judged.
///
/// The same seed gives the same year.
package struct AgencyYear {
    /// How much of everything there is.
    package struct Size: Sendable {
        package let clients: Int
        package let freelancers: Int
        /// Every freelancer has an invoice in each.
        package let periods: Int

        package init(clients: Int, freelancers: Int, periods: Int) {
            self.clients = clients
            self.freelancers = freelancers
            self.periods = periods
        }
    }

    /// What came of all payments that were meant for invoices.
    package struct Result: Sendable {
        package var receipts = 0
        package var matched = 0
        /// Payments of which something went to an invoice that was not meant.
        package var wrong: [String] = []
        /// How many the rules placed, by rule, and how many wait, by reason.
        package var byRule: [String: Int] = [:]
        package var byReason: [String: Int] = [:]

        package var share: Double { receipts == 0 ? 0 : Double(matched) / Double(receipts) }
    }

    private struct Bill {
        let number: String
        let client: Int
        let minor: Int64
    }

    private struct Payment {
        let line: BankLine
        let meant: [String]
    }

    private let size: Size
    private let book: SampleBook
    private var random: SeededRandom
    private var count = 0
    private var issued = 0
    private var meant: [String: [String]] = [:]
    private var balance: Int64 = 0

    package init(_ size: Size, seed: UInt64, in store: any LedgerStore) {
        self.size = size
        book = SampleBook(store)
        random = SeededRandom(seed: seed)
    }

    // MARK: The year

    /// Lets the year happen, and counts what matching made of it.
    package mutating func run() async throws -> Result {
        try await open()
        var waiting: [Bill] = []
        for period in 0..<size.periods {
            let day = SampleBook.day("2013-01-07").adding(days: period * 10)
            let bills = try await bill(on: day)
            let late = Set(bills.indices.filter { _ in chance(15) })
            let due = waiting + bills.indices.filter { !late.contains($0) }.map { bills[$0] }
            waiting = late.sorted().map { bills[$0] }
            try await pay(due, on: day.adding(days: 5))
        }
        try await pay(waiting, on: SampleBook.day("2013-12-30"))
        return try await judge()
    }

    private mutating func open() async throws {
        try await book.open()
        for client in 1...size.clients {
            try await book.add(.client, "C-\(client)", number: 1_000 + client)
        }
        let rates = ["60.00", "72.50", "80.00", "85.00", "95.00", "100.00", "110.00"]
        for freelancer in 1...size.freelancers {
            try await book.add(.freelancer, "F-\(freelancer)", number: 5_000 + freelancer)
            try await book.engage(
                "E-\(freelancer)", client: "C-\(client(of: freelancer))",
                freelancer: "F-\(freelancer)", clientRate: pick(rates), freelancerRate: "50.00")
        }
    }

    /// 2013-00001 and on: more than the numbers that a book gives by itself.
    private mutating func ownNumber() -> String {
        issued += 1
        let digits = "\(issued)"
        return "2013-" + String(repeating: "0", count: 5 - digits.count) + digits
    }

    private func client(of freelancer: Int) -> Int { (freelancer - 1) % size.clients + 1 }

    private mutating func bill(on day: Day) async throws -> [Bill] {
        let engine = book.engine(at: "\(day)T18:00:00Z")
        _ = try await engine.recordHours(
            (1...size.freelancers).map { freelancer in
                HoursRequest(engagement: "E-\(freelancer)", day: day, hours: timesheet())
            }, SampleBook.call("hours add"))
        var bills: [Bill] = []
        for freelancer in 1...size.freelancers {
            let client = client(of: freelancer)
            let answer = try await engine.issueInvoice(
                InvoiceRequest(
                    number: ownNumber(), client: "C-\(client)", day: day, through: nil,
                    engagements: ["E-\(freelancer)"]), SampleBook.call("invoice issue"))
            let number = answer["invoice"] ?? ""
            let minor = try await book.open(number)
            bills.append(Bill(number: number, client: client, minor: minor))
        }
        return bills
    }

    /// Full days are common, so that amounts meet; others write down quarters of an hour.
    private mutating func timesheet() -> Hours {
        let quarters =
            chance(40) ? pick([32, 64, 64, 96]) : Int64.random(in: 24...96, using: &random)
        return Hours(seconds: quarters * 900)
    }

    private mutating func pay(_ bills: [Bill], on day: Day) async throws {
        guard !bills.isEmpty else { return }
        let payments = payments(of: bills.shuffled(using: &random), on: day)
        for payment in payments { meant[payment.line.place] = payment.meant }
        let opening = Money(minor: balance, .eur).plain
        balance += payments.reduce(0) { $0 + $1.line.amount.minor }
        _ = try await book.bank(
            payments.map(\.line), id: "S \(day)", day: "\(day)", opening: opening)
    }

    // MARK: How people pay

    private mutating func payments(of bills: [Bill], on day: Day) -> [Payment] {
        var payments: [Payment] = []
        var rest = bills[...]
        while let bill = rest.popFirst() {
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<6:
                var together = [bill]
                while together.count < 4, chance(60),
                    let next = rest.firstIndex(where: { $0.client == bill.client })
                {
                    together.append(rest.remove(at: next))
                }
                let separator = pick([", ", " und ", " + ", "; "])
                let text = together.map { written($0.number) }.joined(separator: separator)
                payments.append(payment(together, minor: nil, text, on: day))
            case 6..<10:
                let part = Int64.random(in: 1..<bill.minor, using: &random)
                payments.append(payment([bill], minor: part, text(of: bill), on: day))
                payments.append(payment([bill], minor: bill.minor - part, text(of: bill), on: day))
            case 10..<12:
                let short = pick([Int64(5_00), Int64(1_50), bill.minor / 50])
                payments.append(payment([bill], minor: bill.minor - short, text(of: bill), on: day))
            case 12:
                payments.append(payment([bill], minor: nil, text(of: bill), on: day))
                payments.append(payment([bill], minor: nil, text(of: bill), on: day))
            case 13..<15:
                let stray = Int64.random(in: 10_00...900_00, using: &random)
                let line = line(stray, pick(["Miete", "Spende 2013", "RF741"]), nil, on: day)
                payments.append(Payment(line: line, meant: []))
                payments.append(payment([bill], minor: nil, text(of: bill), on: day))
            default:
                payments.append(payment([bill], minor: nil, text(of: bill), on: day))
            }
        }
        return payments
    }

    private mutating func payment(
        _ bills: [Bill], minor: Int64?, _ text: String, on day: Day
    ) -> Payment {
        let all = bills.reduce(0) { $0 + $1.minor }
        return Payment(
            line: line(minor ?? all, text, bills.first?.client, on: day),
            meant: bills.map(\.number))
    }

    private mutating func line(
        _ minor: Int64, _ text: String, _ client: Int?, on day: Day
    ) -> BankLine {
        count += 1
        let own = client.flatMap { SampleBook.account(1_000 + $0)?.electronic }
        let others = SampleBook.account(90_000 + count % 500)?.electronic
        let account = chance(92) ? own ?? others : others
        return BankLine(
            amount: Money(minor: minor, .eur), bookingDay: day, valueDay: day,
            bankReference: "B-\(count)", endToEndID: nil, creditorReference: nil,
            remittance: text, counterpartyName: client.map { "client C-\($0)" },
            counterpartyAccount: account, kind: .transfer, returnReason: nil,
            place: "payment \(count)")
    }

    /// What stands in the text of a payment of one invoice.
    private mutating func text(of bill: Bill) -> String {
        let reference = SampleBook.reference(of: bill.number)
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<30: return chance(50) ? reference : "Rechnung " + grouped(reference)
        case 30..<72: return pick(["Rechnung ", "RE", "Rg.Nr. ", "Invoice ", ""]) + bill.number
        case 72..<86: return pick(["Rechnung ", "RE ", ""]) + written(bill.number)
        case 86..<89: return "Rechnung " + swapped(bill.number)
        case 89..<91: return "Rechnung \(bill.number) vom 05.02.2013 Kd-Nr 4711"
        default: return pick(["Honorar", "Leistungen Projekt 7", "danke"])
        }
    }

    /// A number as people write it.
    private mutating func written(_ number: String) -> String {
        let parts = number.split(separator: "-").map(String.init)
        guard parts.count == 2, let serial = Int(parts[1]) else { return number }
        return pick([
            number, "\(parts[0]) \(parts[1])", "\(parts[0])/\(parts[1])", parts[0] + parts[1],
            "\(parts[0])-\(serial)",
        ])
    }

    /// A number with two digits of its serial the other way round: often another invoice's.
    private mutating func swapped(_ number: String) -> String {
        var signs = Array(number)
        let place = Int.random(in: (signs.count - 4)..<(signs.count - 1), using: &random)
        signs.swapAt(place, place + 1)
        return String(signs)
    }

    private func grouped(_ reference: String) -> String {
        var text = ""
        for (place, sign) in reference.enumerated() {
            if place > 0, place % 4 == 0 { text += " " }
            text.append(sign)
        }
        return text
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    // MARK: What came of it

    private func judge() async throws -> Result {
        try await book.store.read { [meant] reader in
            var result = Result()
            for row in try reader.rows(BankLineRow.self, .all) {
                let line = try reader.bankLine(row.id).line
                let truth = meant[line.place] ?? []
                let found = try reader.rows(
                    AllocationRow.self, Selection(equals: [.integer(row.id.sequence)])
                ).filter { $0.amount > 0 }
                let numbers = try found.compactMap {
                    try reader.row(InvoiceRow.self, key: [.integer($0.invoice.sequence)])?.number
                }
                if !truth.isEmpty {
                    result.receipts += 1
                    if row.open == 0, !numbers.isEmpty { result.matched += 1 }
                }
                if let rule = row.rule { result.byRule[rule.code, default: 0] += 1 }
                if let work = try reader.row(WorkRow.self, key: [.integer(row.id.sequence)]) {
                    result.byReason[work.reason, default: 0] += 1
                }
                if !numbers.allSatisfy(truth.contains) {
                    result.wrong.append(
                        "\(line.place): \(line.remittance) over \(line.amount) went to \(numbers), meant was \(truth)"
                    )
                }
            }
            return result
        }
    }
}
