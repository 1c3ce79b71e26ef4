import EscrowCore
import InsolvencyCore
import MoneyCore
import Testing

@Suite("Avoidance within the models")
struct SimulationAvoidanceTests {
    private func run(
        _ caseFile: CaseFile, quota: QuotaMode = Scenario.meanQuota, habit days: Int = 60,
        estate: EstateSettings? = nil, trust: TrustSettings = TrustSettings(),
        avoidance change: (inout AvoidanceSettings) -> Void
    ) throws -> Outcome {
        var avoidance = AvoidanceSettings()
        avoidance.isTested = true
        avoidance.illiquidSince = Example.day("2013-01-01")
        avoidance.knownSince = Example.day("2013-01-01")
        change(&avoidance)
        var habit = HabitSettings()
        habit.daysAfterInvoice = days
        var time = TimeSettings()
        time.openingDay = Example.day("2013-06-05")
        return try Simulation.run(
            caseFile,
            Scenario(
                quota: quota, habit: habit, trust: trust, time: time, avoidance: avoidance,
                estate: estate))
    }

    private func total(_ model: PaymentModel, _ outcome: Outcome) throws -> FreelancerResult {
        try #require(outcome.result(of: model)).total
    }

    @Test("(a) gives back what it was paid late in the third month before filing")
    func standard() throws {
        // Invoices of October to December, paid 60 days later: 30 December, 29 January, 1 March.
        let outcome = try run(Example.sample()) { _ in }
        let row = try total(.standard, outcome)
        #expect(row.alreadyPaid.minor == 45_696_00)
        #expect(row.clawedBack.minor == 2 * 15_232_00)
        // 41,888.00 and what revives, at 6.1 %.
        #expect(row.recovered.quota.minor == 4_413_47)
        #expect(row.loss.minor == 41_888_00 + 30_464_00 - 4_413_47)
        #expect(row.finally.minor == 45_696_00 - 30_464_00 + 4_413_47)
        let back = row.cash.first { $0.route == .clawback }
        #expect(back?.day == Example.day("2013-12-02"))
        #expect(back?.amount.minor == -30_464_00)
        #expect(row.lossNetOfVAT.minor == 57_091_20)
        let result = try #require(outcome.result(of: .standard))
        #expect(result.clawback?.total == 30_464_00)
        #expect(result.waterfall.mass.minor >= 30_464_00)
    }

    @Test("paid within 30 days, or to somebody who knew nothing, all stands")
    func stands() throws {
        let early = try run(Example.sample(), habit: 30) { _ in }
        #expect(try total(.standard, early).clawedBack.minor == 0)
        let unknown = try run(Example.sample()) { $0.knownSince = nil }
        #expect(try total(.standard, unknown).clawedBack.minor == 0)
        let other = try run(Example.sample()) { $0.knownSinceBy = ["F-01": Example.filingDay] }
        #expect(try total(.standard, other).clawedBack.minor == 0)
    }

    @Test("(b), (c) and a segregated trust pay out of nobody's estate")
    func direct() throws {
        let outcome = try run(Example.sample()) { _ in }
        for model in [PaymentModel.separate, .collecting, .trust] {
            #expect(try total(model, outcome).clawedBack.minor == 0)
        }
        #expect(
            !outcome.notes.contains { if case .directPaymentsAtRisk = $0 { true } else { false } })
    }

    @Test("without a routing agreement (b) gives back the last month, or more once illiquid")
    func noAgreement() throws {
        let item = WorkItem(
            engagement: "E-01", client: "C-01", freelancer: "F-01",
            clientVAT: .domestic(Example.vat), freelancerVAT: .domestic(Example.vat),
            title: .freelancer, performedFrom: Example.day("2012-12-01"),
            performedTo: Example.day("2012-12-31"), hours: try #require(Hours("160")),
            prices: try Example.prices("160"),
            receipts: [
                .init(day: Example.day("2013-02-21"), amount: Example.eur(10_000_00)),
                .init(day: Example.day("2013-02-22"), amount: Example.eur(9_040_00)),
            ])
        let liquid = try run(Example.caseFile([item])) {
            $0.illiquidSince = nil
            $0.knownSince = nil
        }
        #expect(try total(.separate, liquid).clawedBack.minor == 7_232_00)
        let illiquid = try run(Example.caseFile([item])) { $0.knownSince = nil }
        #expect(try total(.separate, illiquid).clawedBack.minor == 15_232_00)
    }

    @Test("under G3 the trust's payouts are the agency's payments")
    func quotaOnly() throws {
        var trust = TrustSettings()
        trust.grade = .quotaOnly
        let outcome = try run(Example.sample(), trust: trust) { $0.exchangeDays = 29 }
        // Payouts of 29 December for November, of 31 January for December: 29 and 31 days.
        let row = try total(.trust, outcome)
        #expect(row.clawedBack.minor == 15_232_00)
    }

    @Test("proceedings that are not opened bring nothing back")
    func notOpened() throws {
        let outcome = try run(Example.sample(), quota: .computed) { _ in }
        let result = try #require(outcome.result(of: .standard))
        #expect(result.waterfall.ending == .notOpened || result.total.clawedBack.minor > 0)
        #expect((result.waterfall.ending == .notOpened) == (result.clawback == nil))
    }

    @Test("an opened estate owes the VAT in what came back")
    func vat() throws {
        var estate = EstateSettings(.eur)
        estate.cash = Example.eur(100_000_00)
        let outcome = try run(Example.sample(), quota: .computed, estate: estate) { _ in }
        let result = try #require(outcome.result(of: .standard))
        #expect(result.waterfall.ending == .distributed)
        // 19/119 of 30,464.00.
        #expect(result.waterfall.oldLiabilities.minor == 4_864_00)
        #expect(result.waterfall.claims.contains { $0.amount.minor == 72_352_00 })
    }
}
