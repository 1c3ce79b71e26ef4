import EscrowCore
import Foundation
import InputFormats
import InsolvencyCore
import MoneyCore
import Testing

@Suite("Scenario files")
struct ScenarioFileTests {
    private func read(_ text: String) throws -> Scenario {
        try ScenarioFile.read(text: text, name: "s.yaml")
    }

    @Test("an empty mapping is the default")
    func defaults() throws {
        #expect(try read("{}") == Scenario())
        #expect(try read("# nothing but this\n{}\n").quota == Scenario.meanQuota)
    }

    @Test("JSON is read like YAML")
    func json() throws {
        let text = #"{"quota": "computed", "models": ["d", "standard"], "estate": {"cash": 12.50}}"#
        let scenario = try read(text)
        #expect(scenario.quota == .computed)
        #expect(scenario.models == [.trust, .standard])
        #expect(scenario.estate.cash.minor == 12_50)
    }

    @Test("figures are read exactly, whatever a floating-point number would make of them")
    func exact() throws {
        let scenario = try read(
            """
            quota: 6.1
            time: { years: 4.25, discountRate: 0.1 }
            estate: { cash: 9999999999999.99, collected: 33.333333 }
            """)
        #expect(scenario.quota == .fixed(try #require(Share(61, over: 1000))))
        #expect(scenario.time.years == Share(17, over: 4))
        #expect(scenario.time.discountRate == Share(1, over: 1000))
        #expect(scenario.estate.cash.minor == 999_999_999_999_999)
        #expect(scenario.estate.collected == Share(33_333_333, over: 100_000_000))
    }

