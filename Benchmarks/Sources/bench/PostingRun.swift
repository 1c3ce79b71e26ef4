import BankFormats
import EscrowCore
import EscrowEngine
import Evidence
import LargeBook
import LedgerCore
import LedgerSQLite
import MoneyCore

/// One run of the posting benchmark: bank file, plan, approval and export, again and again.
struct PostingRun {
    let series: InvoiceSeries
    let issued: Day
    let invoices: Int
    /// Entries in a batch: each receipt makes two (J2, J3), each payout one.
    let batch: Int

    private var step: Int { max(1, batch / 2) }
    private var day: Day { issued.adding(days: 29) }

    /// - Returns: Seconds from the first bank file to the last export.
    func time(_ book: String) async throws -> Double {
        let files = try bankFiles()
        let maker = try BookMaker.open(book, series)
        return try await seconds {
            for (numbers, file) in files { try await post(numbers, file, maker) }
        }
    }

    private func bankFiles() throws -> [(Range<Int>, BankFile)] {
        var files: [(Range<Int>, BankFile)] = []
        var opening: Int64 = 0
        for first in stride(from: 0, to: invoices, by: step) {
            let numbers = first..<min(first + step, invoices)
            let made = try SeriesBankFile(
                numbers, of: series, issued: issued, paid: day, opening: opening)
            opening += made.total.minor
            files.append((numbers, made.file))
        }
        return files
    }

    private func post(_ numbers: Range<Int>, _ file: BankFile, _ maker: BookMaker) async throws {
        let engine = maker.engine(on: day)
        let imported = try await engine.importBank(file, by: BookMaker.clerk)
        guard imported["matched"] == "\(numbers.count)" else {
            throw BenchError.answer(imported.summary)
        }
        let planned = try await engine.planPayout(
            PayoutRequest(
                payees: payees(numbers), executionDay: nil, sweepsPerInvoice: true,
                render: { try PaymentFile.write($0) }),
            BookMaker.call("payout plan"))
        guard let text = planned["plan"], let sequence = Int64(text),
            let file = Digest(hex: planned["sha256"] ?? ""),
            planned["payouts"] == "\(numbers.count * 2)"
        else { throw BenchError.answer(planned.summary) }
        let plan = PlanID(sequence: sequence)
        _ = try await engine.approvePayout(
            plan, file: file, BookMaker.call("payout approve", by: BookMaker.approver))
        _ = try await engine.exportPayout(plan, BookMaker.call("payout export"))
    }

    /// A few are named; of many it is everybody.
    private func payees(_ numbers: Range<Int>) -> [String] {
        guard numbers.count < series.size.freelancers / 4 else { return [] }
        return [BookMaker.agencyCode]
            + numbers.map { BookMaker.freelancerCode(series.freelancer(ofInvoice: $0)) }
    }
}
