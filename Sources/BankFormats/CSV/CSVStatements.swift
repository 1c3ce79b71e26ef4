import EscrowCore
import MoneyCore

/// A bank's table as statements: one for each account and currency.
///
/// - Source: docs/bank-layouts.md#reading
struct CSVStatements {
    var parsed: ParsedText
    let layout: CSVLayout
    private let places: [String: Int]
    let table: CSVTable
    private let header: Int
    var balances: [[(amount: Money, balance: Money?)]] = []
    private var order: [String: Int] = [:]

    static func parse(
        _ text: String, file: String, _ options: ReadingOptions
    ) throws(BankFileError.Reason) -> ParsedText {
        let layout = options.layout
        let separators: [Character] = layout?.separator.map { [$0] } ?? [";", ",", "\t"]
        for separator in separators where isTable(text, separator) {
            let table = CSVTable(text, separator: separator)
            for layout in layout.map({ [$0] }) ?? CSVLayout.known {
                guard var reader = find(layout, in: table, file) else { continue }
                reader.readRows()
                reader.finish(options)
                return reader.parsed
            }
        }
        guard let layout else { throw .unknownFormat }
        throw .wrongMapping(
            "no line has the columns " + layout.required.joined(separator: ", "))
    }

    /// Whether the sign stands between fields at all, before a whole text is taken apart by it.
    private static func isTable(_ text: String, _ separator: Character) -> Bool {
        separator.utf8.first.map { text.utf8.contains($0) } ?? false
    }

    /// Looks for the header among the first lines.
    private static func find(_ layout: CSVLayout, in table: CSVTable, _ file: String) -> Self? {
        for (index, row) in table.rows.prefix(headerReach).enumerated() {
            var places: [String: Int] = [:]
            // Of two columns of one name the last one counts: it stands behind its amount.
            for (place, title) in row.fields.enumerated() { places[title] = place }
            guard layout.required.allSatisfy({ places[$0] != nil }) else { continue }
            return Self(ParsedText(file: file), layout, places, table, header: index)
        }
        return nil
    }

    private static let headerReach = 40

    private init(
        _ parsed: ParsedText, _ layout: CSVLayout, _ places: [String: Int], _ table: CSVTable,
        header: Int
    ) {
        self.parsed = parsed
        self.layout = layout
        self.places = places
        self.table = table
        self.header = header
    }

    private mutating func readRows() {
        let above = accountAbove
        for row in table.rows.dropFirst(header + 1) {
            guard row.fields.contains(where: { !$0.isEmpty }), !isBalance(row) else { continue }
            guard field(layout.bookingDay, row) != nil || amountTexts(row) != nil else {
                parsed.warn("line \(row.line)", "neither day nor amount; skipped")
                continue
            }
            read(row, above: above)
        }
    }

    /// An IBAN above the header, where a layout has no column for it.
    private var accountAbove: String? {
        for row in table.rows.prefix(header) {
            for text in row.fields {
                for part in text.split(separator: "/") {
                    if let iban = try? IBAN(part) { return iban.electronic }
                }
            }
        }
        return nil
    }

    private func field(_ column: String?, _ row: CSVTable.Row) -> String? {
        guard let column, let place = places[column], place < row.fields.count else { return nil }
        let text = row.fields[place]
        return text.isEmpty ? nil : text
    }

    private func amountTexts(_ row: CSVTable.Row) -> String? {
        switch layout.sign {
        case .inAmount(let column), .word(let column, _, _, _): field(column, row)
        case .columns(let debit, let credit): field(debit, row) ?? field(credit, row)
        }
    }
}

// MARK: - Rows

extension CSVStatements {
    private mutating func read(_ row: CSVTable.Row, above: String?) {
        let account = field(layout.accountColumn, row) ?? layout.account ?? above ?? ""
        let code = field(layout.currencyColumn, row) ?? layout.currency ?? ""
        let index = statement(account, code)
        let number = parsed.statements[index].entries.count + 1
        var entry = StatementEntry(place: "\(parsed.statements[index].head.place), entry \(number)")
        entry.detailCount = 1
        do {
            try readMoney(&entry, row, index)
            try readDays(&entry, row)
        } catch {
            parsed.note(error, line: row.line, place: entry.place)
        }
        readTexts(&entry, row)
        readStatus(&entry, row)
        parsed.statements[index].entries.append(entry)
    }

    /// The statement of an account and a currency, begun with its first row.
    private mutating func statement(_ account: String, _ code: String) -> Int {
        let key = "\(account) \(code)"
        if let index = order[key] { return index }
        let index = parsed.statements.count
        order[key] = index
        var head = ReadStatement(format: .csv, place: "statement \(index + 1)")
        head.accountText = account
        head.account = (try? IBAN(account)) ?? MTAccount(account).iban
        head.currency = Currency(code)
        parsed.statements.append(ParsedStatement(head: head))
        balances.append([])
        if head.account == nil {
            parsed.warn(head.place, "the account \"\(account.prefix(40))\" is no valid IBAN")
        }
        return index
    }

    private mutating func readMoney(
        _ entry: inout StatementEntry, _ row: CSVTable.Row, _ index: Int
    ) throws(BankFileError.Reason) {
        guard let currency = parsed.statements[index].head.currency else {
            throw .wrongCurrency(
                field(layout.currencyColumn, row) ?? layout.currency ?? "")
        }
        let amount = try amount(row, currency)
        entry.amount = amount
        let balance = field(layout.balance, row).flatMap { money($0, currency) }
        balances[index].append((amount, balance))
    }

