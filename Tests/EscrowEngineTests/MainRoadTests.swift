import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// The straight road: invoice, receipt, split, payout, settlement, in every store.
@Suite("The main road")
struct MainRoadTests {
    @Test("a paid invoice pays freelancer and agency", arguments: TestStore.allCases)
    func wholeRoad(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = SampleBook(store)
            try await book.open()
            try await book.add(.client, "C-01", number: 11)
            try await book.add(.freelancer, "F-01", number: 21)
            try await book.engage("E-01", client: "C-01", freelancer: "F-01")
            try await book.work("E-01", from: "2013-01-01", hours: 160)
            let invoice = try await book.invoice("C-01", on: "2013-01-31")
            #expect(invoice["gross"] == "19040.00")

            let imported = try await book.bank(
                [SampleBook.line("19040.00", on: "2013-03-01", reference: invoice["reference"])],
                id: "S1", day: "2013-03-01")
            #expect(imported["matched"] == "1")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "15232.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "3808.00")

            let plan = try await book.payOut(at: "2013-03-01T19:00:00Z")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "0.00")
            #expect(try await book.balance("F-01", .outgoingInFlight) == "-15232.00")
            let ids = try await store.read { reader in
                let (_, opening) = try reader.opened()
                return try reader.rows(
                    PayoutRow.self,
                    Selection(index: "payoutByPlan", equals: [.integer(plan.sequence)])
                ).map { ($0.id.text(in: opening.book), Money(minor: -$0.amount, .eur).plain) }
            }
            let settlements = ids.map { SampleBook.line($0.1, on: "2013-03-04", endToEnd: $0.0) }
            let settled = try await book.bank(
                settlements, id: "S2", day: "2013-03-04", opening: "19040.00")
            #expect(settled["payout settled"] == "2")
            #expect(try await book.balance("F-01", .outgoingInFlight) == "0.00")

            let report = try await store.read { try $0.reconcile(SampleBook.day("2013-03-04")) }
            #expect(report.isClean)
            let check = try await kind.withStore { scratch in
                try await book.engine().check(rebuildingIn: scratch)
            }
            #expect(check.findings.map(\.text) == [])
        }
    }
}
