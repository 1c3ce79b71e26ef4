import EscrowCore
import EscrowEngine
import Foundation
import LargeBook
import LedgerSQLite
import MoneyCore

/// Finding the invoices of receipts in a book with many open invoices, beside one with a tenth of them:
/// what a receipt takes should hardly depend on it.
struct MatchBench {
    private let settings: Settings
    private let workshop: Workshop

    init(_ settings: Settings, _ workshop: Workshop) {
        self.settings = settings
        self.workshop = workshop
    }

    private struct Book {
        let maker: BookMaker
        let receipts: ReceiptSeries
        var peak = 0.0
        var matched = 0
    }

    func measure() async throws -> [Measure] {
        let few = max(1, settings.open / 10)
        var (small, large) = (try await make(few), try await make(settings.open))
        var duel = Duel()
        for round in 1...min(3, settings.rounds) {
            duel.add(peer: try await time(&small))
            duel.add(ours: try await time(&large))
            progress(
                "matching, round \(round): \(duel.ours[round - 1]) s, with \(few) open "
                    + "\(duel.peer[round - 1]) s")
        }
        progress("matching: \(large.matched) of \(settings.receipts) found theirs")
        let count = Double(settings.receipts)
        let name = "matching against \(settings.open) open invoices"
        let peer = "\(few) open invoices"
        return [
            Measure(
                name: "\(name), \(settings.receipts) receipts", ours: duel.oursMedian,
                peer: duel.peerMedian, peerName: peer, unit: "s"),
            Measure(
                name: "\(name), a receipt", ours: duel.oursMedian.map { $0 / count * 1e6 },
                peer: duel.peerMedian.map { $0 / count * 1e6 }, peerName: peer, unit: "µs"),
            Measure(
                name: "\(name), peak memory", ours: large.peak, peer: small.peak, peerName: peer,
                unit: "MiB"),
            Measure(
                name: "\(name), found", ours: Double(large.matched) / count * 100,
                peer: Double(small.matched) / count * 100, peerName: peer, unit: "%", isRate: true),
        ]
    }

    private func make(_ open: Int) async throws -> Book {
        guard let issued = Day("2013-01-31"), let paid = Day("2013-03-01") else {
            throw BenchError.answer("no day")
        }
        progress("matching: making a book of \(open) invoices")
        let size = InvoiceSeries.Size(clients: 200, freelancers: 2_000)
        let maker = try await BookMaker.make(workshop.path("open-\(open).book"), size, on: issued)
        try await maker.issue(0..<open, on: issued)
        return Book(
            maker: maker,
            receipts: ReceiptSeries(maker.series, open: open, issued: issued, paid: paid))
    }

    /// Asks for each receipt in turn, and enters none.
    private func time(_ book: inout Book) async throws -> Double {
        Memory.resetPeak()
        let (receipts, count) = (book.receipts, settings.receipts)
        var matched = 0
        let store = book.maker.store
        let seconds = try await seconds {
            matched = try await store.read { reader in
                var found = 0
                for number in 0..<count {
                    let line = try receipts.line(number)
                    if case .invoices = try reader.matching(of: line, .eur) { found += 1 }
                }
                return found
            }
        }
        guard matched > count / 2 else {
            throw BenchError.answer("only \(matched) of \(count) receipts found their invoice")
        }
        book.matched = matched
        book.peak = max(book.peak, Memory.peakMebibytes)
        return seconds
    }
}
