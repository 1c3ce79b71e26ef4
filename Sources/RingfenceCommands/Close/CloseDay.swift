import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Closes everything up to a day.
struct CloseDay: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "day",
        abstract: "Close everything up to a day; a close is never undone.",
        discussion: """
            The day must be over and reconciled: it has its statement, and bank, book and ledgers \
            agree.

            EXAMPLES:
              ringfence close day 2013-03-21 --as clerk
            """)

    @Argument(help: "The last day to be closed.")
    var day: Day

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call("close day", as: .clerk, ["day": "\(day)"])
        try output.show(try await options.engine().close(through: day, call))
    }
}
