import EscrowCore
import EscrowTestSupport
import InvoiceFormats
import MoneyCore
import Testing

/// Invoices that are to leave: whole ones, and ways to vary them.
enum OutgoingSample {
    static let address = Address(
        street: "Musterweg 1", postcode: "10115", city: "Berlin", country: "DE")

    static func details(
        _ name: String, vatID: String?, taxNumber: String? = nil, address: Address? = address,
        contact: PartyContact
    ) throws -> PartyDetails {
        PartyDetails(
            name: name, address: address, iban: try IBAN("DE02120300000000202051"),
            vatID: vatID, taxNumber: taxNumber, contact: contact)
    }

    static let sellerContact = PartyContact(phone: "030 555 01", email: "a1@a-01.example")
    static let buyerContact = PartyContact(email: "ap@c-01.example", buyerReference: "04011000-1")

    static func seller() throws -> OutgoingInvoice.Side {
        .init(
            code: "A-01",
            details: try details(
                "agency A-01", vatID: "DE123456788", taxNumber: "30/1", contact: sellerContact))
    }

    static func buyer(_ vatID: String? = "DE123456789") throws -> OutgoingInvoice.Side {
        .init(
            code: "C-01",
            details: try details("client C-01", vatID: vatID, contact: buyerContact))
    }

    static func standard() throws -> VATStatus { .standard(try #require(Share(percent: "19"))) }

    /// Lines of the given statuses, VAT rounded once per status.
    static func invoice(
        _ kind: OutgoingInvoice.Kind, _ lines: [(VATStatus, Hours, Int64)],
        seller: OutgoingInvoice.Side? = nil, buyer: OutgoingInvoice.Side? = nil
    ) throws -> OutgoingInvoice {
        let day = try #require(Day("2013-01-31"))
        let billed = try lines.enumerated().map { index, line in
            OutgoingInvoice.Line(
                item: "E-0\(index + 1)", subject: "Work & <more>", description: "F-01", from: day,
                to: day, hours: line.1, rate: Money(minor: line.2, .eur), status: line.0,
                net: try line.1.at(ratePerHour: Money(minor: line.2, .eur)))
        }
        var statuses: [VATStatus] = []
        for line in billed where !statuses.contains(line.status) { statuses.append(line.status) }
        let taxes = try statuses.map { status in
            let net = try Money.sum(billed.filter { $0.status == status }.map(\.net), in: .eur)
            return OutgoingInvoice.Tax(status: status, net: net, vat: try net.times(status.rate))
        }
        return OutgoingInvoice(
            kind, number: "2013-0001", day: day, seller: try seller ?? self.seller(),
            buyer: try buyer ?? self.buyer(), lines: billed, taxes: taxes,
            account: TrustAccount(
                iban: try IBAN("DE89370400440532013000"), bic: BIC("COBADEFF"),
                holder: "Trustee T-01", currency: .eur),
            reference: try #require(CreditorReference(for: "20130001")), isSample: false)
    }
}
