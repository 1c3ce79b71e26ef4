import EscrowCore
package import LedgerCore
import MoneyCore

extension Engine {
    /// A person says that a debit which nobody ordered takes a receipt back: J32 is reversed, and
    /// J16 entered.
    ///
    /// - Source: docs/spec/receipt.md#person
    package func takeBack(
        line: BankLineID, receipt: BankLineID, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let debit = try Self.unorderedDebit(line, in: &draft)
            try Self.check(receipt, isTakenBackBy: debit, line, in: &draft)
            let currency = draft.book.currency
            guard case .entry(let entered) = try draft.fact(at: line.sequence + 1),
                entered.event == .unorderedDebit, entered.evidence == line.sequence
            else { throw EngineError.broken("bank line \(line) has no entry") }
            try draft.append(
                .match(
                    Match(
                        bankLine: line, decision: .takesBack(receipt),
                        amount: Money(minor: -debit.amount, currency))))
            try Self.uncure(entered, line, in: &draft)
            let today = draft.header.recordedDay
            try draft.append(
                .entry(entered.reversal(of: line.sequence + 1, bookingDay: today)))
            let taken = try draft.takeBack(
                receipt,
                by: Receipt(
                    bankLine: line, bank: debit.bank, bookingDay: today,
                    valueDay: entered.valueDay, amount: Money(minor: -debit.amount, currency)))
            try draft.meetOwnClaims(
                Entry.Occasion(.pooling, bookingDay: today, evidence: line.sequence))
            let missing = taken.claims.reduce(Int64(0)) { $0 + $1.amount }
            return Answer(
                "Bank line \(line.sequence) takes back receipt \(receipt.sequence): \(taken.note(try draft.words(ofClaims: taken.claims), currency)).",
                [
                    "receipt": "\(receipt.sequence)",
                    "amount": Money(minor: -debit.amount, currency).plain,
                    "missing": Money(minor: missing, currency).plain,
                    "withdrawn": taken.withdrawn.map { "\($0.sequence)" }.joined(separator: " "),
                ])
        }
    }

    private static func unorderedDebit(
        _ id: BankLineID, in draft: inout Draft
    ) throws -> BankLineRow {
        guard let row = try draft.tables.bankLines.row(id.sequence, draft.writer) else {
            throw Refusal(
                "receipt.unknown", "there is no bank line \(id.sequence)",
                remedy: "see `ringfence receipt list --all`")
        }
        guard row.meaning == .unorderedDebit else {
            throw Refusal(
                "takeback.not-a-debit",
                "bank line \(id.sequence) is no debit that nobody ordered, but: \(row.meaning.name)",
                remedy: "name the debit by which the bank took the receipt back")
        }
        guard row.receipt == nil else {
            throw Refusal(
                "takeback.done", "bank line \(id.sequence) takes back a receipt already",
                remedy: "see `ringfence receipt list --all`")
        }
        return row
    }

    private static func check(
        _ receipt: BankLineID, isTakenBackBy debit: BankLineRow, _ line: BankLineID,
        in draft: inout Draft
    ) throws {
        guard let row = try draft.tables.bankLines.row(receipt.sequence, draft.writer),
            row.amount > 0
        else {
            throw Refusal(
                "receipt.unknown", "there is no receipt \(receipt.sequence)",
                remedy: "see `ringfence receipt list --all`")
        }
        let left = try draft.left(of: receipt)
        let currency = draft.book.currency
        guard left == -debit.amount, row.bank == debit.bank, receipt < line else {
            throw Refusal(
                "takeback.amount",
                "bank line \(line.sequence) takes \(Money(minor: -debit.amount, currency)), and \(Money(minor: left, currency)) of receipt \(receipt.sequence) can be taken back",
                remedy: "name the receipt of that amount that came before it to the same account")
        }
    }

    /// What the agency paid in for the debit is its own again: its top-up, before J32 is reversed.
    static func uncure(
        _ entered: Entry, _ line: BankLineID, in draft: inout Draft
    ) throws {
        for claim in entered.lines where claim.subledger.account == .dueFromAgencyFee {
            let cured = claim.minor - min(claim.minor, try draft.balance(claim.subledger))
            guard cured > 0, let agency = claim.subledger.owner else { continue }
            let topUp = Subledger(
                .agencyTopUp, bank: claim.subledger.bank, owner: agency, source: .topUp)
            try draft.append(
                .entry(
                    try Entry(
                        Entry.Occasion(
                            .topUp, bookingDay: draft.header.recordedDay, evidence: line.sequence),
                        [
                            Entry.Transfer(
                                debit: claim.subledger, credit: topUp,
                                Money(minor: cured, draft.book.currency))
                        ])))
        }
    }
}