    @Test("every section arrives where it belongs")
    func sections() throws {
        let scenario = try read(Self.long)
        #expect(scenario.name == "long")
        #expect(scenario.filingDay == Day("2013-03-22"))
        #expect(scenario.asOfSequence == 120)
        #expect(scenario.habit.daysAfterInvoice == 45)
        #expect(scenario.habit.oldClaims == ["F-01": Money(minor: 1000_00, .eur)])
        #expect(scenario.habit.isSetOffBarred)
        #expect(scenario.trust.grade == .preferential)
        #expect(scenario.trust.contribution == Share(4, over: 100))
        #expect(!scenario.trust.agencySubordinated)
        let assignedOn = try #require(Day("2012-09-01"))
        #expect(
            scenario.trust.titleOverride
                == .trustee(assignedOn: assignedOn, globalAssignmentReleased: true))
        #expect(scenario.time.openingDay == Day("2013-06-01"))
        #expect(scenario.risk(of: "C-02").defaultProbability == Share(1, over: 5))
        #expect(scenario.risk(of: "C-09").defaultProbability == Share(1, over: 100))
        #expect(scenario.estate.assigned == .whole)
        #expect(scenario.costs.debtor == .naturalPerson(creditors: 12))
        #expect(scenario.costs.opening == .opened)
        #expect(scenario.puts?.size == .contracts(21))
        #expect(scenario.puts?.expiry == Day("2013-06-21"))
    }

    private static let long = """
        name: long
        filingDay: 2013-03-22
        asOfSequence: 120
        habit: { daysAfterInvoice: 45, oldClaims: { F-01: 1000.00 }, setOffBarred: true }
        trust:
          grade: G2
          contribution: 4
          agencySubordinated: false
          title: trustee
          assignedOn: 2012-09-01
          globalAssignmentReleased: true
        time: { openingDay: 2013-06-01 }
        clients:
          default: { defaultProbability: 1 }
          C-02: { defaultProbability: 20 }
        estate: { assigned: 100 }
        costs: { naturalPersonCreditors: 12, opening: opened }
        puts: { strike: 20, premium: 1.10, priceAtFiling: 0.50, expiry: 2013-06-21, contracts: 21 }
        """

    struct Bad: Sendable, CustomTestStringConvertible {
        let text: String
        let line: Int
        let column: Int?
        let says: String
        var testDescription: String { says }
    }

    @Test(
        "what is wrong is named with its line, column and key, and what is allowed",
        arguments: [
            Bad(text: "", line: 1, column: nil, says: "The file is empty."),
            Bad(text: "- a", line: 1, column: 1, says: "The file is not a mapping."),
            Bad(text: "quote: 6.1", line: 1, column: 1, says: "quote is not known."),
            Bad(
                text: "estate:\n  cash: 1\n  chash: 2", line: 3, column: 3,
                says: "estate.chash is not known. Known here: cash, otherAssets"),
            Bad(
                text: "quota: six", line: 1, column: 8,
                says: "quota is \"six\". Write computed, or a percentage"),
            Bad(text: "quota: 100.1", line: 1, column: 8, says: "quota is \"100.1\"."),
            Bad(text: "quota: -1", line: 1, column: 8, says: "quota is \"-1\"."),
            Bad(text: "quota: 0x10", line: 1, column: 8, says: "quota is \"0x10\"."),
            Bad(text: "quota: [1]", line: 1, column: 8, says: "quota is not a single value."),
            Bad(text: "quota:", line: 1, column: 7, says: "quota is \"\"."),
            Bad(
                text: "estate: { cash: 1.005 }", line: 1, column: 17,
                says: "estate.cash is \"1.005\". Write an amount of EUR"),
            Bad(text: "estate: { cash: 1e3 }", line: 1, column: 17, says: "estate.cash is \"1e3\""),
            Bad(text: "estate: { cash: -1 }", line: 1, column: 17, says: "estate.cash is \"-1\""),
            Bad(text: "estate: 3", line: 1, column: 9, says: "estate is not a mapping."),
            Bad(
                text: "estate: { cash: 99999999999999 }", line: 1, column: 17,
                says: "estate.cash is 99,999,999,999,999.00 EUR; it must be between"),
            Bad(
                text: "filingDay: 2013-02-30", line: 1, column: 12,
                says: "filingDay is \"2013-02-30\". Write a day such as"),
            Bad(
                text: "filingDay: 2013-03-22\ntime: { openingDay: 2013-03-21 }", line: 2,
                column: 21,
                says: "time.openingDay 2013-03-21 lies before the filing day"),
            Bad(text: "asOfSequence: 0", line: 1, column: 15, says: "asOfSequence is \"0\"."),
            Bad(text: "currency: XXX", line: 1, column: 11, says: "currency is \"XXX\"."),
            Bad(text: "models: []", line: 1, column: 9, says: "No model is to be run"),
            Bad(text: "models: [a, f]", line: 1, column: 9, says: "models holds \"f\"."),
            Bad(text: "models: [a, standard]", line: 1, column: 9, says: "stands twice"),
            Bad(text: "models: a", line: 1, column: 9, says: "models is not a list."),
            Bad(text: "trust: { grade: G4 }", line: 1, column: 17, says: "Write G1, G2 or G3."),
            Bad(
                text: "trust: { agencySubordinated: yes }", line: 1, column: 30,
                says: "Write true or false."),
            Bad(
                text: "trust: { title: trustee }", line: 1, column: 17,
                says: "trust.title is trustee without a day of assignment."),
            Bad(
                text: "trust: { assignedOn: 2012-01-01 }", line: 1, column: 22,
                says: "trust.assignedOn is without meaning here."),
            Bad(text: "time: { years: 51 }", line: 1, column: 16, says: "Write years from 0 to 50"),
            Bad(
                text: "time: { openingDay: 2013-06-01, openingDays: 9 }", line: 1, column: 46,
                says: "time.openingDays stands beside openingDay."),
            Bad(
                text: "habit: { daysAfterInvoice: 1.5 }", line: 1, column: 28,
                says: "Write a whole number from 0 to 3650."),
            Bad(
                text: "clients: { C-01: { pd: 1 } }", line: 1, column: 20,
                says: "clients.C-01.pd is not known."),
            Bad(
                text: "puts: { strike: 20 }", line: 1, column: 7, says: "puts.premium is missing."),
            Bad(text: "a: [1", line: 2, column: nil, says: "The file is not YAML"),
            Bad(text: "quota: 1\nquota: 2", line: 1, column: nil, says: "Written twice: quota."),
        ])
    func refused(_ bad: Bad) throws {
        let error = try #require(throws: InputError.self) {
            try ScenarioFile.read(text: bad.text, name: "s.yaml")
        }
        #expect(error.line == bad.line)
        if let column = bad.column { #expect(error.column == column) }
        #expect("\(error)".contains(bad.says))
        #expect("\(error)".hasPrefix("s.yaml:\(bad.line)"))
    }

    @Test("the documented example is read, and the schema names every key of it")
    func example() throws {
        let docs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/schemas")
        let text = try String(
            contentsOf: docs.appending(path: "scenario.example.yaml"), encoding: .utf8)
        let schema = try String(
            contentsOf: docs.appending(path: "scenario.schema.json"), encoding: .utf8)
        let scenario = try ScenarioFile.read(text: text, name: "scenario.example.yaml")
        #expect(scenario.name == "agency-failure-2013")
        #expect(scenario.estate.loan == Money(minor: 300_000_00, .eur))
        let keys = text.matches(of: /(?m)^ *([a-zA-Z]+):/).map(\.output.1)
        for key in Set(keys) where key != "default" {
            #expect(schema.contains("\"\(key)\": {"), "\(key)")
        }
    }

    @Test("a text of more than a megabyte is refused before it is parsed")
    func tooLong() {
        #expect(throws: InputError.self) {
            try ScenarioFile.read(
                text: "#" + String(repeating: "x", count: ScenarioFile.bytesMax), name: "s.yaml")
        }
    }

    @Test("deep nesting and truncated files are errors, never a crash")
    func hostile() throws {
        for depth in [10, 1_000, 100_000] {
            #expect(throws: InputError.self) {
                try ScenarioFile.read(
                    text: "quota: " + String(repeating: "[", count: depth), name: "s.yaml")
            }
        }
        for length in 0...Self.long.utf8.count {
            let text = String(decoding: Self.long.utf8.prefix(length), as: UTF8.self)
            do throws(InputError) {
                _ = try ScenarioFile.read(text: text, name: "s.yaml")
            } catch {
                #expect(error.line >= 1)
            }
        }
    }
}
