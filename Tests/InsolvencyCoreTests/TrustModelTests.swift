import EscrowCore
import InsolvencyCore
import MoneyCore
import Testing

@Suite("The trust's grade and the title of the claims")
struct TrustModelTests {
    private func trust(
        _ caseFile: CaseFile, quota: QuotaMode = Scenario.meanQuota,
        risk: ClientRisk = ClientRisk(),
        estate: EstateSettings? = nil, change: (inout TrustSettings) -> Void = { _ in }
    ) throws -> ModelResult {
        var settings = TrustSettings()
        change(&settings)
        let outcome = try Example.run(
            caseFile, quota: quota, models: [.trust], trust: settings, estate: estate, risk: risk)
        return try #require(outcome.result(of: .trust))
    }

    struct Grade: Sendable, CustomTestStringConvertible {
        let grade: TrustGrade
        let contribution: String
        let trust: Int64
        let quota: Int64
        var testDescription: String { "\(grade.rawValue) \(contribution) %" }
    }

    @Test(
        "15,232.00 in the trust by grade (O25)",
        arguments: [
            Grade(grade: .segregated, contribution: "9", trust: 15_232_00, quota: 0),
            Grade(grade: .preferential, contribution: "9", trust: 13_861_12, quota: 0),
            Grade(grade: .preferential, contribution: "4", trust: 14_622_72, quota: 0),
            Grade(grade: .preferential, contribution: "0", trust: 15_232_00, quota: 0),
            Grade(grade: .quotaOnly, contribution: "9", trust: 0, quota: 929_15),
        ])
    func grades(_ example: Grade) throws {
        let result = try trust(Example.sample()) {
            $0.grade = example.grade
            $0.contribution = Example.percent(example.contribution)
        }
        #expect(result.total.recovered.trust.minor == example.trust)
        #expect(result.total.recovered.quota.minor == example.quota)
        #expect(result.total.recovered.client.minor == 26_656_00)
    }

    @Test("all three grades stand side by side")
    func comparison() throws {
        let outcome = try Example.run(Example.sample(), models: [.trust])
        #expect(outcome.grades.map(\.grade) == [.segregated, .preferential, .quotaOnly])
        #expect(
            outcome.grades.map(\.total.recovered.total.minor) == [
                41_888_00, 40_517_12, 27_585_15,
            ])
    }

    struct Title: Sendable, CustomTestStringConvertible {
        let name: String
        let title: ClaimTitle
        let isProtected: Bool
        var testDescription: String { name }
    }

    @Test(
        "26,656.00 still with the client by title (O25)",
        arguments: [
            Title(name: "freelancer", title: .freelancer, isProtected: true),
            Title(name: "agency", title: .agency, isProtected: false),
            Title(
                name: "trustee, released",
                title: .trustee(
                    assignedOn: Example.day("2012-09-01"), globalAssignmentReleased: true),
                isProtected: true),
            Title(
                name: "trustee, not released",
                title: .trustee(
                    assignedOn: Example.day("2012-09-01"), globalAssignmentReleased: false),
                isProtected: false),
            Title(
                name: "trustee, on the day of opening",
                title: .trustee(assignedOn: Example.filingDay, globalAssignmentReleased: true),
                isProtected: false),
        ])
    func titles(_ example: Title) throws {
        for result in [
            try trust(Example.sample(title: example.title)),
            try trust(Example.sample()) { $0.titleOverride = example.title },
        ] {
            #expect(result.total.recovered.client.minor == (example.isProtected ? 26_656_00 : 0))
            #expect(result.total.recovered.quota.minor == (example.isProtected ? 0 : 1_626_02))
        }
    }

    @Test("G1 with the agency's title protects only 36.4 %, with the quota 40.2 % (O25)")
    func cliff() throws {
        let total = try trust(Example.sample(title: .agency)).total
        #expect(total.protectedShare == 36_36)
        #expect(total.recovered.total.minor == 16_858_02)
        #expect(total.recoveredShare == 40_25)
    }

    @Test("a client that fails is lost, unless the agency answers for it")
    func clientFails() throws {
        let risk = ClientRisk(defaultProbability: Example.percent("50"))
        let plain = try trust(Example.sample(), risk: risk).total
        #expect(plain.recovered.client.minor == 13_328_00)
        #expect(plain.loss.minor == 13_328_00)
        let guaranteed = try trust(Example.sample(), risk: risk) { $0.guaranteesClients = true }
            .total
        #expect(guaranteed.recovered.quota.minor == 813_01)
    }

    private func withShortfall(_ shortfall: Int64, topUp: Int64 = 0) throws -> CaseFile {
        let january = try Example.month(
            2013, 1,
            receipts: [.init(day: Example.day("2013-03-01"), amount: Example.eur(19_040_00))],
            holding: .init(
                freelancer: Example.eur(15_232_00), freelancerInFlight: Example.eur(0),
                agency: Example.eur(3_808_00), agencyInFlight: Example.eur(0),
                agencyPaid: Example.eur(0)))
        return try Example.caseFile(
            [january],
            trust: TrustPosition(
                unidentified: Example.eur(700_00), refundable: Example.eur(60_00),
                shortfall: Example.eur(shortfall), agencyTopUp: Example.eur(topUp)))
    }

    @Test("a shortfall is borne by the top-up first, then by the agency's own share")
    func shortfall() throws {
        let covered = try trust(withShortfall(3_800_00))
        #expect(covered.total.recovered.trust.minor == 15_232_00)
        #expect(covered.holdings[.clients].minor == 760_00)
        let topped = try trust(withShortfall(12_50, topUp: 20_00))
        #expect(topped.waterfall.mass.minor == 3_808_00 + 7_50)
        #expect(topped.holdings[.takenFromTrust].minor == 12_50)
        let deep = try trust(withShortfall(3_808_00 + 1_599_20))
        // 15,992.00 entitled, 14,392.80 left: nine tenths each, the rest a claim at the quota.
        #expect(deep.total.recovered.trust.minor == 13_708_80)
        #expect(deep.total.recovered.quota.minor == 92_92)
    }

    @Test("alongside the others the agency's share bears its part only")
    func notSubordinated() throws {
        let result = try trust(withShortfall(1_980_00)) { $0.agencySubordinated = false }
        // 19,800.00 entitled, a tenth is missing.
        #expect(result.total.recovered.trust.minor == 13_708_80)
        #expect(result.holdings[.clients].minor == 684_00 + 4_64)
    }

    @Test("what is in flight counts as in the trust")
    func inFlight() throws {
        let item = try Example.month(
            2013, 1,
            receipts: [.init(day: Example.day("2013-03-01"), amount: Example.eur(19_040_00))],
            holding: .init(
                freelancer: Example.eur(0), freelancerInFlight: Example.eur(15_232_00),
                agency: Example.eur(0), agencyInFlight: Example.eur(3_808_00),
                agencyPaid: Example.eur(0)))
        let result = try trust(Example.caseFile([item]))
        #expect(result.total.inTrust.minor == 15_232_00)
        #expect(result.total.recovered.trust.minor == 15_232_00)
        #expect(result.waterfall.mass.minor == 3_808_00)
    }
}
