import EscrowCore
import LedgerCore
import MoneyCore

/// Lines of a transfer between two trust accounts of the book.
///
/// - Source: docs/spec/transfer.md
extension ReceivingDesk {
    /// J33b: the money of a transfer is there.
    borrowing func arrive(
        _ id: PayoutID, _ charge: Money, _ line: BankLine, at place: Place, in draft: inout Draft
    ) throws -> Outcome {
        let payout = try draft.payout(id)
        let agency = try knownAgency()
        let carried = CarriedCharge(
            agency: agency, charge: charge.minor,
            topUp: try Self.topUp(at: place.bank, agency, in: &draft))
        let receipt = try record(line, .transferArrived, at: place, payout: id, in: &draft)
        try draft.append(
            .entry(try Entry.transferArrived(payout, id: id, by: receipt, carried)))
        return Outcome(
            meaning: .transferArrived, note: carried.alarm(payout.amount.currency))
    }

    /// J33c: the money of a transfer is back, and what it moved with it, as it stands.
    borrowing func takeBack(
        _ payout: Payout, _ id: PayoutID, _ carried: CarriedCharge, _ line: BankLine,
        at place: Place, in draft: inout Draft
    ) throws -> Outcome {
        let standing = try draft.standing(of: payout)
        let withdrawn = try draft.withdrawPlans(reserving: standing)
        let receipt = try record(line, .payoutReturned, at: place, payout: id, in: &draft)
        try draft.append(
            .entry(
                try Entry.transferReturned(
                    payout, id: id, by: receipt, carried, standing: standing)))
        let reason = line.returnReason.map { ", reason \($0)" } ?? ""
        let what = "a transfer of \(payout.amount) to another trust account came back\(reason)"
        let alarm = carried.alarm(payout.amount.currency).map { "; \($0)" } ?? ""
        return Outcome(meaning: .payoutReturned, note: what + withdrawn.sentence + alarm)
    }

    /// A transfer that goes to a trust account; nil for any other payout.
    borrowing func incoming(
        _ id: PayoutID, to bank: TrustAccountID, in draft: inout Draft
    ) throws -> KnownPayout? {
        guard let row = try draft.tables.payouts.row(id.sequence, draft.writer),
            case .payout(let payout) = try draft.fact(at: id.sequence), payout.target == bank
        else { return nil }
        return KnownPayout(id: id, amount: payout.amount, state: row.state, isIncoming: true)
    }
}

extension CarriedCharge {
    /// What a person should hear of a charge that the top-up does not cover.
    fileprivate func alarm(_ currency: Currency) -> String? {
        guard charge > topUp else { return nil }
        return "ALARM: the banks kept \(Money(minor: charge, currency)), due from the agency"
    }
}
