import EscrowCore
import MoneyCore
import Testing

/// docs/spec/bank-import.md#lumps, without a book.
@Suite("What advice says of a line that its statement gives bare")
struct AdviceTests {
    private func line(
        _ minor: Int64 = 60_00, day: Int = 0, reference: String? = "L-1", text: String = "",
        account: String? = nil, endToEnd: String? = nil, kind: BankLine.Kind = .transfer
    ) throws -> BankLine {
        let day = try #require(Day("2013-03-01")).adding(days: day)
        return BankLine(
            amount: Money(minor: minor, .eur), bookingDay: day, valueDay: day,
            bankReference: reference, endToEndID: endToEnd, creditorReference: nil,
            remittance: text, counterpartyName: nil, counterpartyAccount: account, kind: kind,
            returnReason: nil, place: "entry")
    }

    @Test("days, amount and place stay those of the statement; the rest is what was advised")
    func explained() throws {
        let bare = try line(day: 1, text: "LUMP")
        let told = try #require(
            bare.explained(by: try line(text: "INV-1 INV-2", endToEnd: "E-1", kind: .returned)))
        #expect(told.amount == bare.amount && told.bookingDay == bare.bookingDay)
        #expect(told.remittance == "INV-1 INV-2" && told.endToEndID == "E-1")
        #expect(told.kind == .returned)
        #expect(try bare.explained(by: line(account: "A"))?.remittance == "LUMP")
    }

    @Test("another reference, amount or day, or advice as bare as the line, explains nothing")
    func unexplained() throws {
        let bare = try line(text: "LUMP")
        #expect(try bare.explained(by: line(reference: "L-2", text: "x")) == nil)
        #expect(try bare.explained(by: line(59_99, text: "x")) == nil)
        #expect(try bare.explained(by: line(day: 6, text: "x")) == nil)
        #expect(try bare.explained(by: line(day: -5, text: "x")) != nil)
        #expect(try bare.explained(by: line(text: "LUMP")) == nil)
        #expect(try bare.explained(by: line()) == nil)
        #expect(try line(reference: nil).explained(by: line(reference: nil, text: "x")) == nil)
        // A statement that says whom a line is from needs no advice.
        #expect(try line(account: "A").explained(by: line(text: "x")) == nil)
    }
}
