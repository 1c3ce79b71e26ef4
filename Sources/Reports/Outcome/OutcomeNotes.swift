import InsolvencyCore
import MoneyCore

/// The notes below a simulation's table, each wrapped to the screen's width.
struct OutcomeNotes {
    /// One sentence or two for each note.
    let texts: [String]

    init(_ outcome: Outcome) {
        var texts = outcome.notes.map { Self.text($0, outcome) }
        texts.append(
            "A model with stated assumptions, not legal advice; the JSON form lists each with its "
                + "source.")
        self.texts = Self.joined(texts)
    }

    /// The notes as lines of the screen.
    var lines: [String] { texts.flatMap { Self.wrapped($0, width: OutcomeText.columnsMax) } }

    /// What one note says.
    static func text(_ note: Note, _ outcome: Outcome) -> String {
        switch note {
        case .standardPaysMore(let freelancers, let by):
            let names = freelancers.prefix(4).joined(separator: ", ")
            let more = freelancers.count > 4 ? " and \(freelancers.count - 4) more" : ""
            return
                "(a) leaves \(names)\(more) with \(by.grouped()) more than (d): the agency had paid "
                + "before the client did."
        case .clientMayNotPay(let amount):
            return "The trust does not protect against a client that never pays: "
                + "\(amount.grouped()) is still with clients."
        case .directPaymentsAtRisk(let amount):
            return "Under (b) and (c), \(amount.grouped()) paid directly in the last three months "
                + "without a routing agreement before the work may be taken back; not deducted."
        case .agencyOverdrawn(let model, let amount):
            return
                "Under (\(model.letter)) the agency had paid freelancers \(amount.grouped()) from "
                + "other money of its business."
        case .ending(let model, let ending): return "Under (\(model.letter)) \(text(ending))"
        case .hedgeFailed(let failure): return text(failure)
        case .hedgeCost(let perYear, let invoiced):
            let share = Rounding.halfAway(
                Int128(perYear.minor) * 10_000, over: Int128(max(1, invoiced.minor)))
            return "The puts of (e) cost \(perYear.grouped()) a year, "
                + "\(OutcomeFigures.percent(share ?? 0)) % of what is invoiced; they protect the "
                + "amount, not the day."
        case .fixedQuotaAboveEstate(let model, let amount):
            return
                "Under (\(model.letter)) the fixed quota is \(amount.grouped()) above the estate "
                + "that the scenario gives."
        case .unverifiedCourtFees(let day):
            return "The court fees valid from \(day) have not been compared with the law gazette."
        }
    }

    private static func text(_ ending: Waterfall.Ending) -> String {
        switch ending {
        case .notOpened: "proceedings are not opened, since the costs are not covered: no quota."
        case .costsNotCovered: "not even the costs are covered: no quota."
        case .estateInsufficient: "the estate does not cover its own liabilities: no quota."
        case .distributed: "a quota is paid."
        case .fixedQuota: "the quota is taken from experience."
        }
    }

    private static func text(_ failure: Hedge.Failure) -> String {
        switch failure {
        case .noPuts: "(e) hedges nothing: the scenario names no puts."
        case .notListed: "(e) hedges nothing: the agency is not listed, so no puts exist."
        case .expired: "(e) hedges nothing: the puts had expired before filing."
        case .noFall: "(e) hedges nothing: the price had not fallen below the strike."
        }
    }

    /// Notes of several models that say the same become one.
    private static func joined(_ texts: [String]) -> [String] {
        var order: [String] = []
        var letters: [String: [String]] = [:]
        for text in texts {
            guard text.hasPrefix("Under ("), let end = text.firstIndex(of: ")"),
                !text.hasPrefix("Under (b) and")
            else {
                order.append(text)
                continue
            }
            let rest = String(text[text.index(after: end)...])
            if letters[rest] == nil { order.append(rest) }
            letters[rest, default: []].append(String(text[..<end].suffix(1)))
        }
        return order.map { text in
            guard let models = letters[text] else { return text }
            return "Under " + models.map { "(\($0))" }.joined(separator: ", ") + text
        }
    }

    private static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = "-"
        for word in text.split(separator: " ") {
            if line.count + 1 + word.count > width {
                lines.append(line)
                line = " "
            }
            line += " " + word
        }
        return lines + [line]
    }
}
