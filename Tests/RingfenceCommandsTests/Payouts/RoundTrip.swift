import BackOffice
import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import Foundation
import LedgerCore
import MoneyCore
import Testing

/// A book of twelve freelancers, the bank that it pays through, and the clerk between them.
struct RoundTrip {
    let book: SampleBook
    let store: any LedgerStore
    var bank: AnsweringBank
    /// What each account is to get in all.
    private(set) var owed: [String: Int64] = [:]
    /// What is held of each account's money, as this test counts it.
    private(set) var held: [String: Int64] = [:]
    /// What was ordered in which way: version, instant, files.
    private(set) var orders: [String: Int] = [:]
    /// Lumps that were recognised, and those of which the clerk asked the bank.
    private(set) var asked = 0
    private static let count = 12
    static let days = ["04", "05", "06", "07", "08", "11", "12", "13"].map { "2013-03-\($0)" }

    init(_ store: any LedgerStore, seed: UInt64) {
        self.store = store
        book = SampleBook(store)
        bank = AnsweringBank(seed: seed)
    }

    private static var people: [(code: String, number: Int)] {
        [("A-01", 1)] + (1...count).map { ("F-\($0)", 20 + $0) }
    }

    private static func iban(_ number: Int) -> String {
        SampleBook.account(number)?.electronic ?? ""
    }

    /// Everybody works and is billed, and the client pays all invoices on one day.
    mutating func fill() async throws {
        try await book.open()
        try await book.add(.client, "C-01", number: 11)
        for number in 1...Self.count {
            try await book.add(.freelancer, "F-\(number)", number: 20 + number)
            // Odd rates: no two payments, and no sums of some, are equal by chance.
            let rate = Money(minor: .random(in: 50_00...95_00, using: &bank.random), .eur).plain
            try await book.engage(
                "E-\(number)", client: "C-01", freelancer: "F-\(number)", freelancerRate: rate)
            let hours = Int.random(in: 1...40, using: &bank.random)
            try await book.work("E-\(number)", from: "2013-01-07", hours: hours)
        }
        _ = try await book.invoice("C-01", on: "2013-02-01")
        let total = try await book.open("2013-0001")
        let receipt = AnsweringBank.Entry(
            minor: total, iban: Self.iban(11), text: "2013-0001")
        try await take(bank.book([receipt], on: "2013-03-01"), at: "2013-03-01T20:30:00Z")
        for (code, number) in Self.people {
            let account = code == "A-01" ? Account.agencyAvailable : .freelancerAvailable
            owed[Self.iban(number)] = Money(try await book.balance(code, account), .eur)?.minor ?? 0
        }
        if bank.chance(50) { try await set(.transfersPerFile, 5) }
        if bank.chance(30) {
            try await set(.amountPerFile, (owed.values.max() ?? 0) + 1_000_00)
        }
    }

    private func set(_ name: Setting.Name, _ value: Int64) async throws {
        _ = try await book.engine(at: "2013-03-01T21:00:00Z").set(
            name, to: value, SampleBook.call("setting set", by: SampleBook.approver))
    }

    /// One bank day: what is held is released, all that is free is paid, the bank answers.
    mutating func round(on day: String, isKind: Bool) async throws {
        try await release(at: "\(day)T07:00:00Z")
        var time = 8 * 60
        func next() -> String {
            time += 1
            return
                "\(day)T\(time < 600 ? "0" : "")\(time / 60):\(time % 60 < 10 ? "0" : "")\(time % 60):00Z"
        }
        let charged = bank.charges
        let some = Self.people.filter { _ in bank.chance(25) }.map(\.code)
        for (isInstant, payees) in [(true, some), (false, [])] {
            if isInstant, payees.isEmpty { continue }
            let form = PaymentForm(
                version: bank.pick(PaymentForm.Version.allCases), isInstant: isInstant)
            for plan in try await plan(form, payees, at: next()) {
                try await book.release(plan.id, plan.hash, at: next())
                let order = try OrderedFile(
                    try await PayoutFiles.file(of: plan.id, book.engine(at: next())).bytes)
                #expect(order.day == day && order.isInstant == isInstant)
                #expect(order.version == form.version.rawValue)
                #expect(order.debtor == SampleBook.trustIBAN)
                orders["\(order.version)\(isInstant ? " instant" : "")", default: 0] += 1
                for status in bank.answer(order, isKind: isKind) {
                    let first = try await answer(status, at: next())
                    let again = try await answer(status, at: next())
                    #expect(!first.isRepeated && again.isRepeated)
                }
                // Accepted is not paid, rejected is back.
                #expect(try await states(plan.id).allSatisfy { $0.isInFlight || $0 == .rejected })
            }
        }
        try await take(bank.statement(on: day), at: "\(day)T20:00:00Z")
        try await ask(at: "\(day)T20:30:00Z")
        try await makeGood(bank.charges - charged, on: day)
        held.merge(bank.takeBack(), uniquingKeysWith: +)
    }

