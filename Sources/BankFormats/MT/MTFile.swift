import EscrowCore
import MoneyCore

/// An MT940 or MT942 file: field by field into statements.
///
/// - Source: docs/spec/bank-import.md#mt940
struct MTFile {
    var parsed: ParsedText
    var open: Draft?
    /// What the envelope said of the message that begins.
    private var type: String?
    private var lastAccount = ""

    /// A statement while its fields are read.
    struct Draft {
        var statement: ParsedStatement
        /// Whether the file has said what kind of message it is.
        var isReport = false
        var pageText = ""
        var isContinued = false
        var endsWithinPages = false
        var hasOpening = false
        var hasClosing = false
        var isInEntry = false
        var currencyText: String?
        var line: Int
    }

    static func parse(
        _ text: String, file: String, _ options: ReadingOptions
    ) -> ParsedText {
        var reader = MTFile(parsed: ParsedText(file: file))
        let fields = MTFields(text)
        for element in fields.elements {
            switch element {
            case .type(let type): reader.type = type
            case .end: reader.close()
            case .field(let field): reader.read(field)
            }
        }
        reader.close()
        if let line = fields.cutLine {
            reader.parsed.warn("line \(line)", "the field is too long; its end is left off")
        }
        reader.parsed.finish(options)
        return reader.parsed
    }

    private init(parsed: ParsedText) { self.parsed = parsed }

    var place: String { open?.statement.head.place ?? file }
    private var file: String { parsed.file }
}

// MARK: - Statements

extension MTFile {
    private mutating func read(_ field: MTField) {
        switch field.tag {
        case "20": begin(field)
        case "25", "25P": readAccount(field)
        case "28", "28C": readNumber(field)
        case "60F", "60M": readOpening(field)
        case "61": readEntry(field)
        case "86": readDetails(field)
        case "62F", "62M": readClosing(field)
        case "34F":
            ensure(field)
            open?.isReport = true
            if open?.statement.head.currency == nil {
                open?.statement.head.currency = Currency(String(field.value.prefix(3)))
            }
        case "13", "13D", "90C", "90D":
            ensure(field)
            open?.isReport = true
            open?.isInEntry = false
        default: open?.isInEntry = false
        }
    }

    private mutating func begin(_ field: MTField) {
        close()
        var head = ReadStatement(
            format: .mt940, place: "statement \(parsed.statements.count + 1)")
        head.id = field.tag == "20" ? field.value : ""
        open = Draft(statement: ParsedStatement(head: head), line: field.line)
    }

    /// Begins a statement where a file has no `:20:` before it.
    mutating func ensure(_ field: MTField) { if open == nil { begin(field) } }

    private mutating func readAccount(_ field: MTField) {
        if open.map({ !$0.statement.head.accountText.isEmpty || $0.hasClosing }) ?? true {
            begin(field)
        }
        let text = field.value
        lastAccount = text
        setAccount(text)
    }

    private mutating func setAccount(_ text: String) {
        open?.statement.head.accountText = text
        guard (try? IBAN(text)) == nil else {
            open?.statement.head.account = try? IBAN(text)
            return
        }
        let account = MTAccount(text)
        open?.statement.head.account = account.iban
        open?.currencyText = account.currency
        guard !text.isEmpty else { return }
        if let iban = account.iban {
            parsed.warn(place, "the account \"\(text.prefix(40))\" is taken for \(iban.electronic)")
        } else {
            parsed.warn(place, "the account \"\(text.prefix(40))\" is no valid IBAN")
        }
    }

    private mutating func readNumber(_ field: MTField) {
        ensure(field)
        let parts = field.value.split(separator: "/", omittingEmptySubsequences: false)
        open?.statement.head.number = parts.first.flatMap { Int64($0) }
        open?.pageText = parts.count > 1 ? String(parts[1]) : ""
    }

    private mutating func readOpening(_ field: MTField) {
        if open?.hasClosing == true { begin(field) }
        ensure(field)
        if open?.statement.head.accountText.isEmpty == true, !lastAccount.isEmpty {
            setAccount(lastAccount)
        }
        open?.hasOpening = true
        open?.isContinued = field.tag == "60M"
        if let balance = balance(field) {
            open?.statement.head.opening = balance
            open?.statement.head.currency = balance.amount.currency
        }
    }

    private mutating func readClosing(_ field: MTField) {
        ensure(field)
        open?.isInEntry = false
        open?.hasClosing = true
        open?.endsWithinPages = field.tag == "62M"
        guard let balance = balance(field) else { return }
        let currency = open?.statement.head.currency ?? balance.amount.currency
        guard currency == balance.amount.currency else {
            parsed.note(
                .otherCurrency(expected: currency, found: balance.amount.currency),
                line: field.line, place: place)
            return
        }
        open?.statement.head.currency = currency
        open?.statement.head.closing = balance
    }

    private mutating func balance(_ field: MTField) -> ReadBalance? {
        do {
            let balance = try MTBalance(field.value)
            if balance.day == nil {
                parsed.warn(place, "the balance :\(field.tag): has no day of the calendar")
            }
            if balance.hasPoint {
                parsed.warn(place, "the balance :\(field.tag): is written with a point")
            }
            return ReadBalance(amount: balance.amount, day: balance.day, type: field.tag)
        } catch {
            parsed.note(error, line: field.line, place: place)
            return nil
        }
    }

    /// Ends a statement, or a page of one whose other pages stand before it.
    private mutating func close() {
        guard var draft = open else { return }
        open = nil
        defer { type = nil }
        let isReport = type == "942" || (type == nil && draft.isReport && !draft.hasOpening)
        guard draft.hasOpening || draft.hasClosing || isReport || !draft.statement.entries.isEmpty
        else {
            if draft.statement.head.accountText.isEmpty { return }
            parsed.warn(draft.statement.head.place, "the statement has neither balance nor entry")
            return keep(draft)
        }
        if isReport { makeReport(&draft) }
        draft.statement.head.isComplete = !draft.endsWithinPages
        guard draft.isContinued else { return keep(draft) }
        guard let last = parsed.statements.indices.last, continues(draft, at: last) else {
            parsed.note(
                .wrongPage(expected: 1, found: Int(draft.pageText) ?? 0), line: draft.line,
                place: draft.statement.head.place)
            return keep(draft)
        }
        append(draft, to: last)
    }

    private mutating func keep(_ draft: Draft) { parsed.statements.append(draft.statement) }

    private func continues(_ draft: Draft, at last: Int) -> Bool {
        let before = parsed.statements[last].head
        let next = draft.statement.head
        return !before.isComplete && before.accountText == next.accountText
            && before.number == next.number
            && before.closing?.amount == next.opening?.amount
    }

    private mutating func append(_ draft: Draft, to last: Int) {
        let place = parsed.statements[last].head.place
        for var entry in draft.statement.entries {
            entry.place = "\(place), entry \(parsed.statements[last].entries.count + 1)"
            parsed.statements[last].entries.append(entry)
        }
        parsed.statements[last].head.closing = draft.statement.head.closing
        parsed.statements[last].head.isComplete = draft.statement.head.isComplete
        parsed.statements[last].head.pageCount += 1
    }

    /// A report within the day has the bank's word that nothing in it is booked for good.
    private func makeReport(_ draft: inout Draft) {
        draft.statement.head.format = .mt942
        for index in draft.statement.entries.indices {
            guard draft.statement.entries[index].isBooked else { continue }
            draft.statement.entries[index].isBooked = false
            draft.statement.entries[index].status = "INFO"
        }
    }
}
