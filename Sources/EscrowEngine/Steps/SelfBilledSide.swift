import EscrowCore
import LedgerCore
import MoneyCore

/// A freelancer's side of an invoice line: what it is now, and what is billed of it.
struct SelfBilledSide {
    let freelancer: PartyID
    let now: SelfBilling.Line
    /// The record of the document that bills it.
    let document: Int64?
    /// Of the document, as corrected so far.
    let billed: SelfBilling.Line?

    var isNothing: Bool { now.net.isZero && now.vat.isZero }
}

extension Engine {
    /// The document of a number, which is none of its corrections.
    static func document(
        _ number: String, in draft: borrowing Draft
    ) throws -> (row: DocumentRow, document: SelfBilling.Document) {
        guard let row = try draft.writer.row(DocumentRow.self, key: [.text(number)]),
            row.kind == .selfBilling,
            case .selfBilling(let step)? = try draft.fact(at: row.sequence)
        else {
            throw Refusal(
                "self-billing.unknown", "there is no self-billing document \(number)",
                remedy: "see `ringfence self-billing list`")
        }
        guard case .issued(let document) = step else {
            throw Refusal(
                "self-billing.correction", "\(number) corrects another document",
                remedy:
                    "name the document that it corrects, see `ringfence self-billing show \(number)`"
            )
        }
        return (row, document)
    }

    static func sides(
        _ scope: SelfBillingRequest.Scope, in draft: borrowing Draft
    ) throws -> [SelfBilledSide] {
        switch scope {
        case .invoice(let number):
            return try sides(
                of: try draft.writer.knownInvoice(number: number).id, only: nil, in: draft)
        case .span(let code, let from, let through):
            let only = try draft.writer.knownParty(code: code, role: .freelancer).id
            let rows = try draft.writer.rows(InvoiceRow.self, .all)
                .filter { (from...max(from, through)).contains($0.day) }
            var sides: [SelfBilledSide] = []
            for row in rows { sides += try Self.sides(of: row.id, only: only, in: draft) }
            return sides
        }
    }

    static func sides(
        of id: InvoiceID, only freelancer: PartyID?, in draft: borrowing Draft
    ) throws -> [SelfBilledSide] {
        guard case .invoice(let invoice)? = try draft.fact(at: id.sequence) else { return [] }
        var sides: [SelfBilledSide] = []
        for (index, line) in invoice.lines.enumerated()
        where line.freelancer == freelancer ?? line.freelancer {
            let lineID = InvoiceLineID(invoice: id, number: index + 1)
            guard let part = line.parts.first(where: { $0.role == .freelancer }),
                let row = try draft.writer.row(
                    PartRow.self,
                    key: [.integer(lineID.sequence), .integer(part.owner.sequence)])
            else { continue }
            // What was written off is not expected, so it is not billed until it comes all the same.
            let now = Money(minor: row.contract - row.writtenOff, invoice.currency)
            let known = try draft.writer.row(
                SelfBilledRow.self, key: [.integer(lineID.sequence)])
            sides.append(
                SelfBilledSide(
                    freelancer: line.freelancer, now: part.billed(of: now, as: lineID),
                    document: known?.document, billed: known?.line(in: invoice.currency)))
        }
        return sides
    }

    /// Issues one correction for each document of which something has changed; their numbers.
    static func correct(
        _ sides: [SelfBilledSide], on day: Day, in draft: inout Draft
    ) throws -> [String] {
        var numbers: [String] = []
        for document in Set(sides.compactMap(\.document)).sorted() {
            let changes = sides.filter { $0.document == document }
                .compactMap { $0.billed?.change(to: $0.now) }
            guard !changes.isEmpty else { continue }
            guard case .selfBilling(.issued(let issued))? = try draft.fact(at: document) else {
                throw EngineError.broken("record \(document) is no document")
            }
            guard issued.day <= day else {
                throw Refusal(
                    "self-billing.day", "\(day) lies before \(issued.number) of \(issued.day)",
                    remedy: "give a day from that one on")
            }
            let number = try draft.writer.nextDocumentNumber("GSK-", on: day)
            try draft.append(
                .selfBilling(
                    .corrected(
                        SelfBilling.Correction(
                            number: number, document: document, day: day, lines: changes))))
            numbers.append(number)
        }
        return numbers
    }
}
