import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/transfer.md#refused.
@Suite("Transfers that are refused")
struct TransferRefusalTests {
    private static func plan(
        _ setting: TransferBook, from: IBAN, to: IBAN, payees: [String] = [],
        invoices: [String] = [], at time: String = "2013-03-01T19:00:00Z"
    ) async -> Refusal {
        await SampleBook.refusal {
            try await setting.book.plan(
                .transfer(TransferOrder(to: to, invoices: invoices)), at: time, payees: payees,
                account: from)
        }
    }

    @Test("what is not there, to where nothing can go")
    func names() async throws {
        try await TransferBook.use(.memory) { setting in
            let (first, second) = (setting.first, setting.second)
            let strange = try #require(SampleBook.account(77))
            #expect(await Self.plan(setting, from: first, to: first).code == "transfer.same")
            #expect(await Self.plan(setting, from: first, to: strange).code == "account.unknown")
            #expect(await Self.plan(setting, from: strange, to: first).code == "account.unknown")
            #expect(await Self.plan(setting, from: second, to: first).code == "transfer.nothing")
            #expect(
                await Self.plan(setting, from: first, to: second, payees: ["F-02"]).code
                    == "transfer.nothing")
            #expect(
                await Self.plan(setting, from: first, to: second, payees: ["F-99"]).code
                    == "party.unknown")
            #expect(
                await Self.plan(setting, from: first, to: second, invoices: ["2013-0099"]).code
                    == "invoice.unknown")
        }
    }

    @Test("during a shortfall, planned or exported")
    func shortfall() async throws {
        try await TransferBook.use { setting in
            let planned = try await setting.book.plan(
                .transfer(TransferOrder(to: setting.second)), at: "2013-03-01T19:00:00Z",
                account: setting.first)
            _ = try await setting.book.approve(planned, at: "2013-03-01T19:10:00Z")
            _ = try await setting.line(
                "-12.50", of: setting.first, on: "2013-03-04", opening: "19040.00",
                kind: .bankCharge)
            let plan = PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0)
            let exported = await setting.refusal {
                try await setting.book.engine(at: "2013-03-04T19:00:00Z").exportPayout(
                    plan, SampleBook.call("payout export"))
            }
            #expect(exported != "")
            _ = try await setting.book.engine(at: "2013-03-04T19:10:00Z").withdrawPayout(
                plan, SampleBook.call("payout withdraw"))
            #expect(
                await Self.plan(
                    setting, from: setting.first, to: setting.second, at: "2013-03-04T19:20:00Z"
                ).code == "transfer.shortfall")
        }
    }

    @Test(
        "from and to an account at a failed bank, which does not fail while a transfer goes there")
    func failedBank() async throws {
        try await TransferBook.use { setting in
            func fail(_ iban: IBAN, at time: String) async -> Refusal {
                await SampleBook.refusal {
                    let engine = setting.book.engine(at: time)
                    return try await engine.agreed(
                        try await engine.failBank(
                            iban, on: SampleBook.day("2013-03-01"), reason: "moratorium",
                            SampleBook.call("bank fail")))
                }
            }
            let (_, id) = try await setting.transfer(payees: ["F-01"])
            #expect(await fail(setting.second, at: "2013-03-01T20:00:00Z").code == "bank.in-flight")
            _ = try await setting.line(
                "15232.00", of: setting.second, on: "2013-03-04", opening: "0.00", endToEnd: id)
            _ = try await setting.line(
                "-15232.00", of: setting.first, on: "2013-03-04", opening: "19040.00",
                endToEnd: id)
            let planned = try await setting.book.plan(
                .transfer(TransferOrder(to: setting.second)), at: "2013-03-04T19:00:00Z",
                account: setting.first)
            let failed = await fail(setting.second, at: "2013-03-05T08:00:00Z")
            #expect(failed.message.contains("15,232.00 EUR lie"))
            // The plan of the transfer there is withdrawn with it.
            let state = try await setting.book.store.read {
                try $0.row(PlanRow.self, key: [.integer(Int64(planned["plan"] ?? "") ?? 0)])?.state
            }
            #expect(state == .withdrawn)
            for (from, to) in [(setting.first, setting.second), (setting.second, setting.first)] {
                #expect(
                    await Self.plan(setting, from: from, to: to, at: "2013-03-05T09:00:00Z").code
                        == "payout.bank-failed")
            }
        }
    }

    @Test("a pool waits for what is on its way, and takes no transfer once it holds the money")
    func pooled() async throws {
        try await TransferBook.use { setting in
            let book = setting.book
            let (_, id) = try await setting.transfer()
            _ = try await setting.line(
                "-19040.00", of: setting.first, on: "2013-03-04", opening: "19040.00",
                endToEnd: id)
            _ = try await book.engine(at: "2013-03-05T08:00:00Z").declarePool(
                Pooling.Terms(
                    day: SampleBook.day("2013-03-05"), isAgencySubordinated: false,
                    reason: "filing"), SampleBook.call("pool declare"))
            let confirm = SampleBook.call("pool confirm", by: SampleBook.approver)
            let early = await SampleBook.refusal {
                try await book.engine(at: "2013-03-05T09:00:00Z").confirmPool(confirm)
            }
            #expect(early.code == "pool.in-flight")
            #expect(early.message.contains("transfer between two trust accounts"))
            _ = try await setting.line(
                "19040.00", of: setting.second, on: "2013-03-05", opening: "0.00", endToEnd: id)
            _ = try await book.engine(at: "2013-03-05T19:00:00Z").confirmPool(confirm)
            #expect(
                try await setting.standing() == [
                    "1000 19040.00'", "2900 A-01 3808.00'", "2900 F-01 15232.00'",
                ])
            #expect(
                await Self.plan(
                    setting, from: setting.second, to: setting.first, at: "2013-03-05T20:00:00Z"
                ).code == "transfer.pooled")
        }
    }
}
