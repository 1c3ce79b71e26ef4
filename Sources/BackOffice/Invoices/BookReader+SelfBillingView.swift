import EscrowCore
package import EscrowEngine
import LedgerCore
import MoneyCore
package import Reports

extension BookReader {
    /// The freelancer's side of invoice lines as the document that the agency issued.
    package func selfBillingView(number: String) throws -> InvoiceView {
        guard let row = try row(DocumentRow.self, key: [.text(number)]),
            case .selfBilling(.issued(let document))? = try fact(at: row.sequence)
        else {
            throw Refusal(
                "self-billing.unknown", "there is no self-billing document \(number)",
                remedy: "see `ringfence self-billing list`")
        }
        var lines: [InvoiceView.Line] = []
        var taxes: [InvoiceView.Tax] = []
        var first: Invoice?
        for id in document.lines {
            let invoice = try invoice(id.invoice)
            first = first ?? invoice
            let line = invoice.lines[id.number - 1]
            lines.append(
                InvoiceView.Line(
                    engagement: invoice.number, subject: line.subject,
                    freelancer: invoice.number, from: line.from, to: line.to, hours: line.hours,
                    rate: line.freelancerRate, status: line.freelancerVAT,
                    net: line.freelancerNet))
            try add(line, to: &taxes)
        }
        guard let first else { throw EngineError.broken("document \(number) has no lines") }
        let (net, vat) = (
            try Money.sum(taxes.map(\.net), in: first.currency),
            try Money.sum(taxes.map(\.vat), in: first.currency)
        )
        return InvoiceView(
            number: number, day: document.day, dueDay: document.day,
            agency: try addressee(first.agency, on: document.day, before: row.sequence),
            client: try addressee(document.freelancer, on: document.day, before: row.sequence),
            lines: lines, taxes: taxes, net: net, vat: vat, gross: try net.adding(vat),
            account: try trustAccount(first.bank), reference: first.reference,
            isSample: try opened().1.isSample,
            selfBilling: InvoiceView.SelfBilled(objectedOn: row.endedOn))
    }

    /// VAT as the freelancer's parts have it: rounded per invoice, as on his own invoice of it.
    private func add(_ line: InvoiceLine, to taxes: inout [InvoiceView.Tax]) throws {
        let vat = try line.freelancerGross.subtracting(line.freelancerNet)
        guard let index = taxes.firstIndex(where: { $0.status == line.freelancerVAT }) else {
            taxes.append(
                InvoiceView.Tax(status: line.freelancerVAT, net: line.freelancerNet, vat: vat))
            return
        }
        taxes[index] = InvoiceView.Tax(
            status: line.freelancerVAT, net: try taxes[index].net.adding(line.freelancerNet),
            vat: try taxes[index].vat.adding(vat))
    }
}
