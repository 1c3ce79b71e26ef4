package import EscrowCore
package import Evidence
import LedgerCore
import MoneyCore

/// A file of the bank's answers as the engine takes it: read once, its form is right.
package struct AnswerFile: Sendable {
    package let name: String
    package let digest: Digest
    package let size: Int64
    package let reports: [StatusReport]
    /// Hands over the compressed original.
    package let forEachPiece: @Sendable ((FilePiece) throws -> Void) throws -> Void

    package init(
        name: String, digest: Digest, size: Int64, reports: [StatusReport],
        forEachPiece: @escaping @Sendable ((FilePiece) throws -> Void) throws -> Void
    ) {
        self.name = name
        self.digest = digest
        self.size = size
        self.reports = reports
        self.forEachPiece = forEachPiece
    }
}

extension Engine {
    /// Takes what the bank answers to exported payment files, as one batch: the original of the
    /// answer, and a status for each payout that it moves.
    ///
    /// The same file again takes nothing.
    ///
    /// - Source: docs/spec/payment-status.md
    package func importStatus(
        _ file: AnswerFile, by actor: String
    ) async throws(EngineError) -> Answer {
        let once = CommandCall.Once(key: "status \(file.digest)", fingerprint: file.digest)
        let call = CommandCall(
            "payout status import", by: actor, as: [.clerk, .approver], once: once)
        return try await perform(call) { draft in
            var taking = StatusTaking(file.name)
            let answered = try file.reports.map { report in
                (report, try taking.plans(of: report, in: draft))
            }
            try draft.append(
                .file(KeptFile(digest: file.digest.bytes, name: file.name, size: file.size)))
            try file.forEachPiece { piece in try draft.writer.keep(piece, of: file.digest) }
            for (report, plan) in answered {
                try taking.take(report, plan, in: &draft)
            }
            return taking.answer(draft.book.currency)
        }
    }
}

/// The course of one import: which plans are answered, and what becomes of their payouts.
private struct StatusTaking {
    private let name: String
    private var accepted = 0
    private var rejected = 0
    private var rejectedMinor: Int64 = 0
    private var known = 0
    private var waiting = 0
    private var notes: [String] = []
    private static let notesMax = 100

    init(_ name: String) { self.name = name }

    /// The exported plan whose file a report answers.
    func plans(of report: StatusReport, in draft: borrowing Draft) throws -> PlanRow {
        guard let id = report.originalMessageID else {
            throw Refusal(
                "status.message", "\(name) does not say which payment file it answers",
                remedy: "ask the bank for an answer with the message id of the file")
        }
        if let message = report.originalMessageName, !message.contains("pain.001") {
            throw Refusal(
                "status.message", "\(name) answers a message \(message.prefix(40)), no payments",
                remedy: "import it where that message was made")
        }
        guard let plan = PlanID(id, in: draft.book.book),
            let row = try draft.writer.row(PlanRow.self, key: [.integer(plan.sequence)])
        else {
            throw Refusal(
                "status.unknown",
                "\(name) answers the payment file \(id.prefix(40)), which is not of this book",
                remedy: "import it into the book that made the file, see `ringfence payout list`")
        }
        guard row.state == .exported else {
            throw Refusal(
                "status.not-exported",
                "\(name) answers the file of plan \(plan.sequence), which was never exported",
                remedy: "find out how the bank got it, before anything else is paid")
        }
        try check(report, row, in: draft)
        return row
    }

    /// What the bank counted is what was exported, or it answers something else.
    private func check(
        _ report: StatusReport, _ row: PlanRow, in draft: borrowing Draft
    ) throws {
        let id = row.id.text(in: draft.book.book)
        let blocks = report.payments.filter { $0.paymentID == id }.map(\.original)
        for totals in [report.original] + blocks {
            let isSame =
                totals.count.map { $0 == row.count } ?? true
                && totals.sum.map { $0.minor == row.amount } ?? true
            guard isSame else {
                throw Refusal(
                    "status.other-file",
                    "\(name) counts other transfers than the file of plan \(row.id.sequence) has: \(row.count) of \(Money(minor: row.amount, draft.book.currency))",
                    remedy: "find out which file the bank got, before anything else is paid")
            }
        }
    }

    mutating func take(
        _ report: StatusReport, _ plan: PlanRow, in draft: inout Draft
    ) throws {
        let book = draft.book.book
        // Read here, not before: an earlier report of the file may have moved them.
        var payouts: [OrderedPayout] = []
        for row in try draft.writer.rows(
            PayoutRow.self, Selection(index: "payoutByPlan", equals: [.integer(plan.id.sequence)]))
        {
            let now = try draft.tables.payouts.row(row.id.sequence, draft.writer) ?? row
            payouts.append(
                OrderedPayout(
                    id: row.id, endToEndID: row.id.text(in: book),
                    amount: Money(minor: row.amount, draft.book.currency), state: now.state))
        }
        let reading = StatusReading(report, of: payouts, messageID: plan.id.text(in: book))
        for status in reading.statuses {
            try Engine.note(status, in: &draft)
            count(status, payouts)
        }
        known += reading.knownCount
        waiting += reading.waitingCount
        notes += reading.notes
    }

    private mutating func count(_ status: PayoutStatus, _ payouts: [OrderedPayout]) {
        guard status.verdict == .rejected else { return accepted += 1 }
        rejected += 1
        guard let payout = payouts.first(where: { $0.id == status.payout }) else { return }
        rejectedMinor += payout.amount.minor
        let reason = status.reason.map { ", reason \($0)" } ?? ""
        notes.append("\(payout.endToEndID): \(payout.amount) is rejected\(reason)")
    }

    func answer(_ currency: Currency) -> Answer {
        let sum = Money(minor: rejectedMinor, currency)
        let back = rejected > 0 ? ", \(rejected) of \(sum) rejected and back" : ""
        var values = [
            Answer.Value(name: "accepted", text: "\(accepted)"),
            Answer.Value(name: "rejected", text: "\(rejected)"),
            Answer.Value(name: "amount", text: sum.plain),
            Answer.Value(name: "known", text: "\(known)"),
            Answer.Value(name: "undecided", text: "\(waiting)"),
        ]
        values += notes.prefix(Self.notesMax).map { Answer.Value(name: "note", text: $0) }
        if notes.count > Self.notesMax {
            values.append(
                Answer.Value(
                    name: "note", text: "\(notes.count - Self.notesMax) more are in the file"))
        }
        return Answer(
            "Took \(name): \(accepted) accepted\(back); nothing is paid before a bank line says so.",
            values: values)
    }
}
