import EscrowCore
package import EscrowEngine
import InvoiceFormats
import LedgerCore
package import MoneyCore
import Reports

/// Invoices as XRechnung files.
///
/// - Source: docs/spec/invoice-files.md#xrechnung
extension BookReader {
    /// An invoice to a client, or a credit note.
    package func xrechnung(invoice number: String, today: Day) throws -> String {
        let view = try invoiceView(number: number)
        let kind: OutgoingInvoice.Kind =
            view.correction.map {
                .creditNote(invoice: $0.invoice, of: $0.day, reason: $0.reason)
            } ?? .invoice(due: view.dueDay)
        return try file(view, kind, seller: view.agency, buyer: view.client, today)
    }

    /// A freelancer's invoice that the agency issued.
    package func xrechnung(selfBilling number: String, today: Day) throws -> String {
        let view = try selfBillingView(number: number)
        if let day = view.selfBilling?.objectedOn {
            throw Refusal(
                "self-billing.objected", "\(number) was objected to on \(day): it is no invoice",
                remedy: "issue its lines again with `ringfence self-billing issue`")
        }
        return try file(view, .selfBilling, seller: view.client, buyer: view.agency, today)
    }

    private func file(
        _ view: InvoiceView, _ kind: OutgoingInvoice.Kind, seller: InvoiceView.Addressee,
        buyer: InvoiceView.Addressee, _ today: Day
    ) throws -> String {
        let invoice = OutgoingInvoice(
            kind, number: view.number, day: view.day, seller: try side(seller, today),
            buyer: try side(buyer, today), lines: view.lines.map { Self.line($0, kind) },
            taxes: view.taxes.map {
                OutgoingInvoice.Tax(
                    status: $0.status, net: Self.positive($0.net), vat: Self.positive($0.vat))
            },
            account: view.account, reference: view.reference, isSample: view.isSample)
        do throws(XRechnungError) {
            return try XRechnung.write(invoice)
        } catch {
            throw Refusal(
                "invoice.xrechnung", "\(view.number) cannot be written as XRechnung: \(error.fact)",
                remedy: error.remedy)
        }
    }

    /// What an invoice said of a party stays; what it lacked, and how to reach the party, is taken
    /// from what is known today.
    private func side(
        _ addressee: InvoiceView.Addressee, _ today: Day
    ) throws -> OutgoingInvoice.Side {
        guard let party = try party(code: addressee.code) else {
            throw EngineError.broken("party \(addressee.code) of an invoice is not in the book")
        }
        let issued = addressee.details
        let now = try version(of: party.id, on: today).version.details
        return OutgoingInvoice.Side(
            code: addressee.code,
            details: PartyDetails(
                name: issued.name, address: issued.address ?? now.address,
                iban: now.iban, vatID: issued.vatID ?? now.vatID,
                taxNumber: issued.taxNumber ?? now.taxNumber, contact: now.contact))
    }

    private static func line(
        _ line: InvoiceView.Line, _ kind: OutgoingInvoice.Kind
    ) -> OutgoingInvoice.Line {
        let description =
            switch kind {
            case .invoice: "\(line.freelancer), \(line.hours) h"
            case .creditNote: line.freelancer
            case .selfBilling: "\(line.hours) h"
            }
        return OutgoingInvoice.Line(
            item: line.engagement, subject: line.subject, description: description,
            from: line.from, to: line.to, hours: line.hours, rate: line.rate, status: line.status,
            net: positive(line.net))
    }

    /// A credit note's amounts are shown below zero, and written above.
    private static func positive(_ money: Money) -> Money {
        Money(minor: abs(money.minor), money.currency)
    }
}
