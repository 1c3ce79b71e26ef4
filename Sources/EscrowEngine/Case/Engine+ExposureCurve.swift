import EscrowCore
package import InsolvencyCore
import LedgerCore
package import MoneyCore

extension BookReader {
    /// What would have been lost on every day of the book's life, or of a span of it.
    ///
    /// - Parameters:
    ///   - scenario: Its filing day is not used; proceedings open as many days later as it says.
    ///   - first: Nil for the first day on which anything happened.
    ///   - last: Nil for the day of the newest record.
    /// - Returns: One figure for each of these days, model and freelancer.
    /// - Throws: refusals of days without anything, and of what the one-day simulation refuses.
    /// - Complexity: O(events + days), with a quota that is computed besides days x freelancers.
    /// - Source: docs/spec/simulation-curve.md
    package func exposureCurve(
        _ scenario: Scenario, from first: Day?, to last: Day?
    ) throws -> ExposureCurve {
        let (head, book) = try opened()
        var history = CaseHistory(currency: book.currency)
        let facts = try caseFacts(through: scenario.asOfSequence) { history.take($0, $1) }
        history.finish()
        let lastDay = last ?? head.recordedDay
        guard let firstDay = history.firstDay, firstDay <= lastDay, (first ?? firstDay) <= lastDay
        else {
            throw Refusal(
                "exposure.days", "the book has nothing between these days",
                remedy: "choose days from the first work to \(lastDay)")
        }
        do {
            return try curve(
                scenario.filed(on: firstDay), &history, firstDay...lastDay, from: first ?? firstDay,
                head: facts, isSample: book.isSample)
        } catch let error as Refusal {
            throw error
        } catch {
            throw Refusal(
                "exposure.case", "\(error)",
                remedy: "correct the scenario or the facts that it names")
        }
    }

    private func curve(
        _ scenario: Scenario, _ history: inout CaseHistory, _ days: ClosedRange<Day>,
        from first: Day, head: CaseFile.BookHead, isSample: Bool
    ) throws -> ExposureCurve {
        let gathering = history.gathering
        var run = try ExposureRun(
            scenario, currency: gathering.currency, clients: gathering.clients,
            freelancers: gathering.freelancers)
        var day = days.lowerBound
        while day <= days.upperBound {
            let changes = try history.changes(on: day)
            try run.take(
                day, changes, trust: history.gathering.trust, isShown: day >= first)
            day = day.adding(days: 1)
        }
        guard let curve = run.curve(head: head, isSample: isSample) else {
            throw Refusal(
                "exposure.days", "no day is left", remedy: "choose an earlier day to begin with")
        }
        return curve
    }
}
