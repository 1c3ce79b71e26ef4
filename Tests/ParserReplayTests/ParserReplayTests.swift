import Foundation
import ParserTargets
import Testing

/// What `make fuzz` looks for at random, here over seeds: a result or an error, never a crash, a hang
/// or memory out of proportion.
///
/// - Source: CONTRIBUTING.md, `make fuzz`
@Suite("Broken files give every parser a result or an error")
struct ParserReplayTests {
    @Test("cut at every byte of every seed", arguments: ParserTarget.allCases)
    func cuts(_ target: ParserTarget) throws { try replay(target, "cuts") }

    @Test(
        "10,000 files with parts flipped, lost, doubled or huge", arguments: ParserTarget.allCases)
    func changes(_ target: ParserTarget) throws { try replay(target, "changes") }

    @Test("deep nesting and endless fields", arguments: ParserTarget.allCases)
    func extremes(_ target: ParserTarget) throws { try replay(target, "extremes") }

    private func replay(_ target: ParserTarget, _ what: String) throws {
        let output = FileManager.default.temporaryDirectory
            .appendingPathComponent("replay-\(UUID().uuidString)")
        try Data().write(to: output)
        defer { try? FileManager.default.removeItem(at: output) }
        let process = Process()
        process.executableURL = try Self.program()
        process.arguments = [target.rawValue, what, "10000", Self.clone.path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let said = try String(contentsOf: output, encoding: .utf8)
        #expect(process.terminationReason == .exit && process.terminationStatus == 0, "\(said)")
        #expect(said.hasSuffix(" MiB\n"), "\(said)")
    }

    /// This file lies three folders below the clone's own.
    private static let clone = (0..<3).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
        url.deletingLastPathComponent()
    }

    private static func program() throws -> URL {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = URL(fileURLWithPath: tests).deletingLastPathComponent()
            .appendingPathComponent("parser-replay")
        try #require(FileManager.default.isExecutableFile(atPath: program.path))
        return program
    }
}
