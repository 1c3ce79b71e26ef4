package import EscrowCore
import LedgerCore
package import MoneyCore

/// What changes in the terms of an engagement from a day on; nil leaves what was agreed.
package struct EngagementChange: Hashable, Sendable {
    /// Which rule the new terms name.
    package enum Rule: Hashable, Sendable {
        case same
        case none
        /// Its newest version.
        case code(String)
    }

    package let code: String
    package let from: Day
    package var rule = Rule.same
    package var clientRate: Money?
    package var freelancerRate: Money?
    package var clientVAT: VATStatus?
    package var freelancerVAT: VATStatus?
    package var policy: SplitPolicy?
    package var release: Release?

    package init(code: String, from: Day) {
        self.code = code
        self.from = from
    }
}

extension Engine {
    /// Ends the terms that hold on a day with the day before, and lets changed terms follow; from the
    /// first day of terms on, of which nothing is invoiced, the changed ones stand instead.
    ///
    /// What gives the freelancer less is asked for, and somebody else must consent.
    ///
    /// - Source: docs/spec/engagement.md#change
    package func changeEngagement(
        _ change: EngagementChange, _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            let span = try Self.span(of: change, in: draft)
            let terms = try draft.writer.terms(span)
            try Self.checkUnbilled(change.code, from: change.from, span, in: draft)
            let rule: RuleID? =
                switch change.rule {
                case .same: terms.rule
                case .none: nil
                case .code(let code): try draft.writer.agreedRule(code: code)
                }
            let changed = try Self.terms(
                terms, span, change: change, from: change.from, to: terms.validTo, rule)
            try Self.checkRates(changed, in: draft)
            guard try !changed.areLess(than: terms, draft) else {
                let (id, expiresOn) = try draft.request(.terms(changed))
                return Self.requested(
                    "terms of \(change.code) that give the freelancer less", id, expiresOn,
                    ["engagement": change.code, "from": "\(change.from)"])
            }
            try Self.enter(changed, behind: terms, span, in: &draft)
            return Answer(
                "Changed the terms of engagement \(change.code) from \(change.from) on.",
                ["engagement": change.code, "from": "\(change.from)"])
        }
    }

    /// Lets terms hold that two people want, if those are still there that one of them saw.
    static func enact(
        _ changed: EngagementTerms, _ id: ChangeID, in draft: inout Draft
    ) throws -> Enacted {
        let spans = try draft.writer.spans(engagement: changed.code)
        guard spans.allSatisfy({ $0.version < id.sequence }) else {
            throw Refusal(
                "engagement.changed",
                "the terms of engagement \(changed.code) were changed since that was asked for",
                remedy:
                    "refuse it with `ringfence change refuse \(id.sequence)`, and ask for it anew")
        }
        try checkRates(changed, in: draft)
        let values: KeyValuePairs = [
            "engagement": changed.code, "from": "\(changed.validFrom)",
        ]
        guard let span = spans.first(where: { $0.holds(on: changed.validFrom) }) else {
            // They follow terms that had ended.
            try checkSpans(
                of: changed.code, from: changed.validFrom, to: changed.validTo, spans)
            try draft.append(.engagement(changed))
            return Enacted(
                "Added terms of engagement \(changed.code) from \(changed.validFrom) on.", values)
        }
        try checkUnbilled(changed.code, from: changed.validFrom, span, in: draft)
        try enter(changed, behind: try draft.writer.terms(span), span, in: &draft)
        return Enacted(
            "Changed the terms of engagement \(changed.code) from \(changed.validFrom) on.",
            values)
    }

    private static func enter(
        _ changed: EngagementTerms, behind terms: EngagementTerms, _ span: EngagementRow,
        in draft: inout Draft
    ) throws {
        if terms.validFrom < changed.validFrom {
            try draft.append(
                .engagement(
                    try Self.terms(
                        terms, span, change: nil, from: terms.validFrom,
                        to: changed.validFrom.adding(days: -1), terms.rule)))
        }
        try draft.append(.engagement(changed))
    }

    private static func span(
        of change: EngagementChange, in draft: borrowing Draft
    ) throws -> EngagementRow {
        let spans = try draft.writer.spans(engagement: change.code)
        guard !spans.isEmpty else {
            throw Refusal(
                "engagement.unknown", "there is no engagement \(change.code)",
                remedy: "see `ringfence engagement list`")
        }
        guard let span = spans.first(where: { $0.holds(on: change.from) }) else {
            throw Refusal(
                "engagement.change",
                "engagement \(change.code) has no terms that hold on \(change.from)",
                remedy: "choose a day within terms, see `ringfence engagement show \(change.code)`")
        }
        return span
    }

    /// What was billed stays under the terms that it was billed by.
    private static func checkUnbilled(
        _ code: String, from day: Day, _ span: EngagementRow, in draft: borrowing Draft
    ) throws {
        let billed = try draft.writer.rows(
            HoursRow.self,
            Selection(
                equals: [.integer(span.id.sequence)], from: .integer(Int64(day.number)),
                through: span.validTo.map { .integer(Int64($0.number)) })
        ).last { $0.invoiceLine != nil }
        guard let billed else { return }
        throw Refusal(
            "engagement.billed",
            "hours of engagement \(code) are invoiced up to \(billed.day)",
            remedy: "let the new terms begin after that day")
    }

    private static func terms(
        _ old: EngagementTerms, _ span: EngagementRow, change: EngagementChange?, from: Day,
        to: Day?, _ rule: RuleID?
    ) throws -> EngagementTerms {
        do throws(EngagementError) {
            return try EngagementTerms(
                engagement: span.id, code: old.code, client: old.client,
                freelancer: old.freelancer, validFrom: from, validTo: to,
                clientRate: change?.clientRate ?? old.clientRate,
                freelancerRate: change?.freelancerRate ?? old.freelancerRate,
                clientVAT: change?.clientVAT ?? old.clientVAT,
                freelancerVAT: change?.freelancerVAT ?? old.freelancerVAT, title: old.title,
                policy: change?.policy ?? old.policy, release: change?.release ?? old.release,
                rule: rule, termDays: old.termDays, routingAgreedOn: old.routingAgreedOn,
                subject: old.subject)
        } catch {
            throw Refusal(
                "engagement.terms", "engagement \(old.code): \(error.sentence)",
                remedy: "correct the terms and try again")
        }
    }
}
