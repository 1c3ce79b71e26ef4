import Foundation

/// A sample that a test runs from nothing, for the book that it leaves.
enum SampleRun {
    static let names = [
        "00-first-steps", "01-agency-failure-2013", "02-fair-milk", "03-bad-month", "05-invoices",
    ]

    struct Failure: Error { let log: String }

    /// Runs a sample into a folder.
    ///
    /// - Returns: The path of the book.
    static func book(of name: String, in folder: CommandFolder) throws -> String {
        let out = "\(folder.path)/out"
        let log = "\(folder.path)/log"
        try FileManager.default.createDirectory(
            atPath: out, withIntermediateDirectories: false)
        try "".write(toFile: log, atomically: false, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["bash", "run.sh", try CommandFolder.program().path, out]
        process.currentDirectoryURL = Clone.root.appendingPathComponent("samples/\(name)")
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        process.waitUntilExit()
        let files = FileManager.default.enumerator(atPath: out)
        let book = files?.compactMap { $0 as? String }.first { $0.hasSuffix(".book") }
        guard process.terminationStatus == 0, let book else {
            throw Failure(log: try String(contentsOfFile: log, encoding: .utf8))
        }
        return "\(out)/\(book)"
    }
}
