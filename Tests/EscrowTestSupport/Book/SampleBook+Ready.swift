import EscrowCore
package import EscrowEngine
package import LedgerCore
import MoneyCore

extension SampleBook {
    /// A book with C-01, C-02, F-01 and F-02, and January's invoice 2013-0001 of F-01 to C-01 over
    /// 19,040.00 = 15,232.00 + 3,808.00.
    package static func ready(_ store: any LedgerStore) async throws -> SampleBook {
        let book = SampleBook(store)
        try await book.open()
        for (number, code) in [(11, "C-01"), (12, "C-02")] {
            try await book.add(.client, code, number: number)
        }
        for (number, code) in [(21, "F-01"), (22, "F-02")] {
            try await book.add(.freelancer, code, number: number)
        }
        try await book.engage("E-01", client: "C-01", freelancer: "F-01")
        try await book.work("E-01", from: "2013-01-01", hours: 160)
        _ = try await book.invoice("C-01", on: "2013-01-31")
        return book
    }

    /// The creditor reference of invoice 2013-0001.
    package static let reference = "RF8620130001"

    /// The creditor reference that an invoice of this number has.
    package static func reference(of number: String) -> String {
        CreditorReference(for: number.filter { $0 != "-" })?.description ?? number
    }

    /// All payouts of a plan as the bank would book them: with a minus.
    package func orders(of plan: PlanID) async throws -> [(endToEnd: String, amount: String)] {
        try await store.read { reader in
            let (_, opening) = try reader.opened()
            return try reader.rows(
                PayoutRow.self, Selection(index: "payoutByPlan", equals: [.integer(plan.sequence)])
            ).map { ($0.id.text(in: opening.book), Money(minor: -$0.amount, .eur).plain) }
        }
    }

    /// The refusal that a step ends in; its code is empty when it does not refuse.
    package static func refusal(_ step: () async throws -> Answer) async -> Refusal {
        do {
            let answer = try await step()
            return Refusal("", "not refused: \(answer.summary)", remedy: "")
        } catch EngineError.refused(let refusal) {
            return refusal
        } catch {
            return Refusal("other", "\(error)", remedy: "")
        }
    }

    /// The amount of an account over all owners, now.
    package func total(_ account: Account) async throws -> String {
        try await store.read { Money(minor: try $0.balance(account), .eur).plain }
    }

    /// A party's part of the first line of an invoice.
    package func part(_ number: String, _ code: String) async throws -> PartRow? {
        try await store.read { reader in
            guard let party = try reader.party(code: code) else { return nil }
            let line = InvoiceLineID(invoice: try reader.knownInvoice(number: number).id, number: 1)
            return try reader.row(
                PartRow.self, key: [.integer(line.sequence), .integer(party.id.sequence)])
        }
    }

    /// What is open of an invoice, in minor units.
    package func open(_ number: String) async throws -> Int64 {
        try await store.read { try $0.knownInvoice(number: number).open }
    }

    /// What a check finds, rebuilding in a store of the same kind.
    package func findings(_ kind: TestStore) async throws -> [String] {
        try await kind.withStore { scratch in
            try await engine(at: "2013-12-31T08:00:00Z").check(rebuildingIn: scratch)
                .findings.map(\.text)
        }
    }
}
