import BankFormats
import CLimits
import EscrowCore
import EscrowEngine
import Evidence
import Foundation
import LargeBook
import LedgerCore
import LedgerSQLite
import MoneyCore

/// W: invoices that exist before the clock starts are paid by their clients (J2, J3), and paid
/// out to freelancers (J11) and agency (J14): five transfers each.
struct PostingBench {
    private let settings: Settings
    private let workshop: Workshop
    private static let transfersPerInvoice = 5.0

    init(_ settings: Settings, _ workshop: Workshop) {
        self.settings = settings
        self.workshop = workshop
    }

    func measure() async throws -> [Measure] {
        guard let issued = Day("2013-01-31") else { throw BenchError.answer("no day") }
        progress("posting: making a book of \(settings.invoices) invoices")
        let base = workshop.path("base.book")
        let series = try await makeBase(base, issued)
        var measures: [Measure] = []
        for batch in settings.batches {
            // Small batches take long, so there are fewer of them.
            let most = batch < 10 ? 2_000 : batch < 1_000 ? 20_000 : settings.invoices
            let run = PostingRun(
                series: series, issued: issued, invoices: min(most, settings.invoices),
                batch: batch)
            measures += try await measure(run, base)
        }
        return measures
    }

    private func makeBase(_ path: String, _ issued: Day) async throws -> InvoiceSeries {
        let size = InvoiceSeries.Size(clients: 200, freelancers: 2_000)
        let maker = try await BookMaker.make(path, size, on: issued)
        try await maker.issue(0..<settings.invoices, on: issued)
        return maker.series
    }

    private func measure(_ run: PostingRun, _ base: String) async throws -> [Measure] {
        var duel = Duel()
        var perTransfer = 0.0
        var limit: OpaquePointer?
        defer { limits_free(limit) }
        let transfers = Double(run.invoices) * Self.transfersPerInvoice
        for round in 1...settings.rounds {
            let book = try workshop.copy(base, to: "ours.book")
            duel.add(ours: try await run.time(book))
            if round == 1 {
                perTransfer =
                    Double(try workshop.bytes(book) - (try workshop.bytes(base))) / transfers
                limit = try load(book, base)
            }
            let bare = try workshop.copy(base, to: "bare.book")
            duel.add(peer: try write(limit, bare))
            if round == 1 { try compare(book, bare) }
            progress(
                "posting, batches of \(run.batch), round \(round): "
                    + "\(duel.ours[round - 1]) s, bare \(duel.peer[round - 1]) s")
        }
        let name = "posting, batches of \(run.batch)"
        return [
            Measure(
                name: name, ours: duel.oursMedian.map { transfers / $0 },
                peer: duel.peerMedian.map { transfers / $0 }, peerName: "bare writer",
                unit: "transfers/s", isRate: true),
            Measure(
                name: name + ", size", ours: perTransfer, peer: nil, peerName: "",
                unit: "bytes/transfer"),
        ]
    }

    private func load(_ book: String, _ base: String) throws -> OpaquePointer {
        var error = [CChar](repeating: 0, count: 512)
        guard let rows = limits_load(book, base, &error, error.count) else {
            throw BenchError.limit(Self.text(error))
        }
        progress(
            "posting: the run left \(limits_row_count(rows)) rows in "
                + "\(limits_transaction_count(rows)) transactions")
        return rows
    }

    private func write(_ rows: OpaquePointer?, _ book: String) throws -> Double {
        var error = [CChar](repeating: 0, count: 512)
        var code: Int32 = 0
        let time = seconds { code = limits_write(rows, book, &error, error.count) }
        guard code == 0 else { throw BenchError.limit(Self.text(error)) }
        return time
    }

    /// Only rows that are gone from `payable` may differ: the bare writer never had them.
    private func compare(_ book: String, _ bare: String) throws {
        var error = [CChar](repeating: 0, count: 512)
        let differences = limits_differences(book, bare, &error, error.count)
        guard differences == 0 else {
            throw BenchError.limit("\(differences) rows differ. \(Self.text(error))")
        }
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
