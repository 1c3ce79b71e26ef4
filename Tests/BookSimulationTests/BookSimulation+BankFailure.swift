import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore

/// J27: the bank fails, the guarantee scheme pays what it covers, and the rest is lost.
extension BookSimulation {
    mutating func endByBankFailure() async throws {
        guard let iban = try? IBAN(SampleBook.trustIBAN) else { return }
        tick()
        let day = day
        func fail(_ engine: Engine) async throws(EngineError) -> Answer {
            try await engine.failBank(
                iban, on: day, reason: "moratorium", SampleBook.call("bank fail"))
        }
        if model.sum(1010...1010) != 0 {
            _ = try await act("bank fail", taken: false, { _ in }, fail)
            try await settleAll()
        }
        guard model.bank > 0 else { return }
        _ = try await act("bank failure cover", taken: false) { engine throws(EngineError) in
            try await engine.coverBank(
                iban, others: [], limit: nil, SampleBook.call("bank failure cover"))
        }
        _ = try await act("bank fail", { $0.failBank() }, fail)
        _ = try await act("bank fail", taken: false, { _ in }, fail)
        _ = try await act("payout plan", taken: false) { engine throws(EngineError) in
            try await engine.planPayout(
                PayoutRequest(executionDay: nil, confirmed: nil) { Array("\($0)".utf8) },
                SampleBook.call("payout plan"))
        }
        try await cover(iban)
        try await payCover(iban)
        _ = try await act("bank failure close") { engine throws(EngineError) in
            try await engine.closeBankFailure(iban, SampleBook.call("bank failure close"))
        }
        let left = model.sum(1000...1040)
        guard left == 0 else { throw failed("the failure is closed, and \(left) is there") }
    }

    /// Some have so much at that bank besides that little or nothing is covered.
    private mutating func cover(_ iban: IBAN) async throws {
        var others: [String: Int64] = [:]
        for owner in Self.owners + Self.clients where Bool.random(using: &random) {
            others[owner] = 100_000_00 - Int64.random(in: -50...2_000, using: &random)
        }
        let deposits = others.sorted { $0.key < $1.key }.map {
            OtherDeposit(party: $0.key, amount: Money(minor: $0.value, .eur))
        }
        for isTaken in [true, false] {
            _ = try await act(
                "bank failure cover", taken: isTaken, { $0.cover(others, limit: 100_000_00) }
            ) { engine throws(EngineError) in
                try await engine.coverBank(
                    iban, others: deposits, limit: nil, SampleBook.call("bank failure cover"))
            }
        }
    }

    /// The scheme pays everybody what is covered, one of them in two parts.
    private mutating func payCover(_ iban: IBAN) async throws {
        for (place, open) in model.places(1040...1040) {
            _ = try await act("bank failure close", taken: false) { engine throws(EngineError) in
                try await engine.closeBankFailure(iban, SampleBook.call("bank failure close"))
            }
            let first = Int64.random(in: 1...open, using: &random)
            for (amount, isTaken) in [
                (first, true), (open - first + 1, false), (open - first, true),
            ]
            where amount > 0 {
                _ = try await act(
                    "bank failure paid", taken: isTaken, { $0.payCover(place.owner, amount) }
                ) { engine throws(EngineError) in
                    try await engine.bankCoverPaid(
                        iban, to: place.owner, amount: Money(minor: amount, .eur),
                        SampleBook.call("bank failure paid"))
                }
            }
        }
    }
}
