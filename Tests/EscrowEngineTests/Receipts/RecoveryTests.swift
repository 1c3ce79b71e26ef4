import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/receipt.md#recovery, docs/spec/receipt.md#netting, docs/spec/events.md#J17.
@Suite("Recovery of claims")
struct RecoveryTests {
    /// Invoice 2013-0001 was paid, paid out to F-01, and taken back: F-01 owes 15,232.00; 2013-0002
    /// over 9,520.00 is open.
    static func owing(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        try await book.work("E-01", from: "2013-02-01", hours: 80)
        _ = try await book.invoice("C-01", on: "2013-02-28")
        _ = try await book.bank(
            [
                SampleBook.line(
                    "19040.00", on: "2013-03-01", reference: SampleBook.reference,
                    endToEnd: "PAY-1")
            ], id: "S1", day: "2013-03-01")
        let plan = try await book.payOut(at: "2013-03-01T19:00:00Z", payees: ["F-01"])
        let orders = try await book.orders(of: plan)
        _ = try await book.bank(
            orders.map { SampleBook.line($0.amount, on: "2013-03-04", endToEnd: $0.endToEnd) }
                + [TakebackTests.takenBack(on: "2013-03-04")], id: "S2", day: "2013-03-04",
            opening: "19040.00")
        return book
    }

    @Test("money from the debtor's own account meets what he owes, the rest waits")
    func cash() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.owing(store)
            #expect(try await book.balance("F-01", .dueFromBeneficiary) == "15232.00")
            let account = SampleBook.account(21)?.electronic
            let answer = try await book.bank(
                [
                    SampleBook.line("5232.00", on: "2013-03-05", account: account),
                    SampleBook.line("10100.00", on: "2013-03-05", account: account),
                ], id: "S3", day: "2013-03-05", opening: "-15232.00")
            #expect(answer["recovery"] == "2")
            #expect(try await book.balance("F-01", .dueFromBeneficiary) == "0.00")
            #expect(try await book.total(.unidentified) == "100.00")
            #expect(try await book.total(.trustBank) == "100.00")
            let work = try await store.read { try $0.rows(WorkRow.self, .all) }
            #expect(work.map(\.reason) == ["claim-exceeded"])
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a clerk says whose claim a receipt meets; refused for somebody who owes nothing")
    func person() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.owing(store)
            _ = try await book.bank(
                [SampleBook.line("16000.00", on: "2013-03-05")], id: "S3", day: "2013-03-05",
                opening: "-15232.00")
            let receipt = try await book.line(of: "16000.00")
            let engine = book.engine(at: "2013-03-06T08:00:00Z")
            let call = SampleBook.call("receipt match")
            let nobody = await SampleBook.refusal {
                try await engine.recover(receipt: receipt, from: "F-02", amount: nil, call)
            }
            #expect(nobody.code == "claim.none")
            let answer = try await engine.recover(
                receipt: receipt, from: "F-01", amount: nil, call)
            #expect(answer["amount"] == "15232.00")
            #expect(answer["owed"] == "0.00")
            #expect(try await book.total(.unidentified) == "768.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("netting takes the same party's money of another invoice, and nobody else's")
    func netting() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.owing(store)
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "9520.00", on: "2013-03-05",
                        reference: SampleBook.reference(of: "2013-0002"))
                ], id: "S3",
                day: "2013-03-05", opening: "-15232.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "7616.00")
            let engine = book.engine(at: "2013-03-06T08:00:00Z")
            let call = SampleBook.call("claim net")
            for (party, amount, code) in [
                ("F-02", nil, "claim.none"), ("A-01", nil, "claim.none"),
                ("F-01", "7616.01", "claim.amount"), ("F-01", "0.00", "claim.amount"),
            ] {
                let refused = await SampleBook.refusal {
                    try await engine.net(
                        party: party, from: "2013-0002", to: "2013-0001",
                        amount: amount.map { SampleBook.euro($0) }, call)
                }
                #expect(refused.code == code, "\(party) \(amount ?? "")")
            }
            let same = await SampleBook.refusal {
                try await engine.net(
                    party: "F-01", from: "2013-0001", to: "2013-0001", amount: nil, call)
            }
            #expect(same.code == "claim.nothing")
            _ = try await engine.net(
                party: "F-01", from: "2013-0002", to: "2013-0001", amount: nil, call)
            #expect(try await book.balance("F-01", .freelancerAvailable) == "0.00")
            #expect(try await book.balance("F-01", .dueFromBeneficiary) == "7616.00")
            let claims = try await store.read { try $0.openClaims() }
            #expect(
                claims.map {
                    "\($0.debtor) \($0.invoice ?? "") \($0.amount.plain) \($0.cause.code)"
                }
                    == ["F-01 2013-0001 7616.00 J16"])
            #expect(claims.map(\.days) == [2])
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("money paid again on the line meets what is owed there before anybody has it (#netting)")
    func paidAgain() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.owing(store)
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "19040.00", on: "2013-03-05", reference: SampleBook.reference)
                ], id: "S3", day: "2013-03-05", opening: "-15232.00")
            #expect(try await store.read { try $0.shortfall() } == 0)
            #expect(try await book.balance("F-01", .freelancerAvailable) == "0.00")
            #expect(try await book.balance("A-01", .agencyHeld) == "0.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "3808.00")
            #expect(try await book.total(.trustBank) == "3808.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a part of it meets as much as it gives, and the agency's share still waits (#netting)")
    func paidInPart() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.owing(store)
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "10000.00", on: "2013-03-05", reference: SampleBook.reference)
                ], id: "S3", day: "2013-03-05", opening: "-15232.00")
            #expect(try await book.balance("F-01", .dueFromBeneficiary) == "7232.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "0.00")
            #expect(try await book.balance("A-01", .agencyHeld) == "2000.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a direct debit meets it only once it is final (#not-final, #netting)")
    func collectedAgain() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.owing(store)
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "19040.00", on: "2013-03-05", reference: SampleBook.reference,
                        kind: .businessDirectDebit)
                ], id: "S3", day: "2013-03-05", opening: "-15232.00")
            #expect(try await book.balance("F-01", .dueFromBeneficiary) == "15232.00")
            #expect(try await book.balance("F-01", .freelancerHeld) == "15232.00")
            _ = try await book.engine(at: "2013-03-13T08:00:00Z").makeFinal(
                nil, after: FinalityDays(), SampleBook.call("receipt final"))
            #expect(try await store.read { try $0.shortfall() } == 0)
            #expect(try await book.balance("F-01", .freelancerHeld) == "0.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "0.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "3808.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }
}
