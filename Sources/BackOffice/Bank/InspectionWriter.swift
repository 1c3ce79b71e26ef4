package import BankFormats
import MoneyCore
import Reports

/// Writes what bank files hold, file by file and entry by entry, in memory that does not grow.
///
/// - Source: docs/spec/bank-inspect.md
package struct InspectionWriter {
    package enum Form: Sendable { case text, json, csv }

    private let form: Form
    private let put: (String) throws -> Void
    private var fileCount = 0
    private var gaps = StatementGaps()

    package init(_ form: Form, _ put: @escaping (String) throws -> Void) throws {
        self.form = form
        self.put = put
        switch form {
        case .json: try put("{\"files\": [")
        case .csv: try put(InspectionCSV.header)
        case .text: break
        }
    }

    /// Writes a file that could be read.
    package mutating func write(_ document: BankDocument) throws {
        try begin(document.name)
        var notes = document.findings
        for (index, statement) in document.statements.enumerated() {
            for gap in gaps.take(statement) {
                notes.add("statement \(index + 1)", gap)
            }
        }
        if document.isInOrder {
            try writeInOrder(document)
        } else {
            for index in document.statements.indices { try writeOne(index, of: document) }
        }
        switch form {
        case .json:
            try put(
                document.statements.isEmpty ? "]" : "\n  ]")
            try put(",\n  \"warnings\": \(InspectionJSON.warnings(notes).renderCompact())")
            try put(",\n  \"warningCount\": \(notes.count), \"error\": null}")
        case .text: for text in notes.texts { try put("! \(text)\n") }
        case .csv: break
        }
    }

    /// Writes a file that could not.
    package mutating func write(_ name: String, error: String) throws {
        try begin(name)
        switch form {
        case .json:
            let text = JSONText.string(error).renderCompact()
            try put("], \"warnings\": [], \"warningCount\": 0, \"error\": \(text)}")
        case .text: try put("! \(error)\n")
        case .csv: break
        }
    }

    package func finish() throws { if form == .json { try put("\n]}\n") } }

    private mutating func begin(_ name: String) throws {
        switch form {
        case .json:
            try put(fileCount == 0 ? "\n" : ",\n")
            try put(" {\"file\": \(JSONText.string(name).renderCompact()), \"statements\": [")
        case .text: try put(fileCount == 0 ? "\(name)\n" : "\n\(name)\n")
        case .csv: break
        }
        fileCount += 1
    }

    /// One pass for all statements; those without entries come out where they stand.
    private func writeInOrder(_ document: BankDocument) throws {
        var open = -1
        var count = 0
        func goOn(to index: Int) throws {
            while open < index {
                if open >= 0 { try end(count) }
                open += 1
                count = 0
                try head(document.statements[open], open)
            }
        }
        try document.forEachEntry { index, entry in
            try goOn(to: index)
            try line(entry, count, document, index)
            count += 1
        }
        try goOn(to: document.statements.count - 1)
        if open >= 0 { try end(count) }
    }

    /// A pass of its own for a statement whose pages stand between those of others.
    private func writeOne(_ index: Int, of document: BankDocument) throws {
        try head(document.statements[index], index)
        var count = 0
        try document.forEachEntry { statement, entry in
            guard statement == index else { return }
            try line(entry, count, document, index)
            count += 1
        }
        try end(count)
    }

    private func head(_ statement: ReadStatement, _ index: Int) throws {
        switch form {
        case .json:
            let head = InspectionJSON.head(statement, index: index).renderCompact()
            try put("\(index == 0 ? "" : ",")\n  \(head.dropLast()),\"entries\":[")
        case .text: try put(InspectionText.head(statement, index: index))
        case .csv: break
        }
    }

    private func line(
        _ entry: StatementEntry, _ count: Int, _ document: BankDocument, _ index: Int
    ) throws {
        switch form {
        case .json:
            let text = InspectionJSON.entry(entry, index: count).renderCompact()
            try put("\(count == 0 ? "" : ",")\n   \(text)")
        case .text: try put(InspectionText.entry(entry))
        case .csv:
            try put(
                InspectionCSV.row(
                    entry, count, document.name, document.statements[index], index))
        }
    }

    private func end(_ count: Int) throws {
        if form == .json { try put(count == 0 ? "]}" : "\n  ]}") }
    }
}

