import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Shows who has which claim to the pool.
struct PoolShow: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show all claims to the pool: what was paid of each, and what is missing.")

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (book, report) = try await options.look { reader in
            (try reader.opened().1, try reader.poolReport())
        }
        func money(_ minor: Int64) -> Listing.Cell { .money(Money(minor: minor, book.currency)) }
        var listing = Listing(
            "claims",
            [
                .left("claimant", "claimant"), .left("rank", "rank"), .right("claim", "claim"),
                .right("paid", "paid or on its way"), .right("share", "share now"),
                .right("reserve", "in reserve"), .right("missing", "missing"),
            ], isSample: book.isSample)
        for claim in report.claims {
            listing.append([
                .text(claim.claimant), .text("\(claim.rank)"), money(claim.whole),
                money(claim.has), money(claim.isDisputed ? 0 : claim.share),
                money(claim.isDisputed ? claim.share : 0),
                money(claim.whole - claim.has - claim.share),
            ])
        }
        let reserve = report.claims.reduce(0) { $1.isDisputed ? $0 + $1.share : $0 }
        let resource = Money(minor: report.resource, book.currency)
        output.note(
            report.pool.state == .declared
                ? "The pool of \(report.pool.day) is declared, and nothing is pooled yet: \(resource) lie at the bank. Somebody else confirms with `ringfence pool confirm` or lifts it with `ringfence pool lift`."
                : "The pool of \(report.pool.day) is \(report.pool.state); to be shared now: \(Money(minor: report.resource - reserve, book.currency))."
        )
        try output.show(listing)
    }
}

/// Lists what left the book to be claimed outside of it.
struct PoolClaims: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims",
        abstract: "List the claims that left the book with the pool, to be made outside of it.")

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (book, claims) = try await options.look { reader in
            (try reader.opened().1, try reader.poolClaimsList())
        }
        var listing = Listing(
            "claims",
            [
                .right("account", "account"), .left("debtor", "debtor"),
                .left("invoice", "invoice"), .right("amount", "amount"),
            ], isSample: book.isSample)
        for claim in claims {
            listing.append([
                .number(Int64(claim.account.number)), .text(claim.debtor),
                .optional(claim.invoice), .money(claim.amount),
            ])
        }
        try output.show(listing)
    }
}
