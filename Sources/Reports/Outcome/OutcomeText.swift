import EscrowCore
package import InsolvencyCore
import MoneyCore

/// Draws a simulation's answer on one screen: for each model, who keeps what.
///
/// At most 100 columns and 50 lines; further freelancers are added up in one row.
package enum OutcomeText {
    package static let linesMax = 50
    package static let columnsMax = 100

    package static func render(_ outcome: Outcome) -> String {
        let head = OutcomeHead(outcome).lines
        let notes = OutcomeNotes(outcome).lines
        let body = OutcomeBody(outcome)
        let room = linesMax - head.count - notes.count - 2 - body.fixedLines
        let lines = head + [""] + body.lines(freelancers: max(2, room)) + [""] + notes
        return lines.reduce(into: "") { $0 += $1 + "\n" }
    }
}

/// The lines above the table.
private struct OutcomeHead {
    let lines: [String]

    init(_ outcome: Outcome) {
        var lines = outcome.isSample ? ["SAMPLE: the data of this book are made up."] : []
        lines.append(
            "If the agency files on \(outcome.filingDay): who keeps what, in \(outcome.currency)")
        let quota =
            switch outcome.scenario.quota {
            case .fixed(let share): "\(share.percent) %"
            case .computed: "computed"
            }
        lines.append(
            "Scenario \(outcome.scenario.name.prefix(24)); quota \(quota); trust "
                + "\(outcome.scenario.trust.grade.rawValue); opened \(outcome.openingDay), "
                + "distributed \(outcome.distributionDay)")
        let root = outcome.head.root.isEmpty ? "no book" : "\(outcome.head.root.prefix(64))"
        lines.append("Head \(outcome.head.size):\(root)")
        self.lines = lines
    }
}

/// The table: totals by model, freelancers, parties, grades.
private struct OutcomeBody {
    let outcome: Outcome

    init(_ outcome: Outcome) { self.outcome = outcome }

    private var models: [ModelResult] { outcome.models }

    /// How many lines there are besides the freelancers' rows.
    var fixedLines: Int { 2 + figures.count + 1 + 1 + parties.count + grades.count }

    func lines(freelancers rowsMax: Int) -> [String] {
        let rows =
            figures + [["Lost, by freelancer"]] + freelancers(rowsMax) + [["Held in the end by"]]
        var table = TextTable(columns, gap: "  ")
        for row in rows + parties { table.append(row) }
        var lines = table.lines()
        if lines.contains(where: { $0.count > OutcomeText.columnsMax }) {
            table.gap = " "
            lines = table.lines()
        }
        return lines + grades
    }

    private var columns: [TextTable.Column] {
        [.init("All freelancers")]
            + models.map { .init("(\($0.model.letter)) \($0.model.short)", .right) }
    }

    private var figures: [[String]] {
        let totals = models.map(\.total)
        let amounts: [(String, (FreelancerResult) -> Money, Bool)] = [
            ("Exposed", \.exposure, true), ("  in the trust", \.inTrust, true),
            ("  still with the client", \.withClient, true), ("Already paid", \.alreadyPaid, true),
            ("Recovered", \.recovered.total, true), ("  from the trust", \.recovered.trust, false),
            ("  from the client", \.recovered.client, false),
            ("  by set-off", \.recovered.setOff, false), ("  as quota", \.recovered.quota, true),
            ("  by puts", \.recovered.hedge, false),
            ("  less premiums", \.recovered.premiums, false),
            ("Given back", \.clawedBack, false), ("Lost", \.loss, true),
            ("  net of VAT", \.lossNetOfVAT, true),
        ]
        var rows = amounts.compactMap { label, part, isKept in
            isKept || totals.contains { !part($0).isZero }
                ? [label] + totals.map { part($0).grouped() } : nil
        }
        rows.append(["Protected, without quota"] + totals.map { percent($0.protectedShare) })
        rows.append(["Recovered share"] + totals.map { percent($0.recoveredShare) })
        rows.append(["First cash"] + totals.map { $0.firstCashDay?.description ?? "-" })
        rows.append(["Worth on filing day"] + totals.map { $0.presentValue.grouped() })
        return rows
    }

    /// The freelancers who lose most under the first model; the rest in one row.
    private func freelancers(_ rowsMax: Int) -> [[String]] {
        let all = models.first?.freelancers ?? []
        let order = all.indices.sorted { (all[$1].loss.minor, $0) < (all[$0].loss.minor, $1) }
        let shown = order.count <= rowsMax ? order : Array(order.prefix(rowsMax - 1))
        var rows = shown.map { index in
            ["  \((all[index].freelancer ?? "").prefix(20))"]
                + models.map { $0.freelancers[index].loss.grouped() }
        }
        let rest = order.dropFirst(shown.count)
        if !rest.isEmpty {
            rows.append(
                ["  \(rest.count) others"]
                    + models.map { model in
                        let loss = rest.reduce(Int64(0)) { $0 + model.freelancers[$1].loss.minor }
                        return Money(minor: loss, outcome.currency).grouped()
                    })
        }
        return rows
    }

    private var parties: [[String]] {
        Holdings.Party.allCases.compactMap { party in
            let amounts = models.map { $0.holdings[party] }
            guard amounts.contains(where: { !$0.isZero }) else { return nil }
            return ["  \(party.rawValue)"] + amounts.map { $0.grouped() }
        }
    }

    private var grades: [String] {
        guard !outcome.grades.isEmpty else { return [] }
        let parts = outcome.grades.map {
            "\($0.grade.rawValue) \($0.total.recovered.total.grouped())"
        }
        return ["Recovered under (d) by the trust's grade: " + parts.joined(separator: ", ")]
    }

    private func percent(_ share: Int64?) -> String {
        share.map { OutcomeFigures.percent($0) + " %" } ?? "-"
    }
}

extension PaymentModel {
    /// The name as it heads a column.
    var short: String {
        switch self {
        case .standard: "standard"
        case .separate: "separate"
        case .collecting: "collects"
        case .trust: "trust"
        case .hedged: "puts"
        }
    }
}
