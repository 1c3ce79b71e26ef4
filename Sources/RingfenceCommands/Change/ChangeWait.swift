import ArgumentParser
import EscrowCore
import EscrowEngine

/// Asks for another waiting time.
struct ChangeWait: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait",
        abstract: "Ask for another waiting time between consent and effect; it begins at 3.",
        discussion: """
            EXAMPLES:
              ringfence change wait 5 --as clerk
            """)

    @Argument(help: "Bank days, 0 to 30.")
    var days: Int

    @OptionGroup var signing: SigningOptions
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try signing.sign(
            options.call("change wait", as: [.clerk, .approver], ["days": "\(days)"]))
        try output.show(try await options.engine().requestWaiting(days: days, call))
    }
}
