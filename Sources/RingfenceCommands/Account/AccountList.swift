import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Lists the trust accounts.
struct AccountList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the trust accounts of the book.")

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                var listing = Listing(
                    "accounts",
                    [
                        .right("number", "number"), .left("iban", "IBAN"),
                        .left("currency", "currency"), .left("trustee", "trustee"),
                        .left("termsFrom", "terms from"),
                    ], isSample: try reader.opened().1.isSample)
                for account in try reader.trustAccounts() {
                    let terms = try reader.trustTerms(of: account.id).last?.terms
                    listing.append([
                        .number(account.id.sequence), .text(account.iban),
                        .text(account.currency), .optional(terms?.trustee.name),
                        .optional(terms?.validFrom),
                    ])
                }
                return listing
            })
    }
}
