import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore

/// J27: the bank fails, the guarantee scheme pays what it covers, and the rest is lost.
extension BookSimulation {
    mutating func endByBankFailure() async throws {
        let bank = accounts.randomElement(using: &random) ?? 1
        let iban = try Self.iban(bank)
        tick()
        let day = day
        func fail(_ engine: Engine) async throws(EngineError) -> Answer {
            try await engine.agreed(
                try await engine.failBank(
                    iban, on: day, reason: "moratorium", SampleBook.call("bank fail")))
        }
        let isOnItsWay =
            model.sum(1010...1010, at: bank) != 0 || model.sum(1020...1020, at: bank) != 0
        guard model.sum(1000...1000, at: bank) > 0 || isOnItsWay else { return }
        if isOnItsWay {
            _ = try await act("bank fail", taken: false, { _ in }, fail)
            try await settleAll()
        }
        // What another account lent would be nobody's there.
        guard model.sum(1000...1000, at: bank) > 0, model.elsewhere(bank) <= 0 else { return }
        _ = try await act("bank failure cover", taken: false) { engine throws(EngineError) in
            try await engine.coverBank(
                iban, others: [], limit: nil, SampleBook.call("bank failure cover"))
        }
        _ = try await act("bank fail", { $0.failBank(bank) }, fail)
        _ = try await act("bank fail", taken: false, { _ in }, fail)
        _ = try await act("payout plan", taken: false) { engine throws(EngineError) in
            try await engine.planPayout(
                PayoutRequest(account: iban, executionDay: nil, confirmed: nil) {
                    Array("\($0)".utf8)
                },
                SampleBook.call("payout plan"))
        }
        try await cover(iban, bank)
        try await payCover(iban, bank)
        _ = try await act("bank failure close") { engine throws(EngineError) in
            try await engine.closeBankFailure(iban, SampleBook.call("bank failure close"))
        }
        let left = model.sum(1000...1040, at: bank)
        guard left == 0 else { throw failed("the failure is closed, and \(left) is there") }
    }

    /// Some have so much at that bank besides that little or nothing is covered.
    private mutating func cover(_ iban: IBAN, _ bank: Int) async throws {
        var others: [String: Int64] = [:]
        for owner in Self.owners + Self.clients where Bool.random(using: &random) {
            others[owner] = 100_000_00 - Int64.random(in: -50...2_000, using: &random)
        }
        let deposits = others.sorted { $0.key < $1.key }.map {
            OtherDeposit(party: $0.key, amount: Money(minor: $0.value, .eur))
        }
        for isTaken in [true, false] {
            _ = try await act(
                "bank failure cover", taken: isTaken,
                { $0.cover(others, limit: 100_000_00, at: bank) }
            ) { engine throws(EngineError) in
                try await engine.coverBank(
                    iban, others: deposits, limit: nil, SampleBook.call("bank failure cover"))
            }
        }
    }

    /// The scheme pays everybody what is covered, one of them in two parts.
    private mutating func payCover(_ iban: IBAN, _ bank: Int) async throws {
        for (place, open) in model.places(1040...1040) where place.bank == bank {
            _ = try await act("bank failure close", taken: false) { engine throws(EngineError) in
                try await engine.closeBankFailure(iban, SampleBook.call("bank failure close"))
            }
            let first = Int64.random(in: 1...open, using: &random)
            for (amount, isTaken) in [
                (first, true), (open - first + 1, false), (open - first, true),
            ]
            where amount > 0 {
                _ = try await act(
                    "bank failure paid", taken: isTaken,
                    { $0.payCover(place.owner, amount, at: bank) }
                ) { engine throws(EngineError) in
                    try await engine.agreed(
                        try await engine.bankCoverPaid(
                            iban, to: place.owner, amount: Money(minor: amount, .eur),
                            SampleBook.call("bank failure paid")))
                }
            }
        }
    }
}
