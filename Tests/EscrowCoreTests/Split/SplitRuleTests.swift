import EscrowCore
import LedgerCore
import MoneyCore
import Testing

@Suite("Rules that cannot divide a line are refused (rule.md#refused)")
struct SplitRuleTests {
    struct Wrong: Sendable, CustomTestStringConvertible {
        let error: SplitRuleError
        let parts: [RulePart]
        var code = "R-01"
        var order: [[RulePayee]]?
        var testDescription: String { "\(error.key): \(error)" }
    }

    private static let franc = Currency("CHF") ?? .eur
    private static let half = RuleSample.share(1, 2)
    private static let zero = RuleAmount.share(.zero)
    private static func tier(_ upTo: Int64?, _ percent: Int64) -> RuleAmount.Tier {
        .init(upTo: upTo.map(Sample.euros), share: Share(percent, over: 100) ?? .zero)
    }

    private static func tiers(_ tiers: RuleAmount.Tier...) -> [RulePart] {
        [RulePart(.freelancer, .tiers(tiers), basis: .net), RuleSample.rest]
    }

    @Test(
        "with the setting that is wrong",
        arguments: [
            Wrong(error: .code("R 1"), parts: [RuleSample.rest], code: "R 1"),
            Wrong(
                error: .code("P 1"), parts: [RulePart(.producer("P 1"), .remainder, basis: .gross)]),
            Wrong(error: .partCount(0), parts: []),
            Wrong(
                error: .partCount(65),
                parts: (1...65).map { RulePart(.producer("P-\($0)"), half, basis: .gross) }),
            Wrong(
                error: .currency(key: "parts.0.fixed", franc, expected: .eur),
                parts: [
                    RulePart(.freelancer, .fixed(Money(minor: 1, franc)), basis: .gross),
                    RuleSample.rest,
                ]),
            Wrong(
                error: .notPositive(key: "parts.0.rate"),
                parts: [
                    RulePart(.freelancer, .hours(rate: Sample.euros(0)), basis: .net),
                    RuleSample.rest,
                ]),
            Wrong(
                error: .notPositive(key: "parts.1.fixed"),
                parts: [
                    RuleSample.rest,
                    RulePart(.freelancer, .fixed(Sample.euros(-1)), basis: .gross),
                ]),
            Wrong(
                error: .notPositive(key: "parts.0.share"),
                parts: [RulePart(.freelancer, zero, basis: .net), RuleSample.rest]),
            Wrong(
                error: .aboveWhole(key: "parts.0.share"),
                parts: [
                    RulePart(.freelancer, RuleSample.share(3, 2), basis: .net), RuleSample.rest,
                ]),
            Wrong(error: .tiersNotRising(key: "parts.0.tiers"), parts: tiers()),
            Wrong(
                error: .tiersNotRising(key: "parts.0.tiers.1.upTo"),
                parts: tiers(tier(10, 1), tier(10, 2), tier(nil, 3))),
            Wrong(
                error: .lastTierBounded(key: "parts.0.tiers.1"),
                parts: tiers(tier(10, 1), tier(20, 2))),
            Wrong(
                error: .lastTierBounded(key: "parts.0.tiers.0"),
                parts: tiers(tier(nil, 1), tier(nil, 2))),
            Wrong(
                error: .aboveWhole(key: "parts.0.tiers.0.share"), parts: tiers(tier(nil, 101))),
            Wrong(error: .notPositive(key: "parts.0.tiers"), parts: tiers(tier(nil, 0))),
            Wrong(
                error: .rateIsNet(key: "parts.0.of"),
                parts: [
                    RulePart(.freelancer, .hours(rate: nil), basis: .gross), RuleSample.rest,
                ]),
            Wrong(
                error: .agreedRate(key: "parts.0.rate", payee: "agency"),
                parts: [RulePart(.agency, .hours(rate: nil), basis: .net)]),
            Wrong(
                error: .vatOfEngagement(key: "parts.0.vat", payee: "freelancer"),
                parts: [RulePart(.freelancer, half, basis: .net, vat: .foreign), RuleSample.rest]),
            Wrong(
                error: .notPassedThrough(key: "parts.0.passThrough", payee: "freelancer"),
                parts: [
                    RulePart(.freelancer, half, basis: .net, isPassedThrough: true),
                    RuleSample.rest,
                ]),
            Wrong(
                error: .withoutMeaning(key: "parts.0.passThrough"),
                parts: [
                    RulePart(RuleSample.producer, .remainder, basis: .gross, isPassedThrough: true)
                ]),
            Wrong(
                error: .withoutMeaning(key: "parts.0.cap"),
                parts: [RulePart(.agency, .remainder, basis: .gross, cap: Sample.euros(1))]),
            Wrong(
                error: .floorAboveCap(key: "parts.0.floor"),
                parts: [
                    RulePart(
                        .freelancer, half, basis: .net, floor: Sample.euros(2),
                        cap: Sample.euros(1)), RuleSample.rest,
                ]),
            Wrong(
                error: .payeeTwice(key: "parts.1.payee", payee: "freelancer"),
                parts: [RuleSample.agreed, RuleSample.agreed, RuleSample.rest]),
            Wrong(
                error: .twoRemainders(key: "parts.1.remainder"),
                parts: [RuleSample.rest, RulePart(.freelancer, .remainder, basis: .gross)]),
            Wrong(
                error: .notWhole(sum: "5/6"),
                parts: [
                    RulePart(.freelancer, half, basis: .gross),
                    RulePart(.agency, RuleSample.share(1, 3), basis: .gross),
                ]),
            Wrong(
                error: .shareOfNet(key: "parts.0.of"),
                parts: [
                    RulePart(.freelancer, half, basis: .net),
                    RulePart(.agency, half, basis: .gross),
                ]),
            Wrong(error: .notWhole(sum: "0/1"), parts: [RuleSample.agreed]),
            Wrong(
                error: .nothingRemains(sum: "3/2"),
                parts: [
                    RulePart(.freelancer, RuleSample.share(1, 1), basis: .gross),
                    RulePart(RuleSample.producer, half, basis: .gross), RuleSample.rest,
                ]),
            Wrong(
                error: .orderNames("P-01"), parts: [RuleSample.agreed, RuleSample.rest],
                order: [[RuleSample.producer]]),
            Wrong(
                error: .orderTwice("agency"), parts: [RuleSample.agreed, RuleSample.rest],
                order: [[.agency], [.freelancer, .agency]]),
            Wrong(
                error: .orderLacks("agency"), parts: [RuleSample.agreed, RuleSample.rest],
                order: [[.freelancer]]),
        ])
    func refused(_ wrong: Wrong) {
        #expect(throws: wrong.error) {
            try SplitRule(
                code: wrong.code, currency: .eur, parts: wrong.parts, order: wrong.order)
        }
    }

    @Test("fractions without a common denominator of a size that can be reckoned with")
    func tooFine() {
        #expect(throws: SplitRuleError.tooFine(key: "parts")) {
            try RuleSample.rule(
                RulePart(.freelancer, RuleSample.share(1, 999_983), basis: .gross),
                RulePart(RuleSample.producer, RuleSample.share(1, 999_979), basis: .gross),
                RulePart(.producer("P-02"), RuleSample.share(1, 999_961), basis: .gross),
                RuleSample.rest)
        }
    }
}

@Suite("Rates of VAT by the day of supply (invoice.md#rates)")
struct VATRatesTests {
    @Test(
        "a rate is in force on its days",
        arguments: [
            ("2013-01-31", "19", true), ("2013-01-31", "7", true), ("2013-01-31", "16", false),
            ("2006-12-31", "16", true), ("2006-12-31", "19", false), ("2007-01-01", "19", true),
            ("2020-06-30", "19", true), ("2020-06-30", "16", false), ("2020-07-01", "16", true),
            ("2020-07-01", "5", true), ("2020-07-01", "19", false), ("2020-12-31", "16", true),
            ("2021-01-01", "16", false), ("2021-01-01", "7", true),
            ("2020-07-01", "reverse-charge", true),
        ])
    func inForce(day: String, status: String, allowed: Bool) throws {
        let day = try #require(Day(day))
        let rates = try #require(VATRates.on(day))
        let written = try #require(VATStatus(status))
        #expect(rates.allows(written) == allowed)
    }

    @Test("before the table begins there are none")
    func before() throws {
        let day = try #require(Day("1992-12-31"))
        #expect(VATRates.on(day) == nil)
    }
}
