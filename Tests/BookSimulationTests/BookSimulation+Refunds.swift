import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore

/// Plans of every kind, and the agency's top-up.
extension BookSimulation {
    /// Plans payouts of a kind that the model foresees, in their order; nil when it was rightly
    /// refused.
    mutating func plan(
        _ name: String, _ kind: PayoutRequest.Kind, _ payouts: [Model.Payout],
        payees: [String] = [], from bank: Int
    ) async throws -> Int64? {
        let account = try Self.iban(bank)
        let ordered =
            Int.random(in: 0..<3, using: &random) == 0
            ? nil : day.adding(days: Int.random(in: -1...12, using: &random))
        // The agency's share is swept the same or the next bank day, never later.
        let first = BusinessCalendar.target.onOrAfter(day)
        let last = BusinessCalendar.target.onOrAfter(first.adding(days: 1))
        let isSweepDay = (ordered ?? first) <= last
        let payouts = payouts.filter { $0.account != 2210 || isSweepDay }
        let total = payouts.reduce(0) { $0 + $1.amount }
        let reserved = model.plans.values.filter { ["planned", "approved"].contains($0.state) }
            .flatMap(\.payouts).compactMap { model.payouts[$0] }
            .reduce(0) { $1.bank == bank ? $0 + $1.amount : $0 }
        // While something is missing the maker names the total; now and then he forgets.
        let isShort = model.shortfall > 0
        let isNamed = isShort && Int.random(in: 0..<5, using: &random) > 0
        let isBankDay = ordered.map {
            $0 >= day && BusinessCalendar.target.isBusinessDay($0)
        }
        let isTaken =
            total > 0 && model.sum(1000...1000, at: bank) >= 0
            && total + reserved <= model.sum(1000...1010, at: bank)
            && isNamed == isShort && isBankDay != false
        let answer = try await ask(name, "\(payees) \(total)", taken: isTaken) {
            engine throws(EngineError) in
            try await engine.planPayout(
                PayoutRequest(
                    kind, payees: payees, account: account, executionDay: ordered,
                    confirmed: isNamed ? Money(minor: total, .eur) : nil
                ) { Array("\($0)".utf8) },
                SampleBook.call(name))
        }
        guard let answer, let plan = Int64(answer["plan"] ?? "") else { return nil }
        let ids = payouts.indices.map { plan + 1 + Int64($0) }
        for (id, payout) in zip(ids, payouts) { model.payouts[id] = payout }
        model.plans[plan] = Model.Plan(
            state: "planned", day: (ordered ?? BusinessCalendar.target.onOrAfter(day)).number,
            payouts: ids, isConfirmed: isShort)
        return plan
    }

    mutating func refund() async throws {
        let clients = Self.clients.filter { _ in Bool.random(using: &random) }
        let bank = accounts.randomElement(using: &random) ?? 1
        _ = try await plan(
            "payout plan --refunds", .refunds,
            model.refundable(clients.isEmpty ? Self.clients : clients, at: bank), payees: clients,
            from: bank)
    }

    /// A receipt that nobody can place goes back to its payer, all of it or a part.
    mutating func sendBack() async throws {
        let waiting = model.receipts.filter { $0.value.open > 0 }.keys.sorted()
        guard let id = waiting.randomElement(using: &random) ?? model.receipts.keys.min(),
            let receipt = model.receipts[id]
        else { return }
        let amount = part(of: receipt.open)
        let sent = amount ?? receipt.open
        let isPossible =
            receipt.hasPayer && receipt.isFinal && sent > 0 && sent <= receipt.open
        let payout = Model.Payout(
            owner: "", account: 2000, parts: [(place: model.waiting(id), amount: sent)],
            state: "planned", bank: receipt.bank)
        let plan = try await plan(
            "receipt return",
            .receipt(BankLineID(sequence: id), amount.map { Money(minor: $0, .eur) }),
            isPossible ? [payout] : [], from: receipt.bank)
        if plan != nil { model.receipts[id]?.open -= sent }
    }

    /// J29.
    mutating func withdrawTopUp() async throws {
        let bank = accounts.randomElement(using: &random) ?? 1
        let free = model.freeTopUp(at: bank)
        let amount = part(of: free)
        let asked = amount ?? free
        let isPossible = model.shortfall == 0 && asked > 0 && asked <= free
        let payout = Model.Payout(
            owner: Model.agency, account: 2800,
            parts: [(place: Model.Place(2800, Model.agency, "top-up", at: bank), amount: asked)],
            state: "planned", bank: bank)
        _ = try await plan(
            "topup withdraw", .topUp(amount.map { Money(minor: $0, .eur) }),
            isPossible ? [payout] : [], from: bank)
    }

    /// nil for all of it, else at most a little more than there is.
    private mutating func part(of amount: Int64) -> Int64? {
        guard Bool.random(using: &random) else { return nil }
        return Int64.random(in: 0...(amount + max(1, amount / 3)), using: &random)
    }

    /// An approver says how much of the agency's own money may lie in the trust.
    mutating func limitTopUp() async throws {
        let limit = Int64.random(in: -1...60, using: &random)
        let isApprover = Int.random(in: 0..<4, using: &random) > 0
        let answer = try await ask(
            "setting set", "\(limit)", taken: isApprover && limit >= 0 && limit != model.topUpLimit
        ) { engine throws(EngineError) in
            try await engine.set(
                .topUpLimit, to: limit,
                CommandCall(
                    "setting set", by: isApprover ? SampleBook.approver : SampleBook.clerk,
                    as: .approver))
        }
        if answer != nil { model.topUpLimit = limit }
    }
}
