public import LedgerCore
public import MoneyCore

/// All that decides grades on a day, as the book says it.
public struct ProtectionFacts: Hashable, Sendable {
    public let day: Day
    public let currency: Currency
    public let accounts: [AccountFacts]
    public let engagements: [EngagementFacts]

    public init(
        day: Day, currency: Currency, accounts: [AccountFacts], engagements: [EngagementFacts]
    ) {
        self.day = day
        self.currency = currency
        self.accounts = accounts
        self.engagements = engagements
    }
}

/// One span of an engagement's terms with its money; each amount lies in one trust account, or is
/// expected there.
public struct EngagementFacts: Hashable, Sendable {
    public let code: String
    public let validFrom: Day
    public let client: String
    public let freelancer: String
    public let title: ClaimTitle
    public let routingAgreedOn: Day?
    /// The first day worked under these terms; nil before any work.
    public let workFrom: Day?
    public let money: [TrustAccountID: Holding]

    /// What of one engagement is in a trust account, and what its client has not paid into it.
    public struct Holding: Hashable, Sendable {
        public var inTrust = OwnedAmounts()
        public var withClient = OwnedAmounts()

        public init() {}
    }

    public init(
        code: String, validFrom: Day, client: String, freelancer: String, title: ClaimTitle,
        routingAgreedOn: Day?, workFrom: Day?, money: [TrustAccountID: Holding]
    ) {
        self.code = code
        self.validFrom = validFrom
        self.client = client
        self.freelancer = freelancer
        self.title = title
        self.routingAgreedOn = routingAgreedOn
        self.workFrom = workFrom
        self.money = money
    }
}

/// Amounts in minor units by whose they are.
public struct OwnedAmounts: Hashable, Sendable {
    public var freelancer: Int64 = 0
    public var agency: Int64 = 0
    public var client: Int64 = 0
    public var producer: Int64 = 0
    /// Of nobody yet: unidentified money, interest, a pool.
    public var nobody: Int64 = 0

    public init() {}

    public var total: Int64 { freelancer + agency + client + producer + nobody }

    public static func += (left: inout OwnedAmounts, right: OwnedAmounts) {
        left.freelancer += right.freelancer
        left.agency += right.agency
        left.client += right.client
        left.producer += right.producer
        left.nobody += right.nobody
    }
}

/// What decides how well one trust account protects.
public struct AccountFacts: Hashable, Sendable {
    public let account: TrustAccountID
    public let iban: String
    /// nil while nothing was recorded that holds on the day.
    public let terms: TrustTerms?
    /// When those terms were recorded; what is said later of an earlier day was not known on it.
    public let termsRecordedOn: Day?
    public let ownDebits: [DatedAmount]
    /// The agency's own money: top-up (2800), VAT set aside (2400), or unidentified money of the agency (2000).
    public let agencyMoney: [Standing]
    /// The agency's share that has no listed reason to wait, in 2200 and 2210.
    public let ownShare: [Standing]
    public let statements: StatementFacts
    public let shortfalls: [Shortfall]
    /// Per bank line, 2000 that is not the agency's.
    public let unidentified: [DatedAmount]
    /// In minor units.
    public let interest: Int64
    /// What no engagement has: premiums of sales, a pool.
    public let other: EngagementFacts.Holding
    /// The day on which the bank that keeps it failed; nil while it stands.
    public let failedOn: Day?

    /// An amount in minor units, and the day on which it came about.
    public struct DatedAmount: Hashable, Sendable {
        public let day: Day
        public let minor: Int64

        public init(_ day: Day, _ minor: Int64) {
            self.day = day
            self.minor = minor
        }
    }

    /// What stands in one account, and since when.
    public struct Standing: Hashable, Sendable {
        public let account: Account
        public let since: Day
        public let minor: Int64

        public init(_ account: Account, since: Day, _ minor: Int64) {
            self.account = account
            self.since = since
            self.minor = minor
        }
    }

    /// The chain of bank statements, and where it does not agree with the book.
    public struct StatementFacts: Hashable, Sendable {
        /// The day that the newest statement closes; nil if there is none.
        public var newest: Day?
        public var gaps: [Gap] = []
        /// Days on which statement and book differ: statement less book.
        public var differences: [DatedAmount] = []

        public struct Gap: Hashable, Sendable {
            public let closingDay: Day
            public let closing: Int64
            public let opening: Int64

            public init(closingDay: Day, closing: Int64, opening: Int64) {
                self.closingDay = closingDay
                self.closing = closing
                self.opening = opening
            }
        }

        public init() {}
    }

    public init(
        account: TrustAccountID, iban: String, terms: TrustTerms?, termsRecordedOn: Day? = nil,
        ownDebits: [DatedAmount],
        agencyMoney: [Standing], ownShare: [Standing], statements: StatementFacts,
        shortfalls: [Shortfall], unidentified: [DatedAmount], interest: Int64,
        other: EngagementFacts.Holding, failedOn: Day? = nil
    ) {
        self.account = account
        self.iban = iban
        self.terms = terms
        self.termsRecordedOn = termsRecordedOn
        self.ownDebits = ownDebits
        self.agencyMoney = agencyMoney
        self.ownShare = ownShare
        self.statements = statements
        self.shortfalls = shortfalls
        self.unidentified = unidentified
        self.interest = interest
        self.other = other
        self.failedOn = failedOn
    }
}
