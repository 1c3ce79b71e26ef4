package import EscrowCore
package import Evidence
import LedgerCore
package import MoneyCore

/// A shop's sales as a file gives them.
package struct SalesRequest: Sendable {
    package let client: String
    package let premium: PremiumTerms
    package let release: Release
    /// SHA-256 of the file, whose bytes the book keeps.
    package let digest: Digest
    package let name: String
    package let bytes: [UInt8]
    package let rows: [Row]
    /// Takes a second file of a day that has one already.
    package let isSupplement: Bool

    /// One row of the till.
    package struct Row: Hashable, Sendable {
        package let day: Day
        package let product: String
        package let units: Int64
        package let basePrice: Money
        package let premium: Money
        /// The producer's code.
        package let producer: String
        /// Where it stands, for messages: `till.csv, line 7`.
        package let place: String

        package init(
            day: Day, product: String, units: Int64, basePrice: Money, premium: Money,
            producer: String, place: String
        ) {
            self.day = day
            self.product = product
            self.units = units
            self.basePrice = basePrice
            self.premium = premium
            self.producer = producer
            self.place = place
        }
    }

    package init(
        client: String, premium: PremiumTerms, release: Release, digest: Digest, name: String,
        bytes: [UInt8], rows: [Row], isSupplement: Bool
    ) {
        self.client = client
        self.premium = premium
        self.release = release
        self.digest = digest
        self.name = name
        self.bytes = bytes
        self.rows = rows
        self.isSupplement = isSupplement
    }
}

