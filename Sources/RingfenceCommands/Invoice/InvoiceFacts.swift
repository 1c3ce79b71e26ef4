import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Lists what was recorded about an invoice.
struct InvoiceFacts: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts",
        abstract: "List credit notes, write-offs, set-offs and misdirected money of an invoice.")

    @Argument(help: "Number of the invoice.")
    var invoice: String

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                let (_, book) = try reader.opened()
                var listing = Listing("facts", Self.columns, isSample: book.isSample)
                for row in try reader.facts(about: try reader.knownInvoice(number: invoice).id) {
                    let (what, number, reason) = try Self.words(row, reader)
                    listing.append([
                        .number(row.sequence), .text(what),
                        .money(Money(minor: row.amount, book.currency)), .optional(number),
                        .optional(reason),
                    ])
                }
                return listing
            })
    }

    private static func words(
        _ row: InvoiceFactRow, _ reader: any BookReader
    ) throws -> (String, String?, String?) {
        switch try reader.fact(at: row.sequence) {
        case .creditNote(let note): ("credit note", note.number, note.reason)
        case .writeOff(let fact): ("written off", nil, fact.reason)
        case .setOff(let fact): ("set-off refused", nil, fact.reason)
        case .misdirected(let fact):
            switch fact.step {
            case .reported(let day): ("paid to the agency", nil, "on \(day)")
            case .passedFromShare: ("passed on from the agency's share", nil, nil)
            case .paidBack(let day): ("paid back by the agency", nil, "on \(day)")
            }
        default: throw EngineError.broken("record \(row.sequence) is not about an invoice")
        }
    }

    private static let columns: [Listing.Column] = [
        .right("record", "record"), .left("what", "what"), .right("amount", "amount"),
        .left("number", "number"), .left("reason", "reason"),
    ]
}
