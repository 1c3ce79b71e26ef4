import ArgumentParser
import EscrowCore
import EscrowEngine

/// Forgets one account.
struct PayerForget: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Forget for whom an account pays; what was placed stays placed.",
        discussion: """
            EXAMPLES:
              ringfence payer forget DE23100000000000000099 --as clerk
            """)

    @Argument(help: "The account as `ringfence payer list` shows it.")
    var account: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call("payer forget", as: .clerk, ["account": account])
        try output.show(try await options.engine().forgetPayer(account, call))
    }
}
