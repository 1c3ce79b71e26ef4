import InsolvencyCore
import MoneyCore
import Testing

@Suite("Costs of proceedings")
struct CostTests {
    @Test(
        "the administrator's fee since 2021 (O4)",
        arguments: [
            (20_000, 8_000), (35_000, 14_000), (70_000, 23_100), (350_000, 44_100),
            (700_000, 55_650), (1_400_000, 71_050), (35_000_000, 810_250), (70_000_000, 1_195_250),
            (350_000_000, 2_595_250), (700_000_000, 3_995_250), (1_000_000_000, 4_595_250),
            (0, 0),
        ] as [(Int64, Int64)])
    func tariff(value: Int64, fee: Int64) throws {
        let tariff = try #require(AdministratorTariff.valid(on: Example.day("2021-01-01")))
        #expect(tariff.fee(on: Example.eur(value * 100)).minor == fee * 100)
    }

    @Test(
        "the administrator's fee before 2021 (O4)",
        arguments: [(1_000_000, 47_750), (1_400_000, 55_750)] as [(Int64, Int64)])
    func oldTariff(value: Int64, fee: Int64) throws {
        let tariff = try #require(AdministratorTariff.valid(on: Example.day("2020-12-31")))
        #expect(tariff.fee(on: Example.eur(value * 100)).minor == fee * 100)
    }

    @Test(
        "the minimum by the number of creditors (O4)",
        arguments: [
            (0, 1_400), (10, 1_400), (11, 1_610), (25, 2_030), (30, 2_240), (31, 2_380),
            (33, 2_380),
            (100, 4_200),
        ] as [(Int, Int64)])
    func minimum(creditors: Int, fee: Int64) throws {
        let tariff = try #require(AdministratorTariff.valid(on: Example.day("2024-05-01")))
        #expect(tariff.minimumFee(creditors: creditors, in: .eur).minor == fee * 100)
    }

    struct Fee: Sendable, CustomTestStringConvertible {
        let day: String
        let value: Int64
        let fee: Int64
        var testDescription: String { "\(value) on \(day)" }
    }

    @Test(
        "a full court fee by table (O5)",
        arguments: [
            Fee(day: "2021-01-01", value: 500_000_00, fee: 3_901_00),
            Fee(day: "2021-01-01", value: 500_000_01, fee: 4_099_00),
            Fee(day: "2025-05-31", value: 1_400_000_00, fee: 7_465_00),
            Fee(day: "2021-06-01", value: 0, fee: 38_00),
            Fee(day: "2021-06-01", value: 500_00, fee: 38_00),
            Fee(day: "2021-06-01", value: 500_01, fee: 58_00),
            Fee(day: "2013-08-01", value: 1_111_008_00, fee: 5_876_00),
            Fee(day: "2020-12-31", value: 1_114_390_00, fee: 5_876_00),
            Fee(day: "2013-03-22", value: 300_00, fee: 25_00),
            Fee(day: "2013-03-22", value: 300_01, fee: 35_00),
            Fee(day: "2013-03-22", value: 500_000_00, fee: 2_956_00),
            Fee(day: "2025-06-01", value: 3_000_00, fee: 40_00 + 63_00 + 22_50),
        ])
    func court(_ example: Fee) throws {
        let table = try #require(CourtFeeTable.valid(on: Example.day(example.day)))
        #expect(table.fee(on: Example.eur(example.value)).minor == example.fee)
    }

    @Test("three fees on 1,111,008 are 17,628.00, as a court had it (O5)")
    func precedent() throws {
        let table = try #require(CourtFeeTable.valid(on: Example.day("2016-01-01")))
        #expect(3 * table.fee(on: Example.eur(1_111_008_00)).minor == 17_628_00)
    }

    @Test("there is no table before 2004, and the newest is not verified")
    func validity() throws {
        #expect(CourtFeeTable.valid(on: Example.day("2004-06-30")) == nil)
        #expect(AdministratorTariff.valid(on: Example.day("2003-12-31")) == nil)
        let newest = try #require(CourtFeeTable.valid(on: Example.day("2026-01-01")))
        #expect(!newest.isVerified)
        #expect(newest.validFrom == Example.day("2025-06-01"))
        #expect(try #require(CourtFeeTable.valid(on: Example.day("2025-05-31"))).isVerified)
    }
}
