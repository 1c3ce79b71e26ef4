import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// The agency cures a shortfall with money of its own.
struct TopUpCommand: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "topup",
        abstract: "Say that an unidentified receipt is the agency's top-up of a shortfall.",
        discussion: """
            Money from the agency's own account tops up by itself while something is missing. \
            This command is for money from elsewhere that waits on the work list.

            EXAMPLES:
              ringfence topup --receipt 214 --as clerk
            """)

    @Option(help: "The receipt's number, see `ringfence receipt list`.")
    var receipt: Int64

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call("topup", as: .clerk, ["receipt": "\(receipt)"])
        let answer = try await options.engine().topUp(
            receipt: BankLineID(sequence: receipt), call)
        try output.show(answer)
    }
}
