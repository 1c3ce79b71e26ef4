import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import MoneyCore

/// A book with two shops and two producers.
enum SalesBook {
    struct Row {
        let product: String
        let units: Int64
        let producer: String

        init(_ product: String, _ units: Int64, _ producer: String = "P-01") {
            self.product = product
            self.units = units
            self.producer = producer
        }
    }

    static func open(_ store: any LedgerStore) async throws -> SampleBook {
        let book = SampleBook(store)
        try await book.open()
        for (index, code) in ["C-01", "C-02"].enumerated() {
            try await book.add(.client, code, number: 11 + index)
        }
        for (index, code) in ["P-01", "P-02"].enumerated() {
            try await book.add(.producer, code, number: 31 + index)
        }
        return book
    }
}

extension SampleBook {
    /// Imports a day's sales at a premium of 0.50.
    func sell(
        _ rows: [SalesBook.Row], to shop: String = "C-01", on day: Day,
        release: Release = .onReceipt,
        isSupplement: Bool = false
    ) async throws(EngineError) -> Answer {
        let bytes = Array("\(shop) \(day) \(rows)".utf8)
        guard let digest = try? SHA256Hasher().digest(of: bytes) else {
            throw EngineError.broken("no digest")
        }
        return try await engine(at: "\(day)T19:00:00Z").importSales(
            SalesRequest(
                client: shop, premium: .passThrough, release: release, digest: digest,
                name: "till.csv", bytes: bytes,
                rows: rows.enumerated().map { index, row in
                    SalesRequest.Row(
                        day: day, product: row.product, units: row.units,
                        basePrice: SampleBook.euro("5.00"), premium: SampleBook.euro("0.50"),
                        producer: row.producer, place: "till.csv, line \(index + 2)")
                }, isSupplement: isSupplement), SampleBook.call("sale import"))
    }

    /// The shop pays what is open of a day's sales.
    func passOn(
        _ amount: String, of number: String, on day: String, opening: String = "0.00",
        kind: BankLine.Kind = .transfer, endToEnd: String? = nil
    ) async throws {
        _ = try await bank(
            [
                SampleBook.line(
                    amount, on: day, text: number, endToEnd: endToEnd, kind: kind)
            ], id: "P \(number) \(day) \(amount)", day: day, opening: opening)
    }

    func takeBackSales(_ numbers: String..., on day: String) async throws -> Answer {
        try await engine(at: "\(day)T20:00:00Z").reverseSales(
            numbers, reason: "another shop's file", SampleBook.call("sale reverse"))
    }

    func premium(_ producer: String) async throws -> PremiumTotal? {
        try await store.read { try $0.premiums(from: nil, through: nil) }
            .first { $0.producer == producer }
    }
}
