import BookFormats
package import EscrowCore
package import EscrowEngine
import InputFormats
import LedgerCore
package import MoneyCore

/// Writing the agency's own book for DATEV programs.
package enum DatevExporting {
    /// What is asked for.
    package struct Request: Sendable {
        package let from: Month
        package let through: Month
        package let chart: AgencyChartName
        /// Path of the accounts file; nil to take the chart as it is.
        package let accounts: String?
        package let consultant: Int
        package let client: Int
        package let fiscalYearMonth: Int
        /// Months that are not closed are written, too, as what can change.
        package let isDraft: Bool
        package let folder: String
        package let replaces: Bool

        package init(
            from: Month, through: Month, chart: AgencyChartName, accounts: String?,
            consultant: Int, client: Int, fiscalYearMonth: Int, isDraft: Bool, folder: String,
            replaces: Bool
        ) {
            self.from = from
            self.through = through
            self.chart = chart
            self.accounts = accounts
            self.consultant = consultant
            self.client = client
            self.fiscalYearMonth = fiscalYearMonth
            self.isDraft = isDraft
            self.folder = folder
            self.replaces = replaces
        }
    }

    /// A file, and what is in it.
    package struct Period: Hashable, Sendable {
        package let month: Month
        /// nil for a month without bookings, of which no file is written.
        package let file: OutputFolder.Written?
        package let rows: Int
        /// The sum of all amounts, in minor units.
        package let total: Int64
        package let isClosed: Bool
    }

    /// Writes a file for each month.
    ///
    /// - Source: docs/spec/book-export.md#datev
    package static func export(
        _ request: Request, _ engine: Engine
    ) async throws -> [Period] {
        let chart = try chart(request)
        return try await engine.look { reader in
            let (head, book) = try reader.opened()
            guard book.currency == .eur else {
                throw Refusal(
                    "datev.currency", "the book is in \(book.currency)",
                    remedy: "DATEV files are written of books in EUR")
            }
            let closes = try closes(reader)
            let gathered = try rows(reader, chart, request)
            var files: [(DatevFile, isClosed: Bool)] = []
            for month in request.months {
                let close = closes.first { $0.through >= month.lastDay }
                guard close != nil || request.isDraft else {
                    throw Refusal(
                        "datev.open", "\(month) is not closed",
                        remedy: "close it with `ringfence close month \(month)`, or say --draft")
                }
                files.append(
                    (
                        DatevFile(
                            month, gathered[month] ?? [], chart,
                            DatevFile.Heading(
                                consultant: request.consultant, client: request.client,
                                fiscalYearMonth: request.fiscalYearMonth,
                                created: close?.recordedAt ?? head.recordedAt,
                                isFinal: close != nil)), close != nil
                    ))
            }
            return try write(files, gathered, request)
        }
    }

    private static func chart(_ request: Request) throws -> AgencyChart {
        guard request.from <= request.through else {
            throw Refusal(
                "datev.period", "\(request.from) is after \(request.through)",
                remedy: "give the first month with --from and the last with --to")
        }
        guard let path = request.accounts else { return AgencyChart(request.chart) }
        let spool = try Spool(path)
        let text = try FileReading.text(spool.path, name: spool.name)
        return try AccountsFile.read(text: text, name: spool.name, chart: request.chart)
    }

    private static func closes(
        _ reader: any BookReader
    ) throws -> [(through: Day, recordedAt: Instant)] {
        try reader.rows(CloseRow.self, .all).compactMap { row in
            try reader.record(at: row.sequence).map { (row.through, $0.recordedAt) }
        }
    }

    /// The rows of the months that are asked for; the whole log is read for them, because what an
    /// entry means depends on documents long before it.
    private static func rows(
        _ reader: any BookReader, _ chart: AgencyChart, _ request: Request
    ) throws -> [Month: [DatevRow]] {
        var codes: [PartyID: String] = [:]
        try reader.forEachRow(PartyRow.self, .all) { codes[$0.id] = $0.code }
        let maker = DatevRows(chart) { codes[$0] ?? "\($0)" }
        var rows: [Month: [DatevRow]] = [:]
        try AgencyBookReading.forEachEntry(reader) { entry in
            guard request.months.contains(entry.day.month) else { return }
            rows[entry.day.month, default: []] += maker.rows(entry)
        }
        for row in rows.values.joined() where row.minor > DatevRow.minorMax {
            throw Refusal(
                "datev.amount", "\(Money(minor: row.minor, .eur)) of \(row.document) is too long",
                remedy: "an amount of a DATEV file has at most ten digits before the comma")
        }
        // In the order of days, and of the log within a day.
        return rows.mapValues { rows in
            rows.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
                .map(\.element)
        }
    }

    private static func write(
        _ files: [(DatevFile, isClosed: Bool)], _ rows: [Month: [DatevRow]], _ request: Request
    ) throws -> [Period] {
        let written = try OutputFolder.filled(request.folder, replacing: request.replaces) {
            for (file, _) in files where rows[file.month] != nil {
                try $0.write(file.name) { put in try put(file.bytes[...]) }
            }
        }
        return files.map { file, isClosed in
            let rows = rows[file.month] ?? []
            return Period(
                month: file.month, file: written.first { $0.name == file.name },
                rows: rows.count, total: rows.reduce(0) { $0 + $1.minor }, isClosed: isClosed)
        }
    }
}

extension DatevExporting.Request {
    fileprivate var months: [Month] {
        (from.number...max(from.number, through.number)).map { Month(number: $0) }
    }
}

/// Reading the agency's own book out of the log.
package enum AgencyBookReading {
    /// Hands over every entry in the order of the log.
    package static func forEachEntry(
        _ reader: any BookReader, _ body: (AgencyEntry) throws -> Void
    ) throws {
        let size = try reader.opened().0.size
        var book = AgencyBook()
        var next: Int64 = 1
        while next <= size {
            let records = try reader.records(from: next, limit: 4_000)
            guard let last = records.last?.record.sequence else { break }
            for stored in records where matters(stored.record.kind) {
                let fact = try FactReading.fact(stored.record) { try reader.personal($0) }
                let entries = book.take(
                    fact, sequence: stored.record.sequence,
                    recordedDay: stored.record.recordedDay)
                for entry in entries { try body(entry) }
            }
            next = last + 1
        }
    }

    /// Of all other kinds the book takes nothing.
    private static func matters(_ kind: RecordKind) -> Bool {
        switch kind {
        case .party, .close, .payout, .bankLine, .invoice, .creditNote, .selfBilling, .entry: true
        case .command, .book, .trustAccount, .actor, .role, .engagement, .hours, .file, .statement,
            .match, .plan, .approval, .export, .withdrawal, .rule, .actorKey, .change, .consent,
            .trustTerms, .writeOff, .dispute, .hoursApproval, .milestone, .payoutStatus,
            .misdirected, .pooling, .bankFailure, .sale, .salesReversal, .setOff, .setting,
            .interestAllocation, .payerRule:
            false
        }
    }
}
