import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/bank-import.md#twice and #gaps.
@Suite("Statements that come again, overlap, or leave a gap")
struct AgainTests {
    private static func line(
        _ amount: String, _ text: String, _ reference: String?, account: String? = nil
    ) -> BankLine {
        SampleBook.line(
            amount, on: "2013-03-01", text: text, account: account, bankReference: reference)
    }

    private func notes(_ answer: Answer) -> [String] {
        answer.values.filter { $0.name == "note" }.map(\.text)
    }

    @Test("a corrected statement posts nothing twice: the bank's reference is known")
    func corrected() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [Self.line("10.00", "INV 1", "B-1"), Self.line("20.00", "INV 2", "B-2")],
                id: "S1", day: "2013-03-01")
            let answer = try await book.bank(
                [
                    Self.line("10.00", "INV-1 corrected", "B-1"),
                    Self.line("20.00", "INV 2", "B-2"),
                    Self.line("5.00", "forgotten", "B-3"),
                ], id: "S1 corrected", day: "2013-03-01")
            #expect(answer["posted"] == "1" && answer["known"] == "2")
            #expect(
                notes(answer).contains {
                    $0.hasPrefix("known already by the bank's reference, though")
                })
            #expect(try await book.total(.unidentified) == "35.00")
        }
    }

    @Test("one reference for many lines does not make them one")
    func constantReference() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            let one = Self.line("10.00", "a", "DAY", account: "NL91ABNA0417164300")
            let other = Self.line("10.00", "a", "DAY", account: "AT611904300234573201")
            _ = try await book.bank([one], id: "S1", day: "2013-03-01")
            let answer = try await book.bank([other], id: "S2", day: "2013-03-01")
            #expect(answer["posted"] == "1")
            #expect(try await book.total(.unidentified) == "20.00")
        }
    }

    @Test("two equal payments with one reference stay two, also when they come again")
    func twoEqual() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            let same = Self.line("10.00", "a", "DAY")
            _ = try await book.bank([same, same], id: "S1", day: "2013-03-01")
            let changed = Self.line("10.00", "b", "DAY")
            let answer = try await book.bank(
                [changed, changed, changed], id: "S1b", day: "2013-03-01")
            #expect(answer["posted"] == "1" && answer["known"] == "2")
            #expect(try await book.total(.unidentified) == "30.00")
        }
    }

    @Test("a gap is named by number, balance and day; what follows it is not")
    func gaps() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [SampleBook.line("10.00", on: "2013-03-01")], id: "S1", day: "2013-03-01",
                number: 1)
            let late = try await book.bank(
                [SampleBook.line("5.00", on: "2013-03-04")], id: "S3", day: "2013-03-04",
                opening: "17.00", number: 3)
            #expect(
                notes(late).filter { $0.contains("gap") } == [
                    "statement 1: gap between 2013-03-01 and 2013-03-04: statement number 3 follows number 1",
                    "statement 1: gap between 2013-03-01 and 2013-03-04: the statement opens with 17.00 EUR, the one before it closed with 10.00 EUR",
                ])
            #expect(late["posted"] == "1")
            let next = try await book.bank(
                [SampleBook.line("5.00", on: "2013-03-05")], id: "S4", day: "2013-03-05",
                opening: "22.00", number: 4)
            #expect(notes(next).filter { $0.contains("gap") } == [])
            // What was missing comes late: it is posted, and it is no gap.
            let missing = try await book.bank(
                [SampleBook.line("7.00", on: "2013-03-02")], id: "S2", day: "2013-03-02",
                opening: "10.00", at: "2013-03-05T19:00:00Z", number: 2)
            #expect(notes(missing).filter { $0.contains("gap") } == [])
            #expect(missing["posted"] == "1")
        }
    }

    @Test("advice explains what is booked and announces what is not; it posts nothing")
    func advice() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [Self.line("60.00", "lump", "LUMP-1")], id: "S1", day: "2013-03-01")
            let answer = try await book.bank(
                [
                    Self.line("60.00", "INV-1 INV-2", "LUMP-1"),
                    Self.line("7.00", "later", "LATER-1"),
                ], id: "N1", day: "2013-03-01", isAdvice: true)
            #expect(answer["posted"] == "0")
            #expect(answer["explained"] == "1" && answer["announced"] == "1")
            #expect(try await book.total(.unidentified) == "60.00")
            // The statement that books what was announced posts it once.
            let booked = try await book.bank(
                [Self.line("7.00", "later", "LATER-1")], id: "S2", day: "2013-03-02",
                opening: "60.00")
            #expect(booked["posted"] == "1")
            #expect(try await book.total(.unidentified) == "67.00")
        }
    }

    @Test("a lump is understood by what was advised, and recognised by what the statement says")
    func lump() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            let bare = Self.line("60.00", "LUMP", "LUMP-1")
            let advice = SampleBook.line(
                "60.00", on: "2013-03-01", text: "INV-7", account: "NL91ABNA0417164300",
                bankReference: "LUMP-1")
            let first = try await book.bank([bare], id: "S1", day: "2013-03-01", advised: advice)
            #expect(notes(first).first == "entry: the bank had advised what it is made of")
            let kept = try await store.read { reader in
                try reader.rows(BankLineRow.self, .all).map { try reader.bankLine($0.id).line }
            }
            #expect(kept.map(\.remittance) == ["INV-7"])
            #expect(kept.map(\.counterpartyAccount) == ["NL91ABNA0417164300"])
            // The statement once more, told of or not, is the same line.
            let again = try await book.bank([bare], id: "S1b", day: "2013-03-01", opening: "1.00")
            #expect(again["posted"] == "0" && again["known"] == "1")
        }
    }
}