    private func plan(
        _ form: PaymentForm, _ payees: [String], at time: String
    ) async throws -> [(id: PlanID, hash: String)] {
        let request = PayoutRequest(
            .entitlements, payees: payees, executionDay: nil, form: form,
            render: PayoutFiles.render)
        let refusal = await SampleBook.refusal {
            try await book.engine(at: time).planPayout(request, SampleBook.call("payout plan"))
        }
        if refusal.code == "payout.nothing" { return [] }
        #expect(refusal.code.isEmpty, "\(refusal.message)")
        return try await store.read { reader in
            try reader.rows(PlanRow.self, .all).filter { $0.state == .planned }.map {
                ($0.id, PayoutFiles.hex($0.file))
            }
        }
    }

    /// The agency pays for returns what the banks kept of them, so that nothing is missing.
    private mutating func makeGood(_ minor: Int64, on day: String) async throws {
        guard minor > 0 else { return }
        let entry = AnsweringBank.Entry(minor: minor, iban: Self.iban(1))
        try await take(bank.book([entry], on: day), at: "\(day)T21:00:00Z")
    }

    /// The clerk asks the bank of which payments a sum is that nobody could recognise.
    private mutating func ask(at time: String) async throws {
        let work = try await store.read { reader in
            try reader.rows(WorkRow.self, .all).filter { $0.reason.hasPrefix("lump") }.map {
                ($0.bankLine, try reader.bankLine($0.bankLine).line.bankReference ?? "")
            }
        }
        for (line, reference) in work {
            let names = try #require(bank.told[reference])
            let plan = try await store.read { reader in
                let (_, opening) = try reader.opened()
                let id = names.first.flatMap { PayoutID($0, in: opening.book)?.sequence } ?? 0
                return try reader.row(PayoutRow.self, key: [.integer(id)])?.plan
            }
            try await book.settle(try #require(plan), names, by: line, at: time)
            asked += 1
        }
    }

    private mutating func release(at time: String) async throws {
        for (code, number) in Self.people {
            let minor = held.removeValue(forKey: Self.iban(number)) ?? 0
            guard minor > 0 else { continue }
            _ = try await book.engine(at: time).release(
                party: code, invoice: "2013-0001", SampleBook.call("payout release"))
        }
    }

    private func take(_ statement: String, at time: String) async throws {
        try await withFile(statement) { path in
            _ = try await BankImporting.run(
                path, by: SampleBook.clerk, book.engine(at: time))
        }
    }

    private func answer(_ status: String, at time: String) async throws -> Answer {
        try await withFile(status) { path in
            try await StatusImporting.run(path, by: SampleBook.clerk, book.engine(at: time))
        }
    }

    private func withFile<Value>(
        _ text: String, _ body: (String) async throws -> Value
    ) async throws -> Value {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("bank-\(UUID().uuidString).xml")
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try await body(url.path)
    }

    // MARK: Where everything stands

    func states(_ plan: PlanID? = nil) async throws -> [PayoutState] {
        try await store.read { reader in
            try reader.rows(PayoutRow.self, .all).filter { plan == nil || $0.plan == plan }
                .map(\.state)
        }
    }

    /// Where the book and this test's own count of everybody's money differ.
    func differences() async throws -> [String] {
        var found: [String] = []
        func compare(_ what: String, _ mine: Int64, _ text: String) {
            if Money(minor: mine, .eur).plain != text { found.append("\(what): \(mine), \(text)") }
        }
        compare("at the bank", bank.balance, try await book.total(.trustBank))
        compare("in flight", -bank.inFlight, try await book.total(.outgoingInFlight))
        compare("due", 0, try await book.total(.dueFromAgencyFee))
        for (code, number) in Self.people {
            let isAgency = code == "A-01"
            compare(
                "held of \(code)", held[Self.iban(number)] ?? 0,
                try await book.balance(code, isAgency ? .agencyHeld : .freelancerHeld))
            compare(
                "free of \(code)", 0,
                try await book.balance(code, isAgency ? .agencyAvailable : .freelancerAvailable))
        }
        return found
    }

    /// The day's reconciliation, in a word.
    func isReconciled(_ day: String) async throws -> Bool {
        try await store.read { try $0.reconcile(SampleBook.day(day)).isClean }
    }
}
