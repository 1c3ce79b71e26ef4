import BankFormats
import EscrowCore
import MoneyCore
import Testing

@Suite("A camt.053 file gives its statements and booked lines")
struct CamtFileTests {
    private let day = Day(year: 2013, month: 3, day: 22)

    private func eur(_ cents: Int64) -> Money { Money(minor: cents, .eur) }

    @Test("Version .08: the statement")
    func statement08() throws {
        let file = try CamtFile(path: CamtSample.path("statement-08"))
        #expect(file.statements.count == 1)
        let statement = try #require(file.statements.first)
        #expect(statement.accountText == "DE89370400440532013000")
        #expect(statement.entryCount == 10)
        #expect(statement.bookedCount == 8)
        #expect(
            statement.unbooked.first == [
                "statement 1, entry 6: PDNG", "statement 1, entry 8: INFO",
            ])
        #expect(statement.zeroAmounts.first == ["statement 1, entry 7"])
        let expected = BankStatement(
            account: try IBAN("DE89370400440532013000"), id: "STMT-2013-057", number: 57,
            opening: eur(1000_00), openingDay: try #require(day), closing: eur(42588_41),
            closingDay: try #require(day))
        #expect(statement.statement == expected)
        #expect(
            file.warnings == [
                "statement 1, entry 9: no booking date; the value date is taken",
                "statement 1, entry 10: no booking date; the statement's day is taken",
            ])
    }

    @Test("Version .08: amounts, kinds and days of the lines, in file order")
    func lines08() throws {
        let file = try CamtFile(path: CamtSample.path("statement-08"))
        let lines = try CamtSample.lines(of: file).map(\.line)
        #expect(
            lines.map(\.amount.minor) == [
                19040_00, 9520_00, -12_50, 15232_00, -2180_18, 0, 9, -11_00,
            ])
        #expect(
            lines.map(\.kind) == [
                .transfer, .transfer, .bankCharge, .returned, .transfer, .transfer, .interest,
                .bankCharge,
            ])
        #expect(
            lines.map { "\($0.bookingDay)/\($0.valueDay)".replacing("2013-03-", with: "") } == [
                "22/25", "22/22", "22/22", "22/22", "22/22", "22/22", "21/21", "22/22",
            ])
        #expect(
            lines.map(\.bankReference) == [
                "BANK-1", "BANK-2", "BANK-3", "BANK-4", "BANK-5", nil, nil, nil,
            ])
        #expect(lines.map(\.place).last == "statement 1, entry 10")
    }

    @Test("Version .08: what belongs to one payment, and what to several")
    func details08() throws {
        let file = try CamtFile(path: CamtSample.path("statement-08"))
        let lines = try CamtSample.lines(of: file).map(\.line)
        let credit = lines[0]
        #expect(credit.creditorReference == "RF18539007547034")
        #expect(credit.endToEndID == "C01-INV-1")
        #expect(credit.counterpartyName == "client C-01")
        #expect(credit.counterpartyAccount == "NL91ABNA0417164300")
        #expect(credit.remittance.isEmpty)
        let several = lines[1]
        #expect(several.remittance == "INV-2 INV-3")
        #expect(several.endToEndID == nil)
        #expect(several.counterpartyName == nil)
        #expect(lines[2].remittance == "Account keeping March")
        let returned = lines[3]
        #expect(returned.returnReason == "AC04")
        #expect(returned.endToEndID == "PO-0004K7Z2-1A3")
        #expect(returned.counterpartyName == "freelancer F-01")
        #expect(returned.counterpartyAccount == "AT611904300234573201")
        let debit = lines[4]
        #expect(debit.endToEndID == nil)
        #expect(debit.counterpartyName == "freelancer F-02")
        #expect(debit.counterpartyAccount == "532013000")
    }

    @Test("Version .02: prefix, Latin-1, PRCD, proprietary codes, lines broken by the bank")
    func version02() throws {
        let file = try CamtFile(path: CamtSample.path("statement-02"))
        let statement = try #require(file.statements.first?.statement)
        #expect(statement.opening == eur(-50_00))
        #expect(statement.openingDay == Day(year: 2012, month: 10, day: 31))
        #expect(statement.closing == eur(300_00))
        #expect(statement.number == 11)
        let lines = try CamtSample.lines(of: file).map(\.line)
        #expect(lines.map(\.amount) == [eur(366_40), eur(-16_40)])
        #expect(lines.map(\.kind) == [.transfer, .bankCharge])
        #expect(lines[0].counterpartyName == "client C-01 München & Söhne")
        #expect(lines[0].counterpartyAccount == "DE88370400440532013000")
        #expect(lines[0].remittance == "Rechnung INV-2012-000117 vom 31.10.2012 Danke")
        #expect(lines[0].bankReference == nil)
        #expect(
            file.warnings == [
                "statement 1, entry 1: \"DE88370400440532013000\" is no valid IBAN; "
                    + "kept as it stands"
            ])
    }

    @Test("Pages of one statement are one statement, others may stand between them")
    func pages() throws {
        let file = try CamtFile(path: CamtSample.path("pages-08"))
        #expect(file.statements.map(\.id) == ["S-1", "T-1"])
        #expect(file.statements.map(\.pageCount) == [3, 1])
        #expect(file.statements.map(\.closing) == [eur(19_00), eur(7_00)])
        let lines = try CamtSample.lines(of: file)
        #expect(lines.map(\.statement) == [0, 0, 1, 0, 0])
        #expect(lines.map(\.line.bankReference) == ["A", "B", "X", "C", "D"])
        #expect(
            lines.map(\.line.place) == [
                "statement 1, entry 1", "statement 1, entry 2", "statement 2, entry 1",
                "statement 1, entry 3", "statement 1, entry 4",
            ])
    }

    @Test("Accounts without IBAN, in other currencies and without entries are read and told apart")
    func accounts() throws {
        let file = try CamtFile(path: CamtSample.path("accounts-08"))
        #expect(
            file.statements.map(\.accountText) == [
                "DE89370400440532013000", "0532013000", "AT611904300234573201",
            ])
        #expect(file.statements.map { $0.statement != nil } == [true, false, true])
        #expect(file.statements.map(\.currency.code) == ["EUR", "JPY", "EUR"])
        #expect(file.statements.map(\.entryCount) == [0, 1, 1])
        let lines = try CamtSample.lines(of: file)
        #expect(lines.map(\.line.amount.plain) == ["-5", "2.00"])
        #expect(file.warnings == ["statement 2: the account \"0532013000\" is no valid IBAN"])
    }

    @Test("Chunks of any size give the same lines", arguments: 1...9)
    func chunks(size: Int) throws {
        let file = try CamtFile(path: CamtSample.path("statement-08"))
        var lines = try file.lines()
        var found: [BankLine] = []
        while true {
            let chunk = try lines.next(upTo: size)
            #expect(chunk.count <= size)
            if chunk.isEmpty { break }
            found += chunk.map(\.line)
        }
        #expect(try found == CamtSample.lines(of: file).map(\.line))
    }

    @Test("A file that changes between the passes is refused")
    func changed() throws {
        try CamtSample.withFile(CamtSample.bytes("statement-08")) { path in
            let file = try CamtFile(path: path, name: "bank.xml")
            try CamtSample.append("\n", to: path)
            let error = #expect(throws: BankFileError.self) { try file.forEachLine { _, _ in } }
            #expect(error?.reason == .changed)
        }
    }

    @Test("Progress ends at the size of the file, in both passes")
    func progress() throws {
        let many = String(
            repeating: CamtSample.entry(amount: "<Amt Ccy=\"EUR\">0</Amt>"), count: 20_000)
        let text = CamtSample.message(
            balances: CamtSample.balance("OPBD", "1") + CamtSample.balance("CLBD", "1"),
            entries: many)
        try CamtSample.withFile(Array(text.utf8)) { path in
            var first: [Int] = []
            let file = try CamtFile(path: path) { first.append($0) }
            #expect(first.count > 2)
            #expect(first == first.sorted())
            #expect(first.last == text.utf8.count)
            var second: [Int] = []
            try file.forEachLine(progress: { second.append($0) }, { _, _ in })
            #expect(second == first)
            #expect(file.statements.first?.zeroAmounts.count == 20_000)
            #expect(file.statements.first?.zeroAmounts.texts.last == "and 19900 more")
        }
    }
}
