package import EscrowCore
import MoneyCore
import Yams

/// Reads from YAML which accounts the agency's own book has otherwise than the chart; JSON is YAML.
///
/// - Source: docs/schemas/accounts.schema.json, docs/spec/agency-book.md#accounts-file
package enum AccountsFile {
    /// No such file is longer; a longer text is refused before it is parsed.
    package static let bytesMax = 1_000_000

    /// Reads a chart from a file's text; the name stands in errors.
    package static func read(
        text: String, name: String, chart: AgencyChartName
    ) throws(InputError) -> AgencyChart {
        let top = try SettingsReader(
            text: text, file: name, bytesMax: bytesMax, what: "It",
            empty: "Write {} to take every number of the chart.",
            example: "docs/spec/agency-book.md")
        try top.allow(["accountLength", "accounts", "debtors", "creditors"])
        let length = Int(try top.whole("accountLength", 4...8) ?? 4)
        var numbers: [AgencyRole: Int] = [:]
        if let section = try top.section("accounts") {
            try section.allow(AgencyRole.allCases.map(\.rawValue))
            for role in AgencyRole.allCases {
                numbers[role] = try number(section, role.rawValue, digits: length)
            }
        }
        let result = AgencyChart(
            chart, accountLength: length, numbers: numbers,
            debtors: try people(top, "debtors", digits: length + 1),
            creditors: try people(top, "creditors", digits: length + 1))
        try check(result, top)
        return result
    }

    private static func people(
        _ top: SettingsReader, _ key: String, digits: Int
    ) throws(InputError) -> [String: Int] {
        guard let section = try top.section(key) else { return [:] }
        var numbers: [String: Int] = [:]
        for code in section.keys {
            guard numbers[code] == nil else {
                throw section.refusal(code, "stands there twice.", "Write each party once.")
            }
            numbers[code] = try number(section, code, digits: digits)
        }
        return numbers
    }

    private static func number(
        _ section: SettingsReader, _ key: String, digits: Int
    ) throws(InputError) -> Int? {
        try section.value(key, allowed: "an account of \(digits) digits") { text in
            let isNumber = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }
            guard isNumber, text.utf8.count == digits, !text.hasPrefix("0") else { return nil }
            return Int(text)
        }
    }

    /// The agency's share is seen only on an account of its own.
    private static func check(
        _ chart: AgencyChart, _ top: SettingsReader
    ) throws(InputError) {
        let claim = chart.number(.trusteeClaim)
        for role in AgencyRole.allCases where role != .trusteeClaim {
            guard chart.number(role) == claim else { continue }
            let section = try top.section("accounts") ?? top
            let named = section.node(role.rawValue) == nil ? AgencyRole.trusteeClaim : role
            throw section.refusal(
                named.rawValue, "is \(claim), which the claim on the trust has.",
                "Give the claim on the trust a number that no other account has.")
        }
    }
}
