import EscrowCore
package import EscrowEngine
import LedgerCore
import MoneyCore
package import Reports

extension BookReader {
    /// An invoice as it was issued: later changes of the parties do not reach it.
    package func invoiceView(number: String) throws -> InvoiceView {
        if let document = try row(DocumentRow.self, key: [.text(number)]),
            case .creditNote(let note) = try fact(at: document.sequence)
        {
            return try creditNoteView(note, record: document.sequence)
        }
        let row = try knownInvoice(number: number)
        let invoice = try invoice(row.id)
        let issued = row.id.sequence
        return InvoiceView(
            number: invoice.number, day: invoice.day, dueDay: invoice.dueDay,
            agency: try addressee(invoice.agency, on: invoice.day, before: issued),
            client: try addressee(invoice.client, on: invoice.day, before: issued),
            lines: try invoice.lines.map(view),
            taxes: invoice.taxes.map {
                InvoiceView.Tax(status: $0.status, net: $0.net, vat: $0.vat)
            },
            net: invoice.net, vat: invoice.vat, gross: invoice.gross,
            account: try trustAccount(invoice.bank), reference: invoice.reference,
            isSample: try opened().1.isSample)
    }

    /// A credit note: the line that it corrects, with amounts below zero.
    private func creditNoteView(_ note: CreditNote, record: Int64) throws -> InvoiceView {
        let invoice = try invoice(note.line.invoice)
        let line = try view(invoice.lines[note.line.number - 1])
        func less(_ money: Money) -> Money { Money(minor: -money.minor, money.currency) }
        return InvoiceView(
            number: note.number, day: note.day, dueDay: note.day,
            agency: try addressee(invoice.agency, on: note.day, before: record),
            client: try addressee(invoice.client, on: note.day, before: record),
            lines: [
                InvoiceView.Line(
                    engagement: line.engagement, subject: line.subject,
                    freelancer: line.freelancer, from: line.from, to: line.to, hours: line.hours,
                    rate: line.rate, status: line.status, net: less(note.net))
            ],
            taxes: [
                InvoiceView.Tax(status: line.status, net: less(note.net), vat: less(note.vat))
            ],
            net: less(note.net), vat: less(note.vat), gross: less(note.gross),
            account: try trustAccount(invoice.bank), reference: invoice.reference,
            isSample: try opened().1.isSample,
            correction: InvoiceView.Correction(
                invoice: invoice.number, day: invoice.day, reason: note.reason))
    }

    private func view(_ line: InvoiceLine) throws -> InvoiceView.Line {
        let span = try rows(
            EngagementRow.self, Selection(equals: [.integer(line.engagement.sequence)], limit: 1)
        ).first
        guard let span, let freelancer = try party(line.freelancer) else {
            throw EngineError.broken("an invoice line of engagement \(line.engagement) hangs loose")
        }
        return InvoiceView.Line(
            engagement: span.code, subject: line.subject, freelancer: freelancer.code,
            from: line.from, to: line.to, hours: line.hours, rate: line.clientRate,
            status: line.clientVAT, net: line.net)
    }

    /// What was known of a party before a record, and held on a day.
    func addressee(
        _ id: PartyID, on day: Day, before record: Int64
    ) throws
        -> InvoiceView.Addressee
    {
        let known = try rows(PartyVersionRow.self, Selection(equals: [.integer(id.sequence)]))
            .filter { $0.version < record }
        let row = known.last { $0.validFrom <= day } ?? known.first
        guard let row, case .party(let version) = try fact(at: row.version) else {
            throw EngineError.broken("party \(id) has no version before record \(record)")
        }
        return InvoiceView.Addressee(code: version.code, details: version.details)
    }
}
