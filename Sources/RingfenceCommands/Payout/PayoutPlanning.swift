import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import MoneyCore

/// Plans payouts of what is available.
struct PayoutPlanning: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract:
            "Plan payouts of all that is available: reserves it and keeps the file for approval.")

    @Option(name: .customLong("party"), help: "Only this party; may be given several times.")
    var parties: [String] = []

    @Option(help: "The day on which the bank shall pay; the next bank working day when left away.")
    var day: Day?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "payout plan", as: .clerk,
            ["parties": parties.joined(separator: " "), "day": day.map { "\($0)" }])
        let request = PayoutRequest(
            payees: parties, executionDay: day, render: PayoutFiles.render)
        let answer = try await options.engine().planPayout(request, call)
        try output.show(answer)
        for note in answer.values where note.name == "note" { output.note(note.text) }
    }
}
