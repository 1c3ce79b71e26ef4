import EscrowCore
import LedgerCore
package import MoneyCore

extension Engine {
    /// Records that the client approved hours; `releases run` then finds their money released.
    ///
    /// - Source: docs/spec/hold.md#conditions
    package func approveHours(
        engagement code: String, from: Day, to: Day, approvedOn: Day?, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let engagement = try Self.knownEngagement(code, in: draft)
            let approvedOn = try Self.notToCome(approvedOn, in: draft)
            _ = try Self.notToCome(to, in: draft)
            guard
                let approval = HoursApproval(
                    engagement: engagement, from: from, to: to, approvedOn: approvedOn)
            else {
                throw Refusal(
                    "hours.span", "\(to) lies before \(from)", remedy: "give the first day first")
            }
            let worked = try draft.writer.rows(
                HoursRow.self,
                Selection(
                    equals: [.integer(engagement.sequence)], from: .integer(Int64(from.number)),
                    through: .integer(Int64(to.number))))
            guard !worked.isEmpty else {
                throw Refusal(
                    "hours.none", "engagement \(code) has no hours from \(from) through \(to)",
                    remedy: "see `ringfence hours list \(code)`")
            }
            try draft.append(.hoursApproval(approval))
            let hours = Hours(seconds: worked.reduce(0) { $0 + $1.hours.seconds })
            return Answer(
                "The client approved \(hours) hours of \(code), \(from) through \(to), on \(approvedOn).",
                ["engagement": code, "hours": "\(hours)", "approved": "\(approvedOn)"])
        }
    }

    /// Records that a milestone is reached, once.
    ///
    /// - Source: docs/spec/hold.md#conditions
    package func reachMilestone(
        engagement code: String, milestone: String, on day: Day?, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let engagement = try Self.knownEngagement(code, in: draft)
            let day = try Self.notToCome(day, in: draft)
            guard Release("milestone:\(milestone)") != nil else {
                throw Refusal(
                    "milestone.code",
                    "the milestone \(milestone) is not 1 to 32 letters, digits, points, dashes",
                    remedy: "name it as the terms of the engagement do")
            }
            let known = try draft.writer.row(
                MilestoneRow.self, key: [.integer(engagement.sequence), .text(milestone)])
            if let known {
                throw Refusal(
                    "milestone.reached",
                    "milestone \(milestone) of \(code) was reached on \(known.reachedOn)",
                    remedy: "a milestone is reached once; see `ringfence milestone list`")
            }
            try draft.append(
                .milestone(Milestone(engagement: engagement, code: milestone, reachedOn: day)))
            return Answer(
                "Milestone \(milestone) of \(code) was reached on \(day).",
                ["engagement": code, "milestone": milestone, "day": "\(day)"])
        }
    }

    private static func knownEngagement(
        _ code: String, in draft: borrowing Draft
    ) throws -> EngagementID {
        guard let span = try draft.writer.spans(engagement: code).first else {
            throw Refusal(
                "engagement.unknown", "there is no engagement \(code)",
                remedy: "see `ringfence engagement list`")
        }
        return span.id
    }

    private static func notToCome(_ day: Day?, in draft: borrowing Draft) throws -> Day {
        let today = draft.header.recordedDay
        let day = day ?? today
        guard day <= today else {
            throw Refusal(
                "day.future", "\(day) has not come yet, it is \(today)",
                remedy: "record it when it has happened")
        }
        return day
    }
}
