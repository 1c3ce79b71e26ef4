import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Lists what is closed.
struct CloseList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List all closes, and how much was booked there late by the bank.")

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (book, closes) = try await options.look { reader in
            (try reader.opened().1, try reader.closes())
        }
        var listing = Listing(
            "closes",
            [
                .left("through", "closed through"), .right("record", "record"),
                .left("recorded", "recorded"), .left("by", "by"), .right("late", "late entries"),
            ], isSample: book.isSample)
        for close in closes {
            listing.append([
                .day(close.through), .number(close.sequence), .day(close.recordedDay),
                .text(close.actor), .number(Int64(close.lateCount)),
            ])
        }
        try output.show(listing)
    }
}
