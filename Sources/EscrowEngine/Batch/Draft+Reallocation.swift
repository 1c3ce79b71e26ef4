import EscrowCore
import LedgerCore
import MoneyCore

extension Draft {
    /// Takes a receipt, or a part of it, out of an invoice: reverses its split while none of its
    /// money moved on, else as the bank takes it back.
    ///
    /// - Returns: What is to be debited, and the plans that were withdrawn.
    mutating func takeOut(
        _ allocation: AllocationRow, _ minor: Int64
    ) throws -> (taken: Taken, withdrawn: [PlanID]) {
        if minor == allocation.amount, let split = try untouchedSplit(of: allocation) {
            try append(
                .entry(
                    split.entry.reversal(of: split.sequence, bookingDay: header.recordedDay)))
            var taken = Taken.none
            for line in split.entry.lines where line.subledger.account == .unallocated {
                taken = taken + .unplaced(line.subledger, line.minor)
            }
            return (taken, [])
        }
        let taken = try takeback(of: allocation, minor).all()
        return (taken, try withdrawPlans(reserving: taken.entitlements))
    }

    /// The one split of a receipt, if everything that it gave is still where it gave it.
    private mutating func untouchedSplit(
        of allocation: AllocationRow
    ) throws -> (sequence: Int64, entry: Entry)? {
        let entries = try entries(of: allocation.bankLine).filter { !$0.entry.event.isArrival }
        guard let split = entries.first, entries.count == 1, split.entry.event == .split else {
            return nil
        }
        var received: Int64 = 0
        for line in split.entry.lines where line.subledger.account.kind == .entitlement {
            guard line.subledger.source.invoiceLine?.invoice == allocation.invoice else {
                return nil
            }
            if line.side == .debit {
                received += line.minor
            } else if try free(line.subledger) < line.minor {
                return nil
            }
        }
        return received == allocation.amount ? split : nil
    }
}
