public import EscrowCore
public import MoneyCore

/// The answer of a simulation, with all that is needed to repeat it.
///
/// - Source: docs/spec/simulation.md#result
public struct Outcome: Hashable, Sendable {
    public let head: CaseFile.BookHead
    public let isSample: Bool
    public let currency: Currency
    public let filingDay: Day
    public let openingDay: Day
    /// The day of the final distribution.
    public let distributionDay: Day
    public let scenario: Scenario
    /// In the order of the scenario.
    public let models: [ModelResult]
    /// Model (d) under each grade; empty if (d) was not asked for.
    public let grades: [GradeResult]
    public let notes: [Note]
    public let assumptions: [Assumption]

    public func result(of model: PaymentModel) -> ModelResult? {
        models.first { $0.model == model }
    }
}

/// What one model gives.
public struct ModelResult: Hashable, Sendable {
    public let model: PaymentModel
    /// In the order of the case.
    public let freelancers: [FreelancerResult]
    public let total: FreelancerResult
    public let waterfall: Waterfall
    public let holdings: Holdings
    /// One for each freelancer under (e), else empty.
    public let hedges: [Hedge]
    /// Every payment that was tested, with the verdict; nil without a test or open proceedings.
    public let clawback: Clawback?
}

/// What all freelancers together recover under model (d) if the trust has a grade.
public struct GradeResult: Hashable, Sendable {
    public let grade: TrustGrade
    public let total: FreelancerResult
}
