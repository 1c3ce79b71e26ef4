import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Money that a client paid into the agency's own account.
struct ReceiptMisdirected: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "misdirected",
        abstract: "Record that a client paid an invoice into the agency's own account.",
        discussion: """
            The agency owes it to the trust until it passes it on: by a transfer that names the \
            invoice, or out of its available share. When it paid the client back instead, or the \
            amount was wrong, say so with --paid-back: the client then owes it as before.

            EXAMPLES:
              ringfence receipt misdirected --invoice 2013-0001 --day 2013-03-01 --as clerk
              ringfence receipt misdirected --invoice 2013-0001 --from-share --as clerk
              ringfence receipt misdirected --invoice 2013-0001 --paid-back --day 2013-03-04 \
            --as clerk
            """)

    @Option(help: "Number of the invoice.")
    var invoice: String

    @Option(
        parsing: .unconditional,
        help: "How much. Default: all that is open, or all that is misdirected.")
    var amount: String?

    @Option(help: "When the agency's account had it, or paid it back.")
    var day: Day?

    @Flag(name: .customLong("from-share"), help: "Pass it on out of the agency's available share.")
    var isFromShare = false

    @Flag(help: "The agency paid it back to the client, or never had it.")
    var paidBack = false

    @OptionGroup var options: WriteOptions

    func validate() throws {
        guard (day != nil) != isFromShare else {
            throw ValidationError("Give --day for money that the agency got, or --from-share.")
        }
        guard !paidBack || !isFromShare else {
            throw ValidationError("Give either --paid-back with its --day, or --from-share.")
        }
    }

    func run() async throws {
        let engine = try options.engine()
        let amount = try await Reading.money(amount, "--amount", engine)
        let call = try options.call(
            "receipt misdirected", as: .clerk,
            [
                "invoice": invoice, "amount": amount?.plain, "day": day?.description,
                "from-share": "\(isFromShare)",
                "paid-back": paidBack ? "yes" : nil,
            ])
        if let day, paidBack {
            try output.show(try await engine.paidBack(invoice, amount: amount, on: day, call))
        } else if let day {
            try output.show(
                try await engine.misdirected(invoice, amount: amount, paidOn: day, call))
        } else {
            try output.show(try await engine.passFromShare(invoice, amount: amount, call))
        }
    }
}

/// Lists what the agency has of the trust's money in its own account.
struct ReceiptMisdirections: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "misdirections",
        abstract: "List what the agency has not passed on, oldest first, beside what is open.")

    @Option(help: "Age on this day. Default: the newest recorded one.")
    var day: Day?

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                let (head, book) = try reader.opened()
                var listing = Listing("misdirections", Self.columns, isSample: book.isSample)
                for item in try reader.misdirections() {
                    listing.append([
                        .text(item.row.number), .optional(try reader.party(item.row.client)?.code),
                        .day(item.paidOn),
                        .number(Int64(item.paidOn.days(to: day ?? head.recordedDay))),
                        .money(Money(minor: item.amount, book.currency)),
                        .money(Money(minor: item.row.open, book.currency)),
                    ])
                }
                return listing
            })
    }

    private static let columns: [Listing.Column] = [
        .left("invoice", "invoice"), .left("client", "client"), .left("paid", "paid"),
        .right("age", "days"), .right("amount", "with the agency"), .right("open", "open"),
    ]
}
