import Foundation
import InputFormats
import InsolvencyCore
import Testing

/// Files that each hold one mistake; the last line says where it is and what the message must say.
@Suite("Bad scenario and case files")
struct ScenarioRefusalTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures")

    private static func files(_ kind: String) -> [String] {
        let all = try? FileManager.default.contentsOfDirectory(
            atPath: folder.appending(path: kind).path)
        return (all ?? []).sorted()
    }

    /// What a fixture expects: `# expect 3:9 message | what is allowed`.
    private struct Expectation {
        let text: String
        let place: String
        let says: [String]

        init(_ kind: String, _ name: String) throws {
            text = try String(
                contentsOf: ScenarioRefusalTests.folder.appending(path: "\(kind)/\(name)"),
                encoding: .utf8)
            let line = try #require(
                text.split(separator: "\n").last { $0.hasPrefix("# expect ") })
            let parts = line.dropFirst(9).split(separator: " ", maxSplits: 1)
            place = String(parts[0])
            says = parts[1].split(separator: "|").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
        }
    }

    @Test(
        "a bad scenario is refused with line, key and what is allowed",
        arguments: files("scenarios"))
    func scenario(name: String) throws {
        let expected = try Expectation("scenarios", name)
        let error = try #require(throws: InputError.self) {
            try ScenarioFile.study(text: expected.text, name: name)
        }
        #expect("\(error)".hasPrefix("\(name):\(expected.place):"), "\(error)")
        for words in expected.says { #expect("\(error)".contains(words), "\(error)") }
    }

    @Test("a bad case is refused with line, key and what is allowed", arguments: files("cases"))
    func caseFile(name: String) throws {
        let expected = try Expectation("cases", name)
        let error = try #require(throws: InputError.self) {
            try CaseInput.read(text: expected.text, name: name)
        }
        #expect("\(error)".hasPrefix("\(name):\(expected.place):"), "\(error)")
        for words in expected.says { #expect("\(error)".contains(words), "\(error)") }
    }

    @Test("there are at least thirty bad scenarios, and bad cases")
    func count() {
        #expect(Self.files("scenarios").count >= 30)
        #expect(Self.files("cases").count >= 8)
    }
}
