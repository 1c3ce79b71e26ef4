/// An invoice as one page of HTML that needs nothing from anywhere, and prints on one sheet.
package enum InvoiceHTML {
    package static func render(_ view: InvoiceView, _ language: Language) -> String {
        let words = InvoiceWords(view: view, language: language)
        let body =
            [
                view.isSample ? [HTMLText.element("p", words.sample, class: "sample")] : [],
                letter("agency", words.letter(view.agency)),
                [HTMLText.element("p", words.recipient, class: "label")],
                letter("client", words.letter(view.client)),
                [HTMLText.element("h1", words.title)],
                pairs("dates", words.dates),
                words.corrects.map { HTMLText.element("p", $0) },
                lines(words),
                pairs("sums", words.sums),
                words.notes.map { HTMLText.element("p", $0, class: "note") },
            ] + (words.asksForPayment ? payment(words) : [])
        return (head(words) + body.flatMap { $0 } + ["</body>", "</html>", ""])
            .joined(separator: "\n")
    }

    private static func payment(_ words: InvoiceWords) -> [[String]] {
        [
            [HTMLText.element("h2", words.paymentTitle)],
            pairs("payment", words.payment),
            [HTMLText.element("p", words.discharge, class: "discharge")],
        ]
    }

    private static func head(_ words: InvoiceWords) -> [String] {
        [
            "<!DOCTYPE html>", "<html lang=\"\(words.language.rawValue)\">", "<head>",
            "<meta charset=\"utf-8\">",
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            "<meta name=\"viewport\" content=\"width=device-width\">",
            HTMLText.element("title", words.title), "<style>", style, "</style>", "</head>",
            "<body>",
        ]
    }

    private static func letter(_ name: String, _ lines: [String]) -> [String] {
        [
            "<address class=\"\(name)\">", lines.map(HTMLText.escape).joined(separator: "<br>\n"),
            "</address>",
        ]
    }

    private static func pairs(_ name: String, _ pairs: [(String, String)]) -> [String] {
        ["<table class=\"\(name)\">"]
            + pairs.map { name, value in
                "<tr>\(HTMLText.element("th", name))\(HTMLText.element("td", value))</tr>"
            } + ["</table>"]
    }

    private static func lines(_ words: InvoiceWords) -> [String] {
        let headings = words.headings.map { HTMLText.element("th", $0) }.joined()
        let rows = words.view.lines.enumerated().map { index, line in
            let cells = words.cells(line, position: index + 1)
            return "<tr>\(cells.map { HTMLText.element("td", $0) }.joined())</tr>"
        }
        return ["<table class=\"lines\">", "<thead><tr>\(headings)</tr></thead>", "<tbody>"]
            + rows + ["</tbody>", "</table>"]
    }

    private static let style = """
        @page { size: A4; margin: 20mm; }
        body { font: 11pt/1.4 sans-serif; color: #111; max-width: 180mm; margin: 10mm auto; }
        address { font-style: normal; margin-bottom: 8mm; }
        .label, .note { font-size: 9pt; margin: 0; }
        .sample { border: 1pt solid #a00; color: #a00; padding: 2mm; font-weight: bold; }
        h1 { font-size: 15pt; } h2 { font-size: 11pt; margin-top: 8mm; }
        table { border-collapse: collapse; margin: 4mm 0; }
        th { text-align: left; font-weight: normal; padding: 1mm 6mm 1mm 0; }
        td { padding: 1mm 6mm 1mm 0; font-variant-numeric: tabular-nums; }
        .lines { width: 100%; }
        .lines th { border-bottom: 1pt solid #111; }
        .lines td { border-bottom: 0.5pt solid #bbb; }
        .lines th:nth-child(n+4), .lines td:nth-child(n+4) { text-align: right; padding-right: 0; }
        .lines th:nth-child(n+4), .lines td:nth-child(n+4) { padding-left: 4mm; }
        .sums { margin-left: auto; }
        .sums td { text-align: right; padding-right: 0; }
        .sums tr:last-child { font-weight: bold; border-top: 1pt solid #111; }
        .sums tr:last-child th { font-weight: bold; }
        .discharge { font-weight: bold; }
        tr { break-inside: avoid; }
        """
}
