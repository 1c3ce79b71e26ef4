import EscrowCore
import LedgerCore
import MoneyCore

/// What entries with a value day after the moment of pooling gave to whom.
///
/// An entry that only moves somebody's money of one source between his own accounts gives him
/// nothing: what was released or disputed after the moment is still money of the moment.
///
/// - Source: docs/spec/pooling.md#the-moment
struct LaterMoney {
    /// Per subledger, with all that moved.
    private var grown: [Subledger: Int64] = [:]
    /// Per owner, source and trust account, over all accounts.
    private var net: [Subledger: Int64] = [:]
    /// What was ordered after the moment and is in flight, per subledger of 1010.
    private var ordered: [Subledger: Int64] = [:]

    private static func key(_ subledger: Subledger) -> Subledger {
        subledger.moved(to: .unidentified)
    }

    mutating func take(_ entry: Entry) {
        for line in entry.lines where line.subledger.account.kind == .entitlement {
            grown[line.subledger, default: 0] += line.grown
            net[Self.key(line.subledger), default: 0] += line.grown
        }
        leaveOrders(of: entry)
    }

    /// What was ordered before the moment and is not paid never left: it is money of the moment.
    private mutating func leaveOrders(of entry: Entry) {
        let flights = entry.lines.filter { $0.subledger.account == .outgoingInFlight }
        if entry.event.isPayout {
            for line in flights { ordered[line.subledger, default: 0] += line.minor }
        }
        guard entry.event == .payoutReturned else { return }
        for line in flights where line.side == .debit {
            let after = min(line.minor, ordered[line.subledger, default: 0])
            ordered[line.subledger, default: 0] -= after
            var before = line.minor - after
            for back in entry.lines
            where back.side == .credit && back.subledger.account.kind == .entitlement
                && Self.key(back.subledger) == Self.key(line.subledger)
            {
                let never = min(before, back.minor)
                before -= never
                grown[back.subledger, default: 0] -= never
                net[Self.key(back.subledger), default: 0] -= never
            }
        }
    }

    /// What later entries gave to one subledger alone.
    func given(to subledger: Subledger) -> Int64 { max(0, grown[subledger, default: 0]) }

    /// What is left of balances without later money: taken first where it came, then from the other
    /// accounts of the same owner and source.
    func left(of balances: [Subledger: Int64]) -> [Subledger: Int64] {
        var left = balances
        var later = net.filter { $0.value > 0 }
        for isSecond in [false, true] {
            for subledger in balances.keys.sorted() {
                let here = left[subledger, default: 0]
                let most = isSecond ? here : min(here, given(to: subledger))
                let taken = min(most, later[Self.key(subledger), default: 0])
                guard taken > 0 else { continue }
                left[subledger] = here - taken
                later[Self.key(subledger), default: 0] -= taken
            }
        }
        return left
    }
}
