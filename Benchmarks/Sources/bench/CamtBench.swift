import BankFormats
import CLimits
import LargeBook
import MoneyCore

/// Reading a camt.053 file, its proof included, beside a loop over libxml2's reader.
///
/// An import reads a file twice, for the proof and for the lines: each pass is measured.
struct CamtBench {
    private let settings: Settings
    private let workshop: Workshop

    init(_ settings: Settings, _ workshop: Workshop) {
        self.settings = settings
        self.workshop = workshop
    }

    func measure() throws -> [Measure] {
        guard let issued = Day("2013-01-31"), let paid = Day("2013-03-01") else {
            throw BenchError.answer("no day")
        }
        let size = InvoiceSeries.Size(clients: 200, freelancers: 2_000)
        let writer = CamtWriter(InvoiceSeries(size, first: 10), issued: issued, paid: paid)
        let path = workshop.path("large.xml")
        let lines = try writer.lineCount(bytes: settings.megabytes << 20)
        progress("camt: writing \(lines) lines")
        try writer.write(path, lines: lines)
        var first = Duel()
        var second = Duel()
        for round in 1...settings.rounds {
            var nodes: Int64 = 0
            let bare = seconds { nodes = limits_read_xml(path) }
            guard nodes > 0 else { throw BenchError.limit("libxml2 cannot read \(path)") }
            first.add(peer: bare)
            second.add(peer: bare)
            var file: CamtFile?
            first.add(ours: try seconds { file = try CamtFile(path: path) })
            var count = 0
            second.add(ours: try seconds { try file?.forEachLine { _, _ in count += 1 } })
            guard count == lines else { throw BenchError.answer("\(count) lines of \(lines)") }
            progress("camt, round \(round): bare \(bare) s")
        }
        return [("proof", first), ("lines", second)].map { name, duel in
            Measure(
                name: "camt.053 of \(settings.megabytes) MB, \(name)", ours: duel.oursMedian,
                peer: duel.peerMedian, peerName: "libxml2 reader loop", unit: "s")
        }
    }
}
