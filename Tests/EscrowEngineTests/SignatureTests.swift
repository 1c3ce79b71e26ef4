import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import LedgerSQLite
import MoneyCore
import Testing

/// docs/spec/actors.md#keys: once a key stands for somebody, what he decides is signed.
@Suite("Signed decisions")
struct SignatureTests {
    private static let time = "2013-03-01T19:00:00Z"

    /// A book with a plan to approve, and a key that stands for the approver.
    private static func keyed(
        _ store: any LedgerStore
    ) async throws -> (book: SampleBook, plan: PlanID, file: Digest) {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
            id: "S1", day: "2013-03-01")
        try await book.addSecondApprover(at: time)
        try await book.register(
            SampleBook.key(1), for: SampleBook.approver, consentOf: SampleBook.second, at: time)
        let planned = try await book.engine(at: time).planPayout(
            PayoutRequest(payees: [], executionDay: nil) { Array("\($0)".utf8) },
            SampleBook.call("payout plan"))
        let file = try #require(Digest(hex: planned["sha256"] ?? ""))
        return (book, PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0), file)
    }

    private static func approval(_ key: SigningKey?) -> CommandCall {
        SampleBook.call("payout approve", by: SampleBook.approver, as: .approver, signed: key)
    }

    @Test(
        "an approval without signature or with another key is refused, with the key it is taken",
        arguments: TestStore.allCases)
    func approves(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let (book, plan, file) = try await Self.keyed(store)
            let engine = book.engine(at: Self.time)
            let before = try await store.read { try $0.head() }
            let unsigned = await SampleBook.refusal {
                try await engine.approvePayout(plan, file: file, Self.approval(nil))
            }
            #expect(unsigned.code == "signature.missing")
            let other = await SampleBook.refusal {
                try await engine.approvePayout(
                    plan, file: file, Self.approval(SampleBook.key(2)))
            }
            #expect(other.code == "signature.wrong-key")
            #expect(try await store.read { try $0.head() } == before)
            _ = try await engine.approvePayout(plan, file: file, Self.approval(SampleBook.key(1)))
            _ = try await engine.exportPayout(plan, SampleBook.call("payout export"))
            #expect(try await book.findings(kind) == [])
        }
    }

    @Test("role grants, consents and changes of accounts are signed too")
    func kinds() async throws {
        try await TestStore.memory.withStore { store in
            let (book, _, _) = try await Self.keyed(store)
            try await book.register(
                SampleBook.key(3), for: SampleBook.clerk, consentOf: SampleBook.second,
                at: Self.time)
            let engine = book.engine(at: Self.time)
            var patch = PartyPatch()
            patch.iban = .some(SampleBook.account(99))
            let request = PartyChangeRequest(code: "F-01", validFrom: nil, patch: patch)
            let steps: [(SigningKey?) async throws -> Answer] = [
                { key in
                    try await engine.grant(
                        [.clerk, .auditor], to: SampleBook.clerk,
                        SampleBook.call(
                            "actor grant", by: SampleBook.approver, as: .approver, signed: key))
                },
                { key in
                    try await engine.addActor(
                        "third", roles: .auditor,
                        SampleBook.call(
                            "actor add", by: SampleBook.approver, as: .approver, signed: key))
                },
                { key in
                    let clerk = try key.map { _ in try SampleBook.key(3) }
                    let asked = try await engine.changeParty(
                        request,
                        SampleBook.call(
                            "party change", by: SampleBook.clerk, as: .clerk, signed: clerk))
                    return try await engine.consent(
                        to: SampleBook.change(asked),
                        SampleBook.call(
                            "change consent", by: SampleBook.approver, as: .approver, signed: key)
                    )
                },
            ]
            for step in steps {
                let refused = await SampleBook.refusal { try await step(nil) }
                #expect(refused.code == "signature.missing")
                _ = try await step(try SampleBook.key(1))
            }
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("who has no key signs nothing, and plain work needs no signature")
    func without() async throws {
        try await TestStore.memory.withStore { store in
            let (book, plan, file) = try await Self.keyed(store)
            let stranger = await SampleBook.refusal {
                try await book.engine(at: Self.time).approvePayout(
                    plan, file: file,
                    SampleBook.call(
                        "payout approve", by: SampleBook.second, as: .approver,
                        signed: SampleBook.key(2)))
            }
            #expect(stranger.code == "signature.no-key")
            _ = try await book.engine(at: Self.time).withdrawPayout(
                plan, SampleBook.call("payout withdraw", by: SampleBook.approver))
        }
    }

    @Test("a key needs somebody else's consent, another key the old one's signature")
    func keys() async throws {
        try await TestStore.memory.withStore { store in
            let (book, plan, file) = try await Self.keyed(store)
            let engine = book.engine(at: Self.time)
            func ask(
                _ byte: UInt8, by actor: String, signed key: SigningKey?
            ) async throws
                -> Answer
            {
                try await engine.requestKey(
                    SampleBook.key(byte).publicKey(), for: SampleBook.approver,
                    SampleBook.call("actor key", by: actor, as: [.clerk, .approver], signed: key))
            }
            func consent(
                _ answer: Answer, by actor: String, signed key: SigningKey? = nil
            )
                async throws -> Answer
            {
                try await engine.consent(
                    to: SampleBook.change(answer),
                    SampleBook.call("change consent", by: actor, as: .approver, signed: key))
            }
            let unsigned = await SampleBook.refusal {
                try await ask(5, by: SampleBook.approver, signed: nil)
            }
            #expect(unsigned.code == "signature.missing")
            let taken = await SampleBook.refusal {
                try await ask(1, by: SampleBook.clerk, signed: nil)
            }
            #expect(taken.code == "key.taken")
            // The owner asks with the old key; he cannot consent himself.
            let asked = try await ask(5, by: SampleBook.approver, signed: SampleBook.key(1))
            let alone = await SampleBook.refusal {
                try await consent(asked, by: SampleBook.approver, signed: SampleBook.key(1))
            }
            #expect(alone.code == "change.same-person")
            // Until somebody consents the old key stands.
            let early = await SampleBook.refusal {
                try await engine.approvePayout(
                    plan, file: file, Self.approval(SampleBook.key(5)))
            }
            #expect(early.code == "signature.wrong-key")
            _ = try await consent(asked, by: SampleBook.second)
            _ = try await engine.approvePayout(plan, file: file, Self.approval(SampleBook.key(5)))

            // The key is lost: two others replace it, and not the owner.
            let lost = try await ask(6, by: SampleBook.clerk, signed: nil)
            let owner = await SampleBook.refusal {
                try await consent(lost, by: SampleBook.approver, signed: SampleBook.key(5))
            }
            #expect(owner.code == "change.same-person")
            _ = try await consent(lost, by: SampleBook.second)
            #expect(try await book.findings(.memory) == [])
        }
    }

    // MARK: Check

    /// A closed book on disk with a signed approval; the approval's record.
    private static func signedBook(at path: String, first: Bool = true) async throws -> Int64 {
        let (book, plan, file) = try await keyed(try SQLiteStore(path: path, mode: .create))
        // Something that differs, and is as long.
        _ = try await book.engine(at: time).grant(
            first ? .auditor : .clerk, to: SampleBook.second,
            SampleBook.call(
                "actor grant", by: SampleBook.approver, as: .approver, signed: SampleBook.key(1)))
        _ = try await book.engine(at: time).approvePayout(
            plan, file: file, approval(SampleBook.key(1)))
        let head = try await book.store.read { try $0.head()?.size }
        return try #require(head) - 1
    }

    private static func check(_ path: String) async throws -> CheckReport {
        let scratch = "\(path)-scratch"
        defer { try? SQLiteStore.remove(path: scratch) }
        return try await SampleBook(try SQLiteStore(path: path, mode: .readOnly)).engine()
            .check(rebuildingIn: try SQLiteStore.scratch(path: scratch))
    }

    @Test(
        "check names the record whose signature is missing, damaged, or of another decision",
        arguments: ["removed", "damaged", "of nothing"])
    func tampered(_ how: String) async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/book"
            let sequence = try await Self.signedBook(at: path)
            let message = Array("ringfence decision 1\n".utf8)
            let genuine = try SampleBook.key(1).sign(message)
            try await Forgery.rewrite(path, sequence) { body in
                let content = Array(body.dropLast(65))
                var signature = Array(body.suffix(64))
                switch how {
                case "removed": return content + [0]
                case "damaged": signature[10] ^= 1
                default: signature = genuine
                }
                return content + [64] + signature
            }
            let report = try await Self.check(path)
            let expected =
                how == "removed"
                ? "record \(sequence) (approval) is not signed, though a key stands for its actor"
                : "record \(sequence) (approval) has a signature that is not its actor's"
            #expect(report.findings.map(\.text) == [expected])
            #expect(report.findings.map(\.record) == [sequence])
        }
    }

    @Test("the signature of one decision is none of another, in this book or another")
    func replayed() async throws {
        try await withTemporaryFolder { folder in
            var bodies: [[UInt8]] = []
            for name in ["one", "two"] {
                let path = "\(folder)/\(name)"
                let sequence = try await Self.signedBook(at: path, first: name == "one")
                let record = try await SQLiteStore(path: path, mode: .readOnly).read {
                    try $0.record(at: sequence)
                }
                bodies.append(try #require(record).body)
            }
            // The same plan and the same file, at the same place: only the history differs.
            #expect(bodies[0].dropLast(64) == bodies[1].dropLast(64))
            let path = "\(folder)/two"
            let size = try await SQLiteStore(path: path, mode: .readOnly).read {
                try $0.head()?.size
            }
            let sequence = try #require(size) - 1
            try await Forgery.rewrite(path, sequence) { _ in bodies[0] }
            #expect(
                try await Self.check(path).findings.map(\.text) == [
                    "record \(sequence) (approval) has a signature that is not its actor's"
                ])
        }
    }

    @Test("history before a signed decision cannot be rewritten, even with all hashes")
    func anchored() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/book"
            let sequence = try await Self.signedBook(at: path)
            try await Forgery.rewrite(path, sequence - 1) { $0 }
            #expect(try await Self.check(path).isClean)
            // The last letter of the answer of the command before.
            try await Forgery.rewrite(path, sequence - 1) { body in
                body.dropLast() + [body.last == 0x30 ? 0x31 : 0x30]
            }
            #expect(
                try await Self.check(path).findings.map(\.text) == [
                    "record \(sequence) (approval) has a signature that is not its actor's"
                ])
        }
    }
}
