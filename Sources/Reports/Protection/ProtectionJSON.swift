package import EscrowCore
import LedgerCore
import MoneyCore

/// Writes the protection report as JSON, with every rule, on or off.
package enum ProtectionJSON {
    package static func document(
        _ protection: Protection, _ heading: ProtectionHeading, _ language: Language
    ) -> JSONText {
        let currency = protection.facts.currency
        return [
            "sample": .bool(heading.isSample), "book": .string(heading.book.description),
            "head": ["size": .integer(heading.size), "root": .string(heading.root)],
            "day": .day(protection.facts.day), "currency": .string(currency.code),
            "grades": .array(
                TrustGrade.allCases.map {
                    [
                        "grade": .string($0.rawValue), "meaning": .string($0.meaning(language)),
                        "inTrust": amounts(protection.inTrust($0), currency),
                        "withClient": amounts(protection.withClient($0), currency),
                    ]
                }), "accounts": .array(protection.accounts.map { account($0, language) }),
            "positions": .array(protection.positions.map { position($0, protection, language) }),
            "rules": .array(
                ProtectionRule.allCases.map { rule in
                    [
                        "rule": .string(rule.rawValue),
                        "question": .string(rule.question(language)),
                        "source": .string(rule.citation), "raises": .string(rule.remedy(language)),
                        "on": .bool(!protection.settings.without.contains(rule)),
                    ]
                }), "unidentifiedDays": .integer(Int64(protection.settings.unidentifiedDays)),
        ]
    }

    private static func account(
        _ account: Protection.AccountProtection, _ language: Language
    ) -> JSONText {
        [
            "account": .string(account.facts.iban), "grade": .string(account.grade.rawValue),
            "termsFrom": .day(account.facts.terms?.validFrom),
            "termsRecordedOn": .day(account.facts.termsRecordedOn),
            "shortfalls": .array(account.facts.shortfalls.map(shortfall)),
            "findings": .array(account.findings.map { finding($0, language) }),
        ]
    }

    private static func shortfall(_ missing: Shortfall) -> JSONText {
        [
            "account": .integer(Int64(missing.account.number)), "debtor": .string(missing.debtor),
            "cause": .string(missing.cause.code), "since": .day(missing.since),
            "amount": .money(missing.amount),
        ]
    }

    private static func position(
        _ position: Protection.Position, _ protection: Protection, _ language: Language
    ) -> JSONText {
        let iban = protection.accounts.first { $0.facts.account == position.account }?.facts.iban
        var members: [JSONText.Member] = [.init("subject", .string(position.subject.key))]
        if case .engagement(let facts) = position.subject {
            members += [
                .init("engagement", .string(facts.code)), .init("validFrom", .day(facts.validFrom)),
                .init("client", .string(facts.client)),
                .init("freelancer", .string(facts.freelancer)),
            ]
        }
        func rules(_ rules: [ProtectionRule]) -> JSONText {
            .array(rules.map { .string($0.rawValue) })
        }
        return .object(
            members + [
                .init("account", .optional(iban)),
                .init("gradeInTrust", .string(position.gradeInTrust.rawValue)),
                .init("inTrust", amounts(position.inTrust, protection.facts.currency)),
                .init("decidedInTrustBy", rules(position.decidingInTrust)),
                .init("gradeWithClient", .string(position.gradeWithClient.rawValue)),
                .init("withClient", amounts(position.withClient, protection.facts.currency)),
                .init("decidedWithClientBy", rules(position.decidingWithClient)),
                .init("findings", .array(position.findings.map { finding($0, language) })),
            ])
    }

    private static func finding(_ finding: Finding, _ language: Language) -> JSONText {
        [
            "rule": .string(finding.rule.rawValue),
            "fact": .string(finding.weakness.sentence(language)),
            "caps": [
                "freelancersClaim": .string(finding.caps.ownTitle.rawValue),
                "agencysClaim": .string(finding.caps.otherTitle.rawValue),
                "withClient": .string(finding.caps.withClient.rawValue),
            ], "raises": .string(finding.rule.remedy(language)),
            "source": .string(finding.rule.citation),
        ]
    }

    private static func amounts(_ amounts: OwnedAmounts, _ currency: Currency) -> JSONText {
        func money(_ minor: Int64) -> JSONText { .money(Money(minor: minor, currency)) }
        return [
            "freelancer": money(amounts.freelancer), "agency": money(amounts.agency),
            "client": money(amounts.client), "producer": money(amounts.producer),
            "nobody": money(amounts.nobody), "total": money(amounts.total),
        ]
    }
}
