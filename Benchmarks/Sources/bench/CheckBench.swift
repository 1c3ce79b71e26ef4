import BookFormats
import EscrowCore
import EscrowEngine
import Foundation
import LargeBook
import LedgerCore
import LedgerSQLite
import MoneyCore

/// `check` of a book whose invoices are paid and paid out, beside hledger's check of its export.
///
/// Both are given per 100,000 invoices, whatever the book has.
struct CheckBench {
    private let settings: Settings
    private let workshop: Workshop

    init(_ settings: Settings, _ workshop: Workshop) {
        self.settings = settings
        self.workshop = workshop
    }

    func measure() async throws -> [Measure] {
        guard let issued = Day("2013-01-31") else { throw BenchError.answer("no day") }
        progress("check: making a book of \(settings.checked) invoices")
        let path = workshop.path("checked.book")
        let size = InvoiceSeries.Size(clients: 200, freelancers: 2_000)
        let maker = try await BookMaker.make(path, size, on: issued)
        try await maker.issue(0..<settings.checked, on: issued)
        let run = PostingRun(
            series: maker.series, issued: issued, invoices: settings.checked, batch: 8_000)
        _ = try await run.time(path)
        let journal = workshop.path("checked.journal")
        var duel = Duel()
        let export = try await seconds { try await self.export(maker, to: journal) }
        for round in 1...settings.rounds {
            duel.add(ours: try await check(maker))
            duel.add(peer: try hledger(journal))
            progress(
                "check, round \(round): \(duel.ours[round - 1]) s, hledger \(duel.peer[round - 1]) s"
            )
        }
        let scale = 100_000 / Double(settings.checked)
        return [
            Measure(
                name: "check, per 100,000 invoices", ours: duel.oursMedian.map { $0 * scale },
                peer: duel.peerMedian.map { $0 * scale }, peerName: "hledger check of the export",
                unit: "s"),
            Measure(
                name: "export as a journal, per 100,000 invoices", ours: export * scale, peer: nil,
                peerName: "", unit: "s"),
        ]
    }

    private func check(_ maker: BookMaker) async throws -> Double {
        let path = workshop.path("scratch.book")
        let scratch = try SQLiteStore.scratch(path: path)
        defer { try? SQLiteStore.remove(path: path) }
        return try await seconds {
            let report = try await maker.engine(on: Day(number: 0)).check(rebuildingIn: scratch)
            guard report.isClean else {
                throw BenchError.answer("\(report.findings.prefix(3))")
            }
        }
    }

    private func hledger(_ journal: String) throws -> Double {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["hledger", "-f", journal, "check"]
        let time = try seconds {
            try process.run()
            process.waitUntilExit()
        }
        guard process.terminationStatus == 0 else {
            throw BenchError.answer("hledger refuses \(journal)")
        }
        return time
    }

    private func export(_ maker: BookMaker, to path: String) async throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw BenchError.answer("\(path) cannot be written") }
        try await maker.store.read { reader in
            let (head, book) = try reader.opened()
            let codes = Dictionary(
                uniqueKeysWithValues: try reader.rows(PartyRow.self, .all).map { ($0.id, $0.code) })
            var journal = HledgerJournal(
                book: "\(book.book)", currency: book.currency, owners: { codes[$0] ?? "\($0)" },
                invoiceLine: { "\($0.invoice.sequence)/\($0.number)" })
            try file.write(contentsOf: Data(journal.heading.utf8))
            for first in stride(from: Int64(1), through: head.size, by: 8_000) {
                let text = try Self.entries(
                    reader.records(from: first, limit: 8_000), in: &journal)
                try file.write(contentsOf: Data(text.utf8))
            }
            try file.write(contentsOf: Data(journal.closing().utf8))
        }
        try file.close()
    }

    private static func entries(
        _ records: [StoredRecord], in journal: inout HledgerJournal
    ) throws
        -> String
    {
        var text = ""
        for record in records.map(\.record) where record.kind == .entry {
            guard case .entry(let entry) = try FactReading.fact(record, open: { _ in nil }) else {
                throw BenchError.answer("record \(record.sequence) is no entry")
            }
            text += journal.entry(entry, sequence: record.sequence)
        }
        return text
    }
}
