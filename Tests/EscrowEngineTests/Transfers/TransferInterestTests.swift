import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/transfer.md#moved: releases leave alone what a transfer has reserved.
@Suite("Interest in a transfer")
struct TransferInterestTests {
    @Test("is released where it goes to")
    func reserved() async throws {
        try await TransferBook.use { setting in
            let book = setting.book
            _ = try await setting.line(
                "10.01", of: setting.first, on: "2013-04-02", opening: "19040.00",
                kind: .interest)
            _ = try await book.engine(at: "2013-04-03T08:00:00Z").allocateInterest(
                InterestRequest(
                    account: setting.first, from: SampleBook.day("2013-03-01"),
                    to: SampleBook.day("2013-03-31")), SampleBook.call("interest allocate"))
            let planned = try await book.plan(
                .transfer(TransferOrder(to: setting.second)), at: "2013-04-03T09:00:00Z",
                payees: ["F-01"], account: setting.first)
            #expect(planned["total"] == "15242.01")
            func release(_ time: String) async throws -> Answer {
                try await book.engine(at: time).releaseInterest(
                    party: "F-01", SampleBook.call("interest release"))
            }
            let early = await SampleBook.refusal { try await release("2013-04-03T10:00:00Z") }
            #expect(early.code == "release.nothing")
            let plan = PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0)
            try await book.release(plan, planned["sha256"] ?? "", at: "2013-04-03T11:00:00Z")
            #expect(try await release("2013-04-03T12:00:00Z")["amount"] == "10.01")
            #expect(try await setting.standing().contains("2110 F-01 10.01'"))
        }
    }
}
