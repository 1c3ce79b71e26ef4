import EscrowCore
import LedgerCore
import MoneyCore

extension ReceivingDesk {
    /// J16: the bank took a receipt of ours back.
    borrowing func takeBack(
        _ receipt: BankLineID, _ line: BankLine, at place: Place, in draft: inout Draft
    ) throws -> Outcome {
        let debit = try record(line, .receiptTakenBack, at: place, receipt: receipt, in: &draft)
        let taken = try draft.takeBack(receipt, by: debit)
        return Outcome(meaning: .receiptTakenBack, note: taken.note(line.amount.currency))
    }

    /// The receipts that a debit marked as one could take back.
    ///
    /// - Source: docs/spec/receipt.md#recognised
    borrowing func receipts(
        for line: BankLine, bank: TrustAccountID, in draft: inout Draft
    ) throws -> [KnownReceipt] {
        guard line.kind == .takenBack, line.amount.isNegative else { return [] }
        try draft.tables.bankLines.flush(&draft.writer)
        let rows = try draft.writer.rows(
            BankLineRow.self,
            Selection(
                index: "bankLineByAmount", equals: [.integer(-line.amount.minor)],
                isDescending: true, limit: Self.candidatesMax))
        guard rows.count < Self.candidatesMax else { return [] }
        var known: [KnownReceipt] = []
        for row in rows where row.bank == bank {
            let left = try draft.left(of: row.id)
            guard left > 0, case .bankLine(let fact) = try draft.fact(at: row.id.sequence) else {
                continue
            }
            known.append(
                KnownReceipt(
                    id: row.id, line: fact.line, left: Money(minor: left, line.amount.currency)))
        }
        return known
    }

    /// More receipts of one amount are not looked through: then a person decides.
    private static let candidatesMax = 1_000
}
