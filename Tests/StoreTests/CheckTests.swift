import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import LedgerSQLite
import MoneyCore
import Testing

@Suite("What the database refuses by itself")
struct CheckTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let write: @Sendable (inout any BookWriter) throws -> Void
        var testDescription: String { name }

        init(
            _ name: String, _ write: @escaping @Sendable (inout any BookWriter) throws -> Void
        ) {
            self.name = name
            self.write = write
        }
    }

    private static func balance(_ account: Account, _ amount: Int64) -> BalanceRow {
        BalanceRow(account: account, owner: 1, bank: 1, amount: amount)
    }

    private static func part(_ change: (inout PartRow) -> Void) -> PartRow {
        var row = PartRow(invoiceLine: InvoiceLineID(sequence: 1), owner: PartyID(sequence: 1))
        change(&row)
        return row
    }

    private static func subledger(
        _ account: Account, _ balance: Int64, planned: Int64 = 0
    )
        -> SubledgerRow
    {
        var row = SubledgerRow(
            Subledger(
                account, bank: TrustAccountID(sequence: 1), owner: PartyID(sequence: 1),
                source: .invoiceLine(InvoiceLineID(sequence: 1))))
        (row.balance, row.planned) = (balance, planned)
        return row
    }

    private static func hours(_ seconds: Int64) -> HoursRow {
        HoursRow(
            engagement: EngagementID(sequence: 1), day: Day(number: 0), sequence: 2,
            hours: Hours(seconds: seconds))
    }

    private static func plan(_ state: PlanState, approver: Int64?) -> PlanRow {
        PlanRow(
            id: PlanID(sequence: 3), bank: TrustAccountID(sequence: 2), state: state,
            maker: ActorID(sequence: 1),
            approver: approver.map { ActorID(sequence: $0) }, file: .init(repeating: 1, count: 32),
            count: 1, amount: 1, executionDay: Day(number: 0), isConfirmed: false)
    }

    private static let bank = TrustAccountRow(
        id: TrustAccountID(sequence: 2), iban: "DE89370400440532013000", currency: "EUR")

    private static let actors = (1...2).map { number in
        ActorRow(id: ActorID(sequence: Int64(number)), name: "A\(number)", roles: .clerk)
    }

    static let allowed = [
        Case("an overdrawn bank") { try $0.put([balance(.trustBank, -1)]) },
        Case("money in flight") { try $0.put([balance(.outgoingInFlight, -1)]) },
        Case("an entitlement") { try $0.put([balance(.freelancerAvailable, 1)]) },
        Case("all of it planned") {
            try $0.put([subledger(.freelancerAvailable, 5, planned: 5)])
        },
        Case("a bank below zero") { try $0.put([subledger(.trustBank, -5)]) },
        Case("a payout of an invoice in flight") {
            try $0.put([subledger(.outgoingInFlight, -5)])
        },
        Case("a part that came back before its debit was seen") {
            try $0.put([part { $0.paid = -1 }])
        },
        Case("a whole day of hours") { try $0.put([hours(86_400)]) },
        Case("a plan that somebody else approved") {
            try $0.put(actors)
            try $0.put([bank])
            try $0.put([plan(.approved, approver: 2)])
        },
        Case("a plan that waits") {
            try $0.put(actors)
            try $0.put([bank])
            try $0.put([plan(.planned, approver: nil)])
        },
    ]

    static let refused = [
        Case("a freelancer below zero") { try $0.put([balance(.freelancerAvailable, -1)]) },
        Case("a pool below zero") { try $0.put([balance(.pool, -1)]) },
        Case("a claim below zero") { try $0.put([balance(.dueFromAgencyFee, -1)]) },
        Case("more settled than sent") { try $0.put([balance(.outgoingInFlight, 1)]) },
        Case("a rounding difference") { try $0.put([balance(.rounding, 1)]) },
        Case("a contract below zero") { try $0.put([part { $0.contract = -1 }]) },
        Case("more written off than the contract") {
            try $0.put([part { ($0.contract, $0.writtenOff) = (5, 6) }])
        },
        Case("planned below zero") {
            try $0.put([subledger(.freelancerAvailable, 5, planned: -1)])
        },
        Case("more planned than available") {
            try $0.put([subledger(.freelancerAvailable, 5, planned: 6)])
        },
        Case("a plan that reserves an expectation") {
            try $0.put([subledger(.expectedFreelancer, 5, planned: 1)])
        },
        Case("an invoice's payouts more settled than sent") {
            try $0.put([subledger(.outgoingInFlight, 1)])
        },
        Case("a rounding difference of an invoice") { try $0.put([subledger(.rounding, 1)]) },
        Case("a balance of no bank account") {
            let row = BalanceRow(account: .trustBank, owner: 1, bank: -1, amount: 1)
            try $0.put([row])
        },
        Case("2010 of an invoice below zero") { try $0.put([subledger(.unallocated, -1)]) },
        Case("2100 of an invoice below zero") { try $0.put([subledger(.freelancerHeld, -1)]) },
        Case("2110 of an invoice below zero") { try $0.put([subledger(.freelancerAvailable, -1)]) },
        Case("2300 of an invoice below zero") { try $0.put([subledger(.clientRefundable, -1)]) },
        Case("2600 of an invoice below zero") { try $0.put([subledger(.disputed, -1)]) },
        Case("1120 of an invoice below zero") { try $0.put([subledger(.dueFromBeneficiary, -1)]) },
        Case("1150 of an invoice below zero") {
            try $0.put([subledger(.dueFromPartyCreditNote, -1)])
        },
        Case("2950 of an invoice below zero") { try $0.put([subledger(.backedContra, -1)]) },
        Case("9100 of an invoice below zero") { try $0.put([subledger(.expectedFreelancer, -1)]) },
        Case("no hours") { try $0.put([hours(0)]) },
        Case("more hours than a day has") { try $0.put([hours(86_401)]) },
        Case("a plan approved by its maker") {
            try $0.put(actors)
            try $0.put([bank])
            try $0.put([plan(.approved, approver: 1)])
        },
        Case("a plan approved by nobody") {
            try $0.put(actors)
            try $0.put([bank])
            try $0.put([plan(.approved, approver: nil)])
        },
        Case("a plan of somebody unknown") { try $0.put([plan(.planned, approver: nil)]) },
        Case("an actor who is no record") {
            try $0.put([ActorRow(id: ActorID(sequence: 9), name: "A9", roles: .clerk)])
        },
        Case("two actors of one name") {
            let twin = ActorRow(id: ActorID(sequence: 2), name: "A1", roles: .approver)
            try $0.put([actors[0], twin])
        },
    ]

    private func attempt(_ example: Case) async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteStore(path: folder + "/test.book", mode: .create)
            try await store.appendSample(count: 3)
            try await store.write(example.write)
        }
    }

    @Test("what may be is taken", arguments: allowed)
    func taken(_ example: Case) async throws {
        try await attempt(example)
    }

    @Test("what may not be is refused", arguments: refused)
    func isRefused(_ example: Case) async throws {
        let error = await #expect(throws: StoreError.self) { try await attempt(example) }
        guard case .failed(let text) = error else {
            Issue.record("\(String(describing: error)) is not failed")
            return
        }
        #expect(text.contains("constraint failed"))
    }
}
