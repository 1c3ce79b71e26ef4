import ArgumentParser
import EscrowCore
import EscrowEngine

/// Sets one number.
struct SettingSet: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Set a number from now on; an approver does it.")

    @Argument(help: "Which, see `ringfence setting list`.")
    var name: Setting.Name

    @Argument(help: "The new value, a whole number; amounts in cents: 100.00 EUR are 10000.")
    var value: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        guard let value = Int64(value) else {
            throw Failure(
                "setting.form", "\(name.text) takes a whole number of cents, and \(value) is none",
                hint: "write 10000 for 100.00", .usage)
        }
        let call = try options.call(
            "setting set", as: .approver, ["name": name.text, "value": "\(value)"])
        try output.show(try await options.engine().set(name, to: value, call))
    }
}
