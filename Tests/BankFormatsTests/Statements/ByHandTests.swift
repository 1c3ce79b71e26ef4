import BankFormats
import EscrowCore
import MoneyCore
import Testing

/// docs/spec/bank-import.md#by-hand: what a person can say of a file, and what he cannot.
@Suite("Reversals that are turned, and balances that are given")
struct ByHandTests {
    private static let trust = "DE89370400440532013000"

    private func read(
        _ file: String, turning: [String] = [], given: GivenBalances? = nil,
        layout: String? = nil
    ) throws -> (shown: StatementFile.Shown, fault: BankFileError?, document: BankDocument) {
        var options = ReadingOptions()
        options.turning = Set(try turning.map { try IBAN($0) })
        options.given = given
        options.layout = try layout.map { try CSVLayout($0) }
        let reader = try BankFileReader(
            path: try StatementFile.path(file), name: file, options: options)
        let document = reader.document
        let shown = try StatementFile.show(document)
        _ = consume reader
        return (shown, document.fault, document)
    }

    struct Turned: Sendable, CustomTestStringConvertible {
        let file: String
        let statement: String
        /// What each entry is worth as the file says it, and once its reversals are turned.
        let plain: [Int64]
        let turned: [Int64]
        var testDescription: String { file }
    }

    private static let off = [
        Turned(
            file: "reversals-off.xml", statement: "camt.053 \(trust) S-1 10.00..11.00 balanced",
            plain: [3_00, -2_00, 1_50, 1_50], turned: [3_00, -2_00, -1_50, 1_50]),
        Turned(
            file: "reversals-off.sta", statement: "MT940 \(trust) REF 10.00..14.50 balanced",
            plain: [3_00, -1_50], turned: [3_00, 1_50]),
    ]

    private func amounts(_ document: BankDocument) throws -> [Int64?] {
        var amounts: [Int64?] = []
        try document.forEachEntry { _, entry in amounts.append(entry.amount?.minor) }
        return amounts
    }

    @Test(
        "a bank that turns its reversals is believed for the account that is named", arguments: off)
    func turned(_ example: Turned) throws {
        let plain = try read(example.file)
        #expect(plain.fault != nil)
        #expect(try amounts(plain.document) == example.plain)
        let turned = try read(example.file, turning: [Self.trust])
        #expect(turned.fault == nil)
        #expect(turned.shown.statements == [example.statement])
        #expect(try amounts(turned.document) == example.turned)
        var lines: [Int64] = []
        try turned.document.forEachLine { _, line in lines.append(line.amount.minor) }
        #expect(lines == example.turned)
        let other = try read(example.file, turning: ["NL91ABNA0417164300"])
        #expect(other.fault == plain.fault)
        #expect(try amounts(other.document) == example.plain)
    }

    @Test(
        "reversals of a statement that balances are never turned",
        arguments: ["returned.xml", "wrapped.sta"])
    func sound(file: String) throws {
        let plain = try read(file)
        let turned = try read(file, turning: [Self.trust])
        #expect(turned.fault == nil && turned.shown == plain.shown)
        #expect(turned.shown.entries.contains { $0.contains(" reversal") })
    }

    @Test(
        "given balances prove a file that has none",
        arguments: [
            ("camt-csv-v8.csv", "10.00", "1244.56"), ("dkb.csv", "-50.00", "50.00"),
            ("balances-none.xml", "0.00", "4.00"), ("soll-haben.csv", "0.00", "92.50"),
        ])
    func given(file: String, opening: String, closing: String) throws {
        #expect(try read(file).fault?.reason == .noOpeningBalance)
        let proved = try read(file, given: GivenBalances(opening: opening, closing: closing))
        #expect(proved.fault == nil)
        #expect(proved.shown.statements.first?.hasSuffix("balanced") == true)
        #expect(proved.document.statements.first?.hasGivenBalances == true)
        let wrong = try read(file, given: GivenBalances(opening: opening, closing: "7777.00"))
        guard case .balanceMismatch? = wrong.fault?.reason else {
            Issue.record("a wrong balance was taken: \(wrong.shown)")
            return
        }
    }

    @Test("given balances are those of one statement, and never instead of its own")
    func givenToTheWrong() throws {
        let given = GivenBalances(opening: "0.00", closing: "1.00")
        for (file, count) in [("vr.csv", 0), ("structured.sta", 0), ("report-052.xml", 0)] {
            let error = #expect(throws: BankFileError.self) { try read(file, given: given) }
            #expect(error?.reason == .givenBalances(count: count))
        }
        let text = GivenBalances(opening: "0,00", closing: "1.00")
        #expect(try read("dkb.csv", given: text).fault?.reason == .wrongAmount("0,00"))
    }

    @Test("a layout can be another one with what that lacks")
    func like() throws {
        let read = try read("comdirect.csv", layout: "like: comdirect\naccount: \(Self.trust)\n")
        #expect(read.fault == nil)
        #expect(read.shown.statements == ["CSV \(Self.trust)  1000.00..1092.50 balanced"])
        let hvb = try self.read("hvb.csv", layout: "like: hvb\naccount: \(Self.trust)\n")
        #expect(hvb.fault?.reason == .noOpeningBalance)
        #expect(throws: BankFileError.Reason.self) { try CSVLayout("like: nobody\n") }
    }
}
