import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import MoneyCore

/// How a book ends: most just stop, some agencies fail, some banks do.
extension BookSimulation {
    /// What some books must end with.
    static let endingNames = ["pool close", "pool identify", "bank failure close"]

    mutating func end() async throws {
        guard seed % 3 < 2 else { return }
        try await waitUntilFinal()
        // An account that is overdrawn has nothing to share or to lose.
        if seed % 3 == 0, model.sum(1000...1000) > 0 { try await endInPool() }
        if seed % 3 == 1 { try await endByBankFailure() }
    }

    /// Of what is not final somebody else would have to say when it is.
    private mutating func waitUntilFinal() async throws {
        guard model.receipts.values.contains(where: { !$0.isFinal }), model.sum(1020...1020) != 0
        else { return }
        day = day.adding(days: 60)
        tick()
        let ids = model.receipts.filter { !$0.value.isFinal && model.left(of: $0.key) > 0 }.keys
        _ = try await act(
            "receipt final", { model in for id in ids.sorted() { model.makeFinal(id) } }
        ) { engine throws(EngineError) in
            try await engine.makeFinal(nil, after: FinalityDays(), Self.call("receipt final"))
        }
    }

    /// Asks as `ask` does, a minute later, and compares the balances then.
    mutating func act(
        _ name: String, taken isTaken: Bool = true,
        _ effect: (inout Model) -> Void = { _ in },
        _ step: (Engine) async throws(EngineError) -> Answer
    ) async throws -> Answer? {
        tick()
        let answer = try await ask(name, taken: isTaken, step)
        if answer != nil { effect(&model) }
        try compare(name)
        return answer
    }

    /// The bank books everything that is in flight.
    mutating func settleAll() async throws {
        tick()
        let early: Set<String> = ["returned early", "arrived early"]
        for account in accounts {
            bank = account
            defer { bank = 1 }
            var lines: [BankLine] = []
            var effects: [(inout Model, Int64) -> Void] = []
            for (id, payout) in model.payouts.sorted(by: { $0.key < $1.key }) {
                let endToEnd = PayoutID(sequence: id).text(in: bookID)
                let isOut = Model.inFlight.contains(payout.state)
                if payout.bank == bank, isOut || early.contains(payout.state) {
                    lines.append(line(-payout.amount, "entry of \(id)", endToEnd: endToEnd))
                    effects.append { model, _ in model.settle(id) }
                }
                if payout.target == bank, isOut || payout.state == "settled" {
                    lines.append(line(payout.amount, "money of \(id)", endToEnd: endToEnd))
                    effects.append { model, _ in model.arrive(id, charge: 0) }
                }
            }
            if !lines.isEmpty { try await deliver(lines, effects) }
        }
        nextDay()
        tick()
        try compare("all is settled")
    }

    // MARK: Pool

    private static func call(_ name: String, by actor: String = SampleBook.clerk) -> CommandCall {
        CommandCall(name, by: actor, as: actor == SampleBook.clerk ? .clerk : .approver)
    }

    /// J25 in all its steps.
    private mutating func endInPool() async throws {
        guard model.sum(2000...2800) < 0 else { return }
        let isSubordinated = Bool.random(using: &random)
        try await decideAll()
        try await declare(isSubordinated)
        _ = try await act("pool share", taken: false) { engine throws(EngineError) in
            try await engine.sharePool(
                executionDay: nil, render: { Array("\($0)".utf8) }, Self.call("pool share"))
        }
        try await settleAll()
        let moment = pooledOn
        _ = try await act("pool confirm", { $0.pool(moment) }) { engine throws(EngineError) in
            try await engine.confirmPool(Self.call("pool confirm", by: SampleBook.approver))
        }
        try await identifyPooled()
        try await share(isSubordinated)
        if model.shortfall > 0, Bool.random(using: &random) {
            try await recoverAll()
            try await share(isSubordinated)
        }
        _ = try await act("pool close", { $0.closePool() }) { engine throws(EngineError) in
            try await engine.closePool(Self.call("pool close"))
        }
        let rest = model.balances.filter { $0.key.account < 9000 }
        guard rest.isEmpty else { throw failed("the pool is closed, and there is \(rest)") }
    }

    /// What is disputed would keep its share of the pool in reserve.
    private mutating func decideAll() async throws {
        for (id, dispute) in model.disputes.sorted(by: { $0.key < $1.key }) where dispute.open > 0 {
            let open = dispute.open
            _ = try await act(
                "dispute decide", { $0.decideForParty(id, open) }
            ) { engine throws(EngineError) in
                try await engine.decideDispute(
                    DisputeID(sequence: id), for: .party, amount: nil, Self.call("dispute decide"))
            }
        }
    }

