import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// A debit that nobody ordered takes a receipt back.
struct ReceiptTakeback: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "takeback",
        abstract: "Say which receipt a debit takes back that the program did not recognise.",
        discussion: """
            The debit was entered as one that nobody ordered; that entry is reversed. Everybody \
            loses what the receipt gave him: what is still here, and a claim for what is not.

            EXAMPLES:
              ringfence receipt takeback 340 --receipt 214 --as clerk
            """)

    @Argument(help: "The debit's number, see `ringfence receipt list --all`.")
    var line: Int64

    @Option(help: "The number of the receipt that it takes back.")
    var receipt: Int64

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "receipt takeback", as: .clerk, ["line": "\(line)", "receipt": "\(receipt)"])
        try output.show(
            try await options.engine().takeBack(
                line: BankLineID(sequence: line), receipt: BankLineID(sequence: receipt), call))
    }
}
