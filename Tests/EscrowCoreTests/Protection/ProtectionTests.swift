import EscrowCore
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/protection.md#rules: each rule with facts that it finds wanting.
@Suite("Grades of protection (protection.md#rules)")
struct ProtectionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let rules: [ProtectionRule]
        let inTrust: TrustGrade
        let withClient: TrustGrade
        let spoil: @Sendable (inout ProtectionSample) -> Void

        init(
            _ name: String, _ rules: [ProtectionRule], _ inTrust: TrustGrade,
            _ withClient: TrustGrade = .segregated,
            _ spoil: @escaping @Sendable (inout ProtectionSample) -> Void
        ) {
            testDescription = name
            self.rules = rules
            self.inTrust = inTrust
            self.withClient = withClient
            self.spoil = spoil
        }
    }

    private static func day(_ text: String) -> Day { ProtectionSample.day(text) }

    private static func trustee(_ day: String, released: Bool = true) -> ClaimTitle {
        .trustee(assignedOn: Self.day(day), globalAssignmentReleased: released)
    }

    static let ofTitle: [Case] = [
        Case("the claim is the agency's", [.claimTitle], .preferential, .quotaOnly) {
            $0.title = .agency
        },
        Case("assigned before the work", [], .segregated) { $0.title = trustee("2012-10-01") },
        Case(
            "assigned a day after the work began", [.assignmentBeforeWork], .preferential,
            .preferential
        ) { $0.title = trustee("2012-10-02") },
        Case("not assigned yet", [.assignmentBeforeWork], .quotaOnly, .quotaOnly) {
            $0.title = trustee("2013-03-02")
        },
        Case("routing never agreed", [.routingBeforeWork], .preferential) {
            $0.routingAgreedOn = nil
        },
        Case("routing agreed on the first day", [], .segregated) {
            $0.routingAgreedOn = day("2012-10-01")
        },
        Case("routing agreed a day late", [.routingBeforeWork], .preferential) {
            $0.routingAgreedOn = day("2012-10-02")
        },
        Case("a global assignment stands open", [.globalAssignment], .quotaOnly, .quotaOnly) {
            $0.title = trustee("2012-10-01", released: false)
            $0.globalAssignment = .open
        },
        Case("its release is for this engagement alone", [], .segregated) {
            $0.title = trustee("2012-10-01")
            $0.globalAssignment = .open
        },
        Case("it is released tomorrow", [.globalAssignment], .quotaOnly, .quotaOnly) {
            $0.title = trustee("2012-10-01")
            $0.globalAssignment = .released(on: day("2013-03-02"))
        },
        Case("it does not reach the freelancer's own claim", [], .segregated) {
            $0.globalAssignment = .open
        },
        Case(
            "the agency's claim under an open global assignment",
            [.claimTitle, .globalAssignment], .quotaOnly, .quotaOnly
        ) {
            $0.title = .agency
            $0.globalAssignment = .open
        },
    ]

    static let ofTerms: [Case] = [
        Case("the agency is the trustee", [.trusteeIndependent], .preferential) {
            $0.trustee = .agency
        },
        Case(
            "the agency is the trustee of what was its own",
            [.claimTitle, .trusteeIndependent], .quotaOnly, .quotaOnly
        ) {
            $0.title = .agency
            $0.trustee = .agency
        },
        Case("no right of their own", [.directRight], .preferential) {
            $0.hasDirectRight = false
        },
        Case("no right of their own to what was assigned", [.directRight], .quotaOnly) {
            $0.title = trustee("2012-10-01")
            $0.hasDirectRight = false
        },
        Case("not exclusive", [.accountExclusive], .quotaOnly) { $0.isExclusive = false },
        Case("no waiver", [.bankWaiver], .preferential) { $0.bankWaivedOn = nil },
        Case("a waiver from tomorrow", [.bankWaiver], .preferential) {
            $0.bankWaivedOn = day("2013-03-02")
        },
        Case("the bank knows nothing", [.bankInformed], .preferential) {
            $0.isBankInformed = false
        },
        Case("it can be overdrawn", [.noOverdraft], .preferential) { $0.hasNoOverdraft = false },
        Case("it has standing orders", [.noOverdraft], .preferential) {
            $0.hasNoStandingOrders = false
        },
        Case(
            "nothing is recorded",
            [
                .trusteeIndependent, .directRight, .accountExclusive, .bankWaiver, .bankInformed,
                .noOverdraft,
            ], .quotaOnly
        ) { $0.hasTerms = false },
    ]

    static let ofBook: [Case] = [
        Case("one cent taken for another purpose", [.ownDebit], .quotaOnly) {
            $0.ownDebits = [.init(day("2012-12-03"), 1)]
        },
        Case("the bank failed", [.bankStands], .quotaOnly) { $0.failedOn = day("2013-02-28") },
        Case("a top-up was left over", [.agencyMoney], .preferential) {
            $0.agencyMoney = [.init(.agencyTopUp, since: day("2013-02-28"), 50_00)]
        },
        Case("the share of today", [], .segregated) {
            $0.ownShare = [.init(.agencyAvailable, since: day("2013-03-01"), 3_808_00)]
        },
        Case("the share of yesterday", [.ownShareSwept], .preferential) {
            $0.ownShare = [.init(.agencyAvailable, since: day("2013-02-28"), 3_808_00)]
        },
        Case("no statement at all", [.ownDebit, .reconciled], .quotaOnly) { $0.newest = nil },
        Case("the statement of the bank day before", [], .segregated) {
            $0.newest = day("2013-02-28")
        },
        Case("the statement of two bank days before", [.reconciled], .preferential) {
            $0.newest = day("2013-02-27")
        },
        Case("a gap between statements", [.reconciled], .preferential) {
            $0.gaps = [.init(closingDay: day("2013-01-31"), closing: 100, opening: 99)]
        },
        Case("a statement that differs", [.reconciled], .preferential) {
            $0.differences = [.init(day("2013-01-31"), -1)]
        },
        Case("money is missing", [.noShortfall], .preferential) {
            $0.shortfalls = [
                Shortfall(
                    account: .dueFromAgencyFee, debtor: "A-01", cause: .bankCharge,
                    since: day("2013-02-28"), amount: ProtectionSample.euros(12_50))
            ]
        },
        Case("unidentified for ten bank days", [], .segregated) {
            $0.unidentified = [.init(day("2013-02-15"), 700_00)]
        },
        Case("unidentified for eleven bank days", [.identified], .preferential) {
            $0.unidentified = [.init(day("2013-02-14"), 700_00)]
        },
    ]

    @Test("each rule lowers what it must, and names itself", arguments: ofTitle + ofTerms + ofBook)
    func rule(_ row: Case) throws {
        var sample = ProtectionSample()
        row.spoil(&sample)
        let protection = Protection.grade(sample.facts)
        let position = try #require(protection.positions.first)
        #expect(position.gradeInTrust == row.inTrust)
        #expect(position.gradeWithClient == row.withClient)
        let found = Set((position.findings + protection.accounts[0].findings).map(\.rule))
        #expect(found == Set(row.rules))
        let deciding = Set(position.decidingInTrust + position.decidingWithClient)
        #expect(deciding.isSubset(of: found))
        #expect(deciding.isEmpty == (row.inTrust == .segregated && row.withClient == .segregated))
    }

    @Test(
        "a rule that is switched off lowers nothing", arguments: ofTitle + ofTerms + ofBook)
    func switchedOff(_ row: Case) throws {
        var sample = ProtectionSample()
        row.spoil(&sample)
        var settings = ProtectionSettings()
        settings.without = Set(row.rules)
        let position = try #require(Protection.grade(sample.facts, settings).positions.first)
        #expect(position.gradeInTrust == .segregated)
        #expect(position.gradeWithClient == .segregated)
        #expect(position.findings.isEmpty)
    }

    @Test("every rule of the list has an example that it finds wanting, and a citation")
    func allRules() {
        let shown = Set((Self.ofTitle + Self.ofTerms + Self.ofBook).flatMap(\.rules))
        #expect(shown == Set(ProtectionRule.allCases))
        #expect(ProtectionRule.allCases.allSatisfy { !$0.citation.isEmpty })
    }

    @Test("the amounts of O25 stand at the grades that its title gives them")
    func cliff() {
        var sample = ProtectionSample()
        let own = Protection.grade(sample.facts)
        #expect(own.inTrust(.segregated).freelancer == 15_232_00)
        #expect(own.withClient(.segregated).freelancer == 26_656_00)
        sample.title = .agency
        let agency = Protection.grade(sample.facts)
        #expect(agency.inTrust(.preferential).freelancer == 15_232_00)
        #expect(agency.withClient(.quotaOnly).freelancer == 26_656_00)
    }

    @Test("a sale's premium has no recorded title: G2 in the trust, the quota with the shop")
    func sale() throws {
        var sample = ProtectionSample()
        sample.other.inTrust.producer = 300_00
        sample.other.withClient.producer = 200_00
        let position = try #require(Protection.grade(sample.facts).positions.last)
        #expect(position.subject == .other)
        #expect(position.gradeInTrust == .preferential)
        #expect(position.gradeWithClient == .quotaOnly)
        #expect(position.decidingWithClient == [.claimTitle])
        let protection = Protection.grade(sample.facts)
        #expect(protection.inTrust(.preferential).producer == 300_00)
        #expect(protection.withClient(.quotaOnly).total == 200_00)
    }

    @Test("what nobody knows the owner of, and the agency's own money, are the quota's")
    func rest() {
        var sample = ProtectionSample()
        sample.unidentified = [.init(ProtectionSample.today, 700_00)]
        sample.agencyMoney = [.init(.agencyTopUp, since: ProtectionSample.today, 50_00)]
        sample.interest = 3
        let protection = Protection.grade(sample.facts)
        #expect(protection.inTrust(.quotaOnly).total == 750_00)
        #expect(protection.inTrust(.preferential).total == 19_040_03)
        #expect(protection.inTrust(.segregated).total == 0)
        #expect(protection.lowestOfFreelancers == .preferential)
    }
}
