public import MoneyCore

/// What would have been lost had the agency filed on each day of a book's life.
///
/// - Source: docs/spec/simulation-curve.md
public struct ExposureCurve: Hashable, Sendable {
    /// A loss from one day until the next step.
    public struct Step: Hashable, Sendable {
        public let day: Day
        public let loss: Money
    }

    /// One freelancer's days, or those of all together, under one model.
    public struct Summary: Hashable, Sendable {
        /// The first of the days on which most is lost.
        public let worstDay: Day
        public let worst: Money
        /// Over all days, rounded once.
        public let average: Money
        /// One month's pay: all that was earned, for a twelfth of a year.
        public let month: Money
        /// On how many of the days more than one month's pay is lost.
        public let daysAbove: Int
        public let days: Int

        /// In hundredths of a percent.
        public var shareAbove: Int64 {
            Rounding.halfAway(Int128(daysAbove) * 10_000, over: Int128(max(1, days))) ?? 0
        }
    }

    /// One freelancer under one model.
    public struct Freelancer: Hashable, Sendable {
        public let freelancer: String
        /// By day, each other than the one before.
        public let steps: [Step]
        public let summary: Summary
    }

    /// One model on all days.
    public struct Model: Hashable, Sendable {
        public let model: PaymentModel
        /// What all freelancers lose together, one for each day.
        public let total: [Money]
        public let summary: Summary
        /// In the order of the book.
        public let freelancers: [Freelancer]
    }

    public let head: CaseFile.BookHead
    public let isSample: Bool
    public let scenario: Scenario
    public let firstDay: Day
    public let lastDay: Day
    /// In the order of the scenario.
    public let models: [Model]

    public var days: Int { firstDay.days(to: lastDay) + 1 }

    /// What one freelancer loses on a day under a model; nil where there is none such.
    public func loss(of freelancer: String, _ model: PaymentModel, on day: Day) -> Money? {
        guard firstDay <= day, day <= lastDay else { return nil }
        return models.first { $0.model == model }?.freelancers
            .first { $0.freelancer == freelancer }?.steps.last { $0.day <= day }?.loss
    }
}

extension ExposureCurve.Summary {
    /// Sums up steps that hold until the next, the last until the last day.
    init(_ steps: [ExposureCurve.Step], to lastDay: Day, month: Money) {
        var (sum, above, days) = (Int128(0), 0, 0)
        var worst = steps.first
        for (place, step) in steps.enumerated() {
            let end = place + 1 < steps.count ? steps[place + 1].day : lastDay.adding(days: 1)
            let span = step.day.days(to: end)
            sum += Int128(step.loss.minor) * Int128(span)
            days += span
            if step.loss.minor > month.minor { above += span }
            if let most = worst, step.loss.minor > most.loss.minor { worst = step }
        }
        let average = Rounding.halfAway(sum, over: Int128(max(1, days))) ?? 0
        worstDay = worst?.day ?? lastDay
        self.worst = worst?.loss ?? .zero(month.currency)
        self.average = Money(minor: average, month.currency)
        self.month = month
        daysAbove = above
        self.days = days
    }
}
