import ArgumentParser
import Foundation

/// Shows the whole way on made-up data, by the commands that a person would type.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Show the whole way on made-up data: invoices, payments, payouts, simulation.",
        discussion: """
            Runs the script of a sample with this program in a fresh temporary folder, which stays \
            for you to look at. The sample is samples/01-agency-failure-2013 below the working \
            folder or beside the program, unless --sample names another.
            """)

    @Option(help: "Folder of the sample, with its run.sh.", completion: .directory)
    var sample: String?

    func run() throws {
        let folder = try SampleFolder.find(sample)
        let out = try Self.freshFolder()
        try Self.play(folder, into: out)
        try Channel.output.write(Self.closing(out))
    }

    /// Runs the sample's script; what it shows goes straight to the terminal.
    private static func play(_ sample: SampleFolder, into out: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["bash", "run.sh", SampleFolder.program, out]
        process.currentDirectoryURL = URL(fileURLWithPath: sample.path)
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw Failure(
                "demo.start", "the sample cannot be run: \(error.localizedDescription)",
                hint: "the sample needs bash and awk", .refused)
        }
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw Failure(
                "demo.failed", "the sample \(sample.path) did not run to its end",
                hint: "what it wrote so far lies in \(out)", .refused)
        }
    }

    /// A folder that nobody else has.
    private static func freshFolder() throws -> String {
        let parent = FileManager.default.temporaryDirectory
        let folder = parent.appendingPathComponent("ringfence-demo-\(UUID().uuidString.prefix(8))")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(
                "demo.folder", "\(folder.path) cannot be made: \(error.localizedDescription)",
                hint: "free some space, or name another place in TMPDIR", .refused)
        }
        return folder.path
    }

    /// Says where everything lies; only what the sample wrote.
    private static func closing(_ out: String) -> String {
        let places = [
            ("book", ".work/agency.book"), ("payment files", "payments"),
            ("journal", "journal.hledger"), ("simulation", "simulation.json"),
            ("every command", "session.txt"),
        ]
        let found = places.filter { FileManager.default.fileExists(atPath: "\(out)/\($0.1)") }
        let lines = found.map { name, place in
            "  \(name)\(String(repeating: " ", count: 15 - name.count))\(out)/\(place)"
        }
        return """

            == Where everything lies
            \(lines.joined(separator: "\n"))

            """
    }
}
