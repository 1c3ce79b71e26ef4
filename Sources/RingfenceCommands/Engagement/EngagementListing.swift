import EscrowCore
import EscrowEngine
import MoneyCore

extension BookReader {
    /// Spans of terms, one row each.
    func engagementListing(_ spans: [EngagementRow]) throws -> Listing {
        var listing = Listing("engagements", Self.columns, isSample: try opened().1.isSample)
        for span in spans { listing.append(try cells(span)) }
        return listing
    }

    private static var columns: [Listing.Column] {
        [
            .left("code", "code"), .left("client", "client"), .left("freelancer", "freelancer"),
            .left("validFrom", "from"), .left("validTo", "to"),
            .right("clientRate", "client rate"), .right("freelancerRate", "freelancer rate"),
            .left("clientVat", "client VAT"), .left("freelancerVat", "freelancer VAT"),
            .left("title", "title"), .left("assignedOn", "assigned on"),
            .left("policy", "policy"), .left("release", "release"), .left("rule", "rule"),
            .right("ruleVersion", "version"), .right("termDays", "days"),
            .left("routingAgreedOn", "routing agreed"), .left("subject", "subject"),
        ]
    }

    private func cells(_ span: EngagementRow) throws -> [Listing.Cell] {
        let terms = try terms(span)
        let (client, freelancer) = (try party(span.client), try party(span.freelancer))
        return [
            .text(span.code), .optional(client?.code), .optional(freelancer?.code),
            .day(span.validFrom), .optional(span.validTo), .money(terms.clientRate),
            .money(terms.freelancerRate), .text(terms.clientVAT.text),
            .text(terms.freelancerVAT.text), .text(terms.title.name),
            .optional(terms.title.assignedOn), .text(terms.policy.name),
            .text(terms.release.name), .optional(try terms.rule.map { try rule($0).code }),
            terms.rule.map { .number($0.sequence) } ?? .empty, .number(Int64(terms.termDays)),
            .optional(terms.routingAgreedOn), .text(terms.subject),
        ]
    }
}
