import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore
import Reports

/// Where every cent of a party came from, and where it went.
struct TraceCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "Show where every cent of a party came from, where it went, and what is left.",
        discussion: """
            Invoice by invoice: receipts with their bank line, file and place there, payouts, and \
            the accounts in which the rest stands. What came less what went is what stands, to \
            the cent.

            EXAMPLES:
              ringfence trace F-01
              ringfence trace F-01 --day 2013-03-21 --open --language de
            """)

    @Argument(help: "The party's code.")
    var party: String

    @Option(help: "As booked up to this day.")
    var day: Day?

    @Option(help: "As recorded up to this day.")
    var knownOn: Day?

    @Flag(help: "Only invoices of which something still stands.")
    var open = false

    @Option(help: "Language of the table: de or en.")
    var language = Language.english

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (code, asOf) = (party, AsOf(day: day, knownOn: knownOn))
        let report = try await options.look { try $0.trace(of: code, asOf) }
        try output.show(try TraceTable(report, language).listing(onlyOpen: open))
    }
}

/// A trace as rows: what came, what went, what stands.
struct TraceTable {
    private let report: TraceReport
    private let language: Language

    init(_ report: TraceReport, _ language: Language) {
        self.report = report
        self.language = language
    }

    func listing(onlyOpen: Bool) throws -> Listing {
        var listing = Listing("trace", columns, isSample: report.book.isSample)
        listing.language = language
        listing.head = report.head.text
        for source in report.sources where !onlyOpen || !source.standing.isEmpty {
            for flow in source.flows { listing.append(cells(flow, source)) }
            for standing in source.standing { listing.append(cells(standing, source)) }
        }
        let sums = report.sources.flatMap { source in source.flows.map(\.left) }
        listing.totals = [
            .text(language.pick("Guthaben", "balance")), .empty, .empty, .empty, .empty, .empty,
            .empty, .empty, .empty, .money(try report.balance),
            .money(try Money.sum(sums, in: report.book.currency)), .empty,
        ]
        listing.foot = language.pick(
            "Buch \(report.book.book), Kopf \(report.head.text)",
            "Book \(report.book.book), head \(report.head.text)")
        return listing
    }

    private var columns: [Listing.Column] {
        func pick(_ german: String, _ english: String) -> String { language.pick(german, english) }
        return [
            .left("source", pick("Herkunft", "source")),
            .left("kind", pick("Art", "what it is")), .left("day", pick("Tag", "day")),
            .right("record", pick("Satz", "record")), .left("event", pick("Ereignis", "event")),
            .right("receipt", pick("Umsatz", "bank line")).whenNeeded,
            .left("file", pick("Datei", "file")).whenNeeded,
            .left("place", pick("Stelle", "place")).whenNeeded,
            .right("payout", pick("Auszahlung", "payout")).whenNeeded,
            .right("amount", pick("Betrag", "amount")),
            .right("left", pick("davon noch da", "of it left")).whenNeeded,
            .right("late", pick("davon verspätet", "of it late")).whenNeeded,
        ]
    }

    private func cells(
        _ flow: TraceReport.Flow, _ source: TraceReport.SourceTrace
    ) -> [Listing.Cell] {
        let isCome = flow.amount.isPositive
        return [
            .text(name(source)),
            .text(isCome ? language.pick("gekommen", "came") : language.pick("gegangen", "went")),
            .day(flow.bookingDay), .number(flow.sequence),
            .text("\(flow.event.code) \(flow.event.name(language))"),
            flow.proof.bankLine.map { .number($0.sequence) } ?? .empty,
            .optional(flow.proof.file), .optional(flow.proof.place),
            flow.proof.payout.map { .number($0.sequence) } ?? .empty, .money(flow.amount),
            isCome ? .money(flow.left) : .empty, flow.isLate ? .money(flow.amount) : .empty,
        ]
    }

    private func cells(
        _ standing: AccountBalance, _ source: TraceReport.SourceTrace
    ) -> [Listing.Cell] {
        [
            .text(name(source)), .text(language.pick("steht", "stands")),
            .optional(report.asOf.day), .empty,
            .text("\(standing.account.number) \(standing.account.name(language))"), .empty, .empty,
            .empty, .empty, .money(standing.amount), .empty, .empty,
        ]
    }

    private func name(_ source: TraceReport.SourceTrace) -> String {
        switch source.source {
        case .invoiceLine:
            "\(language.pick("Rechnung", "invoice")) \(source.invoice ?? ""), \(source.line ?? 0)"
        case .unidentified(let line), .receipt(let line):
            "\(language.pick("ungeklärter Umsatz", "unidentified line")) \(line.sequence)"
        case .transfer(let payout):
            "\(language.pick("Übertrag", "transfer")) \(payout.sequence)"
        case .interest: language.pick("Zinsen", "interest")
        case .topUp: language.pick("Nachschuss", "top-up")
        case .none: language.pick("ohne Rechnung", "no invoice")
        }
    }
}
