import EscrowCore
import InsolvencyCore
import MoneyCore
import Testing

@Suite("Set-off, VAT, misdirected payments, failures of others")
struct LawTests {
    private let opening = Example.day("2013-06-05")

    private func claims(
        debt: Int64 = 4_000_00, claim: Int64 = 30_000_00, debtArose: String = "2013-01-31",
        debtDue: String = "2013-02-28", claimArose: String = "2013-01-31",
        claimDue: String = "2013-02-28"
    ) -> MutualClaims {
        MutualClaims(
            debt: .init(
                minor: debt, arose: Example.day(debtArose), dueDay: Example.day(debtDue)),
            claim: .init(
                minor: claim, arose: Example.day(claimArose), dueDay: Example.day(claimDue)))
    }

    @Test("30,000 against 4,000 at 6 %: worth 5,560 with set-off, a cost of 2,200 without")
    func setOff() {
        let six = Example.percent("6")
        let free = claims().settle(openedOn: opening)
        #expect(free.setOff == 4_000_00)
        #expect(free.bar == nil)
        #expect(free.setOff + part(six, of: free.claim) - free.owed == 5_560_00)
        var barred = claims()
        barred.isByAvoidableAct = true
        let result = barred.settle(openedOn: opening)
        #expect(result.bar == .avoidableAct)
        #expect(part(six, of: result.claim) - result.owed == -2_200_00)
    }

    private func part(_ share: Share, of minor: Int64) -> Int64 {
        (try? Example.eur(minor).times(share).minor) ?? 0
    }

    @Test("every bar of §§95 and 96, in the law's order of weight")
    func bars() {
        var excluded = claims()
        excluded.isExcluded = true
        #expect(excluded.settle(openedOn: opening).bar == .stated)
        let later = claims(debtArose: "2013-06-05", debtDue: "2013-07-01")
        #expect(later.settle(openedOn: opening).bar == .debtAfterOpening)
        var bought = claims()
        bought.acquiredOn = opening
        #expect(bought.settle(openedOn: opening).bar == .acquiredAfterOpening)
        bought.acquiredOn = opening.adding(days: -1)
        #expect(bought.settle(openedOn: opening).bar == nil)
        // A claim that falls due only after opening and after the debt.
        let dueLater = claims(debtDue: "2013-06-30", claimDue: "2013-07-01")
        #expect(dueLater.settle(openedOn: opening).bar == .dueLater)
        let dueBefore = claims(debtDue: "2013-07-01", claimDue: "2013-06-30")
        #expect(dueBefore.settle(openedOn: opening).bar == nil)
        // A right that existed at opening is kept, whenever the debt was due.
        #expect(claims(claimDue: "2013-06-04").settle(openedOn: opening).bar == nil)
    }

    @Test("the loss is the same on either basis of VAT; only the relief differs (O3)")
    func freelancerVAT() throws {
        let claim = Example.eur(41_888_00)
        let quota = Example.eur(2_555_17)
        let accrual = try VATCorrection.freelancer(
            claim: claim, quota: quota, vat: .domestic(Example.vat), basis: .accrual)
        #expect(accrual.relief == 6_688_00)
        #expect(accrual.dueOnQuota == 407_97)
        #expect(accrual.loss == 33_052_80)
        let cash = try VATCorrection.freelancer(
            claim: claim, quota: quota, vat: .domestic(Example.vat), basis: .cash)
        #expect(cash.relief == 0)
        #expect(cash.loss == accrual.loss)
        let small = try VATCorrection.freelancer(
            claim: claim, quota: quota, vat: .smallEntrepreneur, basis: .accrual)
        #expect(small.relief == 0)
        #expect(small.loss == 39_332_83)
    }

