import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine

/// Takes the bank's answer to a payment file.
struct PayoutStatusImport: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take the bank's answer to an exported payment file (pain.002).",
        discussion: """
            What the bank rejects is held again, what it accepts is noted; nothing is paid before \
            a bank line says so. A file that answers another payment file is refused as a whole.

            EXAMPLES:
              ringfence payout status import answer.xml --as clerk
              unzip -p answers.zip answer.xml | ringfence payout status import - --as clerk
            """)

    @Argument(help: "A pain.002 file; - is standard input.", completion: .file())
    var file: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        guard options.key == nil else {
            throw Failure(
                "usage.key", "an answer of the bank takes no --key",
                hint: "its key is the file itself",
                .usage)
        }
        let answer = try await StatusImporting.run(
            file, by: try options.acting(), try options.engine())
        try output.show(answer)
        for note in answer.values where note.name == "note" { output.note(note.text) }
    }
}
