import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// The lines of all entries as a table: of the trust book, and of the agency's own book.
///
/// - Source: docs/spec/book-export.md#csv
enum CSVJournal {
    static func write(_ reader: any BookReader, _ writer: CSVTableWriter) throws -> Int {
        try writer.put([
            "record", "event", "bookingDay", "valueDay", "evidence", "reverses", "account",
            "accountName", "bank", "owner", "source", "side", "amount", "currency",
        ])
        let names = try ExportNames(reader)
        var count = 0
        try LogReading.forEachEntry(reader) { entry, sequence in
            for line in entry.lines {
                let subledger = line.subledger
                try writer.put([
                    "\(sequence)", entry.event.code, entry.bookingDay.description,
                    entry.valueDay.description, "\(entry.evidence)",
                    entry.reverses.map { "\($0)" } ?? "", "\(subledger.account.number)",
                    subledger.account.name, "\(subledger.bank.sequence)",
                    subledger.owner.map(names.owner) ?? "", names.source(subledger.source),
                    line.side == .debit ? "debit" : "credit",
                    Money(minor: line.minor, entry.currency).plain, entry.currency.code,
                ])
                count += 1
            }
        }
        return count
    }

    static func writeAgency(_ reader: any BookReader, _ writer: CSVTableWriter) throws -> Int {
        try writer.put([
            "record", "event", "day", "document", "account", "skr03", "skr04", "party", "side",
            "amount", "currency",
        ])
        let names = try ExportNames(reader)
        let currency = try reader.opened().1.currency
        let charts = [AgencyChart(.skr03), AgencyChart(.skr04)]
        var count = 0
        try AgencyBookReading.forEachEntry(reader) { entry in
            for line in entry.bookings.flatMap(\.lines) {
                try writer.put(
                    [
                        "\(entry.record)", entry.event, entry.day.description,
                        entry.document ?? "", line.account.role.rawValue,
                    ] + charts.map { "\($0.number(line.account.role))" } + [
                        line.account.party.map(names.owner) ?? "",
                        line.signed > 0 ? "debit" : "credit",
                        Money(minor: Int64(line.signed.magnitude), currency).plain, currency.code,
                    ])
                count += 1
            }
        }
        return count
    }
}
