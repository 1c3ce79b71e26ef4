import EscrowCore
import Foundation
import InputFormats
import MoneyCore
import Testing

@Suite("Rule files (rule.md#file)")
struct RuleFileTests {
    private static let docs = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "docs/schemas")

    private static func euros(_ minor: Int64) -> Money { Money(minor: minor, .eur) }
    private static func share(_ numerator: Int64, _ denominator: Int64) -> Share {
        Share(numerator, over: denominator) ?? .zero
    }

    @Test("the documented example is read, and the schema names every key of it")
    func example() throws {
        let text = try String(
            contentsOf: Self.docs.appending(path: "rule.example.yaml"), encoding: .utf8)
        let schema = try String(
            contentsOf: Self.docs.appending(path: "rule.schema.json"), encoding: .utf8)
        let rule = try RuleFile.read(text: text, name: "rule.example.yaml")

        #expect(
            rule.parts == [
                RulePart(
                    .producer("P-01"), .perUnit(Self.euros(20)), basis: .net, vat: VATStatus("7"),
                    isPassedThrough: true),
                RulePart(
                    .producer("P-02"), .share(Self.share(1, 3)), basis: .gross,
                    floor: Self.euros(10_00), cap: Self.euros(500_00)),
                RulePart(
                    .producer("P-03"),
                    .tiers([
                        .init(upTo: Self.euros(10_000_00), share: Self.share(3, 200)),
                        .init(upTo: nil, share: Self.share(1, 100)),
                    ]), basis: .net),
                RulePart(.producer("P-04"), .fixed(Self.euros(25_00)), basis: .gross),
                RulePart(.producer("P-05"), .share(Self.share(1, 40)), basis: .net),
                RulePart(.freelancer, .hours(rate: Self.euros(40_00)), basis: .net),
                RulePart(.agency, .remainder, basis: .gross),
            ])
        #expect(
            rule.order?.map { $0.map(\.name) } == [
                ["P-01"], ["freelancer", "P-02", "P-03"], ["P-04"], ["P-05"], ["agency"],
            ])
        #expect(rule.release == .afterDays(14))
        #expect(rule.setsVATAside)
        let keys = text.matches(of: /(?m)^[ -]*([a-zA-Z]+):/).map(\.output.1)
        for key in Set(keys) { #expect(schema.contains("\"\(key)\": {"), "\(key)") }
    }

    @Test("JSON is YAML; pro-rata is one place for all")
    func json() throws {
        let rule = try RuleFile.read(
            text: """
                {"rule": "R-02", "order": "pro-rata", "parts": [
                  {"payee": "freelancer", "rate": "agreed"}, {"payee": "agency", "remainder": true}]}
                """, name: "rule.json")
        #expect(rule.parts.map(\.amount) == [.hours(rate: nil), .remainder])
        #expect(rule.order == [[.freelancer, .agency]])
        #expect(rule.currency == .eur)
        #expect(rule.release == nil)
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        let text: String
        let says: String
        var testDescription: String { says }

        init(_ text: String, _ says: String) {
            self.text = text
            self.says = says
        }
    }

    private static let rest = "\n  - payee: agency\n    remainder: true"

    @Test(
        "what is wrong is named with line, column and field",
        arguments: [
            Wrong("", "r.yaml:1: The file is empty."),
            Wrong("rule: R-01\nparts: []\nnote: x", "r.yaml:3:1: note is not known."),
            Wrong("parts: []", "r.yaml:1:1: rule is missing."),
            Wrong("rule: R-01", "r.yaml:1:1: parts is missing."),
            Wrong("rule: R-01\nparts: 7", "r.yaml:2:8: parts is not a list."),
            Wrong("rule: R-01\nparts: []", "r.yaml:2:8: parts: 0 parts are not 1 to 64."),
            Wrong(
                "rule: R 1\nparts: [{payee: agency, remainder: true}]", "r.yaml:1:7: rule: \"R 1\""),
            Wrong(
                "rule: R-01\nparts:\n  - payee: freelancer\n    share: 3\(rest)",
                "r.yaml:4:5: parts.0.share is not known."),
            Wrong(
                "rule: R-01\nparts:\n  - rate: 3\(rest)", "r.yaml:3:5: parts.0.payee is missing."),
            Wrong(
                "rule: R-01\nparts:\n  - payee: freelancer\(rest)",
                "r.yaml:3:12: parts.0.payee has no amount."),
            Wrong(
                "rule: R-01\nparts:\n  - payee: freelancer\n    rate: 3.00\n    fixed: 3.00\(rest)",
                "r.yaml:5:12: parts.0.fixed stands beside rate."),
            Wrong(
                "rule: R-01\nparts:\n  - payee: freelancer\n    percent: 50\(rest)",
                "parts.0.of is missing."),
            Wrong(
                "rule: R-01\nparts:\n  - payee: freelancer\n    percent: half\n    of: net\(rest)",
                "r.yaml:4:14: parts.0.percent is \"half\"."),
            Wrong(
                "rule: R-01\nparts:\n  - payee: freelancer\n    percent: 101\n    of: net\(rest)",
                "r.yaml:4:14: parts.0.percent: It is more than the whole."),
            Wrong(
                "rule: R-01\nparts:\n  - payee: freelancer\n    fraction: 1/0\n    of: net\(rest)",
                "r.yaml:4:15: parts.0.fraction is \"1/0\"."),
            Wrong(
                "rule: R-01\nparts:\n  - payee: freelancer\n    rate: 0.00\(rest)",
                "r.yaml:4:11: parts.0.rate: It is not more than zero."),
            Wrong(
                "rule: R-01\nparts:\n  - payee: freelancer\n    rate: 80.001\(rest)",
                "r.yaml:4:11: parts.0.rate is \"80.001\"."),
            Wrong(
                "rule: R-01\nparts:\n  - payee: freelancer\n    tiers:\n      - percent: 5\n        upTo: 9.00\n      - percent: 6\n        upTo: 9.00\n      - percent: 7\n    of: net\(rest)",
                "r.yaml:8:15: parts.0.tiers.1.upTo: Tiers rise"),
            Wrong(
                "rule: R-01\nparts:\n  - payee: freelancer\n    rate: agreed\n  - payee: freelancer\n    fixed: 1.00\(rest)",
                "r.yaml:5:12: parts.1.payee: freelancer stands twice"),
            Wrong(
                "rule: R-01\nparts:\n  - payee: freelancer\n    remainder: true\(rest)",
                "r.yaml:6:16: parts.1.remainder: Another part is the remainder already."),
            Wrong(
                "rule: R-01\nparts:\n  - payee: freelancer\n    percent: 50\n    of: gross",
                "parts: Without a remainder"),
            Wrong(
                "rule: R-01\nparts:\n  - payee: freelancer\n    rate: agreed\(rest)\norder: [agency]",
                "r.yaml:7:8: order: freelancer is missing."),
            Wrong(
                "rule: R-01\nparts:\n  - payee: freelancer\n    rate: agreed\(rest)\norder: first",
                "r.yaml:7:8: order is \"first\"."),
            Wrong(
                "rule: R-01\nparts:\n  - payee: freelancer\n    rate: agreed\(rest)\nrelease: soon",
                "r.yaml:7:10: release is \"soon\"."),
            Wrong("rule: R-01\nrule: R-02\nparts: []", "Written twice: rule."),
            Wrong("rule: [", "The file is not YAML"),
        ])
    func wrong(_ wrong: Wrong) throws {
        let error = try #require(throws: InputError.self) {
            try RuleFile.read(text: wrong.text, name: "r.yaml")
        }
        #expect("\(error)".contains(wrong.says), "\(error)")
    }

    @Test("truncated files are errors, never a crash")
    func truncated() throws {
        let text = try String(
            contentsOf: Self.docs.appending(path: "rule.example.yaml"), encoding: .utf8)
        for length in 0..<text.utf8.count {
            let cut = String(decoding: text.utf8.prefix(length), as: UTF8.self)
            do throws(InputError) {
                _ = try RuleFile.read(text: cut, name: "r.yaml")
            } catch {
                #expect(error.line >= 1)
            }
        }
    }
}
