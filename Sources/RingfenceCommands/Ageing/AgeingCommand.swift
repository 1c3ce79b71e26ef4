import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

struct AgeingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ageing",
        abstract: "How old open invoices are, and money that waits.",
        subcommands: [AgeingInvoices.self, AgeingReceipts.self],
        defaultSubcommand: AgeingInvoices.self)
}

extension AgeBucket {
    /// An amount in the column of its bucket, nothing in the others.
    func cells(_ amount: Money, of buckets: some Sequence<AgeBucket>) -> [Listing.Cell] {
        buckets.map { $0 == self ? .money(amount) : .empty }
    }

    var title: String {
        switch self {
        case .notDue: "not due"
        case .upTo30: "1-30 days"
        case .upTo60: "31-60 days"
        case .upTo90: "61-90 days"
        case .over90: "over 90 days"
        }
    }

    var column: Listing.Column { .right(key, title) }
}
