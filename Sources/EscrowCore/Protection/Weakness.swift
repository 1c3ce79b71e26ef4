public import LedgerCore
public import MoneyCore

/// What a rule found wanting, with the facts that decide it.
public enum Weakness: Hashable, Sendable {
    case engagement(EngagementWeakness)
    case terms(TermsWeakness)
    case book(BookWeakness)
}

/// In whose person a claim arose, and what was agreed when.
public enum EngagementWeakness: Hashable, Sendable {
    case titleIsAgency
    /// Money without an engagement: who owns the claim is not recorded.
    case titleNotRecorded
    /// The work began on this day.
    case assignedLate(Day, workFrom: Day)
    case notAssignedYet(Day)
    case routingNotAgreed
    case routingLate(Day, workFrom: Day)
    case globalAssignmentOpen
    /// Neither the account's terms nor the engagement say that it was released.
    case globalAssignmentUnknown
    case globalAssignmentReleasedLater(Day)
}

/// What is agreed about a trust account, or is not.
public enum TermsWeakness: Hashable, Sendable {
    case notRecorded
    case trusteeIsAgency
    case noDirectRight
    case notExclusive
    case notWaived
    case waivedLater(Day)
    case bankNotInformed
    case overdraft
    case standingOrders
}

/// What the book of a trust account shows.
public enum BookWeakness: Hashable, Sendable {
    /// Debits for no purpose of the trust: how many, how much, the first day.
    case ownDebits(count: Int, Money, since: Day)
    case agencyMoney(Account, Money, since: Day)
    /// The agency's own share was left for so many bank days.
    case shareLeft(Account, Money, since: Day, bankDays: Int)
    /// The bank that keeps the account failed on the day.
    case bankFailed(Day)
    case noStatement
    /// The newest statement is older than the bank day before.
    case statementsEnd(Day)
    /// One statement closes on the day with another balance than the next opens with.
    case statementGap(closing: Day, Money, opening: Money)
    /// Statement less book.
    case statementDiffers(Day, Money)
    case shortfall(Shortfall)
    case unidentified(Money, since: Day, bankDays: Int)
    /// Nobody knows yet whose it is.
    case ownerUnknown
}

/// Money that is missing in the trust: an open cash claim with cause, debtor and date.
public struct Shortfall: Hashable, Sendable {
    public let account: Account
    /// The party's code.
    public let debtor: String
    /// What last raised the claim.
    public let cause: JournalEvent
    public let since: Day
    public let amount: Money

    public init(account: Account, debtor: String, cause: JournalEvent, since: Day, amount: Money) {
        self.account = account
        self.debtor = debtor
        self.cause = cause
        self.since = since
        self.amount = amount
    }
}

/// One weakness under its rule, and the grades above which nothing can rise while it stands.
public struct Finding: Hashable, Sendable {
    public let rule: ProtectionRule
    public let weakness: Weakness
    public let caps: Caps

    /// Highest grades; G1 caps nothing.
    public struct Caps: Hashable, Sendable {
        /// Of money in the trust whose claim is the freelancer's own.
        public let ownTitle: TrustGrade
        /// Of money in the trust whose claim was the agency's, assigned or not.
        public let otherTitle: TrustGrade
        /// Of money still with the client.
        public let withClient: TrustGrade

        public init(
            ownTitle: TrustGrade, otherTitle: TrustGrade, withClient: TrustGrade = .segregated
        ) {
            self.ownTitle = ownTitle
            self.otherTitle = otherTitle
            self.withClient = withClient
        }

        /// Of a claim that is the agency's, or nobody can show to be another's.
        static let ofAgencysTitle = Caps(
            ownTitle: .preferential, otherTitle: .preferential, withClient: .quotaOnly)

        /// For money in the trust, whosever the claim was.
        static func inTrust(_ grade: TrustGrade) -> Caps {
            Caps(ownTitle: grade, otherTitle: grade)
        }
    }

    init(_ rule: ProtectionRule, _ weakness: EngagementWeakness, _ caps: Caps) {
        self.init(rule: rule, weakness: .engagement(weakness), caps: caps)
    }

    init(_ rule: ProtectionRule, _ weakness: TermsWeakness, _ caps: Caps) {
        self.init(rule: rule, weakness: .terms(weakness), caps: caps)
    }

    init(_ rule: ProtectionRule, _ weakness: BookWeakness, _ caps: Caps) {
        self.init(rule: rule, weakness: .book(weakness), caps: caps)
    }

    private init(rule: ProtectionRule, weakness: Weakness, caps: Caps) {
        self.rule = rule
        self.weakness = weakness
        self.caps = caps
    }
}
