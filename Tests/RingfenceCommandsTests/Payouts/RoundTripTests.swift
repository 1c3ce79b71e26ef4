import BackOffice
import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import Foundation
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/payment-status.md#round: our file goes to a bank, its answers and its statement come back,
/// and every payout comes to its end and every cent to whom it belongs.
@Suite("Payment files, the bank's answers and its statements")
struct RoundTripTests {
    @Test("every payout comes to its end, and everybody gets his money", arguments: UInt64(1)...25)
    func laws(seed: UInt64) async throws {
        try await TestStore.memory.withStore { store in
            var trip = try await RoundTrip(store, seed: seed)
            try await trip.fill()
            for round in 0..<6 {
                try await trip.round(round, isKind: round >= 4)
                #expect(try await BookInvariants.findings(store) == [])
            }
            #expect(try await trip.inFlight() == "0.00")
            #expect(try await trip.states().allSatisfy(\.isOver))
            #expect(try await trip.stillOwed() == 0)
            #expect(trip.bank.paid == trip.owed)
            #expect(trip.bank.balance == 0)
            #expect(try await trip.book.findings(.memory) == [])
        }
    }

    @Test("all that can become of a transfer became of one")
    func every() async throws {
        var fates: [AnsweringBank.Fate: Int] = [:]
        for seed in UInt64(1)...4 {
            try await TestStore.memory.withStore { store in
                var trip = try await RoundTrip(store, seed: seed)
                try await trip.fill()
                for round in 0..<4 { try await trip.round(round, isKind: false) }
                fates.merge(trip.bank.fates, uniquingKeysWith: +)
            }
        }
        #expect(Set(fates.keys) == Set(AnsweringBank.Fate.allCases))
    }
}

extension PayoutState {
    /// Whether nothing more is expected of a payout.
    fileprivate var isOver: Bool {
        switch self {
        case .settled, .returned, .rejected: true
        case .planned, .exported, .accepted, .unknown, .resendRequested, .withdrawn,
            .returnedInFlight, .arrivedInFlight, .arrived:
            false
        }
    }
}

/// A book of twelve freelancers, and the bank that it pays through.
private struct RoundTrip {
    let book: SampleBook
    let store: any LedgerStore
    var bank: AnsweringBank
    /// What each account is to get in all.
    private(set) var owed: [String: Int64] = [:]
    private static let count = 12

    init(_ store: any LedgerStore, seed: UInt64) async throws {
        self.store = store
        book = SampleBook(store)
        bank = AnsweringBank(seed: seed)
    }

    /// Everybody works and is billed, and the client pays all invoices on one day.
    mutating func fill() async throws {
        try await book.open()
        try await book.add(.client, "C-01", number: 11)
        for number in 1...Self.count {
            try await book.add(.freelancer, "F-\(number)", number: 20 + number)
            try await book.engage("E-\(number)", client: "C-01", freelancer: "F-\(number)")
            let hours = Int.random(in: 1...40, using: &bank.random)
            try await book.work("E-\(number)", from: "2013-01-07", hours: hours)
        }
        _ = try await book.invoice("C-01", on: "2013-02-01")
        let total = try await book.open("2013-0001")
        let receipt = AnsweringBank.Entry(
            minor: total, endToEnd: "NOTPROVIDED", reason: nil,
            iban: SampleBook.account(11)?.electronic)
        try await take(
            bank.book([receipt], on: "2013-03-01").replacing(
                "</Refs>",
                with: "</Refs><RmtInf><Ustrd>2013-0001</Ustrd></RmtInf>"),
            at: "2013-03-01T20:30:00Z")
        for code in ["A-01"] + (1...Self.count).map({ "F-\($0)" }) {
            let account = code == "A-01" ? Account.agencyAvailable : .freelancerAvailable
            let number = code == "A-01" ? 1 : 20 + (Int(code.dropFirst(2)) ?? 0)
            let iban = SampleBook.account(number)?.electronic ?? ""
            owed[iban] = Money(try await book.balance(code, account), .eur)?.minor ?? 0
        }
    }

    /// One bank day: what is held is released, all that is free is paid, the bank answers.
    mutating func round(_ number: Int, isKind: Bool) async throws {
        let day = "\(SampleBook.day("2013-03-04").adding(days: number))"
        try await release(at: "\(day)T07:00:00Z")
        guard let (plan, hash) = try await plan(at: "\(day)T08:00:00Z") else { return }
        try await book.release(plan, hash, at: "\(day)T09:00:00Z")
        let engine = book.engine(at: "\(day)T10:00:00Z")
        let order = try OrderedFile(try await PayoutFiles.file(of: plan, engine).bytes)
        #expect(order.day == day)
        let before = bank.charges
        let (statuses, statement) = bank.answer(order, on: day, isKind: isKind)
        for (index, status) in statuses.enumerated() {
            let first = try await answer(status, at: "\(day)T1\(index + 1):00:00Z")
            let again = try await answer(status, at: "\(day)T1\(index + 1):30:00Z")
            #expect(!first.isRepeated && again.isRepeated)
        }
        // Accepted is not paid, rejected is back.
        #expect(try await states(plan).allSatisfy { $0.isInFlight || $0 == .rejected })
        try await take(statement, at: "\(day)T20:00:00Z")
        try await makeGood(bank.charges - before, on: day)
    }

    private func plan(at time: String) async throws -> (PlanID, String)? {
        let request = PayoutRequest(.entitlements, executionDay: nil, render: PayoutFiles.render)
        var planned = Answer("")
        let refusal = await SampleBook.refusal {
            planned = try await book.engine(at: time).planPayout(
                request, SampleBook.call("payout plan"))
            return planned
        }
        if refusal.code == "payout.nothing" { return nil }
        #expect(refusal.code.isEmpty, "\(refusal.message)")
        return (PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0), planned["sha256"] ?? "")
    }

    /// The agency pays for returns what the banks kept of them, so that nothing is missing.
    private mutating func makeGood(_ minor: Int64, on day: String) async throws {
        guard minor > 0 else { return }
        let entry = AnsweringBank.Entry(
            minor: minor, endToEnd: "NOTPROVIDED", reason: nil,
            iban: SampleBook.account(1)?.electronic)
        try await take(bank.book([entry], on: day), at: "\(day)T21:00:00Z")
    }

    private func release(at time: String) async throws {
        for code in ["A-01"] + (1...Self.count).map({ "F-\($0)" }) {
            let held = code == "A-01" ? Account.agencyHeld : .freelancerHeld
            guard try await book.balance(code, held) != "0.00" else { continue }
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

    func inFlight() async throws -> String { try await book.total(.outgoingInFlight) }

    func states(_ plan: PlanID? = nil) async throws -> [PayoutState] {
        try await store.read { reader in
            try reader.rows(PayoutRow.self, .all).filter { plan == nil || $0.plan == plan }
                .map(\.state)
        }
    }

    /// What anybody still has in the trust.
    func stillOwed() async throws -> Int64 {
        try await store.read { reader in
            try Account.allCases.filter { $0.kind == .entitlement }
                .reduce(0) { $0 + (try reader.balance($1)) }
        }
    }
}
