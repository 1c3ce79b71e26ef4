import EscrowCore
import LedgerCore
import MoneyCore

/// The course of a confirmation: what belongs to the moment, then J25 step by step.
///
/// - Source: docs/spec/pooling.md#steps
struct PoolConfirming {
    private let pool: PoolRow
    /// Per subledger, what entries with a value day after the moment gave it.
    private let later: LaterMoney

    /// How many transfers one entry holds.
    private static let transfersMax = 1_000

    init(_ pool: PoolRow, in draft: inout Draft) throws {
        self.pool = pool
        try draft.flush()
        var later = LaterMoney()
        try draft.writer.forEachEntry { entry in
            if entry.valueDay > pool.day { later.take(entry) }
        }
        self.later = later
    }

    /// - Returns: What the pool holds now.
    func confirm(in draft: inout Draft) throws -> Money {
        try splitWithheld(in: &draft)
        try allocateInterest(in: &draft)
        let standing = try standing(in: &draft)
        let banks = Set(standing.keys.filter { $0.account.kind == .entitlement }.map(\.bank))
        guard banks.count <= 1 else {
            throw Refusal(
                "pool.several-accounts", "the money lies in \(banks.count) trust accounts",
                remedy:
                    "a pool is shared from one account: have it lifted, transfer the money to one of them, and declare it anew; what lies at a failed bank, when the deposit guarantee paid it"
            )
        }
        let steps = PoolSteps(standing, draft.book.currency)
        guard !steps.pooled.isEmpty else {
            throw Refusal(
                "pool.nothing", "nobody is entitled to anything as of \(pool.day)",
                remedy: "have the pool lifted")
        }
        let evidence = try draft.append(.pooling(.confirmed(claims: steps.claims)))
        for step in [steps.unplaced, steps.ownClaims, steps.topUp, steps.backed, steps.pooled] {
            try enter(step, evidence, in: &draft)
        }
        return try Money.sum(steps.pooled.map(\.amount), in: draft.book.currency)
    }

    private func enter(
        _ transfers: [Entry.Transfer], _ evidence: Int64, in draft: inout Draft
    ) throws {
        for start in stride(from: 0, to: transfers.count, by: Self.transfersMax) {
            let part = transfers[start..<min(start + Self.transfersMax, transfers.count)]
            try draft.append(
                .entry(
                    try Entry(
                        Entry.Occasion(
                            .pooling, bookingDay: draft.header.recordedDay, valueDay: pool.day,
                            evidence: evidence),
                        Array(part))))
        }
    }

    /// What stands now, less what came after the moment, and less what is not final.
    private func standing(in draft: inout Draft) throws -> [Subledger: Int64] {
        try draft.flush()
        var entitled: [Subledger: Int64] = [:]
        var standing: [Subledger: Int64] = [:]
        try draft.writer.forEachRow(SubledgerRow.self, .all) { row in
            switch row.subledger.account.kind {
            case .entitlement where row.subledger.account != .pool:
                entitled[row.subledger] = row.balance
            case .cashClaim, .backedClaim, .backedContra: standing[row.subledger] = row.balance
            case .entitlement, .resource, .rounding, .memo: break
            }
        }
        standing.merge(later.left(of: entitled)) { first, _ in first }
        for (subledger, minor) in try notFinal(in: &draft) {
            let known = standing[subledger, default: 0]
            standing[subledger] = known - min(known, minor)
        }
        return standing
    }

    /// What receipts of the moment gave that their payers' banks can still take back.
    private func notFinal(in draft: inout Draft) throws -> [Subledger: Int64] {
        var receipts: [BankLineID] = []
        for row in try draft.subledgers(.incomingNotFinal, of: nil) {
            guard case .receipt(let receipt) = row.subledger.source,
                try draft.writer.bankLine(receipt).line.valueDay <= pool.day
            else { continue }
            receipts.append(receipt)
        }
        return try draft.standing(from: receipts)
    }

    /// (0) Every 2010 whose split can be made.
    private func splitWithheld(in draft: inout Draft) throws {
        for work in try draft.writer.rows(WorkRow.self, .all) {
            let id = work.bankLine
            guard let row = try draft.writer.row(BankLineRow.self, key: [.integer(id.sequence)]),
                try draft.writer.isWithheld(row),
                case let line = try draft.writer.bankLine(id).line, line.valueDay <= pool.day,
                case .entry(let entry) = try draft.fact(at: id.sequence + 1),
                let invoice = entry.lines.compactMap({ $0.subledger.source.invoiceLine }).first?
                    .invoice
            else { continue }
            let allocation = try ReceiptAllocation(to: invoice, in: &draft)
            guard allocation.canSplit else { continue }
            let receipt = Receipt(
                bankLine: id, bank: row.bank,
                bookingDay: max(draft.header.recordedDay, row.bookingDay),
                valueDay: line.valueDay, amount: Money(minor: row.amount, draft.book.currency),
                isFinal: try draft.isFinal(id, bank: row.bank))
            try draft.append(
                .match(Match(bankLine: id, decision: .invoice(invoice), amount: receipt.amount)))
            _ = try allocation.release(receipt, in: &draft)
        }
    }

    /// (0) Interest up to the moment, over the days since it was last allocated.
    private func allocateInterest(in draft: inout Draft) throws {
        for account in try draft.writer.trustAccounts() {
            let interest = Subledger(.interestToAllocate, bank: account.id, source: .interest)
            let balance = try draft.balance(interest)
            let waiting = balance - min(later.given(to: interest), balance)
            let last = try draft.writer.rows(
                InterestPeriodRow.self,
                Selection(
                    equals: [.integer(account.id.sequence)], isDescending: true, limit: 1)
            ).first
            let opened = try draft.writer.record(at: 1)?.recordedDay ?? pool.day
            let from = last.map { $0.to.adding(days: 1) } ?? min(opened, pool.day)
            guard waiting > 0, from <= pool.day else { continue }
            let amount = Money(minor: waiting, draft.book.currency)
            var dividing = InterestDividing(
                InterestRequest(account: nil, from: from, to: pool.day), account.id, in: draft)
            let parts = try dividing.divide(amount, in: draft)
            guard !parts.isEmpty else { continue }
            try dividing.enter(amount, parts, in: &draft)
        }
    }
}