    @Test("the tax office claims input VAT that was deducted, less output VAT not owed any more")
    func taxClaim() throws {
        #expect(
            VATCorrection.taxClaim(unpaidInput: 6_688_00, openOutput: 4_256_00, other: 0)
                == 2_432_00)
        #expect(VATCorrection.taxClaim(unpaidInput: 1_00, openOutput: 9_00, other: 3_00) == 0)
        let due = try VATCorrection.dueOnCollection(
            Example.eur(33_320_00), vat: .domestic(Example.vat))
        #expect(due.minor == 5_320_00)
    }

    /// 5,000.00 of the agency's own, 19,040.00 from the client, down to 9,000.00, at last 30,000.00.
    private func misdirected() throws -> Traced {
        let day = Example.day("2013-03-01")
        let account = try MixedAccount(
            openingOwn: 5_000_00,
            [
                AccountMovement(day: day, .misdirected(of: "C-01"), minor: 19_040_00),
                AccountMovement(day: day.adding(days: 5), .withdrawal, minor: 15_040_00),
                AccountMovement(day: day.adding(days: 9), .own, minor: 21_000_00),
            ])
        return account.trace(.substitute)
    }

    struct Title: Sendable, CustomTestStringConvertible {
        let title: ClaimTitle
        let isSubordinated: Bool
        let segregated: Int64
        let claim: Int64
        let estate: Int64
        var testDescription: String { "\(title) \(isSubordinated)" }
    }

    @Test(
        "19,040.00 on the agency's own account, of which 9,000.00 are found (O20)",
        arguments: [
            Title(
                title: .freelancer, isSubordinated: false, segregated: 7_200_00, claim: 8_032_00,
                estate: 1_800_00),
            Title(
                title: .freelancer, isSubordinated: true, segregated: 9_000_00, claim: 6_232_00,
                estate: 0),
            Title(
                title: .agency, isSubordinated: false, segregated: 0, claim: 15_232_00, estate: 0),
        ])
    func misdirectedPayment(_ example: Title) throws {
        let traced = try misdirected()
        #expect(traced.closing == 30_000_00)
        #expect(traced.traced("C-01") == 9_000_00)
        var receipt = MisdirectedReceipt(
            paid: 19_040_00, freelancerPart: 15_232_00, title: example.title)
        receipt.agencySubordinated = example.isSubordinated
        let result = receipt.divide(traced: traced.traced("C-01"), openedOn: opening)
        #expect(result.segregated == example.segregated)
        #expect(result.claim == example.claim)
        #expect(result.estate == example.estate)
    }

    @Test("swept into the trust two days before filing, the money is tested like any payment (O20)")
    func swept() {
        var sweep = AvoidablePayment(
            creditor: "F-01", day: Example.day("2013-03-20"), minor: 9_000_00,
            performedFrom: Example.day("2013-01-01"), performedTo: Example.day("2013-01-31"))
        sweep.isUsual = false
        #expect(AvoidanceTests.rules.test(sweep) == .avoided(.incongruentLastMonth))
    }

    @Test("deposit cover looks through to each beneficiary, or covers the account once")
    func bankFails() throws {
        let holders = [
            BankCover.Holder(entitlement: 150_000_00),
            BankCover.Holder(entitlement: 50_000_00, otherDeposits: 80_000_00),
            BankCover.Holder(entitlement: 10_000_00, isKnown: false),
        ]
        var loss = BankLoss()
        loss.quota = Example.percent("40")
        let parts = try loss.divide(
            210_000_00, among: holders, failedOn: Example.day("2024-01-02"))
        #expect(parts.map(\.cover) == [100_000_00, 20_000_00, 0])
        #expect(parts.map(\.quota) == [20_000_00, 12_000_00, 4_000_00])
        #expect(parts.map(\.lost) == [30_000_00, 18_000_00, 6_000_00])
        loss.looksThrough = false
        let once = try loss.divide(
            210_000_00, among: holders, failedOn: Example.day("2024-01-02"))
        #expect(once.map(\.cover).reduce(0, +) == 100_000_00)
        #expect(once.map(\.cover) == [71_428_57, 23_809_52, 4_761_91])
        #expect(throws: BankLossError.noCover(Example.day("2001-01-01"))) {
            try loss.divide(1, among: holders, failedOn: Example.day("2001-01-01"))
        }
        loss.limit = 20_000_00
        #expect(throws: Never.self) {
            try loss.divide(1, among: holders, failedOn: Example.day("2001-01-01"))
        }
    }

    @Test("a trustee that fails keeps pure money apart, and loses mixed money to its estate")
    func trusteeFails() throws {
        var failure = TrusteeFailure()
        let entitlements = [Example.eur(1_000_00), Example.eur(2_000_00)]
        let filing = Example.filingDay
        let pure = try failure.divide(
            Example.eur(2_400_00), among: entitlements, filedOn: filing)
        #expect(pure.paid == [800_00, 1_600_00])
        #expect(pure.claims == [200_00, 400_00])
        #expect(filing.days(to: pure.payDay) == 1205)
        failure.hasSuccessor = true
        failure.isAccountPure = false
        let mixed = try failure.divide(
            Example.eur(3_000_00), among: entitlements, filedOn: filing)
        #expect(failure.grade == .quotaOnly)
        #expect(mixed.paid == [0, 0])
        #expect(mixed.claims == [1_000_00, 2_000_00])
        #expect(filing.days(to: mixed.payDay) == 30)
    }

    @Test("a client that fails takes back what it paid late, and pays its quota on all")
    func clientFails() {
        let failure = ClientFailure(
            rules: AvoidanceTests.rules, quota: Example.percent("10"), years: .whole)
        let result = failure.settle(
            open: 11_424_00, payments: [AvoidanceTests.payments[1].payment])
        #expect(result.givenBack == 15_232_00)
        #expect(result.quota == 2_665_60)
        #expect(result.lost == 23_990_40)
    }

    @Test("presets begin with their country's rules")
    func presets() {
        #expect(Jurisdiction.germany.tracingRules.first == .segregation)
        #expect(Jurisdiction.unitedKingdomPool.tracingRules.contains(.lowestBalance))
        #expect(Jurisdiction.unitedKingdomPool.trust.contribution == .zero)
        #expect(Jurisdiction.germany.trust == TrustSettings())
    }
}
