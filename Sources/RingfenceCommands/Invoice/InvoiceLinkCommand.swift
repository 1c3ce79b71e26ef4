import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import MoneyCore

/// Says which engagements freelancers' own invoices bill.
struct InvoiceLinkCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Say which engagement a freelancer's invoice bills, or why that is not clear.",
        discussion: """
            The freelancer is found by VAT id or account, the engagement by its code in the invoice \
            or by the amount, which must be that of lines billed to the client. Nothing is recorded.

            EXAMPLE:
              ringfence invoice link inbox/*.pdf
            """)

    @Argument(
        help: "The files (XML or PDF); - for standard input.",
        completion: .file(extensions: ["xml", "pdf"]))
    var files: [String]

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let inspections = files.map { InvoiceInspection(path: $0) }
        try output.show(
            try await options.look { reader in
                var listing = Listing(
                    "invoices", Self.columns, isSample: try reader.opened().1.isSample)
                for inspection in inspections {
                    let link = try reader.link(inspection)
                    listing.append(Self.cells(inspection, link))
                }
                return listing
            })
    }

    private static func cells(
        _ inspection: InvoiceInspection, _ link: InvoiceLink
    ) -> [Listing.Cell] {
        let summary = inspection.summary
        let head: [Listing.Cell] = [
            .text(inspection.file), .optional(summary?.number),
            summary?.gross.map { .money($0) } ?? .empty,
        ]
        switch link {
        case .linked(let candidate, let lines, let ground):
            return head + [
                .text(candidate.freelancer), .text(candidate.engagement),
                .texts(lines.map(\.name)), .text(ground.rawValue), .empty,
            ]
        case .open(let reason):
            return head + [.empty, .empty, .texts([]), .empty, .text(reason.text)]
        }
    }

    private static let columns: [Listing.Column] = [
        .left("file", "file"), .left("number", "number"), .right("gross", "gross"),
        .left("freelancer", "freelancer"), .left("engagement", "engagement"),
        .left("lines", "lines"), .left("by", "by"), .left("open", "why a person has to say"),
    ]
}
