import EscrowCore
import InsolvencyCore
import MoneyCore
import Testing

@Suite("Separate payment, collecting freelancers, puts")
struct OtherModelTests {
    private var puts: PutSettings {
        PutSettings(
            strike: Example.eur(20_00), premium: Example.eur(1_10), priceAtFiling: Example.eur(50),
            expiry: Example.day("2013-06-21"))
    }

    private func hedged(_ puts: PutSettings?) throws -> ModelResult {
        let outcome = try Example.run(Example.sample(), models: [.hedged], puts: puts)
        return try #require(outcome.result(of: .hedged))
    }

    @Test("21 contracts bring the total to 98.35 % (O19)")
    func hedge() throws {
        let result = try hedged(puts)
        let hedge = try #require(result.hedges.first)
        #expect(hedge.contracts == 21)
        #expect(hedge.payoff.minor == 40_950_00)
        #expect(hedge.premiums.minor == 2_310_00)
        #expect(hedge.failure == nil)
        #expect(result.total.recovered.total.minor == 41_195_17)
        #expect(result.total.recoveredShare == 98_35)
        #expect(result.total.loss.minor == 692_83)
        #expect(result.holdings[.optionWriter].minor == -38_640_00)
        #expect(result.total.presentValue.minor == 40_950_00 - 2_310_00 + 1_842_33)
    }

    struct Failing: Sendable, CustomTestStringConvertible {
        let failure: Hedge.Failure
        let total: Int64
        let change: @Sendable (inout PutSettings) -> Void
        var testDescription: String { failure.rawValue }
    }

    @Test(
        "puts that do not pay leave the quota, less what was paid for them (O19)",
        arguments: [
            Failing(failure: .notListed, total: 2_555_17) { $0.isListed = false },
            Failing(failure: .expired, total: 2_555_17 - 2_310_00) {
                $0.expiry = Example.day("2013-03-21")
            },
            Failing(failure: .expired, total: 2_555_17) {
                $0.expiry = Example.day("2013-03-21")
                $0.rolls = 0
            },
            Failing(failure: .noFall, total: 2_555_17 - 2_200_00) {
                $0.priceAtFiling = Example.eur(20_00)
            },
        ])
    func hedgeFails(_ example: Failing) throws {
        var puts = puts
        example.change(&puts)
        let result = try hedged(puts)
        #expect(result.hedges.first?.failure == example.failure)
        #expect(result.total.recovered.total.minor == example.total)
    }

    @Test("no puts at all, a fixed number of contracts, several rolls")
    func hedgeSizes() throws {
        #expect(try hedged(nil).hedges.first?.failure == .noPuts)
        var fixed = puts
        fixed.size = .contracts(10)
        fixed.rolls = 3
        fixed.monthsPerRoll = 6
        let hedge = try #require(hedged(fixed).hedges.first)
        #expect(hedge.payoff.minor == 19_500_00)
        #expect(hedge.premiums.minor == 3_300_00)
        #expect(hedge.costPerYear.minor == 2_200_00)
        var half = puts
        half.size = .ratio(Example.percent("50"))
        #expect(try hedged(half).hedges.first?.contracts == 11)
    }

    @Test("(b) leaves what came, and the open part with the client; the failure changes nothing")
    func separate() throws {
        let outcome = try Example.run(Example.sample(), models: [.separate])
        let result = try #require(outcome.result(of: .separate))
        #expect(result.total.alreadyPaid.minor == 4 * 15_232_00)
        #expect(result.total.exposure.minor == 26_656_00)
        #expect(result.total.recovered.client.minor == 26_656_00)
        #expect(result.total.loss.minor == 0)
    }

    struct Split: Sendable, CustomTestStringConvertible {
        let policy: SplitPolicy
        let received: Int64
        let freelancer: Int64
        var testDescription: String { "\(policy.rawValue) of \(received)" }
    }

    @Test(
        "a partial receipt is split by the engagement's policy (O17)",
        arguments: [
            Split(policy: .proRata, received: 10_000_00, freelancer: 8_000_00),
            Split(policy: .freelancerFirst, received: 10_000_00, freelancer: 10_000_00),
            Split(policy: .agencyFirst, received: 10_000_00, freelancer: 6_192_00),
            Split(policy: .agencyFirst, received: 3_000_00, freelancer: 0),
            Split(policy: .freelancerFirst, received: 16_000_00, freelancer: 15_232_00),
        ])
    func partial(_ example: Split) throws {
        let item = WorkItem(
            engagement: "E-01", client: "C-01", freelancer: "F-01",
            clientVAT: .domestic(Example.vat), freelancerVAT: .domestic(Example.vat),
            title: .freelancer, policy: example.policy, performedFrom: Example.day("2013-01-01"),
            performedTo: Example.day("2013-01-31"), hours: try #require(Hours("160")),
            prices: try Example.prices("160"),
            receipts: [
                .init(day: Example.day("2013-03-01"), amount: Example.eur(example.received))
            ])
        let outcome = try Example.run(Example.caseFile([item]), models: [.separate])
        let total = try #require(outcome.result(of: .separate)).total
        #expect(total.alreadyPaid.minor == example.freelancer)
        #expect(total.recovered.client.minor == 15_232_00 - example.freelancer)
        // No routing agreement: the payment of 1 March may be avoided.
        let risk = example.freelancer > 0
        #expect(
            outcome.notes.contains(.directPaymentsAtRisk(Example.eur(example.freelancer))) == risk)
    }

    @Test(
        "(c) sets an older claim off against the agency's share, unless that is barred",
        arguments: [false, true])
    func collecting(isBarred: Bool) throws {
        var habit = HabitSettings()
        habit.oldClaims = ["F-01": Example.eur(10_000_00)]
        habit.isSetOffBarred = isBarred
        let outcome = try Example.run(Example.sample(), models: [.collecting], habit: habit)
        let result = try #require(outcome.result(of: .collecting))
        let recovered = result.total.recovered
        // Only January's receipt of 1 March is younger than 30 days: 3,808.00 are not remitted.
        #expect(recovered.setOff.minor == (isBarred ? 0 : 3_808_00))
        #expect(recovered.quota.minor == (isBarred ? 610_00 : 377_71))
        #expect(result.total.exposure.minor == 36_656_00)
        #expect(result.waterfall.mass.minor == 6_664_00 + (isBarred ? 3_808_00 : 0))
    }

    @Test("the reader is told where (a) pays more, and that a client may never pay")
    func notes() throws {
        var habit = HabitSettings()
        habit.daysAfterInvoice = 0
        let risk = ClientRisk(defaultProbability: .whole)
        let outcome = try Example.run(
            Example.sample(), models: PaymentModel.allCases, habit: habit, risk: risk)
        // February's 15,232.00 paid ahead of the client, and March's 11,424.00 at the quota.
        let more = Example.eur(15_232_00 + 696_86)
        #expect(outcome.notes.contains(.standardPaysMore(freelancers: ["F-01"], by: more)))
        #expect(outcome.notes.contains(.clientMayNotPay(Example.eur(26_656_00))))
        #expect(outcome.notes.contains(.hedgeFailed(.noPuts)))
        #expect(outcome.notes.contains(.agencyOverdrawn(.standard, Example.eur(0))) == false)
    }
}
