import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine

/// Records the hours of a list.
struct HoursImport: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Record all hours of a CSV file, or none.",
        discussion: """
            Columns: engagement, day, hours. The same file again records nothing and says so.
            """)

    @Argument(help: "The file; - for standard input.", completion: .file())
    var file: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let file = try InputFile(path: file)
        let requests = try file.hours()
        let call = try options.call("hours import", as: .clerk, file: file)
        try output.show(try await options.engine().recordHours(requests, call))
    }
}