    private func amount(
        _ row: CSVTable.Row, _ currency: Currency
    ) throws(BankFileError.Reason) -> Money {
        func read(_ text: String?) throws(BankFileError.Reason) -> Money {
            guard let text else { throw .missing(element: "the amount") }
            guard let money = money(text, currency) else { throw .wrongAmount(text) }
            return money
        }
        func negated(_ money: Money) -> Money { Money(minor: -money.minor, currency) }
        switch layout.sign {
        case .inAmount(let column): return try read(field(column, row))
        case .columns(let debit, let credit):
            switch (field(debit, row), field(credit, row)) {
            case (let text?, nil):
                let money = try read(text)
                return money.isNegative ? money : negated(money)
            case (nil, let text?):
                let money = try read(text)
                guard !money.isNegative else { throw .wrongAmount(text) }
                return money
            case (nil, nil): throw .missing(element: "the amount")
            case (let text?, _?): throw .wrongDirection(text)
            }
        case .word(let column, let signs, let debit, let credit):
            let money = try read(field(column, row))
            guard !money.isNegative else { throw .wrongAmount(money.plain) }
            let word = field(signs, row) ?? ""
            if word == credit { return money }
            guard word == debit else { throw .wrongDirection(word) }
            return negated(money)
        }
    }

    /// Reads `-1.234,56`, `1234,5 €`; nil where groups of thousands are not where they belong.
    func money(_ text: String, _ currency: Currency) -> Money? {
        // Some banks print the sign of mathematics.
        let text = text.hasPrefix("\u{2212}") ? "-" + text.dropFirst() : text
        var bytes = Array(text.utf8)
        for tail in ["\u{20AC}", currency.code] where text.hasSuffix(tail) {
            bytes.removeLast(tail.utf8.count)
        }
        bytes = Array(CamtText.trimmed(bytes.filter { $0 != 0x27 }))
        let point: UInt8 = layout.decimals == .comma ? 0x2C : 0x2E
        let group: UInt8 = layout.decimals == .comma ? 0x2E : 0x2C
        if bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
        if bytes.last == UInt8(ascii: "-") { bytes = [0x2D] + bytes.dropLast() }
        let parts = bytes.split(separator: point, omittingEmptySubsequences: false)
        guard let whole = parts.first, parts.count <= 2 else { return nil }
        let groups = whole.split(separator: group, omittingEmptySubsequences: false)
        guard groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
        var plain = Array(groups.joined())
        if parts.count == 2 { plain += [0x2E] + parts[1] }
        return Money(CamtText.string(plain[...]), currency)
    }

    private mutating func readDays(
        _ entry: inout StatementEntry, _ row: CSVTable.Row
    ) throws(BankFileError.Reason) {
        if let text = field(layout.valueDay, row) {
            guard let day = day(text) else { throw .wrongDate(text) }
            entry.valueDay = day
        }
        guard let text = field(layout.bookingDay, row) else {
            parsed.warn(entry.place, "no booking date; the value date is taken")
            entry.bookingDay = entry.valueDay
            if entry.valueDay == nil { throw .missing(element: layout.bookingDay) }
            return
        }
        guard let day = day(text) else { throw .wrongDate(text) }
        entry.bookingDay = day
        entry.valueDay = entry.valueDay ?? day
    }

    private func day(_ text: String) -> Day? {
        let mark: Character =
            switch layout.dates {
            case .dayFirst: "."
            case .yearFirst: "-"
            case .slashes: "/"
            }
        let parts = text.split(separator: mark, omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ (1...4).contains($0.utf8.count) }) else {
            return nil
        }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == 3, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
        if layout.dates == .yearFirst {
            return Day(year: numbers[0], month: numbers[1], day: numbers[2])
        }
        let short = parts[2].utf8.count == 2
        let year = short ? numbers[2] + (numbers[2] < 80 ? 2000 : 1900) : numbers[2]
        return Day(year: year, month: numbers[1], day: numbers[0])
    }

    private func readTexts(_ entry: inout StatementEntry, _ row: CSVTable.Row) {
        let isCredit = entry.amount.map { !$0.isNegative } ?? true
        entry.counterparty.name = field(isCredit ? layout.payer : layout.payee, row)
        entry.counterparty.account = field(layout.counterpartyAccount, row)
        let texts = layout.text.compactMap { field($0, row) }
        let purpose = MTPurpose(texts.joined(separator: " "))
        entry.remittance = purpose["SVWZ"] ?? purpose.before
        entry.endToEndID =
            field(layout.endToEndID, row).flatMap(CamtText.reference)
            ?? CamtText.reference(purpose["EREF"] ?? "")
        entry.creditorReference =
            field(layout.creditorReference, row)
            ?? MTKind.creditorReference(in: entry.remittance)
        entry.bankReference = field(layout.bankReference, row).flatMap(CamtText.reference)
        entry.code = field(layout.codeText, row)
        var detail = EntryDetail()
        detail.amount = entry.amount
        detail.endToEndID = entry.endToEndID
        detail.creditorReference = entry.creditorReference
        detail.mandateID =
            field(layout.mandateID, row) ?? CamtText.reference(purpose["MREF"] ?? "")
        detail.counterparty = entry.counterparty
        detail.remittance = entry.remittance
        entry.details = [detail]
    }

    private func readStatus(_ entry: inout StatementEntry, _ row: CSVTable.Row) {
        guard layout.status != nil else { return }
        let status = field(layout.status, row)
        entry.status = status
        entry.isBooked = status.map(layout.booked.contains) ?? false
    }
}
