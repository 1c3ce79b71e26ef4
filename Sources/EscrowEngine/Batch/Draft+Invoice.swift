import EscrowCore
package import LedgerCore
import MoneyCore

extension Draft {
    /// What a part still expects, as this batch leaves it so far.
    mutating func expectation(
        of part: InvoicePart, _ line: InvoiceLineID, bank: TrustAccountID
    ) throws -> Standing.Place {
        let subledger = Subledger(
            part.role.expected, bank: bank, owner: part.owner, source: .invoiceLine(line))
        return Standing.Place(subledger, try balance(subledger))
    }

    /// The parts of a line as a credit note finds them.
    mutating func creditedParts(
        _ parts: [InvoicePart], _ line: InvoiceLineID, bank: TrustAccountID
    ) throws -> [CreditedPart] {
        var credited: [CreditedPart] = []
        for part in parts {
            let key = PartRow.Key(line: line, owner: part.owner)
            let row = try tables.parts.row(key, writer)
            let expected = try expectation(of: part, line, bank: bank).amount
            let (contract, writtenOff) = (row?.contract ?? 0, row?.writtenOff ?? 0)
            let has = contract - writtenOff - expected
            guard (0...contract).contains(has) else {
                throw EngineError.broken("the parts of line \(line) do not fit what is expected")
            }
            credited.append(
                CreditedPart(
                    part: LinePart(
                        owner: part.owner, role: part.role, rank: part.rank,
                        part: Instalment.Part(whole: contract, has: has),
                        disputed: try disputedToCome(of: key)),
                    expected: expected, writtenOff: writtenOff,
                    standing: try standing(of: part.owner, line: line)))
        }
        return credited
    }

    /// What the agency has of an invoice in its own account, line by line.
    mutating func misdirected(of invoice: InvoiceID) throws -> [Standing.Place] {
        guard try hasMisdirected() else { return [] }
        return try subledgers(.dueFromAgencyMisdirected, of: try writer.agency().id)
            .filter { $0.subledger.source.invoiceLine?.invoice == invoice }
            .map { Standing.Place($0.subledger, $0.balance) }
    }

    /// Whether the agency has any of the trust's money in its own account.
    mutating func hasMisdirected() throws -> Bool {
        if let known = tables.hasMisdirected { return known }
        try tables.balances.flush(&writer)
        let has = try writer.balance(.dueFromAgencyMisdirected) > 0
        tables.hasMisdirected = has
        return has
    }
}

extension BookReader {
    /// What was recorded about an invoice after it was issued, in order.
    package func facts(
        about invoice: InvoiceID
    ) throws -> [InvoiceFactRow] {
        try rows(InvoiceFactRow.self, Selection(equals: [.integer(invoice.sequence)]))
    }

    /// Refuses a number that an invoice or another document has.
    func checkFree(_ number: String) throws {
        guard try row(DocumentRow.self, key: [.text(number)]) == nil,
            try invoiceRow(number: number) == nil, !number.isEmpty
        else {
            throw Refusal(
                "document.exists", "there is a document \(number) already",
                remedy: "leave --number away to take the next free one")
        }
    }
}
