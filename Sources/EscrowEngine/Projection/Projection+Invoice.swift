import EscrowCore
import LedgerCore
import MoneyCore

/// What is recorded about an invoice after it was issued.
extension Projection {
    /// A credit note lowers the contract, and what was written off of it.
    static func add(
        _ note: CreditNote, _ sequence: Int64, to tables: inout DraftTables,
        _ writer: inout any BookWriter
    ) throws {
        try list(note.line.invoice, .creditNote, sequence, note.gross, &writer)
        try writer.put([DocumentRow(number: note.number, kind: .creditNote, sequence: sequence)])
        for part in note.parts {
            let key = PartRow.Key(line: note.line, owner: part.owner)
            try lowerContract(key, by: part.amount.minor, in: &tables, writer)
            guard part.ofWrittenOff.isPositive, var row = try tables.parts.row(key, writer) else {
                continue
            }
            row.writtenOff = try sum(row.writtenOff, -part.ofWrittenOff.minor)
            tables.parts.put(row)
        }
    }

    /// A day of sales is taken back; what was written off of it is owed by nobody any more.
    static func add(
        _ reversal: SalesReversal, _ sequence: Int64, to tables: inout DraftTables,
        _ writer: inout any BookWriter
    ) throws {
        try list(reversal.sales, .salesReversal, sequence, reversal.amount, &writer)
        guard let row = try tables.invoices.row(reversal.sales.sequence, writer) else {
            throw EngineError.broken("record \(sequence) takes back no sales")
        }
        try tables.parts.flush(&writer)
        let parts = try writer.rows(
            PartRow.self,
            Selection(
                from: .integer(InvoiceLineID(invoice: row.id, number: 1).sequence),
                through: .integer(
                    InvoiceLineID(invoice: row.id, number: row.lineCount).sequence)))
        for var part in parts where part.writtenOff > 0 {
            part.contract = try sum(part.contract, -part.writtenOff)
            part.writtenOff = 0
            tables.parts.put(part)
        }
    }

    /// Facts about an invoice that change nothing but what is listed of it.
    static func addAboutInvoice(
        _ fact: Fact, _ sequence: Int64, _ writer: inout any BookWriter
    ) throws {
        switch fact {
        case .writeOff(let fact):
            try list(fact.invoice, .writeOff, sequence, fact.amount, &writer)
        case .setOff(let fact): try list(fact.invoice, .setOff, sequence, fact.amount, &writer)
        case .misdirected(let fact):
            try list(fact.invoice, .misdirected, sequence, fact.amount, &writer)
        default: throw EngineError.broken("record \(sequence) was projected in the wrong place")
        }
    }

    private static func list(
        _ invoice: InvoiceID, _ kind: RecordKind, _ sequence: Int64, _ amount: Money,
        _ writer: inout any BookWriter
    ) throws {
        try writer.put([
            InvoiceFactRow(
                invoice: invoice, sequence: sequence, kind: kind, amount: amount.minor)
        ])
    }
}