extension Engine {
    /// Takes a till's sales, one document per day, and records the premium that they let the
    /// producers expect (J28): all of the file, or nothing.
    ///
    /// - Source: docs/spec/sales.md
    package func importSales(
        _ request: SalesRequest, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let client = try draft.writer.knownParty(code: request.client, role: .client)
            let account = try draft.receivingAccount()
            let producers = try Self.producers(request, in: draft)
            // Where the file lay is nobody's business; its own name is kept.
            let name = request.name.split(separator: "/").last.map(String.init) ?? request.name
            try draft.keepFile(request.bytes, request.digest, name)
            var values: [Answer.Value] = []
            var total: Int64 = 0
            var back = PremiumsBack()
            let byDay = Dictionary(grouping: request.rows, by: \.day).sorted { $0.key < $1.key }
            guard !byDay.isEmpty else {
                throw Refusal(
                    "sale.empty", "\(request.name) has no sales", remedy: "give the till's file")
            }
            for (day, rows) in byDay {
                try Self.checkSupply(day, rows[0].place, request, in: draft)
                try Self.checkDay(day, client, request, in: &draft)
                let heading = SalesHeading(
                    number: try Self.nextSalesNumber(for: day, in: &draft), client: client.id,
                    bank: account.id, day: day, file: request.digest.bytes)
                let sales = try Self.issue(heading, rows, producers, request)
                let id = InvoiceID(sequence: try draft.append(.sale(sales)))
                if sales.total.isPositive {
                    try draft.append(.entry(try Entry.expectation(sales, id: id)))
                }
                let returned = try draft.enterReturns(of: sales, id)
                back.add(returned.falls, returned.withdrawn)
                total += returned.falls.reduce(sales.total.minor) { $0 - $1.contract(of: id) }
                values += [
                    Answer.Value(name: "sales", text: sales.number),
                    Answer.Value(name: "reference", text: sales.reference.description),
                    Answer.Value(name: "premium", text: sales.net.plain),
                ]
            }
            return Self.taken(request, byDay.count, total, back, values, draft.book.currency)
        }
    }

    private static func taken(
        _ request: SalesRequest, _ days: Int, _ total: Int64, _ back: PremiumsBack,
        _ values: [Answer.Value], _ currency: Currency
    ) -> Answer {
        let premium = Money(minor: total, currency)
        let returned = back.sentence(currency).map { "; of what came back: \($0)" } ?? ""
        return Answer(
            "Took \(request.rows.count) sales of \(days) \(days == 1 ? "day" : "days"): \(request.client) owes the producers \(premium)\(returned).",
            values: values + back.values(currency))
    }

    private static func producers(
        _ request: SalesRequest, in draft: borrowing Draft
    ) throws -> [String: PartyID] {
        var known: [String: PartyID] = [:]
        for row in request.rows where known[row.producer] == nil {
            do {
                known[row.producer] = try draft.writer.knownParty(
                    code: row.producer, role: .producer
                ).id
            } catch let refusal as Refusal {
                throw Refusal(
                    refusal.code, "\(row.place): \(refusal.message)", remedy: refusal.remedy)
            }
        }
        return known
    }

    /// Nothing was sold on a day to come, and a rate is one of the day of supply.
    private static func checkSupply(
        _ day: Day, _ place: String, _ request: SalesRequest, in draft: borrowing Draft
    ) throws {
        let today = draft.header.recordedDay
        guard day <= today else {
            throw Refusal(
                "day.future", "\(place): \(day) has not come yet, it is \(today)",
                remedy: "correct the day; nothing of the file was taken")
        }
        guard case .consideration(let rate, _) = request.premium else { return }
        try draft.writer.checkVAT(.standard(rate), on: day, of: place)
    }

    /// One file a shop and day, so that no sale is counted twice.
    private static func checkDay(
        _ day: Day, _ client: PartyRow, _ request: SalesRequest, in draft: inout Draft
    ) throws {
        guard !request.isSupplement else { return }
        try draft.tables.invoices.flush(&draft.writer)
        let known = try draft.writer.rows(
            InvoiceRow.self,
            Selection(index: "invoiceByClientOpen", equals: [.integer(client.id.sequence)]))
        for row in known where row.day == day {
            guard case .sale(let sales) = try draft.fact(at: row.id.sequence),
                try !draft.writer.isReversed(row.id)
            else { continue }
            throw Refusal(
                "sale.day", "\(client.code) has sales of \(day) already, \(sales.number)",
                remedy:
                    "if these are further sales of that day, import them with --supplement")
        }
    }

    /// `SALES-2026-0001`: the year and a counter, behind the highest that the year has.
    private static func nextSalesNumber(for day: Day, in draft: inout Draft) throws -> String {
        try draft.tables.invoices.flush(&draft.writer)
        let prefix = "SALES-\(String("\(day)".prefix(4)))-"
        let newest = try draft.writer.rows(
            InvoiceRow.self,
            Selection(
                index: "invoiceByNumber", from: .text("\(prefix)0000"),
                through: .text("\(prefix)9999"), isDescending: true, limit: 1)
        ).first
        let last = newest.flatMap { Int($0.number.dropFirst(prefix.count)) } ?? 0
        guard last < 9999 else {
            throw Refusal(
                "sale.numbers", "the year of \(day) has used all its numbers of sales",
                remedy: "import several days as one file less often: one file a day is enough")
        }
        return prefix + String(String(last + 10_001).dropFirst())
    }

    private static func issue(
        _ heading: SalesHeading, _ rows: [SalesRequest.Row], _ producers: [String: PartyID],
        _ request: SalesRequest
    ) throws -> SalesDay {
        let sales = rows.compactMap { row in
            producers[row.producer].map {
                Sale(
                    product: row.product, units: row.units, basePrice: row.basePrice,
                    premium: row.premium, producer: $0)
            }
        }
        do throws(SalesError) {
            return try SalesDay.issue(
                heading, sales, premium: request.premium, release: request.release)
        } catch {
            throw Refusal(
                "sale.amounts", "\(request.name), sales of \(heading.day): \(error.sentence)",
                remedy: "correct the file; nothing of it was taken")
        }
    }
}

extension SalesError {
    fileprivate var sentence: String {
        switch self {
        case .nothingSold: "no premium was earned"
        case .currencies: "the prices are in several currencies"
        case .overflow: "the amounts are too large"
        case .tooManyProducts(let count): "\(count) products of producers are more than 4,095"
        case .number(let number): "\(number) makes no creditor reference"
        }
    }
}
