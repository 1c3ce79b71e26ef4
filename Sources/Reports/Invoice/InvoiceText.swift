/// An invoice as text for a terminal or a plain mail.
package enum InvoiceText {
    package static func render(_ view: InvoiceView, _ language: Language) -> String {
        let words = InvoiceWords(view: view, language: language)
        var blocks: [[String]] = view.isSample ? [[words.sample]] : []
        blocks.append(words.letter(view.agency))
        blocks.append(["\(words.recipient):"] + words.letter(view.client))
        blocks.append([words.title] + pairs(words.dates))
        if !words.corrects.isEmpty { blocks.append(words.corrects) }
        blocks.append(lines(words))
        blocks.append(sums(words))
        if !words.notes.isEmpty { blocks.append(words.notes) }
        if words.asksForPayment {
            blocks.append(["\(words.paymentTitle):"] + pairs(words.payment))
            blocks.append([words.discharge])
        }
        if view.isSample { blocks.append([words.sample]) }
        return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    private static func lines(_ words: InvoiceWords) -> [String] {
        let headings = words.headings
        var table = TextTable(
            headings.enumerated().map { index, heading in
                TextTable.Column(heading, index > 2 ? .right : .left)
            })
        for (index, line) in words.view.lines.enumerated() {
            table.append(words.cells(line, position: index + 1))
        }
        return table.lines()
    }

    private static func sums(_ words: InvoiceWords) -> [String] {
        var table = TextTable([TextTable.Column(""), TextTable.Column("", .right)])
        for (name, value) in words.sums { table.append([name, value]) }
        return table.lines()
    }

    private static func pairs(_ pairs: [(String, String)]) -> [String] {
        var table = TextTable([TextTable.Column(""), TextTable.Column("")])
        for (name, value) in pairs { table.append([name, value]) }
        return table.lines()
    }
}
