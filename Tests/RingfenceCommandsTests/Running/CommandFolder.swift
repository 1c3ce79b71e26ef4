import Foundation
import Testing

/// A folder of a test's own, in which it runs the built program; it goes when the test ends.
struct CommandFolder: Sendable {
    let path: String

    var book: String { "\(path)/test.book" }

    static func use<Value>(_ body: (CommandFolder) async throws -> Value) async throws -> Value {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("ringfence-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false)
        let folder = CommandFolder(path: path)
        let value: Value
        do {
            value = try await body(folder)
        } catch {
            try FileManager.default.removeItem(atPath: path)
            throw error
        }
        try FileManager.default.removeItem(atPath: path)
        return value
    }

    /// Runs the program on the folder's book, by nobody unless `as` names somebody.
    ///
    /// - Parameters:
    ///   - arguments: As typed, without the program's name.
    ///   - actor: Who acts.
    ///   - input: What stands on standard input.
    ///   - hasBook: Whether RINGFENCE_BOOK names the book.
    ///   - wrapper: A command that runs the program, such as `timeout 1`, by its full path.
    /// - Returns: Output, errors and exit status.
    /// - Throws: When the program cannot be started.
    func run(
        _ arguments: [String], as actor: String? = nil, input: String = "", hasBook: Bool = true,
        through wrapper: [String] = []
    ) throws -> CommandRun {
        try start(arguments, as: actor, input: input, hasBook: hasBook, through: wrapper).finish()
    }

    /// Runs the program twice at once, for as long as another process is in its way.
    func runTwice(_ arguments: [String], as actor: String) throws -> [CommandRun] {
        let both = try (0..<2).map { _ in try start(arguments, as: actor) }
        return try both.map { process in
            var run = try process.finish()
            for _ in 0..<100 where run.status == 75 { run = try self.run(arguments, as: actor) }
            return run
        }
    }

    /// Starts the program, as ``run(_:as:input:hasBook:through:)`` does.
    private func start(
        _ arguments: [String], as actor: String?, input: String = "", hasBook: Bool = true,
        through wrapper: [String] = []
    ) throws -> RunningCommand {
        let run = "\(path)/.run-\(UUID().uuidString)"
        let files = ["\(run)-in", "\(run)-out", "\(run)-err"]
        for (file, text) in zip(files, [input, "", ""]) {
            try text.write(toFile: file, atomically: false, encoding: .utf8)
        }
        let process = Process()
        let words = wrapper + [try Self.program().path] + arguments
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        var environment = ProcessInfo.processInfo.environment
        environment["RINGFENCE_BOOK"] = hasBook ? book : nil
        environment["RINGFENCE_ACTOR"] = actor
        process.environment = environment
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: files[0]))
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: files[1]))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: files[2]))
        try process.run()
        return RunningCommand(process: process, files: files)
    }

    /// Runs a command that must succeed; its output.
    @discardableResult
    func done(_ arguments: [String], as actor: String? = nil, input: String = "") throws -> String {
        let run = try run(arguments, as: actor, input: input)
        #expect(run.status == 0, "\(arguments): \(run.errors)")
        return run.output
    }

    /// Writes a file into the folder; its path.
    func write(_ name: String, _ text: String) throws -> String {
        try text.write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)
        return "\(path)/\(name)"
    }

    /// The program stands beside the tests that are running.
    static func program() throws -> URL {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = URL(fileURLWithPath: tests).deletingLastPathComponent()
            .appendingPathComponent("ringfence")
        try #require(FileManager.default.isExecutableFile(atPath: program.path))
        return program
    }
}
