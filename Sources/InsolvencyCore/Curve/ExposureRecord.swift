import MoneyCore

/// The losses of all days so far, as steps.
struct ExposureRecord: Sendable {
    private let models: [PaymentModel]
    /// Per model and freelancer, the loss that holds since the last step.
    private var current: [[Int64]]
    private var sums: [Int64]
    private var steps: [[[(day: Day, loss: Int64)]]]
    private var totals: [[Int64]]
    private var firstDay: Day?
    private var lastDay: Day?
    private var worked: ClosedRange<Day>?

    init(models: [PaymentModel], freelancers: Int) {
        self.models = models
        current = models.map { _ in [Int64](repeating: 0, count: freelancers) }
        sums = models.map { _ in 0 }
        steps = models.map { _ in [[(Day, Int64)]](repeating: [], count: freelancers) }
        totals = models.map { _ in [] }
    }

    /// Sees from when to when work was done.
    mutating func see(_ works: [WorkItem]) {
        for work in works {
            let span = work.performedFrom...work.performedTo
            worked =
                worked.map {
                    min($0.lowerBound, span.lowerBound)...max($0.upperBound, span.upperBound)
                } ?? span
        }
    }

    mutating func note(_ loss: Int64, _ model: Int, _ freelancer: Int, on day: Day) {
        let isNew = steps[model][freelancer].isEmpty
        guard isNew || loss != current[model][freelancer] else { return }
        sums[model] += loss - current[model][freelancer]
        current[model][freelancer] = loss
        steps[model][freelancer].append((day, loss))
    }

    /// Ends a day: every model's total is that of the day.
    mutating func close(_ day: Day) {
        if firstDay == nil { firstDay = day }
        lastDay = day
        for model in totals.indices { totals[model].append(sums[model]) }
    }

    func curve(
        head: CaseFile.BookHead, isSample: Bool, scenario: Scenario, currency: Currency,
        freelancers: [String], performed: [Int64]
    ) -> ExposureCurve? {
        guard let firstDay, let lastDay else { return nil }
        let money = { (minor: Int64) in Money(minor: minor, currency) }
        let days = worked.map { $0.lowerBound.days(to: $0.upperBound) + 1 } ?? 1
        let months = performed.map { earned in
            money(Rounding.halfAway(Int128(earned) * 365, over: 12 * Int128(days)) ?? 0)
        }
        let month = money(months.reduce(0) { $0 + $1.minor })
        let curves = models.enumerated().map { place, model in
            let rows = freelancers.enumerated().map { index, code in
                let row = steps[place][index].map {
                    ExposureCurve.Step(day: $0.day, loss: money($0.loss))
                }
                return ExposureCurve.Freelancer(
                    freelancer: code, steps: row,
                    summary: ExposureCurve.Summary(row, to: lastDay, month: months[index]))
            }
            let all = totals[place].enumerated().map { index, loss in
                ExposureCurve.Step(day: firstDay.adding(days: index), loss: money(loss))
            }
            return ExposureCurve.Model(
                model: model, total: totals[place].map(money),
                summary: ExposureCurve.Summary(all, to: lastDay, month: month), freelancers: rows)
        }
        return ExposureCurve(
            head: head, isSample: isSample, scenario: scenario, firstDay: firstDay,
            lastDay: lastDay, models: curves)
    }
}
