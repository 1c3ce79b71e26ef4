import ArgumentParser
import EscrowCore
import EscrowEngine

/// Lists all numbers with their values now.
struct SettingList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List every setting with its value and its default.")

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (book, values) = try await options.look { reader in
            (
                try reader.opened().1,
                try Setting.Name.allCases.map { ($0, try reader.setting($0)) }
            )
        }
        var listing = Listing(
            "settings",
            [
                .left("setting", "setting"), .right("value", "value"),
                .right("byDefault", "by default"),
            ], isSample: book.isSample)
        for (name, value) in values {
            listing.append([.text(name.text), .number(value), .number(name.byDefault)])
        }
        try output.show(listing)
    }
}
