import InsolvencyCore
import MoneyCore
import Testing

@Suite("The estate's waterfall")
struct WaterfallTests {
    /// O6: cash 400,000; proceeds of 3,000,000 at 0.9, all assigned; loan 1,800,000.
    private var input: WaterfallInput {
        var input = WaterfallInput(.eur)
        input.freeAssets = 400_000_00
        input.proceeds = 2_700_000_00
        input.assigned = .whole
        input.loan = 1_800_000_00
        input.contribution = Example.percent("9")
        input.avoidance = 100_000_00
        input.oldLiabilities = 488_792_50
        input.claims = [.freelancer("F-01"): 41_888_00, .others: 11_958_112_00]
        return input
    }

    private func run(
        _ input: WaterfallInput, costs: CostSettings = CostSettings(.eur)
    ) throws
        -> Waterfall
    {
        try Waterfall.run(
            input, quota: .computed, costs: costs, filingDay: Example.day("2022-03-22"))
    }

    private var withoutProvisionalPhase: CostSettings {
        var costs = CostSettings(.eur)
        costs.provisionalShare = .zero
        return costs
    }

    @Test("every step to the cent, down to a quota of one fifteenth (O6)")
    func distributed() throws {
        let result = try run(input)
        #expect(result.ending == .distributed)
        #expect(result.security.proceeds.minor == 2_700_000_00)
        #expect(result.security.contribution.minor == 243_000_00)
        #expect(result.security.bank.minor == 1_800_000_00)
        #expect(result.security.surplus.minor == 657_000_00)
        #expect(result.mass.minor == 1_400_000_00)
        #expect(result.costs.administrator.minor == 71_050_00)
        #expect(result.costs.provisionalAdministrator.minor == 17_762_50)
        #expect(result.costs.court.minor == 22_395_00)
        #expect(result.costs.total.minor == 111_207_50)
        #expect(result.distributable.minor == 800_000_00)
        #expect(result.quota == Share(1, over: 15))
        #expect(result.paid(to: .freelancer("F-01")) == 2_792_53)
        #expect(result.claims.reduce(0) { $0 + $1.paid.minor } == 800_000_00)
        #expect(result.residual.minor == 0)
    }

    @Test(
        "estate liabilities above the rest get 64.439625 %, insolvency claims nothing (O6)",
        arguments: [false, true])
    func insufficient(isNew: Bool) throws {
        var input = input
        input.oldLiabilities = isNew ? 0 : 2_000_000_00
        input.newLiabilities = isNew ? 2_000_000_00 : 0
        let result = try run(input)
        #expect(result.ending == .estateInsufficient)
        let paid = result.newLiabilitiesPaid.minor + result.oldLiabilitiesPaid.minor
        #expect(paid == 1_288_792_50)
        #expect(Share(paid, over: 2_000_000_00) == Example.percent("64.439625"))
        #expect(result.quota == .zero)
        #expect(result.paid(to: .freelancer("F-01")) == 0)
        #expect(result.residual.minor == 0)
    }

    @Test("new estate liabilities are paid before old ones")
    func newFirst() throws {
        var input = input
        input.newLiabilities = 1_000_000_00
        input.oldLiabilities = 1_000_000_00
        let result = try run(input)
        #expect(result.newLiabilitiesPaid.minor == 1_000_000_00)
        #expect(result.oldLiabilitiesPaid.minor == 288_792_50)
    }

    @Test("an estate of 5,000 opens with costs of 2,483 (O6)")
    func opens() throws {
        var input = WaterfallInput(.eur)
        input.freeAssets = 5_000_00
        input.claims = [.others: 100_000_00]
        let result = try run(input, costs: withoutProvisionalPhase)
        #expect(result.ending == .distributed)
        #expect(result.costs.administrator.minor == 2_000_00)
        #expect(result.costs.court.minor == 483_00)
        #expect(result.costs.total.minor == 2_483_00)
        #expect(result.paid(to: .others) == 2_517_00)
    }

    @Test("an estate of 1,000 is not opened, and no quota is paid (O6)")
    func notOpened() throws {
        var input = WaterfallInput(.eur)
        input.freeAssets = 1_000_00
        input.avoidance = 50_00
        input.claims = [.others: 100_000_00]
        let result = try run(input, costs: withoutProvisionalPhase)
        #expect(result.ending == .notOpened)
        #expect(result.quota == .zero)
        #expect(result.paid(to: .others) == 0)
        #expect(result.mass.minor == 1_000_00)
        #expect(result.residual.minor == 1_000_00)
        #expect(result.costs.paid.minor == 0)
    }

    @Test("opened though the costs are not covered: all goes to them (§207)")
    func costsNotCovered() throws {
        var input = WaterfallInput(.eur)
        input.freeAssets = 1_000_00
        input.oldLiabilities = 5_00
        input.claims = [.others: 100_000_00]
        var costs = withoutProvisionalPhase
        costs.opening = .opened
        let result = try run(input, costs: costs)
        #expect(result.ending == .costsNotCovered)
        #expect(result.costs.total.minor == 1_574_00)
        #expect(result.costs.paid.minor == 1_000_00)
        #expect(result.oldLiabilitiesPaid.minor == 0)
        #expect(result.residual.minor == 0)
    }

    @Test("the quota never exceeds the claims; the rest stays with the estate")
    func excess() throws {
        var input = input
        input.claims = [.others: 100_00]
        let result = try run(input)
        #expect(result.quota == .whole)
        #expect(result.paid(to: .others) == 100_00)
        #expect(result.residual.minor == 799_900_00)
    }

    @Test("what the bank's security does not cover is a claim like the others")
    func bankRest() throws {
        var input = input
        input.loan = 3_000_000_00
        let result = try run(input)
        #expect(result.security.bank.minor == 2_457_000_00)
        let rest = result.claims.first { $0.creditor == .securedBank }
        #expect(rest?.amount.minor == 543_000_00)
    }

    @Test("cents left over go to the largest remainder, ties by name")
    func cents() throws {
        var input = WaterfallInput(.eur)
        input.freeAssets = 1_999_98
        input.claims = [.others: 1_000_00, .clients: 1_000_00, .taxOffice: 1_000_00]
        let result = try run(input, costs: withoutProvisionalPhase)
        #expect(result.costs.total.minor == 1_400_00 + 3 * 98_00)
        #expect(result.claims.map(\.creditor) == [.clients, .others, .taxOffice])
        #expect(result.claims.map(\.paid.minor) == [102_00, 101_99, 101_99])
    }

    @Test("VAT on fees, expenses and committee are added")
    func extras() throws {
        var costs = CostSettings(.eur)
        costs.vatOnFees = Example.vat
        costs.expenses = Example.eur(1_000_00)
        costs.committee = Example.eur(500_00)
        let result = try run(input, costs: costs)
        #expect(result.costs.vat.minor == 17_064_38)
        #expect(result.costs.total.minor == 129_771_88)
    }

    @Test("no tables, no computed quota")
    func noTable() {
        let day = Example.day("1999-01-01")
        #expect(throws: SimulationError.noCostTable(day)) {
            try Waterfall.run(input, quota: .computed, costs: CostSettings(.eur), filingDay: day)
        }
    }
}
