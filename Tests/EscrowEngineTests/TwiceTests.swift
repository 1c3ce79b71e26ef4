import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/bank-import.md#twice: nothing twice, nothing lost.
@Suite("Once and only once")
struct TwiceTests {
    private static let payments = [
        SampleBook.line("10.00", on: "2013-03-01", text: "same"),
        SampleBook.line("10.00", on: "2013-03-01", text: "same"),
        SampleBook.line("20.00", on: "2013-03-01", text: "other"),
    ]

    @Test("two equal payments of one day are two", arguments: TestStore.allCases)
    func equalPayments(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await SampleBook.ready(store)
            let answer = try await book.bank(Self.payments, id: "S1", day: "2013-03-01")
            #expect(answer["posted"] == "3")
            #expect(try await book.total(.unidentified) == "40.00")
        }
    }

    @Test("the same file again posts nothing, and says which batch it was")
    func sameFile() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            let first = try await book.bank(Self.payments, id: "S1", day: "2013-03-01")
            let again = try await book.bank(Self.payments, id: "S1", day: "2013-03-01")
            #expect(again.isRepeated)
            #expect(again["batch"] == first["batch"])
            #expect(try await book.total(.unidentified) == "40.00")
        }
    }

    @Test("an overlap posts only what is new, counting equal lines", arguments: TestStore.allCases)
    func overlap(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(Self.payments, id: "S1", day: "2013-03-01")
            // The same three, a third one that equals two of them, and one more.
            let more =
                Self.payments + [
                    Self.payments[0], SampleBook.line("5.00", on: "2013-03-01", text: "new"),
                ]
            let answer = try await book.bank(more, id: "S1b", day: "2013-03-01")
            #expect(answer["posted"] == "2")
            #expect(answer["known"] == "3")
            #expect(try await book.total(.unidentified) == "55.00")
            #expect(try await book.findings(kind) == [])
        }
    }

    @Test("a statement that goes on where the newest ended is new, however alike its lines")
    func continues() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank([Self.payments[0]], id: "S1", day: "2013-03-01")
            let next = try await book.bank(
                [Self.payments[0]], id: "S2", day: "2013-03-01", opening: "10.00")
            #expect(next["posted"] == "1")
            #expect(try await book.total(.unidentified) == "20.00")
        }
    }

    @Test("the same key answers the same, other content is refused")
    func keys() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            let engine = book.engine(at: "2013-03-01T08:00:00Z")
            func call(_ content: String) throws -> CommandCall {
                let digest = try SHA256Hasher().digest(of: Array(content.utf8))
                return CommandCall(
                    "hours add", by: SampleBook.clerk, as: .clerk,
                    once: CommandCall.Once(key: "K1", fingerprint: digest))
            }
            let request = HoursRequest(
                engagement: "E-01", day: SampleBook.day("2013-02-01"), hours: Hours(seconds: 3600))
            let first = try await engine.recordHours([request], try call("a"))
            let again = try await engine.recordHours([request], try call("a"))
            #expect(again.summary == first.summary)
            #expect(again.isRepeated)
            let other = await SampleBook.refusal {
                try await engine.recordHours([request], try call("b"))
            }
            #expect(other.code == "key.conflict")
            let hours = try await store.read { reader in
                try reader.rows(HoursRow.self, .all).count {
                    $0.day == SampleBook.day("2013-02-01")
                }
            }
            #expect(hours == 1)
        }
    }

    @Test("a dry run says what would be, and writes nothing", arguments: TestStore.allCases)
    func dryRun(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await SampleBook.ready(store)
            let before = try await store.read { try $0.head() }
            var engine = book.engine(at: "2013-03-01T08:00:00Z")
            engine.isDryRun = true
            let answer = try await engine.recordHours(
                [
                    HoursRequest(
                        engagement: "E-01", day: SampleBook.day("2013-02-01"),
                        hours: Hours(seconds: 3600))
                ], SampleBook.call("hours add"))
            #expect(answer.isDryRun)
            #expect(try await store.read { try $0.head() } == before)
        }
    }
}
