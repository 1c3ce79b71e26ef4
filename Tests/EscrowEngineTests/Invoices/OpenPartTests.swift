import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/invoice.md: write-off, misdirected money, set-off.
@Suite("Open parts of invoices (J23, J24, J30)")
struct OpenPartTests {
    private static let at = "2013-03-20T08:00:00Z"

    private static func receive(
        _ amount: String, _ book: SampleBook, on day: String, opening: String = "0.00",
        account: String? = nil
    ) async throws {
        _ = try await book.bank(
            [
                SampleBook.line(
                    amount, on: day, reference: SampleBook.reference, account: account)
            ], id: "S-\(day)", day: day, opening: opening)
    }

    private static func writeOff(
        _ book: SampleBook, _ amount: String?, at: String = at
    ) async throws -> Answer {
        try await book.engine(at: at).writeOff(
            "2013-0001", amount: amount.map(SampleBook.euro), reason: "insolvent",
            SampleBook.call("invoice write-off"))
    }

    @Test("written off, it is not expected; what comes all the same is divided as ever")
    func writtenOff() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            try await Self.receive("10000.00", book, on: "2013-03-01")
            _ = try await Self.writeOff(book, nil, at: "2013-03-02T08:00:00Z")
            #expect(try await book.open("2013-0001") == 0)
            #expect(try await book.total(.expectedReceipts) == "0.00")
            #expect(try await book.part("2013-0001", "F-01")?.writtenOff == 7_232_00)
            try await Self.receive("1000.00", book, on: "2013-03-04", opening: "10000.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "8800.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "2200.00")
            #expect(try await book.part("2013-0001", "F-01")?.writtenOff == 6_432_00)
            #expect(try await book.open("2013-0001") == 0)
            #expect(try await book.total(.clientRefundable) == "0.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a part is written off in proportion; more than is open is refused")
    func part() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await Self.writeOff(book, "1190.00")
            #expect(try await book.balance("F-01", .expectedFreelancer) == "14280.00")
            #expect(try await book.balance("A-01", .expectedAgency) == "3570.00")
            let more = await SampleBook.refusal { try await Self.writeOff(book, "17850.01") }
            #expect(more.code == "invoice.amount")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("a credit note over what was written off moves nothing and lowers the contract")
    func creditedAfterwards() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await Self.writeOff(book, nil)
            _ = try await book.engine(at: Self.at).creditInvoice(
                CreditRequest(
                    invoice: "2013-0001", line: nil, net: SampleBook.euro("1000.00"), parts: [],
                    number: nil, day: nil, reason: ""), SampleBook.call("invoice credit issue"))
            let part = try await book.part("2013-0001", "F-01")
            #expect(part?.contract == 14_280_00)
            #expect(part?.writtenOff == 14_280_00)
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("the agency owes what was paid to it, passes it on by transfer and out of its share")
    func misdirected() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            let call = SampleBook.call("receipt misdirected")
            func report(_ amount: String?) async throws -> Answer {
                try await book.engine(at: "2013-03-01T08:00:00Z").misdirected(
                    "2013-0001", amount: amount.map(SampleBook.euro),
                    paidOn: SampleBook.day("2013-02-27"), call)
            }
            _ = try await report(nil)
            #expect(try await book.balance("A-01", .dueFromAgencyMisdirected) == "19040.00")
            #expect(try await book.open("2013-0001") == 19_040_00)
            #expect(await SampleBook.refusal { try await report("0.01") }.code == "invoice.amount")
            let listed = try await store.read { try $0.misdirections() }
            #expect(listed.map(\.amount) == [19_040_00])
            #expect(listed.map(\.paidOn) == [SampleBook.day("2013-02-27")])
            let agency = SampleBook.account(1)?.electronic
            try await Self.receive("10000.00", book, on: "2013-03-04", account: agency)
            #expect(try await book.balance("A-01", .dueFromAgencyMisdirected) == "9040.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "8000.00")
            let engine = book.engine(at: Self.at)
            let much = await SampleBook.refusal {
                try await engine.passFromShare(
                    "2013-0001", amount: SampleBook.euro("2000.01"), call)
            }
            #expect(much.code == "misdirected.share")
            _ = try await engine.passFromShare(
                "2013-0001", amount: SampleBook.euro("2000.00"), call)
            #expect(try await book.balance("F-01", .freelancerAvailable) == "9600.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "400.00")
            #expect(try await book.balance("A-01", .dueFromAgencyMisdirected) == "7040.00")
            #expect(try await book.total(.backedContra) == "7040.00")
            #expect(try await book.open("2013-0001") == 7_040_00)
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("what the agency paid back to the client it owes no longer; the client does")
    func paidBack() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            let call = SampleBook.call("receipt misdirected")
            let engine = book.engine(at: "2013-03-01T08:00:00Z")
            _ = try await engine.misdirected(
                "2013-0001", amount: nil, paidOn: SampleBook.day("2013-02-27"), call)
            try await Self.receive("19040.00", book, on: "2013-03-04", account: nil)
            #expect(try await book.open("2013-0001") == 0)
            #expect(try await book.balance("A-01", .dueFromAgencyMisdirected) == "19040.00")
            func back(_ amount: String?) async throws -> Answer {
                try await book.engine(at: Self.at).paidBack(
                    "2013-0001", amount: amount.map(SampleBook.euro),
                    on: SampleBook.day("2013-03-03"), call)
            }
            _ = try await back("40.00")
            #expect(try await book.balance("A-01", .dueFromAgencyMisdirected) == "19000.00")
            #expect(try await book.total(.backedContra) == "19000.00")
            #expect(
                await SampleBook.refusal { try await back("19000.01") }.code == "misdirected.amount"
            )
            _ = try await back(nil)
            #expect(try await book.balance("A-01", .dueFromAgencyMisdirected) == "0.00")
            #expect(try await store.read { try $0.misdirections() }.isEmpty)
            #expect(await SampleBook.refusal { try await back(nil) }.code == "misdirected.amount")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a client's set-off is recorded and refused: the expectation stays open")
    func setOff() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            let answer = try await book.engine(at: Self.at).refuseSetOff(
                "2013-0001", amount: SampleBook.euro("500.00"), declaredOn: nil,
                reason: "old claim", SampleBook.call("invoice set-off"))
            #expect(answer["open"] == "19040.00")
            #expect(try await book.open("2013-0001") == 19_040_00)
            let facts = try await store.read { reader in
                try reader.facts(about: try reader.knownInvoice(number: "2013-0001").id)
            }
            #expect(facts.map(\.kind) == [.setOff])
            #expect(try await book.findings(.sqlite) == [])
        }
    }
}
