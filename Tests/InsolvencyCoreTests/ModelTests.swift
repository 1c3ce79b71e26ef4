import EscrowCore
import InsolvencyCore
import MoneyCore
import Testing

@Suite("The five models on the worked example")
struct ModelTests {
    private func only(_ model: PaymentModel, _ outcome: Outcome) throws -> FreelancerResult {
        let result = try #require(outcome.result(of: model))
        #expect(result.freelancers.count == 1)
        return result.total
    }

    @Test("the sample's F-01: 41,888.00 exposed under (a), 15,232.00 in the trust under (d)")
    func sample() throws {
        let outcome = try Example.run(Example.sample(), models: PaymentModel.allCases)
        let standard = try only(.standard, outcome)
        #expect(standard.exposure.minor == 41_888_00)
        #expect(standard.alreadyPaid.minor == 45_696_00)
        #expect(standard.performed.minor == 87_584_00)
        #expect(standard.inTrust.minor == 0)
        #expect(standard.withClient.minor == 26_656_00)
        let trust = try only(.trust, outcome)
        #expect(trust.inTrust.minor == 15_232_00)
        #expect(trust.withClient.minor == 26_656_00)
        #expect(trust.exposure.minor == 41_888_00)
        #expect(trust.alreadyPaid.minor == 45_696_00)
        #expect(trust.loss.minor == 0)
        #expect(trust.protectedShare == 100_00)
        #expect(trust.firstCashDay == Example.day("2013-03-30"))
        #expect(
            trust.cash.map { "\($0.day) \($0.route.rawValue) \($0.amount.plain)" } == [
                "2013-03-30 client 15232.00", "2013-04-21 trust 15232.00",
                "2013-04-21 client 11424.00",
            ])
        #expect(outcome.isSample)
        #expect(outcome.head == .init(size: 42, root: "ab12"))
    }

    @Test(
        "the habit pays strictly before the filing day",
        arguments: [
            // December's invoice of 31 December is paid on 21 or on 22 March.
            (80, 41_888_00), (81, 57_120_00),
            // January's of 31 January likewise.
            (49, 26_656_00), (50, 41_888_00),
        ] as [(Int, Int64)])
    func habitEdge(days: Int, exposure: Int64) throws {
        var habit = HabitSettings()
        habit.daysAfterInvoice = days
        let outcome = try Example.run(Example.sample(), models: [.standard], habit: habit)
        #expect(try only(.standard, outcome).exposure.minor == exposure)
    }

    struct QuotaCase: Sendable, CustomTestStringConvertible {
        let percent: String
        let quota: Int64
        var testDescription: String { "\(percent) %" }
    }

    @Test(
        "a quota on 41,888.00 (O3)",
        arguments: [
            QuotaCase(percent: "3.6", quota: 1_507_97), QuotaCase(percent: "5.4", quota: 2_261_95),
            QuotaCase(percent: "6.1", quota: 2_555_17), QuotaCase(percent: "6.2", quota: 2_597_06),
            QuotaCase(percent: "10", quota: 4_188_80), QuotaCase(percent: "0", quota: 0),
            QuotaCase(percent: "100", quota: 41_888_00),
        ])
    func quota(_ example: QuotaCase) throws {
        let outcome = try Example.run(
            Example.sample(), quota: .fixed(Example.percent(example.percent)), models: [.standard])
        let row = try only(.standard, outcome)
        #expect(row.recovered.quota.minor == example.quota)
        #expect(row.loss.minor == 41_888_00 - example.quota)
    }

    @Test("loss, loss net of VAT and present value at 6.1 % (O3)")
    func loss() throws {
        let row = try only(.standard, Example.run(Example.sample(), models: [.standard]))
        #expect(row.loss.minor == 39_332_83)
        #expect(row.lossNetOfVAT.minor == 33_052_80)
        #expect(row.presentValue.minor == 1_842_33)
        #expect(try Example.vat.vatIncluded(in: row.recovered.quota).minor == 407_97)
        #expect(row.protectedShare == 0)
        #expect(row.recoveredShare == 6_10)
        #expect(row.firstCashDay == Example.day("2017-06-20"))
    }

    @Test("without VAT on the freelancer's invoice the loss is the loss")
    func lossWithoutVAT() throws {
        let prices = try Prices(
            hours: #require(Hours("160")), clientRate: Example.eur(100_00),
            freelancerRate: Example.eur(80_00), clientVAT: .domestic(Example.vat),
            freelancerVAT: .smallEntrepreneur)
        let item = WorkItem(
            engagement: "E-01", client: "C-01", freelancer: "F-01",
            clientVAT: .domestic(Example.vat), freelancerVAT: .smallEntrepreneur, title: .agency,
            performedFrom: Example.day("2013-02-01"), performedTo: Example.day("2013-02-28"),
            hours: try #require(Hours("160")), prices: prices)
        let row = try only(
            .standard, Example.run(Example.caseFile([item]), models: [.standard]))
        #expect(row.loss.minor == 12_019_20)
        #expect(row.lossNetOfVAT == row.loss)
    }

    @Test("a computed quota: the waterfall of O6 pays 2,792.53 on 41,888.00")
    func computedQuota() throws {
        var estate = EstateSettings(.eur)
        estate.cash = Example.eur(400_000_00)
        estate.receivables = Example.eur(3_000_000_00)
        estate.collected = Example.percent("90")
        estate.assigned = .whole
        estate.loan = Example.eur(1_800_000_00)
        estate.avoidance = Example.eur(100_000_00)
        estate.oldLiabilities = Example.eur(488_792_50)
        estate.otherClaims = Example.eur(11_958_112_00)
        // The freelancer's work as an older claim, so that the book adds no client money.
        var habit = HabitSettings()
        habit.oldClaims = ["F-01": Example.eur(41_888_00)]
        let caseFile = try CaseFile(
            currency: .eur, filingDay: Example.day("2022-03-22"), head: .init(size: 1, root: ""),
            isSample: false, clients: [], freelancers: ["F-01"], items: [])
        let outcome = try Simulation.run(
            caseFile,
            Scenario(models: [.standard], quota: .computed, habit: habit, estate: estate))
        let result = try #require(outcome.result(of: .standard))
        #expect(result.waterfall.quota == Share(1, over: 15))
        #expect(result.total.recovered.quota.minor == 2_792_53)
    }

    @Test("client money and its VAT flow into the estate under (a), by title under (d)")
    func estateOfBook() throws {
        var estate = EstateSettings(.eur)
        estate.cash = Example.eur(10_000_00)
        estate.spentShare = .zero
        let outcome = try Example.run(
            Example.sample(), quota: .computed, models: [.standard, .trust], estate: estate)
        let standard = try #require(outcome.result(of: .standard)).waterfall
        // 10,000 + four receipts - three payments, and 33,320 collected later.
        #expect(standard.mass.minor == 10_000_00 + 4 * 19_040_00 - 45_696_00 + 33_320_00)
        // 19/119 of February and March, whether invoiced or not.
        #expect(standard.newLiabilities.minor == 5_320_00)
        // Input VAT of January and February, less output VAT of February's open invoice.
        #expect(standard.claims.last?.creditor == .taxOffice)
        #expect(standard.claims.last?.amount == Example.eur(1_824_00))
        let trust = try #require(outcome.result(of: .trust)).waterfall
        #expect(trust.mass.minor == 10_000_00 + 4 * 3_808_00 + 6_664_00)
        #expect(trust.newLiabilities.minor == 1_064_00)
        #expect(trust.claims.isEmpty)
    }
}
