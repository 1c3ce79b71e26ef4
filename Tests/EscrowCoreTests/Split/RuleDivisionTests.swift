import EscrowCore
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// Rules and lines of the tests.
enum RuleSample {
    static func euros(_ minor: Int64) -> Money { Money(minor: minor, .eur) }

    static func share(_ numerator: Int64, _ denominator: Int64) -> RuleAmount {
        .share(Share(numerator, over: denominator) ?? .zero)
    }

    static func rule(
        _ parts: RulePart..., order: [[RulePayee]]? = nil, setsVATAside: Bool = false
    ) throws(SplitRuleError) -> SplitRule {
        try SplitRule(
            code: "R-01", currency: .eur, parts: parts, order: order, setsVATAside: setsVATAside)
    }

    static func line(
        _ rule: SplitRule, net: Int64, hours: Hours? = nil, units: Int64? = nil,
        rate: Int64? = nil, clientVAT: VATStatus = Sample.standard,
        freelancerVAT: VATStatus = Sample.standard, policy: SplitPolicy = .proRata
    ) throws -> RuledLine {
        let net = euros(net)
        return RuledLine(
            rule: rule, net: net, gross: try net.adding(net.times(clientVAT.rate)), hours: hours,
            units: units, freelancerRate: rate.map(euros), clientVAT: clientVAT,
            freelancerVAT: freelancerVAT, policy: policy)
    }

    static let rest = RulePart(.agency, .remainder, basis: .gross)
    static let agreed = RulePart(.freelancer, .hours(rate: nil), basis: .net)
    static let producer = RulePayee.producer("P-01")
    static let hours = Hours(seconds: 160 * 3600)
}

