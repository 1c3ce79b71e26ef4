import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Closes everything up to the end of a month.
struct CloseMonth: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "month",
        abstract: "Close everything up to the last day of a month; a close is never undone.",
        discussion: """
            EXAMPLES:
              ringfence close month 2013-03 --as clerk
            """)

    @Argument(help: "The last month to be closed, such as 2013-03.")
    var month: Month

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call("close month", as: .clerk, ["month": "\(month)"])
        try output.show(try await options.engine().close(through: month.lastDay, call))
    }
}
