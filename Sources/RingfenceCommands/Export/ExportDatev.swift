public import ArgumentParser
import BackOffice
public import EscrowCore
import EscrowEngine
import MoneyCore

extension AgencyChartName: ExpressibleByArgument {
    public init?(argument: String) { self.init(rawValue: argument) }
    public static var allValueStrings: [String] { allCases.map(\.rawValue) }
    public var defaultValueDescription: String { rawValue }
}

/// Writes the agency's own book as DATEV files, one a month.
struct ExportDatev: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "datev",
        abstract: "Write the agency's own book as DATEV batches of bookings (EXTF), one a month.",
        discussion: """
            The agency's book shows its share, its VAT and its claim on the trust, never the trust \
            money. A month that is not closed is refused, unless --draft says that it may change.

            EXAMPLES:
              ringfence close month 2013-03
              ringfence export datev --from 2013-01 --to 2013-03 --chart skr03 \\
                --consultant 29098 --client-number 55003 --out datev
            """)

    @Option(help: "The first month, such as 2013-01.")
    var from: Month

    @Option(name: .customLong("to"), help: "The last month.")
    var through: Month

    @Option(help: "The chart of accounts: skr03 or skr04.")
    var chart: AgencyChartName

    @Option(
        help: "Accounts that are not the chart's, as YAML (docs/schemas/accounts.schema.json).",
        completion: .file())
    var accounts: String?

    @Option(help: "The consultant's number at DATEV, 1001 to 9999999.")
    var consultant: Int

    @Option(help: "The client's number at DATEV, 1 to 99999.")
    var clientNumber: Int

    @Option(help: "In which month a fiscal year begins, 1 to 12.")
    var fiscalYearMonth = 1

    @Flag(help: "Write months that are not closed, too, as what can still change.")
    var draft = false

    @Option(name: .customLong("out"), help: "The folder for the files.", completion: .directory)
    var folder: String

    @Flag(help: "Replace files of another content.")
    var replace = false

    @OptionGroup var options: ReadOptions

    func validate() throws {
        guard (1001...9_999_999).contains(consultant) else {
            throw ValidationError("--consultant is 1001 to 9999999")
        }
        guard (1...99_999).contains(clientNumber) else {
            throw ValidationError("--client-number is 1 to 99999")
        }
        guard (1...12).contains(fiscalYearMonth) else {
            throw ValidationError("--fiscal-year-month is 1 to 12")
        }
    }

    func run() async throws {
        let periods = try await DatevExporting.export(
            DatevExporting.Request(
                from: from, through: through, chart: chart, accounts: accounts,
                consultant: consultant, client: clientNumber, fiscalYearMonth: fiscalYearMonth,
                isDraft: draft, folder: folder, replaces: replace), try options.book.reader())
        let book = try await options.look { try $0.opened().1 }
        var listing = Listing(
            "periods",
            [
                .left("month", "month"), .left("file", "file"), .right("rows", "rows"),
                .right("total", "total"), .left("closed", "closed"),
                .left("unchanged", "unchanged"),
            ], isSample: book.isSample)
        for period in periods {
            listing.append([
                .text("\(period.month)"), .optional(period.file?.name),
                .number(Int64(period.rows)), .money(Money(minor: period.total, .eur)),
                .flag(period.isClosed), .flag(period.file?.isUnchanged ?? false),
            ])
        }
        try output.show(listing)
    }
}
