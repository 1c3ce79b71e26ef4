import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine

/// Adds the parties of a list.
struct PartyImport: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Add all parties of a CSV file, or none.",
        discussion: """
            Columns: code, role, name; also street, postcode, city, country, iban, vat-id, \
            tax-number, valid-from, contact-name, phone, email, electronic-address, \
            buyer-reference. The same file again adds nothing and says so.
            """)

    @Argument(help: "The file; - for standard input.", completion: .file())
    var file: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let file = try InputFile(path: file)
        let requests = try file.parties()
        let call = try options.call("party import", as: .clerk, file: file)
        try output.show(try await options.engine().addParties(requests, call))
    }
}
