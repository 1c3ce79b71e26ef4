import ArgumentParser
import EscrowCore
import EscrowEngine

/// Sets one number.
struct SettingSet: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Set a number from now on; an approver does it.")

    @Argument(
        help:
            "Which: top-up-limit and amount-per-file, in cents; transfers-per-file; payment-cut-off, in minutes of the day."
    )
    var name: Setting.Name

    @Argument(help: "The new value, a whole number: 100.00 EUR are 10000 cents.")
    var value: Int64

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "setting set", as: .approver, ["name": name.text, "value": "\(value)"])
        try output.show(try await options.engine().set(name, to: value, call))
    }
}
