package import EscrowCore
package import LedgerCore
import MoneyCore

/// A party's part of a line of an invoice or a day's sales, as a person names it.
package struct NamedPart: Hashable, Sendable {
    package let row: InvoiceRow
    package let invoice: Billed
    package let line: InvoiceLineID
    package let party: PartyRow
    package let part: InvoicePart

    /// What its owner still expects of it is kept here.
    package var expected: Subledger {
        Subledger(
            part.role.expected, bank: invoice.bank, owner: party.id, source: .invoiceLine(line))
    }
}

extension BookReader {
    package func invoiceRow(_ id: InvoiceID) throws -> InvoiceRow? {
        try row(InvoiceRow.self, key: [.integer(id.sequence)])
    }

    /// Where an invoice stands.
    ///
    /// - Source: docs/spec/invoice.md#states
    package func state(of row: InvoiceRow) throws -> InvoiceState {
        let first = InvoiceLineID(invoice: row.id, number: 1)
        let last = InvoiceLineID(invoice: row.id, number: row.lineCount)
        var (contract, writtenOff): (Int64, Int64) = (0, 0)
        try forEachRow(
            PartRow.self,
            Selection(from: .integer(first.sequence), through: .integer(last.sequence))
        ) { part in
            contract += part.contract
            writtenOff += part.writtenOff
        }
        return InvoiceState(contract: contract, writtenOff: writtenOff, open: row.open)
    }

    /// The part of a party, of the line with this number or of the only one that it has.
    package func namedPart(
        invoice number: String, line: Int?, party code: String
    ) throws -> NamedPart {
        let row = try knownInvoice(number: number)
        let invoice = try billed(row.id)
        guard let party = try party(code: code) else {
            throw Refusal(
                "party.unknown", "there is no party \(code)", remedy: "see `ringfence party list`")
        }
        let numbers = invoice.lines.indices.map { $0 + 1 }.filter { number in
            invoice.lines[number - 1].parts.contains { $0.owner == party.id }
                && (line ?? number) == number
        }
        guard let chosen = numbers.first else {
            let what = line.map { ", line \($0)," } ?? ""
            throw Refusal(
                "invoice.no-part", "\(code) has no part of invoice \(number)\(what)",
                remedy: "see `ringfence invoice show \(number)`")
        }
        guard numbers.count == 1 else {
            throw Refusal(
                "invoice.which-line", "\(code) has parts of \(numbers.count) lines of \(number)",
                remedy: "name one with --line")
        }
        guard
            let part = invoice.lines[chosen - 1].parts.first(where: { $0.owner == party.id })
        else { throw EngineError.broken("line \(chosen) of \(number) has no part of \(code)") }
        return NamedPart(
            row: row, invoice: invoice, line: InvoiceLineID(invoice: row.id, number: chosen),
            party: party, part: part)
    }
}

extension BookReader {
    /// What of a subledger no plan has reserved, as the store has it.
    func free(_ subledger: Subledger) throws -> Int64 {
        try row(SubledgerRow.self, key: SubledgerRow.fields(of: subledger))?.free ?? 0
    }
}
