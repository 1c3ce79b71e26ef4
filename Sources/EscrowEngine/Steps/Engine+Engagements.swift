package import EscrowCore
import LedgerCore
package import MoneyCore

/// Terms of an engagement as a person or a file gives them.
package struct EngagementRequest: Hashable, Sendable {
    package let code: String
    package let client: String
    package let freelancer: String
    package let validFrom: Day
    package let validTo: Day?
    package let clientRate: Money
    package let freelancerRate: Money
    package let clientVAT: VATStatus
    package let freelancerVAT: VATStatus
    package let title: ClaimTitle
    package let policy: SplitPolicy
    package let release: Release
    /// Code of the rule by which lines divide, in its newest version.
    package let rule: String?
    package let termDays: Int
    package let routingAgreedOn: Day?
    package let subject: String

    package init(
        code: String, client: String, freelancer: String, validFrom: Day, validTo: Day?,
        clientRate: Money, freelancerRate: Money, clientVAT: VATStatus, freelancerVAT: VATStatus,
        title: ClaimTitle, policy: SplitPolicy, release: Release, rule: String? = nil,
        termDays: Int, routingAgreedOn: Day?, subject: String
    ) {
        self.code = code
        self.client = client
        self.freelancer = freelancer
        self.validFrom = validFrom
        self.validTo = validTo
        self.clientRate = clientRate
        self.freelancerRate = freelancerRate
        self.clientVAT = clientVAT
        self.freelancerVAT = freelancerVAT
        self.title = title
        self.policy = policy
        self.release = release
        self.rule = rule
        self.termDays = termDays
        self.routingAgreedOn = routingAgreedOn
        self.subject = subject
    }
}

extension Engine {
    /// Adds spans of terms: all of them, or none.
    ///
    /// Spans of one engagement never overlap. What gives the freelancer less than the span before is
    /// asked for, and somebody else must consent.
    package func addEngagements(
        _ requests: [EngagementRequest], _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            var asked: [(code: String, change: ChangeID, expiresOn: Day)] = []
            for request in requests {
                if let (id, expiresOn) = try Self.add(request, to: &draft) {
                    asked.append((request.code, id, expiresOn))
                }
            }
            if requests.count == 1, let only = asked.first {
                return Self.requested(
                    "terms of \(only.code) that give the freelancer less", only.change,
                    only.expiresOn, ["engagement": only.code])
            }
            let added = requests.count - asked.count
            let what =
                requests.count == 1 ? "engagement \(requests[0].code)" : "\(added) engagements"
            let more = asked.map {
                " Asked for terms of \($0.code) that give the freelancer less as change \($0.change.sequence); somebody else must consent by \($0.expiresOn)."
            }
            return Answer(
                "Added \(what).\(more.joined())",
                values: [Answer.Value(name: "added", text: "\(added)")]
                    + asked.map { Answer.Value(name: "change", text: "\($0.change.sequence)") })
        }
    }

    /// - Returns: The change that was asked for instead of adding it.
    private static func add(
        _ request: EngagementRequest, to draft: inout Draft
    ) throws -> (ChangeID, Day)? {
        try checkCode(request.code)
        let client = try draft.writer.knownParty(code: request.client, role: .client)
        let freelancer = try draft.writer.knownParty(code: request.freelancer, role: .freelancer)
        guard request.clientRate.currency == draft.book.currency else {
            throw Refusal(
                "engagement.currency",
                "engagement \(request.code) is in \(request.clientRate.currency), the book in \(draft.book.currency)",
                remedy:
                    "agree rates in \(draft.book.currency), or open a book in the other currency")
        }
        let spans = try draft.writer.spans(engagement: request.code)
        for span in spans where span.client != client.id || span.freelancer != freelancer.id {
            throw Refusal(
                "engagement.parties", "engagement \(request.code) is between other parties",
                remedy: "choose another code for a new engagement")
        }
        try checkSpans(of: request.code, from: request.validFrom, to: request.validTo, spans)
        let rule = try request.rule.map { try draft.writer.agreedRule(code: $0) }
        let terms = try terms(request, spans.first?.id, client.id, freelancer.id, rule)
        try checkRates(terms, in: draft)
        if let before = try terms.before(in: spans, draft), try terms.areLess(than: before, draft) {
            return try draft.request(.terms(terms))
        }
        try draft.append(.engagement(terms))
        return nil
    }

    static func checkRates(_ terms: EngagementTerms, in draft: borrowing Draft) throws {
        for status in [terms.clientVAT, terms.freelancerVAT] {
            try draft.writer.checkVAT(
                status, on: terms.validFrom, of: "engagement \(terms.code)")
        }
    }

    static func checkSpans(
        of code: String, from: Day, to: Day?, _ spans: [EngagementRow]
    ) throws {
        for span in spans {
            let begins = to.map { span.validFrom <= $0 } ?? true
            let ends = span.validTo.map { from <= $0 } ?? true
            guard !(begins && ends) else {
                let until = span.validTo.map { " to \($0)" } ?? " on"
                throw Refusal(
                    "engagement.overlap",
                    "engagement \(code) has terms from \(span.validFrom)\(until), which overlap",
                    remedy: "let the new terms begin after the old ones end")
            }
        }
    }

    private static func terms(
        _ request: EngagementRequest, _ id: EngagementID?, _ client: PartyID, _ freelancer: PartyID,
        _ rule: RuleID?
    ) throws -> EngagementTerms {
        do throws(EngagementError) {
            return try EngagementTerms(
                engagement: id, code: request.code, client: client, freelancer: freelancer,
                validFrom: request.validFrom, validTo: request.validTo,
                clientRate: request.clientRate, freelancerRate: request.freelancerRate,
                clientVAT: request.clientVAT, freelancerVAT: request.freelancerVAT,
                title: request.title, policy: request.policy, release: request.release,
                rule: rule, termDays: request.termDays, routingAgreedOn: request.routingAgreedOn,
                subject: request.subject)
        } catch {
            throw Refusal(
                "engagement.terms", "engagement \(request.code): \(error.sentence)",
                remedy: "correct the terms and try again")
        }
    }
}

extension EngagementTerms {
    /// The terms that held on the first day of these, else those that ended last before it.
    func before(
        in spans: [EngagementRow], _ draft: borrowing Draft
    ) throws -> EngagementTerms? {
        let before = spans.filter { $0.validFrom <= validFrom }.max { $0.validFrom < $1.validFrom }
        guard let before else { return nil }
        guard case .engagement(let terms)? = try draft.fact(at: before.version) else {
            throw EngineError.broken("engagement \(code) has no terms")
        }
        return terms
    }

    /// Whether a second person has to want them.
    ///
    /// - Source: docs/spec/engagement.md#less
    func areLess(than old: EngagementTerms, _ draft: borrowing Draft) throws -> Bool {
        giveFreelancerLess(
            than: old, rule: try rule.map { try draft.writer.rule($0) },
            oldRule: try old.rule.map { try draft.writer.rule($0) })
    }
}

extension EngagementError {
    var sentence: String {
        switch self {
        case .rateNotPositive: "a rate is not more than zero"
        case .currencies: "the two rates are in different currencies"
        case .endsBeforeItBegins: "it ends before it begins"
        case .term(let days): "a payment term of \(days) days is not between 0 and 365"
        }
    }
}
