package import EscrowCore
package import LedgerCore
package import MoneyCore

/// Made-up invoices by their number: the same number is always the same invoice.
///
/// Freelancers take turns, each works for one client, and there is one agency.
package struct InvoiceSeries: Sendable {
    /// How many of each a book has.
    package struct Size: Hashable, Sendable {
        package let clients: Int
        package let freelancers: Int

        package init(clients: Int, freelancers: Int) {
            self.clients = clients
            self.freelancers = freelancers
        }
    }

    package let size: Size
    package let agency: PartyID
    package static let bank = TrustAccountID(sequence: 2)
    package static let trustIBAN = "DE89370400440532013000"

    /// The ids of a book whose agency is the record `first`; clients, freelancers and engagements
    /// follow it.
    package init(_ size: Size, first: Int64) {
        self.size = size
        agency = PartyID(sequence: first)
    }

    package func client(_ index: Int) -> PartyID {
        PartyID(sequence: agency.sequence + 1 + Int64(index))
    }

    package func freelancer(_ index: Int) -> PartyID {
        PartyID(sequence: agency.sequence + 1 + Int64(size.clients + index))
    }

    package func engagement(_ index: Int) -> EngagementID {
        EngagementID(sequence: agency.sequence + 1 + Int64(size.clients + size.freelancers + index))
    }

    package func freelancer(ofInvoice number: Int) -> Int { number % size.freelancers }

    package func client(ofFreelancer index: Int) -> Int { index % size.clients }

    /// 100.00 and 80.00 an hour, 19 % on both sides, released on receipt.
    package func terms(_ index: Int) throws -> EngagementTerms {
        guard let rate = VATStatus("19") else { throw LargeBookError.text("19") }
        return try EngagementTerms(
            engagement: nil, code: "E-\(index + 1)", client: client(client(ofFreelancer: index)),
            freelancer: freelancer(index), validFrom: Day(number: 0), validTo: nil,
            clientRate: Money(minor: 100_00, .eur), freelancerRate: Money(minor: 80_00, .eur),
            clientVAT: rate, freelancerVAT: rate, title: .freelancer, policy: .proRata,
            release: .onReceipt, termDays: 30, routingAgreedOn: Day(number: 0), subject: "Work")
    }

    /// An invoice of one line, over 60 to 180 hours.
    package func invoice(_ number: Int, on day: Day) throws -> Invoice {
        let index = freelancer(ofInvoice: number)
        let work = BillableWork(
            engagement: engagement(index), terms: try terms(index), from: day, to: day,
            hours: Hours(seconds: Int64(240 + number * 7 % 480) * 900))
        return try Invoice.issue(
            InvoiceHeading(
                number: "R-\(1_000_000 + number)", client: client(client(ofFreelancer: index)),
                agency: agency, bank: Self.bank, day: day),
            [work])
    }

    /// The account that a party pays from or is paid to.
    package static func account(of party: PartyID) -> IBAN? {
        IBAN.german(bankCode: "10000000", account: "\(party.sequence)")
    }
}

/// Why a large book cannot be made.
package enum LargeBookError: Error {
    case text(String)
    case file(String)
    case answer(String)
}
