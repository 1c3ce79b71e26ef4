import EscrowCore
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("Terms that give a freelancer less (engagement.md#less)")
struct FreelancerLessTests {
    /// 100.00 and 80.00 an hour, unless a case says otherwise.
    struct Agreed: Sendable {
        var client: Int64 = 100_00
        var freelancer: Int64 = 80_00
        var clientVAT = Sample.standard
        var freelancerVAT = Sample.standard
        var policy = SplitPolicy.proRata
        var release = Release.onReceipt
        /// nil is no rule.
        var parts: [RulePart]?
        var order: [[RulePayee]]?
        var ruleRelease: Release?
    }

    /// Whether the second terms give less than the first, and the first less than the second.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let first: Agreed
        let second: Agreed
        let isLess: Bool
        let isLessBack: Bool
        var testDescription: String { name }

        init(_ name: String, _ first: Agreed, _ second: Agreed, _ isLess: Bool, back: Bool) {
            self.name = name
            self.first = first
            self.second = second
            self.isLess = isLess
            isLessBack = back
        }
    }

    private static let agreed = Agreed()

    private static func agreed(_ change: (inout Agreed) -> Void) -> Agreed {
        var agreed = Agreed()
        change(&agreed)
        return agreed
    }

    private static func parts(_ parts: RulePart...) -> Agreed { agreed { $0.parts = parts } }

    private static func freelancer(
        _ amount: RuleAmount, floor: Int64? = nil, cap: Int64? = nil
    ) -> Agreed {
        parts(
            RulePart(
                .freelancer, amount, basis: .net, floor: floor.map(RuleSample.euros),
                cap: cap.map(RuleSample.euros)), RuleSample.rest)
    }

    private static func agency(
        _ amount: RuleAmount, floor: Int64? = nil, cap: Int64? = nil
    ) -> Agreed {
        parts(
            RulePart(.freelancer, .remainder, basis: .gross),
            RulePart(
                .agency, amount, basis: .gross, floor: floor.map(RuleSample.euros),
                cap: cap.map(RuleSample.euros)))
    }

    private static func tiers(_ tiers: (upTo: Int64?, percent: Int64)...) -> RuleAmount {
        .tiers(
            tiers.map {
                RuleAmount.Tier(
                    upTo: $0.upTo.map(RuleSample.euros),
                    share: Share($0.percent, over: 100) ?? .zero)
            })
    }

    private static func released(_ release: Release) -> Agreed { agreed { $0.release = release } }

    private static func served(_ policy: SplitPolicy) -> Agreed { agreed { $0.policy = policy } }

    private static func ordered(_ order: [[RulePayee]], _ policy: SplitPolicy) -> Agreed {
        agreed {
            $0.parts = [RuleSample.agreed, RuleSample.rest]
            $0.order = order
            $0.policy = policy
        }
    }

    private static let fourFifths = RuleSample.share(4, 5)

    private static let rates: [Case] = [
        Case("nothing", agreed, agreed, false, back: false),
        Case("a lower rate", agreed, agreed { $0.freelancer = 79_99 }, true, back: false),
        Case(
            "a higher price, pro rata", agreed, agreed { $0.client = 120_00 }, false, back: false),
        Case(
            "a higher price, the freelancer first", served(.freelancerFirst),
            agreed { ($0.client, $0.policy) = (120_00, .freelancerFirst) }, false, back: false),
        Case(
            "a higher price, the agency first", served(.agencyFirst),
            agreed { ($0.client, $0.policy) = (120_00, .agencyFirst) }, true, back: false),
        Case(
            "a small business", agreed, agreed { $0.freelancerVAT = .smallBusiness }, false,
            back: false),
        Case(
            "a client abroad", agreed, agreed { $0.clientVAT = .reverseCharge }, false,
            back: false),
    ]

    private static let times: [Case] = [
        Case("until somebody's word", agreed, released(.held), true, back: false),
        Case("after days", agreed, released(.afterDays(1)), true, back: false),
        Case("when hours are approved", agreed, released(.onHoursApproval), true, back: false),
        Case("by a milestone", agreed, released(.onMilestone("M1")), true, back: false),
        Case(
            "after more days", released(.afterDays(14)), released(.afterDays(15)), true,
            back: false),
        Case(
            "a word instead of days", released(.afterDays(14)), released(.held), true, back: false),
        Case(
            "a word instead of hours", released(.onHoursApproval), released(.held), true,
            back: false),
        Case(
            "hours instead of days", released(.afterDays(14)), released(.onHoursApproval), true,
            back: true),
        Case(
            "another milestone", released(.onMilestone("M1")), released(.onMilestone("M2")), true,
            back: true),
        Case(
            "a rule's own release", agreed,
            agreed {
                $0.parts = [RuleSample.agreed, RuleSample.rest]
                $0.ruleRelease = .held
            }, true, back: false),
    ]

    private static let places: [Case] = [
        Case(
            "no longer first", served(.freelancerFirst), served(.proRata), true, back: false),
        Case("last", served(.freelancerFirst), served(.agencyFirst), true, back: false),
        Case("behind the agency", served(.proRata), served(.agencyFirst), true, back: false),
        Case(
            "by the order of a rule", ordered([[.freelancer], [.agency]], .proRata),
            ordered([[.agency], [.freelancer]], .proRata), true, back: false),
        Case(
            "a rule's order against the policy", served(.freelancerFirst),
            ordered([[.freelancer, .agency]], .freelancerFirst), true, back: false),
        Case(
            "another policy under an order", ordered([[.freelancer], [.agency]], .freelancerFirst),
            ordered([[.freelancer], [.agency]], .agencyFirst), false, back: false),
    ]

    private static let amounts: [Case] = [
        Case(
            "the same in other words", agreed,
            freelancer(.hours(rate: RuleSample.euros(80_00))), false, back: false),
        Case("the same share", agreed, freelancer(fourFifths), false, back: false),
        Case("a smaller share", agreed, freelancer(RuleSample.share(3, 5)), true, back: false),
        Case(
            "a cap that only half a year reaches", freelancer(fourFifths),
            freelancer(fourFifths, cap: 79_000_00), true, back: false),
        Case(
            "a cap above all that anybody works", freelancer(fourFifths),
            freelancer(fourFifths, cap: 100_000_000_00), false, back: false),
        Case(
            "a lower cap", freelancer(fourFifths, cap: 1_600_00),
            freelancer(fourFifths, cap: 1_599_99), true, back: false),
        // Under the floor, no invoice could be made of less than 4 hours.
        Case(
            "without the floor", freelancer(fourFifths, floor: 400_00), freelancer(fourFifths),
            true, back: true),
        Case(
            "a lower floor", freelancer(fourFifths, floor: 200_00),
            freelancer(fourFifths, floor: 199_99), true, back: false),
        // 3/5 between 20 and 30 hours: by 40 hours it is as much again, by 160 it is more.
        Case(
            "a tier between the hours of a day and a week", freelancer(fourFifths),
            freelancer(tiers((2_000_00, 80), (3_000_00, 60), (nil, 100))), true, back: true),
        Case(
            "a tier that begins later", freelancer(tiers((1_000_00, 80), (nil, 90))),
            freelancer(tiers((1_500_00, 80), (nil, 90))), true, back: false),
        Case(
            "the agency's cap falls", agency(RuleSample.share(1, 5), cap: 300_00),
            agency(RuleSample.share(1, 5)), true, back: false),
        Case(
            "the agency's floor", agency(RuleSample.share(1, 5)),
            agency(RuleSample.share(1, 5), floor: 100_00), true, back: false),
        // Of less than 5 hours no invoice could be made.
        Case(
            "a fixed part of the agency's", agency(RuleSample.share(1, 5)),
            agency(.fixed(RuleSample.euros(595_00))), true, back: true),
        Case(
            "a premium", agency(RuleSample.share(1, 5)),
            parts(
                RulePart(
                    RuleSample.producer, RuleSample.share(1, 100), basis: .gross,
                    isPassedThrough: true),
                RulePart(.freelancer, .remainder, basis: .gross),
                RulePart(.agency, RuleSample.share(1, 5), basis: .gross)), true, back: false),
    ]

    @Test("table", arguments: [rates, times, places, amounts].flatMap(\.self))
    func table(_ example: Case) throws {
        #expect(try Self.isLess(example.second, than: example.first) == example.isLess)
        #expect(try Self.isLess(example.first, than: example.second) == example.isLessBack)
    }

    private static func isLess(_ new: Agreed, than old: Agreed) throws -> Bool {
        try terms(new).giveFreelancerLess(
            than: terms(old), rule: try rule(new), oldRule: try rule(old))
    }

    private static func rule(_ agreed: Agreed) throws -> SplitRule? {
        try agreed.parts.map {
            try SplitRule(
                code: "R-01", currency: .eur, parts: $0, order: agreed.order,
                release: agreed.ruleRelease)
        }
    }

    private static func terms(_ agreed: Agreed) throws -> EngagementTerms {
        try EngagementTerms(
            engagement: nil, code: "E-01", client: Sample.client, freelancer: Sample.freelancer,
            validFrom: Sample.day, validTo: nil, clientRate: RuleSample.euros(agreed.client),
            freelancerRate: RuleSample.euros(agreed.freelancer), clientVAT: agreed.clientVAT,
            freelancerVAT: agreed.freelancerVAT, title: .freelancer, policy: agreed.policy,
            release: agreed.release, termDays: 30, routingAgreedOn: nil, subject: "Software")
    }

    // MARK: Laws

    private static func random(_ random: inout SeededRandom) -> Agreed {
        func euros(_ range: ClosedRange<Int64>) -> Int64 {
            Int64.random(in: range, using: &random) * 50_00
        }
        var amount = RuleSample.share(Int64.random(in: 50...80, using: &random), 100)
        if Bool.random(using: &random) {
            let first = euros(1...20)
            amount = tiers(
                (first, Int64.random(in: 50...80, using: &random)),
                (first + euros(1...20), Int64.random(in: 50...80, using: &random)),
                (nil, Int64.random(in: 50...80, using: &random)))
        }
        let floor = Bool.random(using: &random) ? euros(0...2) : 0
        let cap = Bool.random(using: &random) ? 200_00 + euros(0...100) : nil
        return Bool.random(using: &random)
            ? freelancer(amount, floor: floor > 0 ? floor : nil, cap: cap)
            : agency(
                RuleSample.share(Int64.random(in: 10...30, using: &random), 100),
                floor: floor > 0 ? floor : nil, cap: cap)
    }

    @Test("no hours give less where none is found", arguments: UInt64(1)...300)
    func anyHours(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let (old, new) = (Self.random(&random), Self.random(&random))
        #expect(try !Self.isLess(old, than: old))
        guard try !Self.isLess(new, than: old) else { return }
        for quarter in Int64(4)...1_200 {
            let hours = Hours(seconds: quarter * 900)
            guard let before = try Self.net(old, hours) else { continue }
            // A cent is the rounding of either.
            let after = try Self.net(new, hours) ?? 0
            #expect(after >= before - 1, "\(quarter) quarters of an hour")
        }
    }

    private static func net(_ agreed: Agreed, _ hours: Hours) throws -> Int64? {
        let rule = try #require(try rule(agreed))
        let line = try RuleSample.line(
            rule, net: hours.at(ratePerHour: RuleSample.euros(agreed.client)).minor, hours: hours,
            rate: agreed.freelancer)
        return (try? SplitRule.divide([line]))?.first?
            .first { $0.payee == .freelancer }?.net.minor
    }
}
