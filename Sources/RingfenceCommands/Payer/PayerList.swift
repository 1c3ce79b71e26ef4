import ArgumentParser
import EscrowCore
import EscrowEngine

/// Lists the accounts that are remembered.
struct PayerList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the accounts that a person placed, and for which client each pays.",
        discussion: """
            EXAMPLES:
              ringfence payer list --format csv
            """)

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (book, rows) = try await options.look { reader in
            (
                try reader.opened().1,
                try reader.rows(PayerRuleRow.self, .all).map { row in
                    (row, try row.client.flatMap { try reader.party($0) }?.code)
                }
            )
        }
        var listing = Listing(
            "payers",
            [
                .left("account", "account"), .left("client", "pays for"),
                .right("record", "since record"),
            ], isSample: book.isSample)
        for (row, client) in rows {
            listing.append([
                .text(row.account), .text(client ?? "several, so nobody"), .number(row.sequence),
            ])
        }
        try output.show(listing)
    }
}
