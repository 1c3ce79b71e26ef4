import ArgumentParser
import BackOffice
import EscrowEngine
import MoneyCore

/// Shows what invoice files say, without a book.
struct InvoiceInspect: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract:
            "Read invoices (UBL, CII, ZUGFeRD and Factur-X) and check them; no book is touched.",
        discussion: """
            Every file is read, and what does not agree is named with its rule and amount. The exit \
            status is 1 if a file cannot be read as an invoice.

            EXAMPLES:
              ringfence invoice inspect invoice.xml
              ringfence invoice inspect inbox/*.pdf --format json
            """)

    @Argument(
        help: "The files (XML or PDF); - for standard input.",
        completion: .file(extensions: ["xml", "pdf"]))
    var files: [String]

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let inspections = files.map { InvoiceInspection(path: $0) }
        switch output.format {
        case .json: try output.show(InvoiceInspection.json(inspections))
        case .text, .csv:
            try output.show(Self.listing(inspections))
            for inspection in inspections {
                for finding in inspection.summary?.findings ?? [] {
                    output.note("\(inspection.file): \(finding)")
                }
            }
        }
        let refusals = inspections.compactMap { inspection in
            if case .failure(let refusal) = inspection.result { refusal } else { nil }
        }
        guard let last = refusals.last else { return }
        for refusal in refusals.dropLast() {
            output.note("\(refusal.message); \(refusal.remedy)")
        }
        throw Failure(last)
    }

    private static func listing(_ inspections: [InvoiceInspection]) -> Listing {
        var listing = Listing("invoices", columns, isSample: false)
        for inspection in inspections {
            guard let summary = inspection.summary else { continue }
            listing.append([
                .text(inspection.file), .text(summary.syntax), .optional(summary.number),
                .optional(summary.type), .optional(summary.day), .optional(summary.due),
                .optional(summary.seller), .optional(summary.buyer), cell(summary.gross),
                cell(summary.payable), .texts(summary.ibans), .texts(summary.references),
                .flag(summary.balances), cell(summary.off),
            ])
        }
        return listing
    }

    private static func cell(_ money: Money?) -> Listing.Cell { money.map { .money($0) } ?? .empty }

    private static let columns: [Listing.Column] = [
        .left("file", "file"), .left("syntax", "syntax"), .left("number", "number"),
        .left("type", "type"), .left("day", "day"), .left("due", "due"),
        .left("seller", "seller"), .left("buyer", "buyer"), .right("gross", "gross"),
        .right("payable", "payable"), .left("ibans", "IBAN"), .left("references", "reference"),
        .left("balances", "balances"), .right("off", "off"),
    ]
}
