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
        return Outcome(
            meaning: .receiptTakenBack,
            note: taken.note(try draft.words(ofClaims: taken.claims), line.amount.currency))
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

    /// J17: money from somebody who owes the trust, and that names no invoice; nil if it is none.
    ///
    /// A client pays for other things too: of his only exactly what he owes is taken so.
    ///
    /// - Source: docs/spec/receipt.md#recovery
    borrowing func recovery(
        _ line: BankLine, from payer: PartyID, at place: Place, in draft: inout Draft
    ) throws -> Outcome? {
        guard line.kind.isFinal else { return nil }
        let owed = Standing(try draft.claims(of: payer))
        let role = try draft.writer.party(payer)?.role
        let isClient = role == .client
        // The agency's money cures what is missing where it comes (J19), not elsewhere.
        guard role != .agency, owed.total > 0, !isClient || owed.total == line.amount.minor else {
            return nil
        }
        let (met, rest) = owed.take(line.amount.minor)
        let work =
            rest > 0
            ? BankLineFact.Work(
                code: "claim-exceeded",
                sentence: "the payer owed \(Money(minor: owed.total, line.amount.currency))") : nil
        let receipt = try record(line, .recovery, at: place, work: work, in: &draft)
        try draft.append(
            .entry(
                try Entry.recovery(
                    receipt.occasion(.recovery),
                    debits: [Standing.Place(receipt.resource, line.amount.minor)],
                    claims: met + (rest > 0 ? [Standing.Place(receipt.unidentified, rest)] : []),
                    line.amount.currency)))
        return Outcome(
            meaning: .recovery,
            note:
                "\(Money(minor: line.amount.minor - rest, line.amount.currency)) recovered of what the payer owes"
        )
    }
}
