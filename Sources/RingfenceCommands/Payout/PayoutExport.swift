import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Posts an approved plan as in flight and writes its file.
struct PayoutExport: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Export an approved plan: post it once, write its file for the bank.")

    @Argument(help: "The plan's number.")
    var plan: Int64

    @Option(
        name: .customLong("out"), help: "Where the file goes; its own name when left away.",
        completion: .file())
    var path: String?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call("payout export", as: .clerk, ["plan": "\(plan)"])
        let answer = try await PayoutFiles.export(
            PlanID(sequence: plan), to: path, call, try options.engine())
        try output.show(answer)
        for note in answer.values where note.name == "note" { output.note(note.text) }
    }
}
