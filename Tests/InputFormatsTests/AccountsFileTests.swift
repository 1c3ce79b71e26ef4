import EscrowCore
import Foundation
import InputFormats
import MoneyCore
import Testing

@Suite("Accounts of the agency's own book (agency-book.md#accounts-file)")
struct AccountsFileTests {
    private static let docs = (0..<3).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
        url.deletingLastPathComponent()
    }.appending(path: "docs/schemas")

    private func read(_ text: String) throws -> AgencyChart {
        try AccountsFile.read(text: text, name: "accounts.yaml", chart: .skr03)
    }

    @Test("The published example reads, and what it leaves away is the chart's")
    func example() throws {
        let text = try String(
            contentsOf: Self.docs.appending(path: "accounts.example.yaml"), encoding: .utf8)
        let chart = try read(text)
        #expect(chart.number(.trusteeClaim) == 1506)
        #expect(chart.number(.bank) == 1210)
        #expect(chart.number(.revenueStandard) == 8400)
    }

    @Test("The schema has every role and no other")
    func schema() throws {
        let data = try Data(contentsOf: Self.docs.appending(path: "accounts.schema.json"))
        let schema = try #require(
            try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let properties = try #require(schema["properties"] as? [String: Any])
        let accounts = try #require(properties["accounts"] as? [String: Any])
        let roles = try #require(accounts["properties"] as? [String: Any])
        #expect(Set(roles.keys) == Set(AgencyRole.allCases.map(\.rawValue)))
        #expect(
            Set(properties.keys) == ["accountLength", "accounts", "debtors", "creditors"])
    }

    @Test("Every role has a number in both charts, and the claim on the trust has its own")
    func charts() {
        for name in AgencyChartName.allCases {
            let chart = AgencyChart(name)
            let numbers = AgencyRole.allCases.map { chart.number($0) }
            #expect(numbers.allSatisfy { (1000...9999).contains($0) })
            #expect(Set(numbers).count == numbers.count)
        }
    }

    @Test("Longer accounts get zeros behind them")
    func length() throws {
        let chart = try read("accountLength: 6\naccounts: {bank: 121000}\n")
        #expect(chart.number(.bank) == 121_000)
        #expect(chart.number(.trusteeClaim) == 150_500)
    }

    @Test(
        "What is wrong is said with its place",
        arguments: [
            ("accounts: {till: 1000}", "accounts.yaml:1:12: accounts.till is not known."),
            ("accounts:\n  bank: 12000", "accounts.yaml:2:9: accounts.bank is \"12000\"."),
            ("debtors:\n  C-01: 1000", "accounts.yaml:2:9: debtors.C-01 is \"1000\"."),
            ("accountLength: 9", "accounts.yaml:1:16: accountLength is \"9\"."),
            (
                "accounts:\n  trustee-claim: 1200",
                "accounts.yaml:2:18: accounts.trustee-claim is 1200"
            ),
        ])
    func wrong(text: String, message: String) throws {
        let error = #expect(throws: InputError.self) { try read(text) }
        #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
    }
}
