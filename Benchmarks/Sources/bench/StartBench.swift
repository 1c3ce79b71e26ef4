import Foundation
import LargeBook
import MoneyCore

/// How long the program takes to say its version, and to answer a balance from a book.
struct StartBench {
    private let settings: Settings
    private let workshop: Workshop
    private static let invoices = 10_000

    init(_ settings: Settings, _ workshop: Workshop) {
        self.settings = settings
        self.workshop = workshop
    }

    func measure() async throws -> [Measure] {
        guard let issued = Day("2013-01-31") else { throw BenchError.answer("no day") }
        let book = workshop.path("start.book")
        let size = InvoiceSeries.Size(clients: 20, freelancers: 100)
        let maker = try await BookMaker.make(book, size, on: issued)
        try await maker.issue(0..<Self.invoices, on: issued)
        let query = "SELECT sum(amount) FROM balance WHERE owner = \(maker.series.agency.sequence)"
        return [
            try measure(
                "start-up, --version", [settings.binary, "--version"], ["sqlite3", "--version"]),
            try measure(
                "start-up and balance", [settings.binary, "balance", "--book", book, "F-1"],
                ["sqlite3", book, query]),
        ]
    }

    private func measure(_ name: String, _ ours: [String], _ peer: [String]) throws -> Measure {
        var duel = Duel()
        for _ in 1...settings.rounds * 4 {
            if let time = try run(ours) { duel.add(ours: time * 1000) }
            if let time = try run(peer) { duel.add(peer: time * 1000) }
        }
        if duel.oursMedian == nil { progress("\(ours.joined(separator: " ")) did not answer") }
        return Measure(
            name: name, ours: duel.oursMedian, peer: duel.peerMedian, peerName: peer[0], unit: "ms")
    }

    /// - Returns: Seconds, or nil when the program failed.
    private func run(_ command: [String]) throws -> Double? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let time = try seconds {
            try process.run()
            process.waitUntilExit()
        }
        return process.terminationStatus == 0 ? time : nil
    }
}
