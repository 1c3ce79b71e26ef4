import EscrowCore
import Foundation
import FoundationXML
import InsolvencyCore
import MoneyCore
import Reports
import Testing

@Suite("The page of a simulation")
struct StudyPageTests {
    private static func page(_ language: Language, freelancers: Int = 1) async throws -> String {
        let facts = try OutcomeSample.caseFile(freelancers: freelancers)
        var chance = try Study.Chance()
        chance.paths.paths = 512
        let scenario = try Scenario(
            name: "sample & <more>", filingDay: facts.filingDay,
            clientRisk: ClientRisk(defaultProbability: Share(1, over: 10) ?? .zero))
        let result = try await Study(scenario, chance: chance).run(facts, program: "ringfence 1")
        var run = try ExposureRun(
            scenario, currency: .eur, clients: facts.clients, freelancers: facts.freelancers)
        for offset in 0..<90 {
            let changes =
                offset == 0
                ? facts.items.enumerated().map { ExposureRun.Change(item: $0.0, work: $0.1) } : []
            try run.take(
                facts.filingDay.adding(days: offset), changes, trust: facts.trust, isShown: true)
        }
        let sensitivity = try [PaymentModel.standard, .trust].map {
            try ScenarioSensitivity(facts, scenario, model: $0)
        }
        return StudyPage(
            result, curve: run.curve(head: facts.head, isSample: true), sensitivity: sensitivity,
            language
        ).render()
    }

    /// What stands in each figure of a page.
    private final class Reading: NSObject, XMLParserDelegate {
        var shapes: [String: Int] = [:]
        var cells: [String: Int] = [:]
        var titles: [String: String] = [:]
        var drawn: Set<String> = []
        private var figure = ""
        private var text: String?

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
            qualifiedName: String?, attributes: [String: String] = [:]
        ) {
            switch name {
            case "figure": figure = attributes["id"] ?? ""
            case "svg": drawn.insert(figure)
            case "rect", "path", "circle": shapes[figure, default: 0] += 1
            case "td": cells[figure, default: 0] += 1
            case "figcaption": text = ""
            default: break
            }
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text? += string }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
            qualifiedName: String?
        ) {
            if name == "figcaption" {
                titles[figure] = text
                text = nil
            }
        }
    }

    static let charts = [
        "models", "claim-standard", "claim-trust", "estate", "network", "tracing", "curve", "cash",
        "fan-standard", "fan-trust", "distribution-standard", "distribution-trust", "convergence",
        "tornado-standard", "tornado-trust", "stress",
    ]

    @Test(
        "is well-formed and holds every chart with a title and a table",
        arguments: Language.allCases)
    func charts(language: Language) async throws {
        let page = try await Self.page(language)
        let reading = Reading()
        let parser = XMLParser(data: Data(page.utf8))
        parser.delegate = reading
        #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
        for chart in Self.charts {
            #expect(reading.drawn.contains(chart), "\(chart)")
            #expect(reading.shapes[chart, default: 0] > 0, "\(chart)")
            #expect(reading.cells[chart, default: 0] > 0, "\(chart)")
            #expect(!(reading.titles[chart] ?? "").isEmpty, "\(chart)")
        }
        for table in ["freelancers", "creditors", "estimates", "assumptions"] {
            #expect(reading.cells[table, default: 0] > 0, "\(table)")
        }
    }

    @Test("needs nothing from anywhere, says SAMPLE, and escapes what people wrote")
    func selfContained() async throws {
        let page = try await Self.page(.english)
        for word in ["src=", "href=", "@import", "url(", "<script", "<link"] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(page.contains("sample &amp; &lt;more&gt;"))
        #expect(page.contains("SAMPLE") && page.contains("prefers-color-scheme: dark"))
        #expect(page.contains("@media print"))
        #expect(!page.contains("nan") && !page.contains("inf\""))
    }

    @Test("speaks German, and is the same each time")
    func german() async throws {
        let page = try await Self.page(.german, freelancers: 12)
        #expect(page.contains("<html lang=\"de\""))
        #expect(page.contains("MUSTER") && page.contains("Alle Annahmen mit ihrer Quelle"))
        #expect(page.contains("22.03.2013"))
        #expect(try await Self.page(.german, freelancers: 12) == page)
    }
}