    /// One person freezes the trust, and nobody can pay anything out any more; another must
    /// confirm it, when nothing is in flight.
    private mutating func declare(_ isSubordinated: Bool) async throws {
        _ = try await act("pool confirm", taken: false) { engine throws(EngineError) in
            try await engine.confirmPool(Self.call("pool confirm", by: SampleBook.approver))
        }
        tick()
        pooledOn = day.number
        let terms = Pooling.Terms(
            day: day, isAgencySubordinated: isSubordinated, reason: "filing")
        _ = try await act("pool declare", { $0.giveUpAll() }) { engine throws(EngineError) in
            try await engine.declarePool(terms, Self.call("pool declare"))
        }
        _ = try await act("pool declare", taken: false) { engine throws(EngineError) in
            try await engine.declarePool(terms, Self.call("pool declare"))
        }
        _ = try await act("payout plan", taken: false) { engine throws(EngineError) in
            try await engine.planPayout(
                PayoutRequest(executionDay: nil) { Array("\($0)".utf8) },
                Self.call("payout plan"))
        }
        _ = try await act("interest release", taken: false) { engine throws(EngineError) in
            try await engine.releaseInterest(party: "F-01", Self.call("interest release"))
        }
        _ = try await act("pool confirm", taken: false) { engine throws(EngineError) in
            try await engine.confirmPool(
                CommandCall("pool confirm", by: SampleBook.clerk, as: []))
        }
        guard model.sum(1010...1010) != 0 else { return }
        _ = try await act("pool confirm", taken: false) { engine throws(EngineError) in
            try await engine.confirmPool(Self.call("pool confirm", by: SampleBook.approver))
        }
    }

    /// Receipts whose payer has no account are somebody's after all.
    private mutating func identifyPooled() async throws {
        let places = model.balances.keys.filter { $0.account == 2900 && $0.owner.isEmpty }.sorted()
        for place in places {
            guard let id = Int64(place.source.dropFirst("receipt ".count)),
                model.receipts[id]?.hasPayer == false,
                let party = (Self.clients + Self.freelancers).randomElement(using: &random)
            else { continue }
            for isTaken in [true, false] {
                _ = try await act(
                    "pool identify", taken: isTaken, { $0.identifyPooled(place, as: party) }
                ) { engine throws(EngineError) in
                    try await engine.identifyPooled(
                        receipt: BankLineID(sequence: id), party: party,
                        Self.call("pool identify"))
                }
            }
        }
    }

    /// Everybody's share by the model, planned, approved, exported and booked.
    private mutating func share(_ isSubordinated: Bool) async throws {
        let payouts = model.poolShares(isSubordinated)
        let answer = try await act("pool share", taken: !payouts.isEmpty) {
            engine throws(EngineError) in
            try await engine.sharePool(
                executionDay: nil, render: { Array("\($0)".utf8) }, Self.call("pool share"))
        }
        guard let answer, let plan = Int64(answer["plan"] ?? ""),
            let file = Digest(hex: answer["sha256"] ?? "")
        else { return }
        let ids = payouts.indices.map { plan + 1 + Int64($0) }
        for (id, payout) in zip(ids, payouts) { model.payouts[id] = payout }
        model.plans[plan] = Model.Plan(
            state: "approved", day: BusinessCalendar.target.onOrAfter(day).number, payouts: ids,
            isConfirmed: true)
        _ = try await act("pool close", taken: false) { engine throws(EngineError) in
            try await engine.closePool(Self.call("pool close"))
        }
        _ = try await act("payout approve") { engine throws(EngineError) in
            try await engine.approvePayout(
                PlanID(sequence: plan), file: file,
                Self.call("payout approve", by: SampleBook.approver))
        }
        _ = try await act("payout export", { $0.export(plan) }) { engine throws(EngineError) in
            try await engine.exportPayout(PlanID(sequence: plan), Self.call("payout export"))
        }
        try await settleAll()
    }

    /// The agency's administrator pays in what is missing.
    private mutating func recoverAll() async throws {
        let missing = model.shortfall
        try await deliver(
            [line(missing, "recovery", text: "top-up", account: 1)],
            [{ model, _ in _ = model.cure(missing, from: Model.Place(1000)) }])
        nextDay()
        tick()
        try compare("recovery")
    }
}
