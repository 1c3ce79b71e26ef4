import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore

/// What people and the bank say of a payout that is out.
extension BookSimulation {
    private static let words: [(word: String, verdict: PayoutStatus.Verdict)] = [
        ("accepted", .accepted), ("rejected", .rejected), ("unknown", .unknown),
        ("unknown", .unknown), ("resend", .resendRequested), ("resend", .resendRequested),
    ]

    /// A clerk or an approver says something of one payout, or of all of a plan.
    mutating func sayFate() async throws {
        guard let (word, verdict) = Self.words.randomElement(using: &random) else { return }
        // Only what nobody knows of can be asked to be sent again, and the bank is soon heard.
        let states = word == "resend" ? ["unknown"] : Model.inFlight
        let open = model.payouts.filter { states.contains($0.value.state) }.keys.sorted()
        let others = model.payouts.keys.sorted().suffix(8)
        let isOpen = Int.random(in: 0..<4, using: &random) > 0
        guard
            let id = isOpen
                ? open.randomElement(using: &random) ?? others.randomElement(using: &random)
                : others.randomElement(using: &random)
        else { return }
        let plan = model.plans.first { $0.value.payouts.contains(id) }
        let isPlan = Int.random(in: 0..<4, using: &random) == 0
        let meant = isPlan ? plan?.value.payouts ?? [id] : [id]
        let name = isPlan ? plan?.key ?? id : id
        let actor = Bool.random(using: &random) ? SampleBook.clerk : SampleBook.approver
        let moved = meant.filter { one in
            model.payouts[one].flatMap { Model.state(of: $0.state, after: word) } != nil
        }
        let answer = try await ask("payout \(word)", "\(name)", taken: !moved.isEmpty) {
            engine throws(EngineError) in
            try await engine.notePayout(
                "\(name)", verdict, reason: nil,
                SampleBook.call("payout status", by: actor))
        }
        guard answer != nil else { return }
        for one in moved {
            if word == "rejected", model.payouts[one]?.target != nil {
                count("a transfer is rejected")
            }
            model.say(word, of: one, by: actor)
        }
    }

    /// Another person says that it may be sent again.
    mutating func confirmResend() async throws {
        let asked = model.payouts.filter { $0.value.state == "resend requested" }.keys.sorted()
        let others = model.payouts.keys.sorted().suffix(4)
        guard
            let id = asked.randomElement(using: &random) ?? others.randomElement(using: &random),
            let actor = [SampleBook.approver, SampleBook.second, SampleBook.clerk]
                .randomElement(using: &random)
        else { return }
        let isTaken =
            model.payouts[id]?.state == "resend requested" && actor != SampleBook.clerk
            && actor != model.requesters[id]
        let answer = try await ask("payout resend --confirm", "\(id)", taken: isTaken) {
            engine throws(EngineError) in
            try await engine.confirmResend(
                "\(id)", CommandCall("payout resend", by: actor, as: .approver))
        }
        if answer != nil { model.say("resend confirmed", of: id, by: actor) }
    }

    // MARK: Bank lines

    /// The bank books what it said it would not: nobody ordered that any more.
    mutating func lateDebit(_ place: String, _ used: inout Set<Int64>) -> PlannedLine? {
        guard let (id, payout) = payout(in: ["rejected"], &used) else { return nil }
        return (
            line(-payout.amount, place, endToEnd: PayoutID(sequence: id).text(in: bookID)),
            { [bank] model, record in model.order(record, payout.amount, at: bank) }
        )
    }

    /// What came back once, or never left, comes once more: a receipt that waits.
    mutating func lateReturn(_ place: String, _ used: inout Set<Int64>) -> PlannedLine? {
        let isIncoming = Bool.random(using: &random)
        let states: Set<String> =
            isIncoming
            ? ["arrived", "arrived early"]
            : ["returned", "rejected", "returned early", "arrived", "arrived early"]
        guard let (id, payout) = payout(in: states, &used, isIncoming: isIncoming) else {
            return nil
        }
        let endToEnd = PayoutID(sequence: id).text(in: bookID)
        return (
            line(payout.amount, place, endToEnd: endToEnd, kind: .returned),
            { [bank] model, record in
                model.receive(
                    record,
                    Model.Receipt(amount: payout.amount, open: 0, bank: bank, endToEnd: endToEnd))
            }
        )
    }
}
