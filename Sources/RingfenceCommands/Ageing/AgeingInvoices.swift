import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Open invoices by age.
struct AgeingInvoices: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "invoices",
        abstract: "Show what clients still have to pay, by days behind the due day.",
        discussion: """
            EXAMPLES:
              ringfence ageing
              ringfence ageing invoices --each --day 2013-02-28 --known-on 2013-03-01
            """)

    @Option(help: "As booked up to this day, and of what age on it.")
    var day: Day?

    @Option(help: "As recorded up to this day.")
    var knownOn: Day?

    @Flag(help: "Every invoice, not the sums of clients.")
    var each = false

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let asOf = AsOf(day: day, knownOn: knownOn)
        let (ageing, late) = try await options.look {
            (try $0.openInvoices(asOf), try $0.lateEntries(asOf).count)
        }
        output.noteLate(late)
        try output.show(
            each ? try Self.invoices(ageing) : try Self.clients(ageing))
    }

    static func clients(_ ageing: InvoiceAgeing) throws -> Listing {
        let currency = ageing.book.currency
        var listing = Listing(
            "clients",
            [.left("client", "client")] + AgeBucket.allCases.map(\.column)
                + [.right("total", "total")],
            isSample: ageing.book.isSample)
        listing.head = ageing.head.text
        func sums(_ invoices: [InvoiceAgeing.OpenInvoice]) throws -> [Listing.Cell] {
            try AgeBucket.allCases.map { bucket in
                let open = invoices.filter { $0.bucket == bucket }.map(\.open)
                return .unlessZero(try Money.sum(open, in: currency))
            } + [.money(try Money.sum(invoices.map(\.open), in: currency))]
        }
        let byClient = Dictionary(grouping: ageing.invoices, by: \.client)
        for (client, invoices) in byClient.sorted(by: { $0.key < $1.key }) {
            listing.append([.text(client)] + (try sums(invoices)))
        }
        listing.totals = [.text("total")] + (try sums(ageing.invoices))
        return listing
    }

    static func invoices(_ ageing: InvoiceAgeing) throws -> Listing {
        var listing = Listing(
            "invoices",
            [
                .left("client", "client"), .left("invoice", "invoice"), .left("day", "day"),
                .left("due", "due"), .right("overdue", "days overdue"), .left("age", "age"),
                .right("open", "open"),
            ], isSample: ageing.book.isSample)
        listing.head = ageing.head.text
        for invoice in ageing.invoices {
            listing.append([
                .text(invoice.client), .text(invoice.number), .day(invoice.day),
                .day(invoice.dueDay), .number(Int64(max(0, invoice.daysOverdue))),
                .text(invoice.bucket.title), .money(invoice.open),
            ])
        }
        let total = try Money.sum(ageing.invoices.map(\.open), in: ageing.book.currency)
        listing.totals = [.text("total"), .empty, .empty, .empty, .empty, .empty, .money(total)]
        return listing
    }
}
