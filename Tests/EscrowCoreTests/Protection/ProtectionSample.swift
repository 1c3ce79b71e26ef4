import EscrowCore
import LedgerCore
import MoneyCore

/// Facts under which everything is G1, and ways to spoil them one by one.
struct ProtectionSample {
    static let account = TrustAccountID(sequence: 2)
    static let today = day("2013-03-01")

    var title = ClaimTitle.freelancer
    var routingAgreedOn: Day? = day("2012-09-15")
    var workFrom: Day? = day("2012-10-01")
    var hasTerms = true
    var trustee = Trustee.independent
    var hasDirectRight = true
    var bankWaivedOn: Day? = day("2012-09-20")
    var isBankInformed = true
    var globalAssignment = GlobalAssignment.absent
    var isExclusive = true
    var hasNoOverdraft = true
    var hasNoStandingOrders = true
    var ownDebits: [AccountFacts.DatedAmount] = []
    var agencyMoney: [AccountFacts.Standing] = []
    var ownShare: [AccountFacts.Standing] = []
    var newest: Day? = today
    var gaps: [AccountFacts.StatementFacts.Gap] = []
    var differences: [AccountFacts.DatedAmount] = []
    var shortfalls: [Shortfall] = []
    var unidentified: [AccountFacts.DatedAmount] = []
    var interest: Int64 = 0
    var other = EngagementFacts.Holding()
    var failedOn: Day?

    static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

    static func euros(_ minor: Int64) -> Money { Money(minor: minor, .eur) }

    var facts: ProtectionFacts {
        var statements = AccountFacts.StatementFacts()
        statements.newest = newest
        statements.gaps = gaps
        statements.differences = differences
        let account = AccountFacts(
            account: Self.account, iban: "DE89370400440532013000",
            terms: hasTerms ? terms : nil, ownDebits: ownDebits, agencyMoney: agencyMoney,
            ownShare: ownShare, statements: statements, shortfalls: shortfalls,
            unidentified: unidentified, interest: interest, other: other, failedOn: failedOn)
        return ProtectionFacts(
            day: Self.today, currency: .eur, accounts: [account], engagements: [engagement])
    }

    private var terms: TrustTerms {
        TrustTerms(
            account: Self.account, validFrom: Self.day("2012-10-01"), trustee: trustee,
            hasDirectRight: hasDirectRight, bankWaivedOn: bankWaivedOn,
            isBankInformed: isBankInformed, globalAssignment: globalAssignment,
            isExclusive: isExclusive, hasNoOverdraft: hasNoOverdraft,
            hasNoStandingOrders: hasNoStandingOrders)
    }

    /// January in the trust, 15,232.00 and 3,808.00; February and March, 26,656.00 and 6,664.00,
    /// with the client (O25).
    private var engagement: EngagementFacts {
        var holding = EngagementFacts.Holding()
        holding.inTrust.freelancer = 15_232_00
        holding.inTrust.agency = 3_808_00
        holding.withClient.freelancer = 26_656_00
        holding.withClient.agency = 6_664_00
        return EngagementFacts(
            code: "E-01", validFrom: Self.day("2012-10-01"), client: "C-01", freelancer: "F-01",
            title: title, routingAgreedOn: routingAgreedOn, workFrom: workFrom,
            money: [Self.account: holding])
    }
}
