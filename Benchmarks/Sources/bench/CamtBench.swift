import BankFormats
import CLimits
import Foundation
import LargeBook
import MoneyCore

/// Reading a camt.053 file, its proof included, beside a loop over libxml2's reader.
///
/// An import reads a file twice, for the proof and for the lines: each pass is measured, in time and in
/// the most memory that the process had meanwhile.
struct CamtBench {
    private let settings: Settings
    private let workshop: Workshop

    init(_ settings: Settings, _ workshop: Workshop) {
        self.settings = settings
        self.workshop = workshop
    }

    func measure() throws -> [Measure] { try settings.megabytes.flatMap(measure) }

    /// A pass over a file: how long it takes, and the most memory beside what was there before.
    private struct Pass {
        let name: String
        var duel = Duel()
        var oursPeak = 0.0
        var peerPeak = 0.0

        init(_ name: String) { self.name = name }
    }

    private func measure(_ megabytes: Int) throws -> [Measure] {
        let (path, lines) = try file(megabytes)
        var passes = [Pass("proof"), Pass("lines")]
        for round in 1...rounds(megabytes) {
            var nodes: Int64 = 0
            let (bare, barePeak) = try timed { nodes = limits_read_xml(path) }
            guard nodes > 0 else { throw BenchError.limit("libxml2 cannot read \(path)") }
            var file: CamtFile?
            var count = 0
            let ours = [
                try timed { file = try CamtFile(path: path) },
                try timed { try file?.forEachLine { _, _ in count += 1 } },
            ]
            guard count == lines else { throw BenchError.answer("\(count) lines of \(lines)") }
            for (index, (seconds, peak)) in ours.enumerated() {
                passes[index].duel.add(peer: bare)
                passes[index].duel.add(ours: seconds)
                passes[index].oursPeak = max(passes[index].oursPeak, peak)
                passes[index].peerPeak = max(passes[index].peerPeak, barePeak)
            }
            progress("camt of \(megabytes) MB, round \(round): bare \(bare) s")
        }
        try FileManager.default.removeItem(atPath: path)
        return passes.flatMap { pass in
            let name = "camt.053 of \(megabytes) MB, \(pass.name)"
            let peer = "libxml2 reader loop"
            return [
                Measure(
                    name: name, ours: pass.duel.oursMedian, peer: pass.duel.peerMedian,
                    peerName: peer, unit: "s"),
                Measure(
                    name: "\(name), peak memory", ours: pass.oursPeak, peer: pass.peerPeak,
                    peerName: peer, unit: "MiB"),
            ]
        }
    }

    /// A large file takes its time: its rounds are fewer.
    private func rounds(_ megabytes: Int) -> Int {
        megabytes > 100 ? min(3, settings.rounds) : settings.rounds
    }

    private func timed(_ body: () throws -> Void) rethrows -> (seconds: Double, peak: Double) {
        Memory.resetPeak()
        let seconds = try seconds(body)
        return (seconds, Memory.peakMebibytes)
    }

    private func file(_ megabytes: Int) throws -> (path: String, lines: Int) {
        guard let issued = Day("2013-01-31"), let paid = Day("2013-03-01") else {
            throw BenchError.answer("no day")
        }
        let size = InvoiceSeries.Size(clients: 200, freelancers: 2_000)
        let writer = CamtWriter(InvoiceSeries(size, first: 10), issued: issued, paid: paid)
        let path = workshop.path("large-\(megabytes).xml")
        let lines = try writer.lineCount(bytes: megabytes << 20)
        progress("camt: writing \(lines) lines")
        try writer.write(path, lines: lines)
        return (path, lines)
    }
}
