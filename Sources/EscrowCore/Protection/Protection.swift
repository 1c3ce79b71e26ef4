public import LedgerCore
public import MoneyCore

/// How well each euro is protected on a day, and why.
///
/// The grade is computed here and nowhere else.
///
/// - Source: docs/spec/protection.md
public struct Protection: Hashable, Sendable {
    public let facts: ProtectionFacts
    public let settings: ProtectionSettings
    public let accounts: [AccountProtection]
    /// Every amount of the trust and of the memo circle stands in exactly one of them.
    public let positions: [Position]

    /// The best grade that money in an account can have, and what keeps it there.
    public struct AccountProtection: Hashable, Sendable {
        public let facts: AccountFacts
        public let grade: TrustGrade
        public let findings: [Finding]
    }

    /// Money of one subject in one account, under one grade.
    public struct Position: Hashable, Sendable {
        public let subject: Subject
        public let account: TrustAccountID
        public let inTrust: OwnedAmounts
        public let withClient: OwnedAmounts
        public let gradeInTrust: TrustGrade
        public let gradeWithClient: TrustGrade
        /// Of the engagement; those of the account stand there.
        public let findings: [Finding]
        /// The rules of engagement and account that keep the grade in the trust from being higher.
        public let decidingInTrust: [ProtectionRule]
        public let decidingWithClient: [ProtectionRule]
    }

    public enum Subject: Hashable, Sendable {
        case engagement(EngagementFacts)
        case unidentified
        case agencyMoney
        case interest
        /// Money without an engagement: premiums of sales, a pool.
        case other
    }

    /// Grades every amount.
    ///
    /// - Complexity: O(engagements + facts of the accounts).
    public static func grade(
        _ facts: ProtectionFacts, _ settings: ProtectionSettings = ProtectionSettings()
    ) -> Protection {
        let accounts = facts.accounts.map { account in
            let findings = account.findings(on: facts.day, facts.currency, settings)
            return AccountProtection(
                facts: account, grade: lowest(findings.map(\.caps.ownTitle)), findings: findings)
        }
        var positions: [Position] = []
        for engagement in facts.engagements {
            for account in accounts {
                guard let money = engagement.money[account.facts.account] else { continue }
                positions.append(
                    position(engagement, money, account, on: facts.day, settings))
            }
        }
        for account in accounts { positions += rest(of: account, settings) }
        return Protection(
            facts: facts, settings: settings, accounts: accounts, positions: positions)
    }

    private static func lowest(_ caps: [TrustGrade]) -> TrustGrade {
        caps.reduce(.segregated) { $0.capped(at: $1) }
    }

    private static func position(
        _ engagement: EngagementFacts, _ money: EngagementFacts.Holding,
        _ account: AccountProtection, on day: Day, _ settings: ProtectionSettings
    ) -> Position {
        let isOwn = engagement.title == .freelancer
        let own = engagement.findings(on: day, account.facts.terms, settings)
        let all = own + account.findings
        func cap(_ finding: Finding) -> TrustGrade {
            isOwn ? finding.caps.ownTitle : finding.caps.otherTitle
        }
        let inTrust = lowest(all.map(cap))
        let withClient = lowest(all.map(\.caps.withClient))
        return Position(
            subject: .engagement(engagement), account: account.facts.account,
            inTrust: money.inTrust, withClient: money.withClient, gradeInTrust: inTrust,
            gradeWithClient: withClient, findings: own,
            decidingInTrust: deciding(inTrust, all, cap),
            decidingWithClient: deciding(withClient, all, \.caps.withClient))
    }

    /// The rules at which the grade stands, in their order; none under G1.
    private static func deciding(
        _ grade: TrustGrade, _ findings: [Finding], _ cap: (Finding) -> TrustGrade
    ) -> [ProtectionRule] {
        guard grade != .segregated else { return [] }
        let rules = Set(findings.filter { cap($0) == grade }.map(\.rule))
        return ProtectionRule.allCases.filter(rules.contains)
    }

    /// What lies in an account and belongs to no engagement.
    private static func rest(
        of account: AccountProtection, _ settings: ProtectionSettings
    ) -> [Position] {
        let facts = account.facts
        func isOn(_ rule: ProtectionRule) -> Bool { !settings.without.contains(rule) }
        let unknown = Finding(.identified, .ownerUnknown, .inTrust(.quotaOnly))
        var unidentified = OwnedAmounts()
        unidentified.nobody = facts.unidentified.reduce(0) { $0 + $1.minor }
        var agency = OwnedAmounts()
        agency.agency = facts.agencyMoney.reduce(0) { $0 + $1.minor }
        var interest = OwnedAmounts()
        interest.nobody = facts.interest
        let untitled = Finding(.claimTitle, .titleNotRecorded, .ofAgencysTitle)
        // The agency's own money is the estate's, whatever the account is worth.
        let estate = isOn(.agencyMoney) ? TrustGrade.quotaOnly : account.grade
        return [
            position(.unidentified, unidentified, isOn(.identified) ? [unknown] : [], account),
            Position(
                subject: .agencyMoney, account: facts.account, inTrust: agency,
                withClient: OwnedAmounts(), gradeInTrust: estate, gradeWithClient: .segregated,
                findings: [], decidingInTrust: isOn(.agencyMoney) ? [.agencyMoney] : [],
                decidingWithClient: []),
            position(.interest, interest, [], account),
            position(
                .other, facts.other.inTrust, isOn(.claimTitle) ? [untitled] : [], account,
                withClient: facts.other.withClient),
        ].filter { $0.inTrust.total != 0 || $0.withClient.total != 0 }
    }

    private static func position(
        _ subject: Subject, _ amounts: OwnedAmounts, _ own: [Finding],
        _ account: AccountProtection, withClient open: OwnedAmounts = OwnedAmounts()
    ) -> Position {
        let all = own + account.findings
        func cap(_ finding: Finding) -> TrustGrade {
            subject == .other ? finding.caps.otherTitle : finding.caps.ownTitle
        }
        let grade = lowest(all.map(cap))
        let withClient = lowest(all.map(\.caps.withClient))
        return Position(
            subject: subject, account: account.facts.account, inTrust: amounts,
            withClient: open, gradeInTrust: grade, gradeWithClient: withClient, findings: own,
            decidingInTrust: deciding(grade, all, cap),
            decidingWithClient: deciding(withClient, all, \.caps.withClient))
    }
}

extension Protection {
    /// Minor units in the trust at each grade.
    public func inTrust(_ grade: TrustGrade) -> OwnedAmounts {
        positions.filter { $0.gradeInTrust == grade }
            .reduce(into: OwnedAmounts()) { $0 += $1.inTrust }
    }

    /// Minor units still with the clients at each grade.
    public func withClient(_ grade: TrustGrade) -> OwnedAmounts {
        positions.filter { $0.gradeWithClient == grade }
            .reduce(into: OwnedAmounts()) { $0 += $1.withClient }
    }
}

extension Protection {
    /// The lowest grade of any freelancer's money in the trust; without any, that of the accounts.
    public var lowestOfFreelancers: TrustGrade {
        let held = positions.filter { $0.inTrust.freelancer > 0 }.map(\.gradeInTrust)
        return Self.lowest(held.isEmpty ? accounts.map(\.grade) : held)
    }
}
