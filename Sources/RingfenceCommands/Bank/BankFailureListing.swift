import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Deposits of a CSV file, and another limit of cover.
struct CoverOptions: ParsableArguments {
    @Option(
        help: "CSV with the columns party and amount: other deposits at that bank.",
        completion: .file())
    var deposits: String?

    @Option(
        help:
            "The limit of cover per person, where another than the law's holds; to record it, two people agree with `bank failure limit`."
    )
    var limit: String?

    func read(_ currency: Currency) throws -> (others: [OtherDeposit], limit: Money?) {
        (
            try deposits.map { try InputFile(path: $0).deposits(currency) } ?? [],
            try limit.map { try Reading.money($0, currency, "--limit") }
        )
    }
}

/// The list that a guarantee scheme asks for.
struct BankFailureListing: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List whose money lay at a failed bank, with cover, to be handed over.",
        discussion: """
            Before cover is recorded it is what recording it now would give. Higher cover after \
            special events of life (EinSiG section 8(2)) is not counted.

            EXAMPLES:
              ringfence bank failure list DE89370400440532013000 --deposits others.csv --format csv
            """)

    @Argument(help: "The trust account's IBAN.")
    var iban: String

    @OptionGroup var cover: CoverOptions
    @OptionGroup var options: ReadOptions

    func run() async throws {
        let iban = try Reading.iban(iban, "the account")
        let currency = try await options.look { try $0.opened().1.currency }
        let (others, limit) = try cover.read(currency)
        let list = try await options.look {
            try $0.bankFailureList(iban, others: others, limit: limit)
        }
        func money(_ minor: Int64) -> Listing.Cell { .money(Money(minor: minor, currency)) }
        var listing = Listing(
            "holders",
            [
                .left("party", "party"), .left("role", "role"), .left("name", "name"),
                .left("street", "street"), .left("postcode", "postcode"), .left("city", "city"),
                .left("country", "country"), .left("day", "day"),
                .right("entitlement", "entitlement"), .right("share", "share of balance"),
                .right("otherDeposits", "other deposits"), .right("cover", "cover"),
                .right("uncovered", "not covered"), .left("head", "head of the book"),
            ], isSample: list.book.isSample)
        for holder in list.holders {
            let address = holder.details?.address
            listing.append([
                .text(holder.code), .optional(holder.role?.name), .optional(holder.details?.name),
                .optional(address?.street), .optional(address?.postcode), .optional(address?.city),
                .optional(address?.country), .day(list.day), money(holder.fact.entitlement),
                money(holder.fact.share), money(holder.fact.otherDeposits),
                money(holder.fact.cover), money(holder.fact.share - holder.fact.cover),
                .text("\(list.head.size):\(list.head.root)"),
            ])
        }
        output.note("Limit of cover per person: \(list.limit), \(list.citation).")
        try output.show(listing)
    }
}
