import EscrowCore
import LedgerCore
import MoneyCore
import Reports
import Testing

/// An invoice with two lines to print, and ways to vary it.
enum InvoiceSample {
    static let address = Address(
        street: "Weg 1", postcode: "10115", city: "Berlin", country: "DE")

    static func view(
        _ statuses: [VATStatus], agency: PartyDetails? = nil, client: PartyDetails? = nil,
        isSample: Bool = false
    ) throws -> InvoiceView {
        let nets = [Int64(12_800_00), 1_575_50].prefix(statuses.count)
        let taxes = try zip(statuses, nets).map { status, net in
            let net = Money(minor: net, .eur)
            return InvoiceView.Tax(status: status, net: net, vat: try net.times(status.rate))
        }
        let net = try Money.sum(taxes.map(\.net), in: .eur)
        let vat = try Money.sum(taxes.map(\.vat), in: .eur)
        return InvoiceView(
            number: "2013-0001", day: try day("2013-01-31"), dueDay: try day("2013-03-02"),
            agency: .init(code: "A-01", details: agency ?? details("agency A-01", "DE123456789")),
            client: .init(code: "C-01", details: client ?? details("client C-01", "DE987654321")),
            lines: try zip(statuses, nets).enumerated().map { index, pair in
                InvoiceView.Line(
                    engagement: "E-0\(index + 1)", subject: index == 0 ? "Software" : "Design",
                    freelancer: "F-0\(index + 1)", from: try day("2013-01-02"),
                    to: try day("2013-01-31"),
                    hours: Hours(seconds: index == 0 ? 160 * 3600 : 56_718),
                    rate: Money(minor: index == 0 ? 80_00 : 100_00, .eur), status: pair.0,
                    net: Money(minor: pair.1, .eur))
            },
            taxes: taxes, net: net, vat: vat, gross: try net.adding(vat),
            account: TrustAccount(
                iban: try IBAN("DE89370400440532013000"), bic: BIC("COBADEFF"),
                holder: "trustee T-01", currency: .eur),
            reference: try #require(CreditorReference(for: "20130001")), isSample: isSample)
    }

    static func details(
        _ name: String, _ vatID: String? = nil, address: Address? = address
    ) -> PartyDetails {
        PartyDetails(name: name, address: address, iban: nil, vatID: vatID, taxNumber: nil)
    }

    static func standard() throws -> VATStatus { .standard(try #require(Share(percent: "19"))) }

    private static func day(_ text: String) throws -> Day { try #require(Day(text)) }
}
