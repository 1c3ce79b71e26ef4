import EscrowCore
import LedgerCore
import MoneyCore

/// Transfers between two trust accounts, as a batch leaves them so far.
///
/// - Source: docs/spec/transfer.md
extension Draft {
    /// What a transfer moved, as it stands in the account that it went to: what it moved of an owner
    /// and source, first where it was put, then wherever it is of the same owner.
    ///
    /// What does not stand there any more is not in it.
    mutating func standing(of transfer: Payout) throws -> [Standing.Place] {
        guard let target = transfer.target else { return [] }
        var taken: [Subledger: Int64] = [:]
        for part in transfer.entitledParts {
            let moved = transfer.subledger(of: part).moved(to: target)
            let others = moved.account == .clientRefundable ? [] : Standing.order
            var left = part.amount.minor
            for account in [moved.account] + others.filter({ $0 != moved.account }) where left > 0 {
                let place = moved.moved(to: account)
                let given = min(left, try balance(place) - taken[place, default: 0])
                taken[place, default: 0] += given
                left -= given
            }
        }
        return taken.filter { $0.value > 0 }.sorted { $0.key < $1.key }
            .map { Standing.Place($0.key, $0.value) }
    }

    /// J33c without a bank line.
    mutating func rejectTransfer(_ payout: Payout, id: PayoutID, status: Int64) throws {
        let standing = try standing(of: payout)
        _ = try withdrawPlans(reserving: standing)
        try append(
            .entry(
                try Entry.transferRejected(
                    payout, id: id, status: status, on: header.recordedDay, standing: standing)))
    }

    /// The transfers whose money an account does not have yet.
    mutating func incomingTransfers(
        to bank: TrustAccountID
    ) throws -> [(id: PayoutID, payout: Payout)] {
        try subledgers(.incomingNotFinal, of: nil).compactMap { row in
            guard case .transfer(let id) = row.subledger.source, row.subledger.bank == bank,
                case .payout(let payout) = try fact(at: id.sequence)
            else { return nil }
            return (id, payout)
        }
    }

    /// What each owner has in an account by a transfer whose money is not there yet.
    mutating func onItsWay(to bank: TrustAccountID) throws -> [Entitled: Int64] {
        guard try writer.trustAccounts().count > 1 else { return [:] }
        var coming: [Entitled: Int64] = [:]
        for (_, payout) in try incomingTransfers(to: bank) {
            for part in payout.entitledParts {
                coming[Entitled(payout.subledger(of: part)), default: 0] += part.amount.minor
            }
        }
        return coming
    }

    /// What of an owner and source no plan has reserved in an account, wherever it stands there.
    mutating func free(_ entitled: Entitled, at bank: TrustAccountID) throws -> Int64 {
        try Account.allCases.filter(\.isTransferable).reduce(0) { sum, account in
            try sum
                + free(
                    Subledger(account, bank: bank, owner: entitled.owner, source: entitled.source))
        }
    }

    /// The plans, not exported yet, of transfers to an account.
    mutating func openTransfers(to bank: TrustAccountID) throws -> [PlanID] {
        try openPayouts().filter { $0.target == bank }.map(\.plan)
    }

    /// The payouts of all plans that were not exported yet, in the order of their plans.
    mutating func openPayouts() throws -> [Payout] {
        try tables.plans.flush(&writer)
        try tables.payouts.flush(&writer)
        let plans = try [PlanState.planned, .approved].flatMap { state in
            try writer.rows(
                PlanRow.self,
                Selection(index: "planByState", equals: [.integer(Int64(state.rawValue))]))
        }.map(\.id).sorted()
        var payouts: [Payout] = []
        for plan in plans {
            for row in try writer.rows(
                PayoutRow.self, Selection(index: "payoutByPlan", equals: [.integer(plan.sequence)]))
            {
                guard case .payout(let payout) = try fact(at: row.id.sequence) else { continue }
                payouts.append(payout)
            }
        }
        return payouts
    }

    /// What the export of a transfer needs, beside what every export needs.
    ///
    /// - Source: docs/spec/transfer.md#refused
    mutating func checkTransfer(_ payout: Payout) throws {
        guard let target = payout.target else { return }
        try refusePooled()
        try refuseFailed(target)
        let money =
            payout.amount.minor
            - payout.entitledParts.reduce(0) { $0 + $1.amount.minor }
        guard money > 0 else { return }
        let lent = try lent(from: payout.bank, to: target, exceptOpen: true)
        guard money <= lent else {
            throw Refusal(
                "transfer.deficit",
                "only \(Money(minor: lent, book.currency)) of the one account's lies in the other",
                remedy: "withdraw the plan and plan again")
        }
    }

    /// While money is pooled it lies in one account.
    func refusePooled() throws {
        guard let pool = try writer.pool(), pool.state.holdsMoney else { return }
        throw Refusal(
            "transfer.pooled", "the money of \(pool.day) is pooled in one trust account",
            remedy: "close the pool first, see `ringfence pool show`")
    }

    /// What an account holds that another one owes, at most what the other lacks.
    ///
    /// - Parameters:
    ///   - bank: The account that may hold more than it owes.
    ///   - target: The account that may hold less.
    ///   - exceptOpen: Whether plans that were not exported are left out of account.
    /// - Returns: Minor units, 0 or more.
    /// - Throws: As the store.
    mutating func lent(
        from bank: TrustAccountID, to target: TrustAccountID, exceptOpen: Bool = false
    ) throws -> Int64 {
        try tables.balances.flush(&writer)
        var excess = try writer.elsewhere(bank)
        var deficit = -(try writer.elsewhere(target))
        for payout in exceptOpen ? [] : try openPayouts() where payout.target != nil {
            let money =
                payout.amount.minor - payout.entitledParts.reduce(0) { $0 + $1.amount.minor }
            if payout.bank == bank { excess -= money }
            if payout.target == target { deficit -= money }
        }
        return max(0, min(excess, deficit))
    }
}

/// An owner and a source, wherever the money stands.
struct Entitled: Hashable {
    let owner: PartyID?
    let source: Source

    init(_ subledger: Subledger) {
        owner = subledger.owner
        source = subledger.source
    }
}

extension BookReader {
    /// What an account holds more than it owes: above zero it holds what another account owes, below
    /// zero another one holds what it owes.
    ///
    /// - Source: docs/spec/transfer.md#elsewhere
    func elsewhere(_ bank: TrustAccountID) throws -> Int64 {
        var sum: Int64 = 0
        try forEachRow(BalanceRow.self, .all) { row in
            guard row.bank == bank.sequence else { return }
            switch row.account.kind {
            case .resource, .cashClaim: sum += row.amount
            case .entitlement: sum -= row.amount
            case .backedClaim, .backedContra, .rounding, .memo: break
            }
        }
        return sum
    }
}
