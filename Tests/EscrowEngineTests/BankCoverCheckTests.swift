import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/bank-failure.md#check: what nobody's command would write is found on reading, though all
/// hashes are right.
@Suite("Check of a bank's failure")
struct BankCoverCheckTests {
    /// What a forged batch says: the payment of 1,904.00 to F-01 that two people agreed to.
    struct Forged: Sendable, CustomTestStringConvertible {
        let name: String
        var agreed: Int64 = 1_904_00
        /// Of whose entitlement, and of whose cover.
        var of = "F-01"
        var entered: Int64 = 1_904_00
        var day = "2013-03-05"
        /// Owed by him (1120), instead of his entitlement.
        var isOwed = false
        let finding: String?
        var testDescription: String { name }
    }

    private static let other = "says something else of a failed bank than its entries"

    @Test(
        "a payment of the scheme is entered as two people agreed to it, and of cover that there is",
        arguments: [
            Forged(name: "right", finding: nil),
            Forged(
                name: "another's money", agreed: 476_00, of: "A-01", entered: 476_00,
                finding: other),
            Forged(name: "less than was agreed", entered: 1_903_99, finding: other),
            Forged(name: "more than was agreed", agreed: 500_00, finding: other),
            Forged(name: "on another day", day: "2013-03-04", finding: "on another day"),
            Forged(
                name: "more than the cover", agreed: 2_000_00, entered: 2_000_00, isOwed: true,
                finding: "takes more cover than there is"),
        ])
    func paid(_ forged: Forged) async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.covered(store)
            let bank = try await book.bankID()
            let (payee, owner) = (try await book.party("F-01"), try await book.party(forged.of))
            let line = try await Self.line(store)
            let failure = try #require(try await store.read { try $0.bankFailure(of: bank)?.id })
            let amount = Money(minor: forged.agreed, .eur)
            let asked = SampleBook.day("2013-03-05")
            _ = try await book.engine(at: "2013-03-05T08:00:00Z").perform(
                SampleBook.call("bank failure paid")
            ) { draft in
                try draft.append(
                    .change(
                        Change(
                            subject: .coverPaid(bank, payee, amount),
                            expiresOn: asked.adding(days: Change.openDays))))
                return Answer("asked")
            }
            let change = try await book.newestChange()
            _ = try await book.engine(at: "2013-03-05T09:00:00Z").perform(
                SampleBook.call("change consent", by: SampleBook.approver)
            ) { draft in
                try draft.append(
                    .consent(Consent(change: change, verdict: .consented(from: asked))))
                let record = try draft.append(
                    .bankFailure(.paid(failure, amount, receipt: nil)))
                let place =
                    forged.isOwed
                    ? Subledger(.dueFromBeneficiary, bank: bank, owner: owner)
                    : Subledger(
                        forged.of == "A-01" ? .agencyAvailable : .freelancerAvailable, bank: bank,
                        owner: owner, source: .invoiceLine(line))
                try draft.append(
                    .entry(
                        try Entry(
                            Entry.Occasion(
                                .bankFailure, bookingDay: SampleBook.day(forged.day),
                                valueDay: SampleBook.day("2013-03-05"), evidence: record),
                            [
                                Entry.Transfer(
                                    debit: place,
                                    credit: Subledger(
                                        .depositGuaranteeClaim, bank: bank, owner: owner),
                                    Money(minor: forged.entered, .eur))
                            ])))
                return Answer("entered")
            }
            let found = try await book.findings(.memory)
            guard let finding = forged.finding else {
                #expect(found == [])
                return
            }
            #expect(found.contains { $0.hasSuffix(finding) }, "\(found)")
        }
    }

    @Test("an entry of a bank's failure that no step asks for")
    func unasked() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.covered(store)
            let bank = try await book.bankID()
            let owner = try await book.party("F-01")
            let line = try await Self.line(store)
            try await book.enter(
                .bankFailure,
                debit: Subledger(
                    .freelancerAvailable, bank: bank, owner: owner, source: .invoiceLine(line)),
                credit: Subledger(.depositGuaranteeClaim, bank: bank, owner: owner), "100.00",
                on: "2013-03-05")
            let found = try await book.findings(.memory)
            #expect(
                found.contains { $0.hasSuffix("enters no step after a bank's failure") }, "\(found)"
            )
        }
    }

    /// 1,904.00 of F-01 and 476.00 of A-01 are covered.
    private static func covered(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await BankFailureLateTests.failed(store)
        _ = try await BankFailureLateTests.cover(book, at: "2013-02-02T09:00:00Z")
        #expect(try await book.findings(.memory) == [])
        return book
    }

    private static func line(_ store: any LedgerStore) async throws -> InvoiceLineID {
        InvoiceLineID(
            invoice: try await store.read { try $0.knownInvoice(number: "2013-0001").id }, number: 1
        )
    }
}
