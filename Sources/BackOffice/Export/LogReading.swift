import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Reading the entries of a log, a piece at a time.
enum LogReading {
    static func forEachEntry(
        _ reader: any BookReader, _ body: (Entry, Int64) throws -> Void
    ) throws {
        let size = try reader.opened().0.size
        var next: Int64 = 1
        while next <= size {
            let records = try reader.records(from: next, limit: 4_000)
            guard let last = records.last?.record.sequence else { break }
            for stored in records where stored.record.kind == .entry {
                let fact = try FactReading.fact(stored.record) { try reader.personal($0) }
                guard case .entry(let entry) = fact else { continue }
                try body(entry, stored.record.sequence)
            }
            next = last + 1
        }
    }
}

/// Codes of parties and numbers of invoices, as exports name them.
struct ExportNames: Sendable {
    private var owners: [PartyID: String] = [:]
    private var numbers: [InvoiceID: String] = [:]

    init(_ reader: any BookReader) throws {
        var owners: [PartyID: String] = [:]
        var numbers: [InvoiceID: String] = [:]
        try reader.forEachRow(PartyRow.self, .all) { owners[$0.id] = $0.code }
        try reader.forEachRow(InvoiceRow.self, .all) { numbers[$0.id] = $0.number }
        self.owners = owners
        self.numbers = numbers
    }

    func owner(_ id: PartyID) -> String { owners[id] ?? "\(id)" }

    func invoiceLine(_ id: InvoiceLineID) -> String {
        "\(numbers[id.invoice] ?? "\(id.invoice)")/\(id.number)"
    }

    func source(_ source: Source) -> String {
        switch source {
        case .none: ""
        case .invoiceLine(let line): invoiceLine(line)
        case .unidentified(let line), .receipt(let line): "receipt \(line.sequence)"
        case .transfer(let payout): "transfer \(payout.sequence)"
        case .interest: "interest"
        case .topUp: "top-up"
        }
    }
}
