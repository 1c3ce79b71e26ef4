import BankFormats
import EscrowCore
import EscrowEngine
import Evidence
import Foundation
import LargeBook
import LedgerCore
import LedgerSQLite
import MoneyCore

/// One month end through the commands that a clerk gives: ten engagements to a client, a freelancer
/// to each, held for three days after the client's payment.
///
/// No command gets more than `batch` engagements' worth at once: a bank file of a tenth as many
/// receipts, a payout plan of as many payees.
struct MonthEndRun {
    /// One step of the month end.
    struct Stage {
        let name: String
        let seconds: Double
        let peakMebibytes: Double
    }

    private(set) var stages: [Stage] = []
    private let store: SQLiteStore
    private let engagements: Int
    private var bankBalance: Int64 = 0
    private var plans: [PlanID] = []

    private static let perClient = 10
    private static let batch = 10_000
    private let opened = Day("2013-01-01") ?? Day(number: 0)
    private let invoiced = Day("2013-01-31") ?? Day(number: 0)
    private let received = Day("2013-03-01") ?? Day(number: 0)
    private let released = Day("2013-03-04") ?? Day(number: 0)
    private let settled = Day("2013-03-05") ?? Day(number: 0)

    private var clients: Int { (engagements + Self.perClient - 1) / Self.perClient }

    init(_ path: String, _ engagements: Int) async throws {
        self.engagements = engagements
        store = try SQLiteStore(path: path, mode: .create)
        _ = try await BookMaker.engine(store, on: opened).open(
            OpeningRequest(
                currency: .eur, timeZone: "UTC", isSample: false,
                account: TrustAccount(
                    iban: try IBAN(InvoiceSeries.trustIBAN), bic: nil, holder: "trustee T-01",
                    currency: .eur),
                clerk: BookMaker.clerk, approver: BookMaker.approver))
        try await addMasterData()
    }

    mutating func all() async throws {
        try await stage("hours") { run in try await run.recordHours() }
        try await stage("invoices") { run in try await run.issueInvoices() }
        let receipts = try await receipts()
        try await stage("receipts and split") { run in
            for file in receipts { try await run.book(file, on: run.received, "matched") }
        }
        try await stage("release") { run in try await run.release() }
        try await stage("payout run") { run in try await run.payOut() }
        let debits = try await debits()
        try await stage("settlement") { run in
            for file in debits { try await run.book(file, on: run.settled, "payout settled") }
        }
        try await stage("reconciliation") { run in try await run.reconcile() }
        try await stage("statements") { run in try await run.state() }
    }

    private mutating func stage(
        _ name: String, _ body: (inout MonthEndRun) async throws -> Void
    ) async throws {
        Memory.resetPeak()
        let start = ContinuousClock.now
        try await body(&self)
        let time = (ContinuousClock.now - start) / .seconds(1)
        stages.append(Stage(name: name, seconds: time, peakMebibytes: Memory.peakMebibytes))
        progress("month end of \(engagements): \(name) took \(time) s")
    }

    // MARK: Master data

    private func code(_ letter: String, _ index: Int) -> String { "\(letter)-\(index + 1)" }

    private func addMasterData() async throws {
        let engine = BookMaker.engine(store, on: opened)
        try await addParties("C", .client, clients, from: 2_000_000)
        _ = try await engine.addParties(
            [party(BookMaker.agencyCode, .agency, 1)], BookMaker.call("party add"))
        try await addParties("F", .freelancer, engagements, from: 3_000_000)
        try await inBatches(engagements) { numbers in
            _ = try await engine.addEngagements(
                try numbers.map { try terms($0) }, BookMaker.call("engagement add"))
        }
    }

    private func addParties(
        _ letter: String, _ role: PartyRole, _ count: Int, from: Int
    ) async throws {
        let engine = BookMaker.engine(store, on: opened)
        try await inBatches(count) { numbers in
            _ = try await engine.addParties(
                numbers.map { party(code(letter, $0), role, from + $0) },
                BookMaker.call("party add"))
        }
    }

    private func party(_ code: String, _ role: PartyRole, _ account: Int) -> PartyRequest {
        PartyRequest(
            code: code, role: role, validFrom: opened,
            details: PartyDetails(
                name: "\(role.name) \(code)", address: nil,
                iban: IBAN.german(bankCode: "10000000", account: "\(account)"), vatID: nil,
                taxNumber: nil))
    }

    private func terms(_ index: Int) throws -> EngagementRequest {
        guard let rate = VATStatus("19") else { throw BenchError.answer("no rate") }
        return EngagementRequest(
            code: code("E", index), client: code("C", index / Self.perClient),
            freelancer: code("F", index), validFrom: opened, validTo: nil,
            clientRate: Money(minor: 100_00, .eur), freelancerRate: Money(minor: 80_00, .eur),
            clientVAT: rate, freelancerVAT: rate, title: .freelancer, policy: .proRata,
            release: .afterDays(3), termDays: 30, routingAgreedOn: opened, subject: "Work")
    }

    private func inBatches(
        _ count: Int, _ body: (Range<Int>) async throws -> Void
    ) async throws {
        for first in stride(from: 0, to: count, by: Self.batch) {
            try await body(first..<min(first + Self.batch, count))
        }
    }

    // MARK: Stages