/// What a bank file holds, for people.
enum InspectionText {
    static func head(_ statement: ReadStatement, index: Int) -> String {
        var text = "\nstatement \(index + 1), \(statement.format.rawValue)"
        if statement.format.isAdvice { text += " (advice, moves no money)" }
        text += ", account \(statement.accountText.isEmpty ? "?" : statement.accountText)"
        if !statement.id.isEmpty { text += ", id \(statement.id)" }
        if let number = statement.number { text += ", number \(number)" }
        if statement.pageCount > 1 { text += ", \(statement.pageCount) pages" }
        text += "\n  opening \(balance(statement.opening)), closing \(balance(statement.closing)), "
        let booked = statement.booked.map { " of \($0)" } ?? ""
        text += "\(statement.bookedCount) of \(statement.entryCount) entries booked\(booked)\n"
        return text + "  \(verdict(statement))\n"
    }

    private static func verdict(_ statement: ReadStatement) -> String {
        guard let difference = statement.difference else {
            return "cannot be proved: a balance is missing"
        }
        guard !difference.isZero else { return "balances" }
        let why = statement.isOffByReversals ? ", twice its reversals" : ""
        return "does not balance: off by \(difference)\(why)"
    }

    private static func balance(_ balance: ReadBalance?) -> String {
        guard let balance else { return "none" }
        let day = balance.day.map { " on \($0)" } ?? ""
        return "\(balance.amount)\(day) (\(balance.type))"
    }

    static func entry(_ entry: StatementEntry) -> String {
        let amount = entry.amount?.description ?? "?"
        let pad = String(repeating: " ", count: max(0, 18 - amount.utf8.count))
        let parts: [String?] = [
            entry.status, entry.isReversal ? "reversal" : nil, entry.bankReference,
            entry.endToEndID, entry.counterparty.name, entry.counterparty.account,
            entry.returnReason,
            entry.detailCount > 1 ? "\(entry.detailCount) payments" : nil, entry.remittance,
        ]
        let words = parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "  ")
        let day = entry.bookingDay?.description ?? "?         "
        return "  \(day)  \(pad)\(amount)  \(words)\n"
    }
}

/// What a bank file holds, as a table: one row an entry.
enum InspectionCSV {
    private static let columns = [
        "file", "statement", "format", "account", "statementId", "entry", "bookingDay", "valueDay",
        "amount", "currency", "status", "reversal", "bankReference", "endToEndId",
        "creditorReference", "counterpartyName", "counterpartyAccount", "remittance", "code",
        "kind", "returnReason", "details",
    ]

    static var header: String { CSVText(header: columns).text }

    static func row(
        _ entry: StatementEntry, _ number: Int, _ file: String, _ statement: ReadStatement,
        _ index: Int
    ) -> String {
        CSVText(header: [
            file, "\(index + 1)", statement.format.rawValue, statement.accountText, statement.id,
            "\(number + 1)", entry.bookingDay?.description ?? "",
            entry.valueDay?.description ?? "", entry.amount?.plain ?? "",
            entry.amount?.currency.code ?? "", entry.status ?? "", "\(entry.isReversal)",
            entry.bankReference ?? "", entry.endToEndID ?? "", entry.creditorReference ?? "",
            entry.counterparty.name ?? "", entry.counterparty.account ?? "", entry.remittance,
            entry.code ?? "", InspectionJSON.name(of: entry.kind), entry.returnReason ?? "",
            "\(entry.detailCount)",
        ]).text
    }
}
