import ArgumentParser

struct CloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close days: nothing but what the bank tells is booked there any more.",
        subcommands: [CloseDay.self, CloseMonth.self, CloseList.self])
}
