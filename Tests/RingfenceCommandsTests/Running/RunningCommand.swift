import Foundation

/// A run of the program that has begun.
struct RunningCommand {
    let process: Process
    /// Where its input, output and errors stand.
    let files: [String]

    /// Waits for its end; its files go.
    func finish() throws -> CommandRun {
        defer { for file in files { try? FileManager.default.removeItem(atPath: file) } }
        process.waitUntilExit()
        return CommandRun(
            output: try String(contentsOfFile: files[1], encoding: .utf8),
            errors: try String(contentsOfFile: files[2], encoding: .utf8),
            status: process.terminationStatus)
    }
}
