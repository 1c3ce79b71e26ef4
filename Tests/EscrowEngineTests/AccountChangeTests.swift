import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import LedgerSQLite
import MoneyCore
import Testing

/// docs/spec/changes.md#account: a payee's account changes by two people and after a time.
@Suite("Changes of accounts")
struct AccountChangeTests {
    /// Friday.
    static let asked = "2013-03-01T09:00:00Z"
    /// The third bank day after it is Wednesday.
    private static let effective = "2013-03-06"

    static func paid(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
            id: "S1", day: "2013-03-01", at: "2013-03-01T08:00:00Z")
        return book
    }

    static func ask(
        _ book: SampleBook, account: Int = 99, from: String? = nil, at time: String = asked
    ) async throws -> Answer {
        var patch = PartyPatch()
        patch.iban = .some(SampleBook.account(account))
        return try await book.engine(at: time).changeParty(
            PartyChangeRequest(code: "F-01", validFrom: from.map(SampleBook.day), patch: patch),
            SampleBook.call("party change"))
    }

    static func consent(
        _ book: SampleBook, _ answer: Answer, at time: String = asked,
        by actor: String = SampleBook.approver
    ) async throws -> Answer {
        try await book.engine(at: time).consent(
            to: SampleBook.change(answer),
            SampleBook.call("change consent", by: actor, as: .approver))
    }

    static func rename(
        _ book: SampleBook, _ name: String, at time: String, from: String? = nil
    ) async throws {
        var patch = PartyPatch()
        patch.name = name
        _ = try await book.engine(at: time).changeParty(
            PartyChangeRequest(code: "F-01", validFrom: from.map(SampleBook.day), patch: patch),
            SampleBook.call("party change"))
    }

    /// Plans for F-01, and gives the plan up again; the account that it would have paid.
    static func planned(
        _ book: SampleBook, on day: String, execution: String? = nil
    ) async throws -> (account: IBAN?, name: String, notes: [String]) {
        let time = "\(day)T09:00:00Z"
        let answer = try await book.engine(at: time).planPayout(
            PayoutRequest(payees: ["F-01"], executionDay: execution.map(SampleBook.day)) {
                Array("\($0)".utf8)
            }, SampleBook.call("payout plan"))
        let plan = PlanID(sequence: Int64(answer["plan"] ?? "") ?? 0)
        let details = try await paidTo(book, plan)
        _ = try await book.engine(at: time).withdrawPayout(
            plan, SampleBook.call("payout withdraw"))
        return (
            details.iban, details.name,
            answer.values.filter { $0.name == "note" }.map(\.text)
        )
    }

    /// The version of the payee that a plan pays.
    static func paidTo(_ book: SampleBook, _ plan: PlanID) async throws -> PartyDetails {
        try await book.store.read { reader in
            let rows = try reader.rows(
                PayoutRow.self, Selection(index: "payoutByPlan", equals: [.integer(plan.sequence)]))
            guard let row = rows.first,
                case .payout(let payout) = try reader.fact(at: row.id.sequence),
                case .party(let record) = payout.destination,
                case .party(let version) = try reader.fact(at: record)
            else { throw EngineError.broken("plan \(plan) pays nobody") }
            return version.details
        }
    }

    @Test(
        "a new account needs a second person and waits; until then the old one is paid",
        arguments: TestStore.allCases)
    func waits(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.paid(store)
            let old = SampleBook.account(21)
            let answer = try await Self.ask(book)
            let id = SampleBook.change(answer).sequence
            #expect(!answer.summary.contains("DE"))
            #expect(
                try await Self.planned(book, on: "2013-03-01").notes == [
                    "F-01 is paid to the account of today; change \(id) asks for another"
                ])
            _ = try await book.engine(at: Self.asked).grant(
                [.clerk, .approver], to: SampleBook.clerk,
                SampleBook.call("actor grant", by: SampleBook.approver))
            let alone = await SampleBook.refusal {
                try await Self.consent(book, answer, by: SampleBook.clerk)
            }
            #expect(alone.code == "change.same-person")
            let agreed = try await Self.consent(book, answer)
            #expect(agreed["effective"] == Self.effective)
            // Also for a day on which the new account would hold.
            for execution in [nil, "2013-03-08"] {
                let plan = try await Self.planned(
                    book, on: "2013-03-05", execution: execution)
                #expect(plan.account == old)
                #expect(
                    plan.notes == [
                        "F-01 is paid to the account of today; change \(id) asks for another, which holds from \(Self.effective) on"
                    ])
            }
            let plan = try await Self.planned(book, on: Self.effective)
            #expect(plan.account == SampleBook.account(99))
            #expect(plan.notes == [])
            #expect(try await book.findings(kind) == [])
        }
    }

    @Test("a plan made before keeps its file, whatever the account is when it is exported")
    func keepsFile() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            _ = try await Self.consent(book, Self.ask(book))
            let planned = try await book.engine(at: "2013-03-05T10:00:00Z").planPayout(
                PayoutRequest(payees: ["F-01"], executionDay: SampleBook.day("2013-03-07")) {
                    Array("\($0)".utf8)
                }, SampleBook.call("payout plan"))
            let plan = PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0)
            let file = try #require(Digest(hex: planned["sha256"] ?? ""))
            let later = book.engine(at: "2013-03-06T10:00:00Z")
            _ = try await later.approvePayout(
                plan, file: file, SampleBook.call("payout approve", by: SampleBook.approver))
            _ = try await later.exportPayout(plan, SampleBook.call("payout export"))
            #expect(try await Self.paidTo(book, plan).iban == SampleBook.account(21))
            let bytes = try await store.read { try $0.bytes(of: file) }
            let old = try #require(SampleBook.account(21)).electronic
            #expect(String(decoding: bytes, as: UTF8.self).contains(old))
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("a second change of the same account is refused while one is pending")
    func pending() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            let first = try await Self.ask(book)
            let second = await SampleBook.refusal { try await Self.ask(book, account: 98) }
            #expect(second.code == "change.pending")
            _ = try await Self.consent(book, first)
            let third = await SampleBook.refusal {
                try await Self.ask(book, account: 98, at: "2013-03-05T09:00:00Z")
            }
            #expect(third.code == "change.pending")
            _ = try await Self.ask(book, account: 98, at: "2013-03-06T09:00:00Z")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("a request expires, and nothing is done that its state does not allow")
    func expires() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            let first = try await Self.ask(book)
            #expect(first["expires"] == "2013-03-31")
            let late = await SampleBook.refusal {
                try await Self.consent(book, first, at: "2013-04-01T09:00:00Z")
            }
            #expect(late.code == "change.state")
            #expect(late.message.hasSuffix("is expired, so it cannot consent"))
            let again = try await Self.ask(book, at: "2013-04-02T09:00:00Z")
            _ = try await Self.consent(book, again, at: "2013-04-02T09:00:00Z")
            let twice = await SampleBook.refusal {
                try await Self.consent(book, again, at: "2013-04-02T09:00:00Z")
            }
            #expect(twice.code == "change.state")
            let unknown = await SampleBook.refusal {
                try await book.engine(at: "2013-04-02T09:00:00Z").refuseChange(
                    ChangeID(sequence: 1),
                    SampleBook.call("change refuse", by: SampleBook.approver))
            }
            #expect(unknown.code == "change.unknown")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test(
        "what was consented to can be stopped until it holds, by either of the two",
        arguments: [true, false])
    func stopped(withdraws: Bool) async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.paid(store)
            let answer = try await Self.ask(book)
            _ = try await Self.consent(book, answer)
            try await Self.rename(book, "F anew", at: "2013-03-04T09:00:00Z")
            let engine = book.engine(at: "2013-03-05T09:00:00Z")
            let id = SampleBook.change(answer)
            let other = await SampleBook.refusal {
                try await engine.withdrawChange(
                    id,
                    SampleBook.call(
                        "change withdraw", by: SampleBook.approver, as: [.clerk, .approver]))
            }
            #expect(other.code == "change.requester")
            if withdraws {
                _ = try await engine.withdrawChange(id, SampleBook.call("change withdraw"))
            } else {
                _ = try await engine.refuseChange(
                    id, SampleBook.call("change refuse", by: SampleBook.approver))
            }
            let plan = try await Self.planned(book, on: "2013-03-07")
            #expect(plan.account == SampleBook.account(21))
            #expect(plan.name == "F anew")
            #expect(plan.notes == [])
            let late = await SampleBook.refusal {
                try await book.engine(at: "2013-03-07T10:00:00Z").withdrawChange(
                    id, SampleBook.call("change withdraw"))
            }
            #expect(late.code == "change.state")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("the waiting time itself changes by two people and after the time that holds")
    func waiting() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.paid(store)
            let shorter = try await book.engine(at: Self.asked).requestWaiting(
                days: 1, SampleBook.call("change wait"))
            #expect(try await Self.consent(book, shorter)["effective"] == Self.effective)
            let early = try await Self.ask(book, at: "2013-03-05T09:00:00Z")
            let still = try await Self.consent(book, early, at: "2013-03-05T09:00:00Z")
            #expect(still["effective"] == "2013-03-08")
            let late = try await Self.ask(book, account: 98, at: "2013-03-11T09:00:00Z")
            let now = try await Self.consent(book, late, at: "2013-03-11T09:00:00Z")
            #expect(now["effective"] == "2013-03-12")
            let wrong = await SampleBook.refusal {
                try await book.engine(at: "2013-03-11T09:00:00Z").requestWaiting(
                    days: 31, SampleBook.call("change wait"))
            }
            #expect(wrong.code == "change.waiting")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test(
        "an account that cannot be a party's is refused when asked for",
        arguments: [("trust", "party.trust-account"), ("agency", "party.shared-account")])
    func accounts(_ whose: String, _ code: String) async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            var patch = PartyPatch()
            patch.iban = .some(
                whose == "trust" ? try IBAN(SampleBook.trustIBAN) : SampleBook.account(1))
            let request = PartyChangeRequest(code: "F-01", validFrom: nil, patch: patch)
            let refused = await SampleBook.refusal {
                try await book.engine(at: Self.asked).changeParty(
                    request, SampleBook.call("party change"))
            }
            #expect(refused.code == code)
            let same = await SampleBook.refusal { try await Self.ask(book, account: 21) }
            #expect(same.code == "party.nothing")
        }
    }
}