@Suite("A rule divides a line (rule.md#arithmetic)")
struct RuleDivisionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let parts: [RulePart]
        var net: Int64 = 16_000_00
        var hours: Hours? = RuleSample.hours
        var units: Int64?
        var clientVAT = Sample.standard
        var freelancerVAT = Sample.standard
        let gross: [Int64]
        let nets: [Int64]
        var testDescription: String { name }
    }

    private static let tiers: [RuleAmount.Tier] = [
        .init(upTo: Sample.euros(10_000_00), share: Share(80, over: 100) ?? .zero),
        .init(upTo: Sample.euros(15_000_00), share: Share(85, over: 100) ?? .zero),
        .init(upTo: nil, share: Share(90, over: 100) ?? .zero),
    ]

    @Test(
        "parts by every kind of amount",
        arguments: [
            Case(
                name: "O1: hours at the agreed rate, the rest",
                parts: [RuleSample.agreed, RuleSample.rest], gross: [15_232_00, 3_808_00],
                nets: [12_800_00, 3_200_00]),
            Case(
                name: "O16: a freelancer without VAT",
                parts: [RuleSample.agreed, RuleSample.rest], freelancerVAT: .smallBusiness,
                gross: [12_800_00, 6_240_00], nets: [12_800_00, 3_200_00]),
            Case(
                name: "O16: reverse charge", parts: [RuleSample.agreed, RuleSample.rest],
                freelancerVAT: .reverseCharge, gross: [12_800_00, 6_240_00],
                nets: [12_800_00, 3_200_00]),
            Case(
                name: "O16: a client abroad", parts: [RuleSample.agreed, RuleSample.rest],
                clientVAT: .foreign, gross: [15_232_00, 768_00], nets: [12_800_00, 3_200_00]),
            Case(
                name: "80 % of the net, with VAT on top",
                parts: [
                    RulePart(.freelancer, RuleSample.share(4, 5), basis: .net), RuleSample.rest,
                ], hours: nil, gross: [15_232_00, 3_808_00], nets: [12_800_00, 3_200_00]),
            Case(
                name: "a third of the gross, VAT inside",
                parts: [
                    RulePart(.freelancer, RuleSample.share(1, 3), basis: .gross), RuleSample.rest,
                ], gross: [6_346_67, 12_693_33], nets: [5_333_34, 10_666_66]),
            Case(
                name: "plain shares of the gross: largest remainder",
                parts: [
                    RulePart(.freelancer, RuleSample.share(1, 2), basis: .gross),
                    RulePart(.agency, RuleSample.share(3, 10), basis: .gross),
                    RulePart(RuleSample.producer, RuleSample.share(1, 5), basis: .gross),
                ], net: 33_33, clientVAT: .foreign, freelancerVAT: .smallBusiness,
                gross: [16_66, 10_00, 6_67], nets: [16_66, 10_00, 6_67]),
            Case(
                name: "a fixed fee for the agency, the rest for the freelancer",
                parts: [
                    RulePart(.freelancer, .remainder, basis: .gross),
                    RulePart(.agency, .fixed(Sample.euros(1_190_00)), basis: .gross),
                ], gross: [17_850_00, 1_190_00], nets: [15_000_00, 1_000_00]),
            Case(
                name: "a net fee for the agency has the client's VAT on top",
                parts: [
                    RulePart(.freelancer, .remainder, basis: .gross),
                    RulePart(.agency, .fixed(Sample.euros(1_000_00)), basis: .net),
                ], gross: [17_850_00, 1_190_00], nets: [15_000_00, 1_000_00]),
            Case(
                name: "tiers are marginal: 8,000 + 4,250 + 900",
                parts: [
                    RulePart(.freelancer, .tiers(tiers), basis: .net), RuleSample.rest,
                ], gross: [15_648_50, 3_391_50], nets: [13_150_00, 2_850_00]),
            Case(
                name: "below the first bound",
                parts: [
                    RulePart(.freelancer, .tiers(tiers), basis: .net), RuleSample.rest,
                ], net: 1_00, gross: [95, 24], nets: [80, 20]),
            Case(
                name: "a cap",
                parts: [
                    RulePart(
                        .agency, RuleSample.share(1, 4), basis: .net, cap: Sample.euros(2_000_00)),
                    RulePart(.freelancer, .remainder, basis: .gross),
                ], gross: [2_380_00, 16_660_00], nets: [2_000_00, 14_000_00]),
            Case(
                name: "a floor",
                parts: [
                    RulePart(
                        .agency, RuleSample.share(1, 100), basis: .net, floor: Sample.euros(500_00)),
                    RulePart(.freelancer, .remainder, basis: .gross),
                ], gross: [595_00, 18_445_00], nets: [500_00, 15_500_00]),
            Case(
                name: "a premium per unit comes off first",
                parts: [
                    RulePart(
                        RuleSample.producer, .perUnit(Sample.euros(20)), basis: .gross,
                        isPassedThrough: true),
                    RulePart(.freelancer, RuleSample.share(1, 2), basis: .gross), RuleSample.rest,
                ], net: 1_000_00, units: 500, clientVAT: .foreign, freelancerVAT: .smallBusiness,
                gross: [100_00, 450_00, 450_00], nets: [100_00, 450_00, 450_00]),
            Case(
                name: "a premium with VAT of its own",
                parts: [
                    RulePart(
                        RuleSample.producer, .fixed(Sample.euros(100_00)), basis: .net,
                        vat: VATStatus("7"), isPassedThrough: true),
                    RulePart(.freelancer, RuleSample.share(1, 2), basis: .net), RuleSample.rest,
                ], net: 1_000_00, gross: [107_00, 535_50, 547_50], nets: [100_00, 450_00, 450_00]),
        ])
    func amounts(_ example: Case) throws {
        let rule = try SplitRule(code: "R-01", currency: .eur, parts: example.parts)
        let line = try RuleSample.line(
            rule, net: example.net, hours: example.hours, units: example.units, rate: 80_00,
            clientVAT: example.clientVAT, freelancerVAT: example.freelancerVAT)
        let parts = try SplitRule.divide([line])[0]

        #expect(parts.map(\.gross.minor) == example.gross)
        #expect(parts.map(\.net.minor) == example.nets)
        #expect(parts.map(\.payee) == example.parts.map(\.payee))
    }

    @Test("O16: 14,000 net to the freelancer of a client abroad leave 660.00 missing")
    func impossible() throws {
        let line = try RuleSample.line(
            try RuleSample.rule(RuleSample.agreed, RuleSample.rest), net: 16_000_00,
            hours: RuleSample.hours, rate: 87_50, clientVAT: .foreign)
        #expect(throws: RuleDivisionError.impossible(line: 0, missing: Sample.euros(660_00))) {
            try SplitRule.divide([line])
        }
    }

    @Test("a premium above the whole line is impossible, also without a remainder")
    func premiumAbove() throws {
        let rule = try RuleSample.rule(
            RulePart(
                RuleSample.producer, .fixed(Sample.euros(200_00)), basis: .gross,
                isPassedThrough: true),
            RulePart(.freelancer, RuleSample.share(1, 1), basis: .gross))
        let line = try RuleSample.line(rule, net: 100_00)
        #expect(throws: RuleDivisionError.impossible(line: 0, missing: Sample.euros(81_00))) {
            try SplitRule.divide([line])
        }
    }

    @Test("what a rule reckons by must be there")
    func missing() throws {
        let perUnit = RulePart(RuleSample.producer, .perUnit(Sample.euros(1)), basis: .gross)
        let byHours = try RuleSample.rule(RuleSample.agreed, RuleSample.rest)
        let byUnits = try RuleSample.rule(RuleSample.agreed, perUnit, RuleSample.rest)
        for (line, error) in [
            (
                try RuleSample.line(byHours, net: 1_00, rate: 1),
                RuleDivisionError.hoursMissing(line: 0)
            ),
            (
                try RuleSample.line(byHours, net: 1_00, hours: RuleSample.hours),
                .rateMissing(line: 0)
            ),
            (
                try RuleSample.line(byUnits, net: 9_00, hours: Hours(seconds: 3600), rate: 1),
                .unitsMissing(line: 0)
            ),
            (
                try RuleSample.line(byHours, net: 1_00, hours: Hours(seconds: 0), rate: 1),
                .noAmount(line: 0)
            ),
        ] {
            #expect(throws: error) { try SplitRule.divide([line]) }
        }
    }

    @Test("VAT inside 8,000.00 at 19 % is 1,277.31 (O17)")
    func inside() throws {
        #expect(try Sample.standard.net(inside: Sample.euros(8_000_00)).minor == 6_722_69)
        #expect(try VATStatus.smallBusiness.net(inside: Sample.euros(8_000_00)).minor == 8_000_00)
    }

    @Test(
        "O17: 10,000 of 19,040 under each policy, and the rest after it",
        arguments: [
            (SplitPolicy.proRata, [8_000_00, 2_000_00], [7_232_00, 1_808_00]),
            (.freelancerFirst, [10_000_00, 0], [5_232_00, 3_808_00]),
            (.agencyFirst, [6_192_00, 3_808_00], [9_040_00, 0]),
        ] as [(SplitPolicy, [Int64], [Int64])])
    func policies(policy: SplitPolicy, first: [Int64], second: [Int64]) throws {
        let line = try RuleSample.line(
            try RuleSample.rule(RuleSample.agreed, RuleSample.rest), net: 16_000_00,
            hours: RuleSample.hours, rate: 80_00, policy: policy)
        let preview = try SplitPreview(
            line, received: [10_000_00, 9_040_00, 60_00].map(Sample.euros))

        #expect(
            preview.payments.map { $0.given.map(\.minor) } == [first, second, [0, 0]])
        #expect(preview.payments.map(\.excess.minor) == [0, 0, 60_00])
    }

    @Test(
        "O17: amounts that do not divide",
        arguments: [
            (100_01, [1, 1, 1], [33_34, 33_34, 33_33]), (5, [1, 1, 1], [2, 2, 1]),
            (33_33, [50, 30, 20], [16_66, 10_00, 6_67]), (1, [1, 1], [1, 0]),
        ] as [(Int64, [Int64], [Int64])])
    func remainders(amount: Int64, weights: [Int64], given: [Int64]) throws {
        let payees: [RulePayee] = [.freelancer, .agency, RuleSample.producer]
        let sum = weights.reduce(0, +)
        let rule = try SplitRule(
            code: "R-01", currency: .eur,
            parts: zip(payees, weights).map {
                RulePart($0, RuleSample.share($1, sum), basis: .gross)
            })
        let line = try RuleSample.line(
            rule, net: amount, clientVAT: .foreign, freelancerVAT: .smallBusiness)
        #expect(try SplitRule.divide([line])[0].map(\.gross.minor) == given)
    }

    @Test("an order is a waterfall; who shares a place shares pro rata")
    func order() throws {
        let rule = try RuleSample.rule(
            RulePart(.freelancer, RuleSample.share(1, 2), basis: .gross),
            RulePart(RuleSample.producer, RuleSample.share(1, 4), basis: .gross),
            RulePart(.producer("P-02"), RuleSample.share(1, 8), basis: .gross),
            RulePart(.agency, RuleSample.share(1, 8), basis: .gross),
            order: [[RuleSample.producer], [.freelancer, .producer("P-02")], [.agency]])
        let line = try RuleSample.line(rule, net: 800_00, clientVAT: .foreign)
        let preview = try SplitPreview(line, received: [250_00, 450_00, 100_00].map(Sample.euros))

        #expect(
            preview.payments.map { $0.given.map(\.minor) } == [
                [40_00, 200_00, 10_00, 0], [360_00, 0, 90_00, 0], [0, 0, 0, 100_00],
            ])
    }

    @Test("the fraction stands with the part")
    func fraction() throws {
        let rule = try RuleSample.rule(
            RulePart(.freelancer, RuleSample.share(2, 6), basis: .net), RuleSample.rest)
        let parts = try SplitRule.divide([try RuleSample.line(rule, net: 100_00)])[0]
        #expect(parts.map(\.share?.share.description) == ["1/3", nil])
        #expect(parts.map(\.share?.basis) == [.net, nil])
    }
}
