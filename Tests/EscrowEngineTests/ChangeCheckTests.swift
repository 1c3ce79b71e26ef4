import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import LedgerSQLite
import MoneyCore
import Testing

/// docs/spec/changes.md#check, and what happens when several change one party.
@Suite("Changes of one party together, and what check says of them")
struct ChangeCheckTests {
    @Test("changes at the same time lose nothing of each other")
    func together() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await AccountChangeTests.paid(store)
            _ = try await AccountChangeTests.consent(book, AccountChangeTests.ask(book))
            // Decided between consent and effect, and valid before and after.
            try await AccountChangeTests.rename(book, "F anew", at: "2013-03-04T09:00:00Z")
            let before = try await AccountChangeTests.planned(book, on: "2013-03-05")
            #expect(before.account == SampleBook.account(21))
            #expect(before.name == "F anew")
            let after = try await AccountChangeTests.planned(book, on: "2013-03-06")
            #expect(after.account == SampleBook.account(99))
            #expect(after.name == "F anew")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("two changes of one party at once keep both fields", arguments: 1...8)
    func concurrent(_ round: Int) async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await AccountChangeTests.paid(store)
            var patches = [PartyPatch(), PartyPatch()]
            patches[0].vatID = "DE\(round)"
            patches[1].taxNumber = "T\(round)"
            try await withThrowingTaskGroup(of: Void.self) { group in
                for patch in patches {
                    group.addTask {
                        _ = try await book.engine(at: AccountChangeTests.asked).changeParty(
                            PartyChangeRequest(code: "F-01", validFrom: nil, patch: patch),
                            SampleBook.call("party change"))
                    }
                }
                try await group.waitForAll()
            }
            let details = try await store.read { reader -> PartyDetails? in
                guard let party = try reader.party(code: "F-01") else { return nil }
                return try reader.version(of: party.id, on: SampleBook.day("2013-03-01"))
                    .version.details
            }
            #expect(details?.vatID == "DE\(round)")
            #expect(details?.taxNumber == "T\(round)")
        }
    }

    @Test("check finds an account that nobody consented to, and a consent of the same person")
    func forged() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/book"
            let book = try await AccountChangeTests.paid(try SQLiteStore(path: path, mode: .create))
            let answer = try await AccountChangeTests.ask(book)
            _ = try await AccountChangeTests.consent(book, answer)
            let id = SampleBook.change(answer).sequence
            let head = try await book.store.read { try $0.head()?.size } ?? 0
            // The consent (change, verdict, day, no signature) turns into a refusal.
            let consent = head - 2
            try await Forgery.rewrite(path, consent) { body in
                let number = body.prefix { $0 >= 0x80 } + [body.drop { $0 >= 0x80 }[0]]
                return Array(number) + [2, 0]
            }
            let scratch = "\(folder)/scratch"
            let report = try await SampleBook(try SQLiteStore(path: path, mode: .readOnly))
                .engine().check(rebuildingIn: try SQLiteStore.scratch(path: scratch))
            #expect(
                report.findings.contains {
                    $0.record == consent + 1
                        && $0.text
                            == "record \(consent + 1) changes an IBAN that nobody consented to"
                }, "change \(id): \(report.findings)")
        }
    }

    /// A batch that no command makes.
    private static func write(
        _ book: SampleBook, by actor: String, _ facts: [Fact]
    ) async throws -> Int64 {
        let answer = try await book.engine(at: AccountChangeTests.asked).perform(
            CommandCall("none", by: actor, as: [])
        ) { draft in
            for fact in facts { try draft.append(fact) }
            return Answer("none", ["first": "\(draft.header.first)"])
        }
        return Int64(answer["first"] ?? "") ?? 0
    }

    @Test("check names a decision of the same person, without role, and of another day")
    func decisions() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await AccountChangeTests.paid(store)
            let answer = try await AccountChangeTests.ask(book)
            let record = try await Self.write(
                book, by: SampleBook.clerk,
                [
                    .consent(
                        Consent(
                            change: SampleBook.change(answer),
                            verdict: .consented(from: SampleBook.day("2013-03-01"))))
                ])
            #expect(
                try await book.findings(.memory) == [
                    "record \(record) decides a change of the same person",
                    "record \(record) decides without the role for it",
                    "record \(record) lets a change hold from another day than it must",
                ])
        }
    }

    @Test("check names a key, an IBAN and a second request that nobody may make")
    func alone() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await AccountChangeTests.paid(store)
            let answer = try await AccountChangeTests.ask(book)
            let id = SampleBook.change(answer)
            let party = try #require(try await store.read { try $0.party(code: "F-01") })
            let iban = try #require(SampleBook.account(99))
            let actor = try #require(
                try await store.read { try $0.actor(named: SampleBook.clerk) })
            let details = PartyDetails(
                name: "F", address: nil, iban: iban, vatID: nil, taxNumber: nil)
            let first = try await Self.write(
                book, by: SampleBook.clerk,
                [
                    .actorKey(
                        ActorKey(
                            actor: actor.id, key: try SampleBook.key(1).publicKey().bytes,
                            change: id)),
                    .party(
                        PartyVersion(
                            party: party.id, code: party.code, role: party.role,
                            validFrom: SampleBook.day("2013-03-01"), details: details)),
                ])
            // A key stands now, so this is not even signed.
            let findings = try await book.findings(.memory)
            #expect(
                findings == [
                    "record \(first) registers a key that nobody consented to",
                    "record \(first + 1) changes an IBAN that nobody consented to",
                ])
            let refused = await SampleBook.refusal {
                _ = try await Self.write(
                    book, by: SampleBook.clerk,
                    [
                        .change(
                            Change(
                                subject: .account(party.id, iban, from: nil),
                                expiresOn: SampleBook.day("2013-03-31")))
                    ])
                return Answer("written")
            }
            #expect(refused.code == "signature.missing")
        }
    }

    @Test("check names a second request while one is pending, and one that waits too long")
    func twice() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await AccountChangeTests.paid(store)
            _ = try await AccountChangeTests.ask(book)
            let party = try #require(try await store.read { try $0.party(code: "F-01") })
            let iban = try #require(SampleBook.account(98))
            let record = try await Self.write(
                book, by: SampleBook.clerk,
                [
                    .change(
                        Change(
                            subject: .account(party.id, iban, from: nil),
                            expiresOn: SampleBook.day("2014-01-01")))
                ])
            #expect(
                try await book.findings(.memory) == [
                    "record \(record) asks for what is asked for already",
                    "record \(record) asks until another day than it must",
                ])
        }
    }
}
