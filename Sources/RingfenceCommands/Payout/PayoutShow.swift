import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Shows one plan's payouts, or its file.
struct PayoutShow: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a plan's payouts; --file prints the payment file itself.")

    @Argument(help: "The plan's number.")
    var plan: Int64

    @Flag(help: "Print the payment file: what an approver reads and hashes.")
    var file = false

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let id = PlanID(sequence: plan)
        if file {
            let engine = try options.book.reader()
            let bytes = try await PayoutFiles.file(of: id, engine).bytes
            return try output.show(text: String(decoding: bytes, as: UTF8.self))
        }
        let (book, rows, parties, payees) = try await options.look { reader in
            guard try reader.row(PlanRow.self, key: [.integer(id.sequence)]) != nil else {
                throw Refusal(
                    "payout.unknown", "there is no plan \(id.sequence)",
                    remedy: "see `ringfence payout list`")
            }
            let rows = try reader.rows(
                PayoutRow.self, Selection(index: "payoutByPlan", equals: [.integer(id.sequence)]))
            return (
                try reader.opened().1, rows, try reader.rows(PartyRow.self, .all),
                try rows.map { try reader.payee(of: $0.id) }
            )
        }
        let codes = Dictionary(uniqueKeysWithValues: parties.map { ($0.id, $0.code) })
        var listing = Listing(
            "payouts",
            [
                .right("payout", "payout"), .left("endToEnd", "end-to-end id"),
                .left("payee", "payee"), .left("name", "name in the file"),
                .left("account", "account"), .right("amount", "amount"),
                .left("state", "state"), .right("bankLine", "bank line"),
            ], isSample: book.isSample)
        for (row, payee) in zip(rows, payees) {
            listing.append([
                .number(row.id.sequence), .text(row.id.text(in: book.book)),
                .optional(row.payee.flatMap { codes[$0] }), .text(payee.name),
                .text(payee.iban.electronic),
                .money(Money(minor: row.amount, book.currency)),
                .text(row.state.name),
                row.bankLine.map { .number($0.sequence) } ?? .empty,
            ])
        }
        try output.show(listing)
    }
}
