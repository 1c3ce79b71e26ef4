import EscrowTestSupport
import Foundation
import Testing

/// docs/spec/bank-oddities.md is whole: an oddity without its file or its test is none we can read.
@Suite("The table of odd bank files")
struct OddityTableTests {
    private static let rows: [[String]] = {
        let table = try? SpecTable.read("bank-oddities", heading: "Table")
        return table?.rows ?? []
    }()

    private static func files(_ cell: String) -> [String] {
        cell.split(separator: " ").map { $0.trimmingCharacters(in: ["`"]) }
    }

    @Test("numbers follow one another, in groups without a gap")
    func numbers() {
        #expect(Self.rows.count > 40)
        var group = 1
        var number = 0
        for row in Self.rows {
            if row[0] == "\(group + 1).1" { (group, number) = (group + 1, 0) }
            number += 1
            #expect(row[0] == "\(group).\(number)")
        }
        #expect(group == 12)
    }

    @Test("every file that a row names is there, and every file that is there is named")
    func fixtures() {
        let named = Set(Self.rows.flatMap { Self.files($0[2]) })
        #expect(named.symmetricDifference(StatementFile.names([""])) == [])
    }

    @Test("every test that a row names is there")
    func tests() throws {
        var sources = ""
        for folder in ["BankFormatsTests", "EscrowEngineTests", "RingfenceCommandsTests"] {
            let root = Self.tests.appendingPathComponent(folder)
            let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
            while let file = files?.nextObject() as? URL {
                guard file.pathExtension == "swift" else { continue }
                sources += try String(contentsOf: file, encoding: .utf8)
            }
        }
        for row in Self.rows {
            let name = "\"\(row[3])\""
            #expect(
                sources.contains("@Test(\(name)") || sources.contains("@Test(\n        \(name)"),
                "\(row[0]): \(row[3])")
        }
    }

    @Test("a file that one test reads for all stands in that test")
    func readForAll() throws {
        let test = try String(
            contentsOf: Self.tests.appendingPathComponent(
                "BankFormatsTests/Statements/StatementOddityTests.swift"), encoding: .utf8)
        for row in Self.rows where row[3].hasPrefix("each file gives") {
            let files = Self.files(row[2])
            #expect(files.contains { test.contains("\"\($0)\"") }, "\(row[0])")
        }
    }

    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
}
