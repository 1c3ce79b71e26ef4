import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// A receipt is the agency's own money.
struct TopUpPlace: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "place",
        abstract:
            "Say that an unidentified receipt is the agency's top-up (the verb can be left away).",
        discussion: """
            Money from the agency's own account tops up by itself while something is missing, or \
            while the setting top-up-limit leaves room. This command is for money that waits on \
            the work list.

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
