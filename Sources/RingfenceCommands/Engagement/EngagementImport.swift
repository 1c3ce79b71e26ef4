import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine

/// Adds the engagements of a list.
struct EngagementImport: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Add all engagements of a CSV file, or none.",
        discussion: """
            Columns: code, client, freelancer, valid-from, client-rate, freelancer-rate, \
            client-vat, freelancer-vat, title, subject; also valid-to, assigned-on, \
            assignment-released, policy, release, rule, term-days, routing-agreed-on. The same file \
            again adds nothing and says so.
            """)

    @Argument(help: "The file; - for standard input.", completion: .file())
    var file: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let file = try InputFile(path: file)
        let engine = try options.engine()
        let currency = try await engine.look { try $0.opened().1.currency }
        let requests = try file.engagements(currency)
        let call = try options.call("engagement import", as: .clerk, file: file)
        try output.show(try await engine.addEngagements(requests, call))
    }
}
