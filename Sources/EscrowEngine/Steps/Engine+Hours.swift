import EscrowCore
import LedgerCore
package import MoneyCore

/// Hours as a person or a file gives them.
package struct HoursRequest: Hashable, Sendable {
    package let engagement: String
    package let day: Day
    package let hours: Hours
    /// Where it stands, for messages: `hours.csv, line 7`.
    package let place: String?

    package init(engagement: String, day: Day, hours: Hours, place: String? = nil) {
        self.engagement = engagement
        self.day = day
        self.hours = hours
        self.place = place
    }
}

extension Engine {
    /// Records hours: all of them, or none.
    ///
    /// - Source: docs/spec/engagement.md#hours
    package func recordHours(
        _ requests: [HoursRequest], _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            var total: Int64 = 0
            for request in requests {
                do {
                    try Self.record(request, in: &draft)
                } catch let refusal as Refusal {
                    guard let place = request.place else { throw refusal }
                    throw Refusal(
                        refusal.code, "\(place): \(refusal.message)", remedy: refusal.remedy)
                }
                total += request.hours.seconds
            }
            let hours = Hours(seconds: total)
            return Answer(
                "Recorded \(hours) hours on \(requests.count) \(requests.count == 1 ? "day" : "days").",
                ["days": "\(requests.count)", "hours": "\(hours)"])
        }
    }

    private static func record(_ request: HoursRequest, in draft: inout Draft) throws {
        let spans = try draft.writer.spans(engagement: request.engagement)
        guard let first = spans.first else {
            throw Refusal(
                "engagement.unknown", "there is no engagement \(request.engagement)",
                remedy: "add it with `ringfence engagement add`")
        }
        let holds = spans.contains { span in
            span.validFrom <= request.day && span.validTo.map { request.day <= $0 } ?? true
        }
        guard holds else {
            throw Refusal(
                "hours.no-terms", "engagement \(request.engagement) has no terms on \(request.day)",
                remedy: "add terms that hold on that day, or correct the day")
        }
        let today = draft.header.recordedDay
        guard request.day <= today else {
            throw Refusal(
                "hours.day-to-come", "\(request.day) has not come yet, it is \(today)",
                remedy: "record hours when they are worked, or correct the day")
        }
        guard
            let worked = HoursWorked(engagement: first.id, day: request.day, hours: request.hours)
        else {
            throw Refusal(
                "hours.amount", "\(request.hours) hours on \(request.day) are not between 0 and 24",
                remedy: "correct the hours")
        }
        try checkDay(worked, of: request.engagement, in: draft)
        try draft.append(.hours(worked))
    }

    private static func checkDay(
        _ worked: HoursWorked, of engagement: String, in draft: borrowing Draft
    ) throws {
        let day = Field.integer(Int64(worked.day.number))
        let known = try draft.writer.rows(
            HoursRow.self,
            Selection(equals: [.integer(worked.engagement.sequence), day]))
        let before = known.reduce(Int64(0)) { $0 + $1.hours.seconds }
        guard before + worked.hours.seconds <= HoursWorked.secondsMax else {
            throw Refusal(
                "hours.day",
                "engagement \(engagement) would have more than 24 hours on \(worked.day)",
                remedy: "\(Hours(seconds: before)) hours are recorded already; correct the rest")
        }
        guard before + worked.hours.seconds >= 0 else {
            throw Refusal(
                "hours.below-none",
                "engagement \(engagement) has \(Hours(seconds: before)) hours on \(worked.day)",
                remedy: "take off at most as many")
        }
        if known.contains(where: { $0.invoiceLine != nil }) {
            throw Refusal(
                "hours.invoiced",
                "the hours of \(engagement) on \(worked.day) are invoiced already",
                remedy:
                    "bill further hours on another day; take some off with `ringfence invoice credit issue`"
            )
        }
    }
}
