package import EscrowCore
import LedgerCore
import MoneyCore

extension Engine {
    /// Adds a rule, or a version of it that holds for terms agreed from now on.
    ///
    /// - Source: docs/spec/rule.md#versions
    package func addRule(
        _ rule: SplitRule, _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            guard rule.currency == draft.book.currency else {
                throw Refusal(
                    "rule.currency",
                    "rule \(rule.code) is in \(rule.currency), the book in \(draft.book.currency)",
                    remedy: "write currency: \(draft.book.currency) and amounts in it")
            }
            for producer in rule.producers {
                _ = try draft.writer.knownParty(code: producer, role: .producer)
            }
            let before = try draft.writer.rule(code: rule.code)
            if let before, try draft.writer.rule(before.id) == rule {
                throw Refusal(
                    "rule.same",
                    "version \(before.id.sequence) of rule \(rule.code) says the same already",
                    remedy: "nothing is to be done")
            }
            let version = try draft.append(.rule(rule))
            let what = before == nil ? "rule" : "a version of rule"
            return Answer(
                "Added \(what) \(rule.code) as version \(version).",
                ["rule": rule.code, "version": "\(version)"])
        }
    }
}

extension BookReader {
    /// The newest version of a rule that engagements can name.
    func agreedRule(code: String) throws -> RuleID {
        let row = try knownRule(code: code)
        guard try rule(row.id).part(of: .freelancer) != nil else {
            throw Refusal(
                "rule.freelancer", "rule \(code) has no part for the freelancer",
                remedy: "give the freelancer a part, or choose another rule for the engagement")
        }
        return row.id
    }

    /// The rule that terms name, with the parties behind its codes; nil where they name none.
    func agreedRule(of terms: EngagementTerms) throws -> AgreedRule? {
        guard let id = terms.rule else { return nil }
        let rule = try rule(id)
        var producers: [String: PartyID] = [:]
        for code in rule.producers { producers[code] = try party(code: code)?.id }
        return AgreedRule(id: id, rule: rule, producers: producers)
    }

    /// Refuses a VAT rate that is not in force on the day of supply.
    ///
    /// - Source: docs/spec/invoice.md#rates
    func checkVAT(_ status: VATStatus, on day: Day, of what: String) throws {
        guard VATRates.on(day)?.allows(status) != true else { return }
        let remedy =
            VATRates.on(day).map {
                "agree terms with \($0.standard) or \($0.reduced) from \($0.validFrom) on"
            } ?? "choose a day from \(VATRates.table[0].validFrom) on"
        throw Refusal(
            "vat.rate", "\(what): VAT of \(status.text) % is not in force on \(day)",
            remedy: remedy)
    }
}