    private func recordHours() async throws {
        let engine = BookMaker.engine(store, on: invoiced)
        try await inBatches(engagements) { numbers in
            _ = try await engine.recordHours(
                numbers.map {
                    HoursRequest(
                        engagement: code("E", $0), day: invoiced,
                        hours: Hours(seconds: Int64(14_400 + $0 % 17 * 900)))
                }, BookMaker.call("hours import"))
        }
    }

    private func invoiceNumber(_ client: Int) -> String { "R-\(1_000_000 + client)" }

    private func issueInvoices() async throws {
        let engine = BookMaker.engine(store, on: invoiced)
        for client in 0..<clients {
            _ = try await engine.issueInvoice(
                InvoiceRequest(
                    number: invoiceNumber(client), client: code("C", client), day: invoiced,
                    through: nil, engagements: []), BookMaker.call("invoice issue"))
        }
    }

    /// Every client pays his invoice, by its reference.
    private mutating func receipts() async throws -> [LinesBankFile] {
        let day = received
        let numbers = (0..<clients).map(invoiceNumber)
        let lines = try await store.read { reader in
            try numbers.map { number in
                let invoice = try reader.invoice(try reader.knownInvoice(number: number).id)
                return Self.line(
                    invoice.gross, on: day, reference: invoice.reference.description,
                    endToEnd: "C-\(number)")
            }
        }
        return try files("S", lines, of: Self.batch / Self.perClient, on: day)
    }

    private static func line(
        _ amount: Money, on day: Day, reference: String? = nil, endToEnd: String
    ) -> BankLine {
        BankLine(
            amount: amount, bookingDay: day, valueDay: day, bankReference: "B-\(endToEnd)",
            endToEndID: endToEnd, creditorReference: reference, remittance: "",
            counterpartyName: nil, counterpartyAccount: nil, kind: .transfer, returnReason: nil,
            place: endToEnd)
    }

    private mutating func files(
        _ name: String, _ lines: [BankLine], of size: Int, on day: Day
    ) throws -> [LinesBankFile] {
        var files: [LinesBankFile] = []
        for first in stride(from: 0, to: lines.count, by: size) {
            let page = Array(lines[first..<min(first + size, lines.count)])
            let file = try LinesBankFile(
                "\(name)-\(day)-\(first)", page, on: day, opening: bankBalance)
            bankBalance += file.total.minor
            files.append(file)
        }
        return files
    }

    private func book(_ made: LinesBankFile, on day: Day, _ meaning: String) async throws {
        let answer = try await BookMaker.engine(store, on: day)
            .importBank(made.file, by: BookMaker.clerk)
        guard let count = Int(answer[meaning] ?? ""), count == made.count else {
            throw BenchError.answer(answer.summary)
        }
    }

    private func release() async throws {
        var isMore = true
        while isMore {
            let answer = try await BookMaker.engine(store, on: released)
                .runReleases(by: nil, limit: Self.batch, BookMaker.call("release run"))
            guard answer["entries"] != "0" else { throw BenchError.answer(answer.summary) }
            isMore = answer["more"] == "true"
        }
    }

    /// Freelancers by the batch, then the agency's share in one sweep.
    private mutating func payOut() async throws {
        for first in stride(from: 0, to: engagements, by: Self.batch) {
            let payees = (first..<min(first + Self.batch, engagements)).map { code("F", $0) }
            plans.append(try await pay(payees, count: payees.count))
        }
        plans.append(try await pay([BookMaker.agencyCode], count: 1))
    }

    private func pay(_ payees: [String], count: Int) async throws -> PlanID {
        let engine = BookMaker.engine(store, on: released)
        let planned = try await engine.planPayout(
            PayoutRequest(
                payees: payees, executionDay: nil, render: { try PaymentFile.write($0) }),
            BookMaker.call("payout plan"))
        guard let text = planned["plan"], let sequence = Int64(text),
            let file = Digest(hex: planned["sha256"] ?? ""), planned["payouts"] == "\(count)"
        else { throw BenchError.answer(planned.summary) }
        let plan = PlanID(sequence: sequence)
        _ = try await engine.approvePayout(
            plan, file: file, BookMaker.call("payout approve", by: BookMaker.approver))
        _ = try await engine.exportPayout(plan, BookMaker.call("payout export"))
        return plan
    }

    /// The bank books every payout by its end-to-end id.
    private mutating func debits() async throws -> [LinesBankFile] {
        let (plans, day) = (plans, settled)
        let lines = try await store.read { reader in
            let book = try reader.opened().1.book
            return try plans.flatMap { plan in
                try reader.rows(
                    PayoutRow.self,
                    Selection(index: "payoutByPlan", equals: [.integer(plan.sequence)])
                ).map { row in
                    Self.line(
                        Money(minor: -row.amount, .eur), on: day, endToEnd: row.id.text(in: book))
                }
            }
        }
        return try files("D", lines, of: Self.batch, on: day)
    }

    private func reconcile() async throws {
        let day = settled
        let report = try await store.read { try $0.reconcile(day) }
        guard report.isClean, report.reconciliation.statement.isZero else {
            throw BenchError.answer("the trust does not reconcile")
        }
    }

    /// One statement for each freelancer, each in a transaction of its own.
    private func state() async throws {
        for index in 0..<engagements {
            let freelancer = code("F", index)
            let (from, to) = (invoiced, settled)
            let items = try await store.read {
                try $0.statement(of: freelancer, from: from, to: to).items.count
            }
            guard items > 0 else { throw BenchError.answer("\(freelancer) has no statement") }
        }
    }
}
