import EscrowCore
import InsolvencyCore
import MoneyCore

/// Who owes whom on the filing day, as in model (a): clients, agency, freelancers.
extension StudyPage {
    private static let most = 10

    private struct Edge {
        let name: String
        let minor: Int64
    }

    var network: PageFigure {
        let clients = edges(\.client) { item in
            item.prices.clientGross.minor - item.receipts.reduce(0) { $0 + $1.amount.minor }
        }
        let freelancers = edges(\.freelancer) { item in
            item.prices.freelancerGross.minor - item.payouts.reduce(0) { $0 + $1.amount.minor }
        }
        let rows = max(1, min(Self.most, max(clients.count, freelancers.count)))
        var svg = SVG(height: 44 * Double(rows) + 20)
        let middle = (44 * Double(rows) + 20) / 2
        let agency = words.pick("Agentur", "agency")
        draw(clients, 120, 320, middle, &svg)
        draw(freelancers, 600, 400, middle, &svg)
        svg.circle(360, middle, 38, "fill6")
        svg.text(360, middle + 4, agency, anchor: "middle")
        return PageFigure(
            id: "network",
            title: words.pick("Wer wem schuldet", "Who owes whom"), svg: svg,
            headings: [
                words.pick("Schuldner", "Debtor"), words.pick("Gläubiger", "Creditor"),
                words.pick("Betrag", "Amount"),
            ],
            rows: clients.map { [$0.name, agency, words.money(Double($0.minor))] }
                + freelancers.map { [agency, $0.name, words.money(Double($0.minor))] })
    }

    private func edges(
        _ who: (WorkItem) -> String, _ open: (WorkItem) -> Int64
    ) -> [Edge] {
        var sums: [String: Int64] = [:]
        for item in result.caseFile.items { sums[who(item), default: 0] += max(0, open(item)) }
        return sums.filter { $0.value > 0 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { Edge(name: $0.key, minor: $0.value) }
    }

    /// The greatest; all of them stand in the table.
    private func draw(
        _ edges: [Edge], _ x: Double, _ end: Double, _ middle: Double, _ svg: inout SVG
    ) {
        for (place, edge) in edges.prefix(Self.most).enumerated() {
            let y = 32 + 44 * Double(place)
            svg.line(x, y, end, middle, "grid")
            svg.circle(x, y, 7, "fill1")
            let isLeft = x < end
            svg.text(
                isLeft ? x - 12 : x + 12, y - 2, edge.name, anchor: isLeft ? "end" : "start")
            svg.text(
                isLeft ? x - 12 : x + 12, y + 13, words.whole(Double(edge.minor)),
                anchor: isLeft ? "end" : "start")
        }
    }
}
