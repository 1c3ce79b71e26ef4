import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/invoice.md#number: what a book numbers by itself.
@Suite("Numbers that a book gives by itself")
struct InvoiceNumberTests {
    private static func issue(
        _ book: SampleBook, _ number: String?, week: Int
    ) async throws -> String {
        let day = SampleBook.day("2013-01-07").adding(days: week * 7)
        try await book.work("E-01", from: "\(day)", hours: 1, at: "\(day)T17:00:00Z")
        let answer = try await book.engine(at: "\(day)T18:00:00Z").issueInvoice(
            InvoiceRequest(
                number: number, client: "C-01", day: day, through: nil, engagements: []),
            SampleBook.call("invoice issue"))
        return answer["invoice"] ?? ""
    }

    private static func open(_ store: any LedgerStore) async throws -> SampleBook {
        let book = SampleBook(store)
        try await book.open()
        try await book.add(.client, "C-01", number: 11)
        try await book.add(.freelancer, "F-01", number: 21)
        try await book.engage("E-01", client: "C-01", freelancer: "F-01")
        return book
    }

    @Test("behind 9999 comes 10000, and so on", arguments: TestStore.allCases)
    func grows(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.open(store)
            var issued: [String] = []
            let given = [nil, "2013-9998", nil, nil, nil, "2013-10003", nil, nil, "2014-0001"]
            for (week, number) in given.enumerated() {
                issued.append(try await Self.issue(book, number, week: week))
            }
            #expect(
                issued == [
                    "2013-0001", "2013-9998", "2013-9999", "2013-10000", "2013-10001",
                    "2013-10003", "2013-10002", "2013-10004", "2014-0001",
                ])
            let listed = try await store.read { try $0.invoicesByNumber().map(\.number) }
            #expect(
                listed == [
                    "2013-0001", "2013-9998", "2013-9999", "2013-10000", "2013-10001",
                    "2013-10002", "2013-10003", "2013-10004", "2014-0001",
                ])
        }
    }

    @Test("a number of one's own that counts nothing stands in nobody's way")
    func words() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.open(store)
            var issued: [String] = []
            for (week, number) in [nil, "2013-7b", nil, nil].enumerated() {
                issued.append(try await Self.issue(book, number, week: week))
            }
            #expect(issued == ["2013-0001", "2013-7b", "2013-0002", "2013-0003"])
        }
    }

    @Test(
        "a payment finds 2013-10000, and never 2013-1000 or 2013-0001 in its place",
        arguments: [
            ("2013-10000", "2013-10000"), ("RE2013/10000", "2013-10000"),
            ("201310000", "2013-10000"), ("2013 10000", "2013-10000"),
            ("2013-1000", "2013-1000"), ("20131000", "2013-1000"),
        ])
    func matched(_ text: String, _ number: String) async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.open(store)
            for (week, number) in ["2013-0001", "2013-1000", "2013-9999", nil].enumerated() {
                _ = try await Self.issue(book, number, week: week)
            }
            let account = SampleBook.account(11)?.electronic
            _ = try await book.bank(
                [SampleBook.line("119.00", on: "2013-03-01", text: text, account: account)],
                id: "S1", day: "2013-03-01")
            let open = try await store.read { reader in
                try reader.invoicesByNumber().filter { $0.open == 0 }.map(\.number)
            }
            #expect(open == [number])
        }
    }
}
