import EscrowCore
import LedgerCore
import MoneyCore

/// What a bank tells of after its failure: it is booked as any line, and then lies at the failed
/// bank with all else.
///
/// - Source: docs/spec/bank-failure.md#late
enum LateAtFailedBank {
    /// Moves on what the entries of a line brought to an account at a failed bank.
    ///
    /// A debit lessens what lies there, then what is covered and not paid yet. Nothing else is there
    /// to bear it: the rest stays below zero, as the bank booked it.
    ///
    /// - Parameters:
    ///   - line: The bank line that was just entered.
    ///   - bank: The trust account.
    ///   - first: The first record that entered it.
    ///   - draft: The batch that entered it.
    /// - Throws: As any entry.
    static func take(
        _ line: BankLine, at bank: TrustAccountID, from first: Int64, in draft: inout Draft
    ) throws {
        guard !line.amount.isZero, try draft.hasFailed(bank) else { return }
        var moved: [Subledger: Int64] = [:]
        for sequence in first..<draft.nextSequence {
            guard case .entry(let entry) = try draft.fact(at: sequence) else { continue }
            for line in entry.lines where line.subledger.isAtBank {
                moved[line.subledger, default: 0] += line.signed
            }
        }
        let failed = Subledger(.balanceAtFailedBank, bank: bank)
        var transfers: [Entry.Transfer] = []
        for (resource, minor) in moved.sorted(by: { $0.key < $1.key }) {
            let amount = Money(minor: Int64(minor.magnitude), draft.book.currency)
            if minor > 0 {
                transfers.append(Entry.Transfer(debit: failed, credit: resource, amount))
            } else if minor < 0 {
                for place in try bearing(amount, failed, in: &draft) {
                    transfers.append(
                        Entry.Transfer(
                            debit: resource, credit: place.subledger,
                            Money(minor: place.amount, draft.book.currency)))
                }
            }
        }
        guard !transfers.isEmpty else { return }
        try draft.append(
            .entry(
                try Entry(
                    Entry.Occasion(
                        .bankFailure, bookingDay: line.bookingDay, valueDay: line.valueDay,
                        evidence: first), transfers)))
    }

    /// What bears a debit: the balance there, then open cover by largest remainder.
    private static func bearing(
        _ amount: Money, _ failed: Subledger, in draft: inout Draft
    ) throws -> [Standing.Place] {
        let here = Standing.Place(failed, min(amount.minor, try draft.balance(failed)))
        try draft.flush()
        let claims = try draft.writer.openCover(at: failed.bank)
        let open = claims.reduce(Int64(0)) { $0 + $1.balance }
        let rest = Money(minor: min(amount.minor - here.amount, open), amount.currency)
        guard rest.isPositive else { return Standing([here]).places }
        let parts = try rest.divided(by: claims.map(\.balance))
        return Standing(
            [here] + zip(claims, parts).map { Standing.Place($0.subledger, $1.minor) }
        ).places
    }
}

extension BookReader {
    /// What is covered at a failed bank and not paid yet, per person.
    func openCover(at bank: TrustAccountID) throws -> [SubledgerRow] {
        try rows(SubledgerRow.self, .all).filter {
            $0.subledger.account == .depositGuaranteeClaim && $0.subledger.bank == bank
        }
    }
}
