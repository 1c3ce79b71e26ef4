import EscrowCore
import LedgerCore
package import MoneyCore

extension Engine {
    /// Closes the book through a day: nothing but what the bank tells is booked there any more.
    ///
    /// - Source: docs/spec/close.md
    package func close(
        through day: Day, _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            try Self.checkOrder(day, in: draft)
            let reports = try Self.reconciled(day, in: draft)
            try draft.append(.close(PeriodClose(through: day)))
            let currency = draft.book.currency
            func sum(_ amount: (Reconciliation) -> Money) throws -> Money {
                try Money.sum(reports.map { amount($0.reconciliation) }, in: currency)
            }
            let (atBank, missing) = (try sum(\.statement), try sum(\.shortfall))
            var values = [
                Answer.Value(name: "through", text: "\(day)"),
                Answer.Value(
                    name: "statement", text: reports.map(\.statementID).joined(separator: " ")),
                Answer.Value(name: "at-bank", text: atBank.plain),
                Answer.Value(name: "ledgers", text: try sum(\.ledgers).plain),
                Answer.Value(name: "shortfall", text: missing.plain),
            ]
            if !missing.isZero {
                values.append(
                    Answer.Value(
                        name: "note", text: "ALARM: \(missing) is missing in the trust on \(day)"))
            }
            for report in reports where report.reconciliation.elsewhere.minor < 0 {
                let elsewhere = Money(
                    minor: -report.reconciliation.elsewhere.minor, draft.book.currency)
                values.append(
                    Answer.Value(
                        name: "note",
                        text:
                            "ALARM: \(elsewhere) of trust account \(report.reconciliation.bank.sequence) lie in another one on \(day)"
                    ))
            }
            return Answer(
                "Closed through \(day): bank, book and ledgers agree at \(atBank).",
                values: values)
        }
    }

    /// A close moves forward, over days that are over.
    private static func checkOrder(_ day: Day, in draft: borrowing Draft) throws {
        let today = draft.header.recordedDay
        guard day < today else {
            throw Refusal(
                "close.future", "\(day) is not over: today is \(today)",
                remedy: "close it from \(day.adding(days: 1)) on, with its statement")
        }
        if let newest = try draft.writer.newestClose(), day <= newest.through {
            throw Refusal(
                "close.back", "the book is closed through \(newest.through) already",
                remedy: "close a later day; a close is never undone")
        }
    }

    /// The day agrees in each trust account that was there on it, and every day before it that has a statement and is not closed yet.
    private static func reconciled(
        _ day: Day, in draft: borrowing Draft
    ) throws -> [ReconciliationReport] {
        let accounts = try draft.writer.trustAccounts()
        let there = try accounts.filter { account in
            guard account.id != accounts.first?.id else { return true }
            return try draft.writer.record(at: account.id.sequence).map { $0.recordedDay <= day }
                ?? false
        }
        let reports = try there.map { account in
            do {
                return try draft.writer.reconcile(day, knownOn: nil, account)
            } catch let refusal as Refusal {
                throw Refusal("close.not-reconciled", refusal.message, remedy: refusal.remedy)
            }
        }
        for report in reports { try check(report, day, in: draft) }
        let since = try draft.writer.newestClose()?.through
        if let (other, difference) = try draft.writer.bankDifference(after: since, through: day) {
            try refuse(other, difference, "statement and book", in: draft)
        }
        return reports
    }

    private static func check(
        _ report: ReconciliationReport, _ day: Day, in draft: borrowing Draft
    ) throws {
        if let gap = report.gaps.first {
            throw Refusal(
                "close.not-reconciled", gap,
                remedy: "import the statement that is missing between them")
        }
        switch report.reconciliation.verdict {
        // A shortfall is a state of the world with a debtor, and no difference of the books.
        // Nor is money that lies in another trust account than what is owed of it.
        case .agrees, .shortfall, .elsewhere: break
        case .bankDiffers:
            try refuse(day, report.reconciliation.bankDifference, "statement and book", in: draft)
        case .ledgersDiffer:
            try refuse(day, report.reconciliation.ledgerDifference, "book and ledgers", in: draft)
        }
    }

    private static func refuse(
        _ day: Day, _ difference: Int64, _ what: String, in draft: borrowing Draft
    ) throws {
        let amount = Money(minor: difference, draft.book.currency)
        throw Refusal(
            "close.not-reconciled", "\(what) differ by \(amount) on \(day)",
            remedy: "see `ringfence reconcile --day \(day)`, and mend the cause first")
    }
}

extension BookReader {
    /// The first day of a span whose statement is not what the book has at the bank.
    func bankDifference(
        after since: Day?, through day: Day
    ) throws -> (day: Day, difference: Int64)? {
        for account in try trustAccounts() {
            let moved = try movedAtBank(account.id, AsOf(day: day, knownOn: nil))
            var rest = moved.sorted { $0.key < $1.key }[...]
            var stands: Int64 = 0
            let statements = try statements(of: account, AsOf(day: day, knownOn: nil))
            for (index, row) in statements.enumerated() {
                let isLastOfDay =
                    index + 1 == statements.count
                    || statements[index + 1].closingDay != row.closingDay
                while let next = rest.first, next.key <= row.closingDay {
                    stands += next.value
                    rest = rest.dropFirst()
                }
                guard isLastOfDay, since.map({ row.closingDay > $0 }) ?? true,
                    row.closing != stands
                else { continue }
                return (row.closingDay, row.closing - stands)
            }
        }
        return nil
    }
}
