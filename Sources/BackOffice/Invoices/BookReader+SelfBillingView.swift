import EscrowCore
package import EscrowEngine
import LedgerCore
import MoneyCore
package import Reports

extension BookReader {
    /// The freelancer's side of invoice lines as the document that the agency issued, or what a
    /// later one changes of it.
    package func selfBillingView(number: String) throws -> InvoiceView {
        guard let row = try row(DocumentRow.self, key: [.text(number)]),
            case .selfBilling(let step)? = try fact(at: row.sequence)
        else { throw Self.noSelfBilling(number) }
        switch step {
        case .issued(let document):
            return try view(
                SelfBillingHeading(
                    number: number, day: document.day, freelancer: document.freelancer,
                    record: row.sequence, corrected: nil), document.lines,
                objectedOn: row.endedOn)
        case .corrected(let correction):
            guard case .selfBilling(.issued(let document))? = try fact(at: correction.document)
            else { throw Self.noSelfBilling(number) }
            let original = try self.row(DocumentRow.self, key: [.text(document.number)])
            return try view(
                SelfBillingHeading(
                    number: number, day: correction.day, freelancer: document.freelancer,
                    record: row.sequence, corrected: document), correction.lines,
                objectedOn: original?.endedOn)
        case .agreed, .objected: throw Self.noSelfBilling(number)
        }
    }

    private static func noSelfBilling(_ number: String) -> Refusal {
        Refusal(
            "self-billing.unknown", "there is no self-billing document \(number)",
            remedy: "see `ringfence self-billing list`")
    }

    private func view(
        _ heading: SelfBillingHeading, _ billed: [SelfBilling.Line], objectedOn: Day?
    ) throws -> InvoiceView {
        var lines: [InvoiceView.Line] = []
        var taxes: [InvoiceView.Tax] = []
        var first: Invoice?
        for side in billed {
            let invoice = try invoice(side.line.invoice)
            first = first ?? invoice
            let line = invoice.lines[side.line.number - 1]
            lines.append(
                InvoiceView.Line(
                    engagement: invoice.number, subject: line.subject,
                    freelancer: invoice.number, from: line.from, to: line.to, hours: line.hours,
                    rate: line.freelancerRate, status: line.freelancerVAT, net: side.net))
            try add(side, line.freelancerVAT, to: &taxes)
        }
        guard let first else {
            throw EngineError.broken("document \(heading.number) has no lines")
        }
        let (net, vat) = (
            try Money.sum(taxes.map(\.net), in: first.currency),
            try Money.sum(taxes.map(\.vat), in: first.currency)
        )
        return InvoiceView(
            number: heading.number, day: heading.day, dueDay: heading.day,
            agency: try addressee(first.agency, on: heading.day, before: heading.record),
            client: try addressee(heading.freelancer, on: heading.day, before: heading.record),
            lines: lines, taxes: taxes, net: net, vat: vat, gross: try net.adding(vat),
            account: try trustAccount(first.bank), reference: first.reference,
            isSample: try opened().1.isSample,
            correction: heading.corrected.map {
                InvoiceView.Correction(invoice: $0.number, day: $0.day, reason: "")
            }, selfBilling: InvoiceView.SelfBilled(objectedOn: objectedOn))
    }

    /// VAT as the freelancer's parts have it: rounded per invoice, as on his own invoice of it.
    private func add(
        _ side: SelfBilling.Line, _ status: VATStatus, to taxes: inout [InvoiceView.Tax]
    ) throws {
        guard let index = taxes.firstIndex(where: { $0.status == status }) else {
            taxes.append(InvoiceView.Tax(status: status, net: side.net, vat: side.vat))
            return
        }
        taxes[index] = InvoiceView.Tax(
            status: status, net: try taxes[index].net.adding(side.net),
            vat: try taxes[index].vat.adding(side.vat))
    }
}

/// What a self-billing document says above its lines.
private struct SelfBillingHeading {
    let number: String
    let day: Day
    let freelancer: PartyID
    let record: Int64
    /// The document that it corrects.
    let corrected: SelfBilling.Document?
}
