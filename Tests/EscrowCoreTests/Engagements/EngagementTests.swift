import EscrowCore
import LedgerCore
import MoneyCore
import Testing

@Suite("Engagements and hours (engagement.md)")
struct EngagementTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var client = Money(minor: 100_00, .eur)
        var freelancer = Money(minor: 80_00, .eur)
        var days: Int? = 30
        var term = 30
        var error: EngagementError?
        var testDescription: String { name }
    }

    private static let yen = Money(minor: 80_00, Currency("JPY") ?? .eur)

    @Test(
        "terms that cannot be are refused with the first reason (engagement.md#terms)",
        arguments: [
            Case(name: "sound"),
            Case(name: "one day", days: 0),
            Case(name: "open", days: nil),
            Case(name: "due at once", term: 0),
            Case(name: "due in a year", term: 365),
            Case(
                name: "a rate of nothing, before the currency",
                client: Money(minor: 0, .eur), freelancer: yen, error: .rateNotPositive),
            Case(
                name: "a rate below nothing", freelancer: Money(minor: -1, .eur),
                error: .rateNotPositive),
            Case(
                name: "two currencies, before the days", freelancer: yen, days: -1,
                error: .currencies),
            Case(
                name: "an end before the beginning, before the term", days: -1, term: 366,
                error: .endsBeforeItBegins),
            Case(name: "more than a year", term: 366, error: .term(366)),
            Case(name: "due before the invoice", term: -1, error: .term(-1)),
        ])
    func terms(_ example: Case) throws {
        func make() throws(EngagementError) -> EngagementTerms {
            try EngagementTerms(
                engagement: nil, code: "E-01", client: Sample.client,
                freelancer: Sample.freelancer, validFrom: Sample.day,
                validTo: example.days.map { Sample.day.adding(days: $0) },
                clientRate: example.client, freelancerRate: example.freelancer,
                clientVAT: Sample.standard, freelancerVAT: Sample.standard, title: .agency,
                policy: .proRata, release: .held, termDays: example.term, routingAgreedOn: nil,
                subject: "Software")
        }
        guard let error = example.error else {
            #expect(try make().termDays == example.term)
            return
        }
        #expect(throws: error) { try make() }
    }

    @Test("terms hold from their first to their last day")
    func holds() throws {
        let open = try Sample.terms()
        #expect(!open.holds(on: open.validFrom.adding(days: -1)))
        #expect(open.holds(on: open.validFrom))
        #expect(open.holds(on: open.validFrom.adding(days: 100_000)))
        let closed = try EngagementTerms(
            engagement: nil, code: "E-01", client: Sample.client, freelancer: Sample.freelancer,
            validFrom: Sample.day, validTo: Sample.day.adding(days: 2),
            clientRate: Sample.euros(2), freelancerRate: Sample.euros(1), clientVAT: .foreign,
            freelancerVAT: .foreign, title: .agency, policy: .proRata, release: .held, termDays: 0,
            routingAgreedOn: nil, subject: "Software")
        #expect(
            (-1...3).map { closed.holds(on: Sample.day.adding(days: $0)) } == [
                false, true, true, true, false,
            ])
    }

    @Test(
        "a record has some hours, or takes some off, and at most 24 (engagement.md#hours)",
        arguments: [
            (Int64(-86_401), false), (-86_400, true), (-1, true), (0, false), (1, true),
            (86_400, true), (86_401, false),
        ])
    func hours(seconds: Int64, fits: Bool) {
        let worked = HoursWorked(
            engagement: Sample.engagement, day: Sample.day, hours: Hours(seconds: seconds))
        #expect((worked != nil) == fits)
    }

    @Test(
        "a VAT status has one text",
        arguments: ["19", "7", "6.1", "small-business", "reverse-charge", "foreign"])
    func vat(text: String) {
        #expect(VATStatus(text)?.text == text)
    }

    @Test(
        "what is no VAT status is refused",
        arguments: ["", "0", "100", "-19", "19%", "Foreign", "standard"])
    func noVAT(text: String) {
        #expect(VATStatus(text) == nil)
    }

    @Test("only a rate adds VAT")
    func rates() {
        #expect(Sample.standard.rate == Share(19, over: 100))
        for status in [VATStatus.smallBusiness, .reverseCharge, .foreign] {
            #expect(status.rate == .zero)
        }
    }

    @Test("names of policies, releases, roles and parties are read as they are written")
    func names() {
        #expect(
            SplitPolicy.allCases.map(\.name) == ["pro-rata", "freelancer-first", "agency-first"])
        #expect(SplitPolicy.allCases.allSatisfy { SplitPolicy($0.name) == $0 })
        #expect(
            Sample.releases.map(\.name) == [
                "on-receipt", "held", "after-days:14", "hours-approved", "milestone:M-1",
            ])
        #expect(Sample.releases.allSatisfy { Release($0.name) == $0 })
        #expect(PartyRole.allCases.map(\.name) == ["agency", "client", "freelancer", "producer"])
        #expect(PartyRole.allCases.allSatisfy { PartyRole($0.name) == $0 })
        #expect(SplitPolicy("Pro-Rata") == nil)
        for text in [
            "", "after-days", "after-days:0", "after-days:07", "after-days:3651", "milestone:",
            "milestone:a b", "milestone", "on-receipt:1",
        ] { #expect(Release(text) == nil, "\(text)") }
        #expect(PartyRole("trustee") == nil)
    }

    @Test("an actor can have several roles (actors.md)")
    func roles() {
        let roles: ActorRoles = [.clerk, .auditor]
        #expect(roles.names == ["clerk", "auditor"])
        #expect(ActorRoles(name: "approver") == .approver)
        #expect(ActorRoles(name: "admin") == nil)
        #expect([ActorRoles.clerk, .approver, .auditor].map(\.rawValue) == [1, 2, 4])
    }
}
