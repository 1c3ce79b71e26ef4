import InsolvencyCore
import MoneyCore

/// One chart of a page with its title and the table of what it shows.
struct PageFigure {
    let id: String
    let title: String
    /// What the figure says in a sentence; may be empty.
    var note = ""
    /// Nil for a table alone.
    let svg: SVG?
    let headings: [String]
    let rows: [[String]]

    func render(_ language: Language) -> String {
        let chart = svg?.render(title: title, id: id) ?? ""
        let sentence = note.isEmpty ? "" : HTMLText.element("p", note)
        let summary = language.pick("Zahlen", "Figures")
        let open = svg == nil ? " open=\"open\"" : ""
        return """
            <figure id="\(id)">
            <figcaption>\(HTMLText.escape(title))</figcaption>
            \(sentence)
            \(chart)
            <details\(open)><summary>\(summary)</summary>
            \(table)
            </details>
            </figure>

            """
    }

    private var table: String {
        let head = headings.map { HTMLText.element("th", $0) }.joined()
        let body = rows.map { row in
            "<tr>" + row.map { HTMLText.element("td", $0) }.joined() + "</tr>"
        }
        return "<div class=\"wide\"><table><thead><tr>\(head)</tr></thead>\n<tbody>"
            + body.joined(separator: "\n") + "</tbody></table></div>"
    }
}

/// Words and numbers of a page in its language.
struct PageWords {
    let language: Language
    let currency: Currency

    func pick(_ german: String, _ english: String) -> String { language.pick(german, english) }
    func money(_ money: Money) -> String { language.write(money) }
    func money(_ minor: Double) -> String {
        money(ForecastFigures(currency: currency).money(minor))
    }

    /// An amount without its smaller units, for axes.
    func whole(_ minor: Double) -> String {
        let scale = (0..<currency.exponent).reduce(1.0) { scale, _ in scale * 10 }
        let digits = DecimalText.fixed((minor / scale).rounded(), decimals: 0)
        let sign = digits.hasPrefix("-") ? "-" : ""
        let plain = Array(digits.drop { $0 == "-" })
        var text = ""
        for (place, digit) in plain.enumerated() {
            if place > 0, (plain.count - place).isMultiple(of: 3) {
                text += language.pick(".", ",")
            }
            text.append(digit)
        }
        return sign + text
    }

    /// A share of one as a percentage.
    func percent(_ share: Double) -> String {
        let text = ForecastFigures.percent(share)
        return pick(String(text.map { $0 == "." ? "," : $0 }), text) + " %"
    }

    func name(_ model: PaymentModel) -> String {
        let words =
            switch model {
            case .standard: pick("üblich", "standard")
            case .separate: pick("getrennt", "separate")
            case .collecting: pick("Einzug", "collects")
            case .trust: pick("Treuhand", "trust")
            case .hedged: pick("mit Puts", "with puts")
            }
        return "(\(model.letter)) \(words)"
    }

    func name(_ route: CashRoute) -> String {
        switch route {
        case .trust: pick("aus der Treuhand", "from the trust")
        case .client: pick("vom Kunden", "from the client")
        case .setOff: pick("durch Aufrechnung", "by set-off")
        case .quota: pick("als Quote", "as quota")
        case .hedge: pick("aus Puts", "by puts")
        case .premium: pick("Prämien", "premiums")
        case .clawback: pick("Anfechtung", "given back")
        }
    }
}
