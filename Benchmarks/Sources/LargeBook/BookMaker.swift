import EscrowCore
package import EscrowEngine
import Evidence
import LedgerCore
package import LedgerSQLite
package import MoneyCore

/// Makes a book of any size through the engine, thousands of invoices in a batch.
package struct BookMaker: Sendable {
    package let store: SQLiteStore
    package let series: InvoiceSeries

    package static let clerk = "clerk"
    package static let approver = "approver"
    package static let agencyCode = "A-1"

    /// How many invoices one batch gets.
    private static let chunk = 4_000

    package static func freelancerCode(_ index: Int) -> String { "F-\(index + 1)" }

    private init(store: SQLiteStore, series: InvoiceSeries) {
        self.store = store
        self.series = series
    }

    /// The engine of a store with its clock stopped at noon of a day.
    package static func engine(_ store: SQLiteStore, on day: Day) -> Engine {
        let noon = Instant(microseconds: (Int64(day.number) * 24 + 12) * 3_600_000_000)
        return Engine(
            store: store,
            surroundings: Surroundings(now: { noon }, day: { instant, _ in instant.utcDay }))
    }

    package func engine(on day: Day) -> Engine { Self.engine(store, on: day) }

    /// Makes the book with its parties and engagements, and no invoice yet.
    package static func make(
        _ path: String, _ size: InvoiceSeries.Size, on day: Day
    ) async throws
        -> BookMaker
    {
        let store = try SQLiteStore(path: path, mode: .create)
        _ = try await engine(store, on: day).open(
            OpeningRequest(
                currency: .eur, timeZone: "UTC", isSample: false,
                account: TrustAccount(
                    iban: try IBAN(InvoiceSeries.trustIBAN), bic: nil, holder: "trustee T-01",
                    currency: .eur),
                clerk: clerk, approver: approver))
        guard let head = try await store.read({ try $0.head() }) else {
            throw LargeBookError.answer("the book has no head")
        }
        let maker = BookMaker(store: store, series: InvoiceSeries(size, first: head.size + 1))
        try await maker.addParties(on: day)
        return maker
    }

    /// A book that was made before, by its series.
    package static func open(_ path: String, _ series: InvoiceSeries) throws -> BookMaker {
        BookMaker(store: try SQLiteStore(path: path, mode: .open), series: series)
    }

    private func addParties(on day: Day) async throws {
        let series = series
        _ = try await engine(on: day).perform(Self.call("party add")) { draft in
            try draft.append(Self.party(Self.agencyCode, .agency, series.agency))
            for index in 0..<series.size.clients {
                try draft.append(Self.party("C-\(index + 1)", .client, series.client(index)))
            }
            for index in 0..<series.size.freelancers {
                let code = Self.freelancerCode(index)
                try draft.append(Self.party(code, .freelancer, series.freelancer(index)))
            }
            for index in 0..<series.size.freelancers {
                try draft.append(.engagement(try series.terms(index)))
            }
            return Answer("Added parties and engagements.")
        }
    }

    private static func party(_ code: String, _ role: PartyRole, _ id: PartyID) -> Fact {
        .party(
            PartyVersion(
                party: nil, code: code, role: role, validFrom: Day(number: 0),
                details: PartyDetails(
                    name: "\(role.name) \(code)", address: nil,
                    iban: InvoiceSeries.account(of: id), vatID: nil, taxNumber: nil)))
    }

    /// Issues invoices of the series, with what each lets everybody expect (J1).
    package func issue(_ numbers: Range<Int>, on day: Day) async throws {
        let series = series
        for first in stride(from: numbers.lowerBound, to: numbers.upperBound, by: Self.chunk) {
            let chunk = first..<min(first + Self.chunk, numbers.upperBound)
            _ = try await engine(on: day).perform(Self.call("invoice issue")) { draft in
                for number in chunk {
                    let invoice = try series.invoice(number, on: day)
                    let id = InvoiceID(sequence: try draft.append(.invoice(invoice)))
                    try draft.append(.entry(try Entry.expectation(invoice, id: id)))
                }
                return Answer("Issued \(chunk.count) invoices.")
            }
        }
    }

    package static func call(_ name: String, by actor: String = clerk) -> CommandCall {
        CommandCall(name, by: actor, as: actor == approver ? .approver : .clerk)
    }
}
