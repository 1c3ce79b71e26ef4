import EscrowCore
package import InsolvencyCore
import MoneyCore

/// A simulation's answer as one page that needs nothing from anywhere: charts drawn in it, each
/// with its title and its table, readable on any screen and on paper.
///
/// The page is well-formed XML as well.
///
/// - Source: docs/spec/simulation-page.md
package struct StudyPage: Sendable {
    let result: StudyResult
    /// Nil for a case without a book.
    let curve: ExposureCurve?
    let sensitivity: [ScenarioSensitivity]
    let words: PageWords

    package init(
        _ result: StudyResult, curve: ExposureCurve?, sensitivity: [ScenarioSensitivity],
        _ language: Language
    ) {
        self.result = result
        self.curve = curve
        self.sensitivity = sensitivity
        words = PageWords(language: language, currency: result.outcome.currency)
    }

    var outcome: Outcome { result.outcome }

    package func render() -> String {
        let sections: [(String, [PageFigure])] = [
            (words.pick("Die Modelle nebeneinander", "The models side by side"), comparison),
            (words.pick("Von der Forderung zum Verlust", "From claim to loss"), waterfalls),
            (words.pick("Die Masse", "The estate"), estate),
            (words.pick("Über die Zeit", "Over time"), overTime),
            (words.pick("Wie sicher ist das", "How sure is that"), chance),
            (words.pick("Was am meisten bewegt", "What moves most"), moving),
            (words.pick("Annahmen", "Assumptions"), [assumptions]),
        ]
        let body = sections.filter { !$0.1.isEmpty }.map { title, figures in
            HTMLText.element("h2", title) + "\n"
                + figures.map { $0.render(words.language) }.joined()
        }
        return head + body.joined() + "</body>\n</html>\n"
    }

    private var head: String {
        let title = words.pick(
            "Wenn die Agentur am \(words.language.write(outcome.filingDay)) Insolvenz anmeldet",
            "If the agency files on \(words.language.write(outcome.filingDay))")
        let sample = words.pick(
            "MUSTER: Die Daten dieses Buchs sind erfunden.",
            "SAMPLE: the data of this book are made up.")
        let notes = OutcomeNotes(outcome).texts.map {
            "<li lang=\"en\">\(HTMLText.escape($0))</li>"
        }
        let facts = words.pick(
            "Szenario \(outcome.scenario.name), Treuhand \(outcome.scenario.trust.grade.rawValue), "
                + "\(result.program)",
            "Scenario \(outcome.scenario.name), trust \(outcome.scenario.trust.grade.rawValue), "
                + "\(result.program)")
        return """
            <!DOCTYPE html>
            <html lang="\(words.language.rawValue)" xmlns="http://www.w3.org/1999/xhtml">
            <head>
            <meta charset="utf-8"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
            <meta name="viewport" content="width=device-width"/>
            \(HTMLText.element("title", title))
            <style>
            \(PageStyle.css)
            </style>
            </head>
            <body>
            \(outcome.isSample ? HTMLText.element("p", sample, class: "sample") : "")
            \(HTMLText.element("h1", title))
            \(HTMLText.element("p", facts))
            \(HTMLText.element("p", "\(outcome.head.size):\(outcome.head.root)", class: "hash"))
            <ul class="notes">
            \(notes.joined(separator: "\n"))
            </ul>

            """
    }

    private var assumptions: PageFigure {
        PageFigure(
            id: "assumptions",
            title: words.pick("Alle Annahmen mit ihrer Quelle", "Every assumption with its source"),
            svg: nil,
            headings: [
                words.pick("Schlüssel", "Key"), words.pick("Wert", "Value"),
                words.pick("Quelle", "Source"),
            ], rows: result.study.assumptions.map { [$0.key, $0.value, $0.source] })
    }
}
