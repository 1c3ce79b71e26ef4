import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Direct debits become final.
struct ReceiptFinal: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "final",
        abstract: "Make direct debits final that the payer cannot have back any more.",
        discussion: """
            Without a number all that are due today: what a day's run does. What is released on \
            receipt becomes available.

            EXAMPLES:
              ringfence receipt final --as clerk
              ringfence receipt final 214 --as clerk
            """)

    @Argument(help: "The receipt's number; all that are due when left away.")
    var receipt: Int64?

    @Option(help: "Days after the value day, of a core direct debit.")
    var coreDays = FinalityDays().core

    @Option(help: "Days after the value day, of a direct debit between businesses.")
    var businessDays = FinalityDays().business

    @OptionGroup var options: WriteOptions

    func validate() throws {
        guard (0...3650).contains(coreDays), (0...3650).contains(businessDays) else {
            throw ValidationError("days are 0 to 3650")
        }
    }

    func run() async throws {
        let call = try options.call(
            "receipt final", as: .clerk,
            [
                "receipt": receipt.map { "\($0)" }, "core": "\(coreDays)",
                "business": "\(businessDays)",
            ])
        var days = FinalityDays()
        days.core = coreDays
        days.business = businessDays
        try output.show(
            try await options.engine().makeFinal(
                receipt.map { BankLineID(sequence: $0) }, after: days, call))
    }
}
