import Foundation
import Testing

/// A script of the clone, run as a person would.
enum ScriptRun {
    /// Runs `PROGRAM ARGUMENTS...` in the clone's folder.
    static func run(_ words: [String]) throws -> CommandRun {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("script-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (output, errors) = (folder.appending(path: "out"), folder.appending(path: "err"))
        for file in [output, errors] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = Clone.root
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return CommandRun(
            output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8),
            status: process.terminationStatus)
    }

    /// Balances by account, debit positive, as the checkers print them: `1400 1904000`.
    static func sums(_ words: [String]) throws -> [Int: Int64] {
        let run = try run(words)
        #expect(run.status == 0, "\(run.errors)")
        var sums: [Int: Int64] = [:]
        for line in run.output.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let account = Int(words[0]), let sum = Int64(words[1]) else { continue }
            sums[account] = sum
        }
        return sums
    }
}
