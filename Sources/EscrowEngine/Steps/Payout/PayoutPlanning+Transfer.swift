import EscrowCore
import LedgerCore
package import MoneyCore

/// What a transfer to another trust account takes along.
package struct TransferOrder: Hashable, Sendable {
    package let target: IBAN
    /// Only what stems from these invoices, by number; empty is everything.
    package let invoices: [String]
    /// No entitlement: only money that the other account owes and this one holds.
    package let isMoneyOnly: Bool

    package init(to target: IBAN, invoices: [String] = [], isMoneyOnly: Bool = false) {
        self.target = target
        self.invoices = invoices
        self.isMoneyOnly = isMoneyOnly
    }
}

extension PayoutPlanning {
    /// What is free in the account and somebody's, as it stands: held stays held, disputed stays
    /// disputed.
    ///
    /// - Source: docs/spec/transfer.md#moved
    mutating func collectTransfer(_ order: TransferOrder, in draft: inout Draft) throws {
        let target = try draft.writer.knownTrustAccount(iban: order.target)
        guard target.id != bank else {
            throw Refusal(
                "transfer.same", "a transfer goes to another trust account",
                remedy: "see `ringfence account list`")
        }
        try draft.refusePooled()
        try draft.refuseFailed(bank)
        try draft.refuseFailed(target.id)
        let parts =
            order.isMoneyOnly
            ? try money(to: target, in: &draft) : try entitlements(order, in: &draft)
        groups = [
            PayoutGroup(payee: nil, account: .trustBank, parts: parts, target: target.id)
        ]
    }

    /// What another account owes and this one holds, after a receipt was taken back there.
    private func money(
        to target: TrustAccountRow, in draft: inout Draft
    ) throws -> [Payout.Part] {
        let lent = try draft.lent(from: bank, to: target.id)
        guard lent > 0 else {
            throw Refusal(
                "transfer.deficit",
                "\(account.iban) holds nothing that is owed in \(target.iban)",
                remedy: "see `ringfence reconcile --account \(target.iban)`")
        }
        return [
            Payout.Part(
                .none, Money(minor: lent, draft.book.currency),
                at: Payout.Part.Place(.trustBank, owner: nil))
        ]
    }

    private mutating func entitlements(
        _ order: TransferOrder, in draft: inout Draft
    ) throws -> [Payout.Part] {
        guard !isShort else {
            throw Refusal(
                "transfer.shortfall", "the trust has a shortfall, so nothing is transferred",
                remedy: "have the shortfall topped up first")
        }
        let moving = try transferable(order, in: &draft)
        var notFinal: [Entitled: Int64] = [:]
        let mayBeNotFinal = try draft.writer.balance(.incomingNotFinal, at: bank) > 0
        var parts: [Payout.Part] = []
        for row in moving {
            let entitled = Entitled(row.subledger)
            guard coming[entitled] == nil else {
                note("what a transfer brings waits until the bank has booked it")
                continue
            }
            if mayBeNotFinal, notFinal[entitled] == nil, let owner = entitled.owner,
                let line = entitled.source.invoiceLine
            {
                notFinal[entitled] = try draft.notFinal(of: owner, line: line, at: bank)
            }
            let stays = min(row.free, notFinal[entitled, default: 0])
            if stays > 0 {
                notFinal[entitled, default: 0] -= stays
                note("what is not final stays")
            }
            guard row.free > stays else { continue }
            parts.append(
                Payout.Part(
                    entitled.source, Money(minor: row.free - stays, draft.book.currency),
                    at: Payout.Part.Place(row.subledger.account, owner: entitled.owner)))
        }
        try noteWhatStays(order, in: draft)
        guard !parts.isEmpty else { throw try nothingToTransfer(in: &draft) }
        return parts
    }

    /// The free subledgers of the account that a transfer can move and the order asks for.
    private func transferable(
        _ order: TransferOrder, in draft: inout Draft
    ) throws -> [SubledgerRow] {
        let owners = Set(
            try request.payees.map { code in
                guard let party = try draft.writer.party(code: code) else {
                    throw Refusal(
                        "party.unknown", "there is no party \(code)",
                        remedy: "see `ringfence party list`")
                }
                return party.id
            })
        let invoices = Set(
            try order.invoices.map { try draft.writer.knownInvoice(number: $0).id })
        try draft.tables.subledgers.flush(&draft.writer)
        var moving: [SubledgerRow] = []
        try draft.writer.forEachRow(SubledgerRow.self, .all) { row in
            guard row.subledger.bank == bank, row.free > 0, row.subledger.account.isTransferable,
                owners.isEmpty || row.subledger.owner.map(owners.contains) ?? false,
                invoices.isEmpty
                    || row.subledger.source.invoiceLine.map({ invoices.contains($0.invoice) })
                        ?? false
            else { return }
            moving.append(row)
        }
        return moving
    }

    /// What nobody owns yet and what is the agency's top-up is dealt with where it is.
    private mutating func noteWhatStays(
        _ order: TransferOrder, in draft: borrowing Draft
    ) throws {
        guard request.payees.isEmpty, order.invoices.isEmpty else { return }
        let remedies: [(Account, String)] = [
            (.unidentified, "unidentified: identify it or send it back"),
            (.unallocated, "waiting for its split: correct its invoice or its rule"),
            (.interestToAllocate, "interest: allocate it"),
            (.agencyTopUp, "top-up: withdraw it"),
        ]
        for (account, remedy) in remedies {
            let stays = try draft.writer.balance(account, at: bank)
            guard stays > 0 else { continue }
            note("\(Money(minor: stays, draft.book.currency)) stay, \(remedy)")
        }
    }

    private mutating func note(_ text: String) {
        if !notes.contains(text) { notes.append(text) }
    }

    private func nothingToTransfer(in draft: inout Draft) throws -> Refusal {
        let plans = Set(try draft.openPayouts().filter { $0.bank == bank }.map(\.plan)).sorted()
        let numbers = plans.map { "\($0.sequence)" }.joined(separator: ", ")
        let reasons = notes + (plans.isEmpty ? [] : ["reserved by plan \(numbers)"])
        let why = reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))"
        return Refusal(
            "transfer.nothing", "there is nothing in \(account.iban) to transfer\(why)",
            remedy: "see `ringfence trial-balance` for what stands where")
    }
}
