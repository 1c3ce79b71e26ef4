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
    /// Spans of one engagement never overlap.
    package func addEngagements(
        _ requests: [EngagementRequest], _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            for request in requests { try Self.add(request, to: &draft) }
            let what =
                requests.count == 1
                ? "engagement \(requests[0].code)" : "\(requests.count) engagements"
            return Answer("Added \(what).", ["added": "\(requests.count)"])
        }
    }

    private static func add(_ request: EngagementRequest, to draft: inout Draft) throws {
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
        try checkSpans(request, spans, client: client.id, freelancer: freelancer.id)
        let rule = try request.rule.map { try draft.writer.agreedRule(code: $0) }
        let terms = try terms(request, spans.first?.id, client.id, freelancer.id, rule)
        try checkRates(terms, in: draft)
        try draft.append(.engagement(terms))
    }

    static func checkRates(_ terms: EngagementTerms, in draft: borrowing Draft) throws {
        for status in [terms.clientVAT, terms.freelancerVAT] {
            try draft.writer.checkVAT(
                status, on: terms.validFrom, of: "engagement \(terms.code)")
        }
    }

    private static func checkSpans(
        _ request: EngagementRequest, _ spans: [EngagementRow], client: PartyID,
        freelancer: PartyID
    ) throws {
        for span in spans {
            guard span.client == client, span.freelancer == freelancer else {
                throw Refusal(
                    "engagement.parties", "engagement \(request.code) is between other parties",
                    remedy: "choose another code for a new engagement")
            }
            let begins = request.validTo.map { span.validFrom <= $0 } ?? true
            let ends = span.validTo.map { request.validFrom <= $0 } ?? true
            guard !(begins && ends) else {
                let until = span.validTo.map { " to \($0)" } ?? " on"
                throw Refusal(
                    "engagement.overlap",
                    "engagement \(request.code) has terms from \(span.validFrom)\(until), which overlap",
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
