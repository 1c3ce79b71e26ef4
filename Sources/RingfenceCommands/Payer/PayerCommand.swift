import ArgumentParser

/// Accounts that pay for clients.
struct PayerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payer",
        abstract: "See and forget which accounts pay for which client.",
        discussion: """
            A person who places a receipt says for whom its account pays; later receipts from it \
            find that client's invoices.

            EXAMPLES:
              ringfence payer list
              ringfence payer forget DE23100000000000000099 --as clerk
            """,
        subcommands: [PayerList.self, PayerForget.self])
}
