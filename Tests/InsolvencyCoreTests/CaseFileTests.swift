import InsolvencyCore
import MoneyCore
import Testing

@Suite("Case files and prices")
struct CaseFileTests {
    struct PriceCase: Sendable, CustomTestStringConvertible {
        let name: String
        let clientVAT: ClientVAT
        let freelancerVAT: FreelancerVAT
        let client: Int64
        let freelancer: Int64
        let agency: Int64
        let agencyVAT: Int64
        var testDescription: String { name }
    }

    @Test(
        "160 h at 100 and 80 by the VAT of each side (O1, O16)",
        arguments: [
            PriceCase(
                name: "both domestic", clientVAT: .domestic(Example.vat),
                freelancerVAT: .domestic(Example.vat), client: 19_040_00, freelancer: 15_232_00,
                agency: 3_808_00, agencyVAT: 608_00),
            PriceCase(
                name: "small entrepreneur", clientVAT: .domestic(Example.vat),
                freelancerVAT: .smallEntrepreneur, client: 19_040_00, freelancer: 12_800_00,
                agency: 6_240_00, agencyVAT: 3_040_00),
            PriceCase(
                name: "freelancer abroad", clientVAT: .domestic(Example.vat),
                freelancerVAT: .reverseCharge, client: 19_040_00, freelancer: 12_800_00,
                agency: 6_240_00, agencyVAT: 3_040_00),
            PriceCase(
                name: "client abroad", clientVAT: .reverseCharge,
                freelancerVAT: .domestic(Example.vat), client: 16_000_00, freelancer: 15_232_00,
                agency: 768_00, agencyVAT: -2_432_00),
        ])
    func prices(_ example: PriceCase) throws {
        let prices = try Prices(
            hours: #require(Hours("160")), clientRate: Example.eur(100_00),
            freelancerRate: Example.eur(80_00), clientVAT: example.clientVAT,
            freelancerVAT: example.freelancerVAT)
        #expect(prices.clientGross.minor == example.client)
        #expect(prices.freelancerGross.minor == example.freelancer)
        #expect(prices.agencyGross.minor == example.agency)
        #expect(prices.agencyVAT.minor == example.agencyVAT)
    }

    @Test("a freelancer's gross above the client's cannot be split (O16)")
    func aboveClient() throws {
        let hours = try #require(Hours("160"))
        #expect(
            throws: CaseFileError.freelancerAboveClient(
                freelancer: Example.eur(16_660_00), client: Example.eur(16_000_00))
        ) {
            try Prices(
                hours: hours, clientRate: Example.eur(100_00), freelancerRate: Example.eur(87_50),
                clientVAT: .reverseCharge, freelancerVAT: .domestic(Example.vat))
        }
    }

    @Test("VAT inside a gross amount is rounded once (O17)")
    func vatIncluded() throws {
        #expect(try Example.vat.vatIncluded(in: Example.eur(8_000_00)).minor == 1_277_31)
        #expect(try Example.vat.vatIncluded(in: Example.eur(3_808_00)).minor == 608_00)
        #expect(try Share.zero.vatIncluded(in: Example.eur(8_000_00)).minor == 0)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let name: String
        let make: @Sendable () throws -> CaseFile
        let error: CaseFileError
        var testDescription: String { name }
    }

    @Test(
        "facts that cannot be are refused",
        arguments: [
            Refusal(
                name: "client twice",
                make: { try file(clients: ["C-01", "C-01"], []) }, error: .duplicateParty("C-01")),
            Refusal(
                name: "unknown client",
                make: { try file(clients: [], [Example.march()]) },
                error: .unknownClient("C-01", engagement: "E-01")),
            Refusal(
                name: "unknown freelancer",
                make: { try file(freelancers: [], [Example.march()]) },
                error: .unknownFreelancer("F-01", engagement: "E-01")),
            Refusal(
                name: "work after filing",
                make: { try file([Example.month(2013, 3)]) },
                error: .afterFilingDay(
                    engagement: "E-01", what: "Work", day: Example.day("2013-03-31"))),
            Refusal(
                name: "receipt after filing",
                make: { try file([received("2013-03-23", 1)]) },
                error: .afterFilingDay(
                    engagement: "E-01", what: "A receipt", day: Example.day("2013-03-23"))),
            Refusal(
                name: "receipt below zero",
                make: { try file([received("2013-03-01", -1)]) },
                error: .negative(Example.eur(-1), what: "A receipt of engagement E-01")),
            Refusal(
                name: "more than gross",
                make: { try file([received("2013-03-01", 19_040_01)]) },
                error: .receivedMoreThanGross(
                    engagement: "E-01", received: Example.eur(19_040_01),
                    gross: Example.eur(19_040_00))),
            Refusal(
                name: "shortfall of nothing",
                make: { try file([], shortfall: 1) },
                error: .shortfallAboveEntitlements(
                    shortfall: Example.eur(1), entitlements: Example.eur(0))),
            Refusal(
                name: "too large",
                make: { try file([], unidentified: 1_000_000_000_000_001) },
                error: .amountTooLarge(Example.eur(1_000_000_000_000_001))),
        ])
    func refused(_ refusal: Refusal) {
        #expect(throws: refusal.error) { try refusal.make() }
        #expect(!"\(refusal.error)".isEmpty)
    }

    private static func received(_ day: String, _ minor: Int64) throws -> WorkItem {
        try Example.month(
            2013, 1, receipts: [.init(day: Example.day(day), amount: Example.eur(minor))])
    }

    private static func file(
        clients: [String] = ["C-01"], freelancers: [String] = ["F-01"], _ items: [WorkItem],
        unidentified: Int64 = 0, shortfall: Int64 = 0
    ) throws -> CaseFile {
        try CaseFile(
            currency: .eur, filingDay: Example.filingDay, head: .init(size: 1, root: ""),
            isSample: false, clients: clients, freelancers: freelancers, items: items,
            trust: TrustPosition(
                unidentified: Example.eur(unidentified), refundable: Example.eur(0),
                shortfall: Example.eur(shortfall), agencyTopUp: Example.eur(0)))
    }

    @Test(
        "a period before filing begins on the same number, or the next day (O7)",
        arguments: [
            (3, "2013-03-22", "2012-12-22"), (1, "2013-03-22", "2013-02-22"),
            (3, "2013-05-31", "2013-03-01"), (1, "2013-04-30", "2013-03-30"),
            (1, "2013-03-31", "2013-03-01"),
        ])
    func avoidance(months: Int32, filing: String, from: String) {
        let first = AvoidancePeriod.firstDay(months: months, before: Example.day(filing))
        #expect(first.description == from)
    }
}
