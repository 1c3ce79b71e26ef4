import EscrowCore
import LedgerCore
import MoneyCore

extension PayoutPlanning {
    /// Collects what is free of the kind that is asked for.
    mutating func collect(in draft: inout Draft) throws {
        switch request.kind {
        case .entitlements: try collectEntitlements(in: &draft)
        case .refunds: try collectRefunds(in: &draft)
        case .receipt(let line, let amount): try collectReceipt(line, amount, in: &draft)
        case .setAside: try collectOwn(.taxSetAside, nil, in: &draft)
        case .topUp(let amount): try collectOwn(.agencyTopUp, amount, in: &draft)
        case .transfer(let order): try collectTransfer(order, in: &draft)
        }
        guard !groups.isEmpty else { throw try nothing(in: draft) }
        notes += try draft.accountNotes(Set(groups.compactMap(\.payee?.code)).sorted())
    }

    /// Freelancers and producers first, the agency's share last, and not during a shortfall.
    ///
    /// A freelancer is paid invoice by invoice; a producer gets all his premiums at once.
    ///
    /// - Source: docs/spec/sales.md
    private mutating func collectEntitlements(in draft: inout Draft) throws {
        var payees = try self.payees(in: draft) { $0 != .client }
        if isShort, payees.contains(where: { $0.role == .agency }) {
            notes.append("the agency's share waits for a shortfall to be cured")
        } else if !isSweepDay, payees.contains(where: { $0.role == .agency }) {
            notes.append(
                "the agency's share is swept the same or the next bank day, so not with this plan")
        }
        payees =
            payees.filter { $0.role != .agency }
            + payees.filter { $0.role == .agency && !isShort && isSweepDay }
        for payee in payees {
            guard let account = payee.role.available else { continue }
            let isTogether =
                payee.role == .producer || payee.role == .agency && !request.sweepsPerInvoice
            try add(account, of: payee, isTogether: isTogether, in: &draft)
        }
    }

    private mutating func collectRefunds(in draft: inout Draft) throws {
        for payee in try payees(in: draft, where: { $0 == .client }) {
            try add(.clientRefundable, of: payee, isTogether: false, in: &draft)
        }
    }

    /// A receipt that is not identified, or the part of it that no plan has taken.
    private mutating func collectReceipt(
        _ line: BankLineID, _ amount: Money?, in draft: inout Draft
    ) throws {
        let source = Source.unidentified(line)
        guard try draft.isFinal(line, bank: bank) else {
            throw Refusal(
                "receipt.not-final",
                "receipt \(line.sequence) is not final: its payer can have it back from his bank",
                remedy: "wait until it is, see `ringfence receipt final`")
        }
        let free = Money(
            minor: try draft.free(Subledger(.unidentified, bank: bank, source: source)),
            draft.book.currency)
        guard free.isPositive else {
            throw Refusal(
                "receipt.nothing-open", "nothing of receipt \(line.sequence) can be sent back",
                remedy: "see `ringfence receipt list`: it has its invoice, or a plan has it already"
            )
        }
        let part = try Self.part(amount, of: free, "receipt.amount")
        groups = [
            PayoutGroup(payee: nil, account: .unidentified, parts: [Payout.Part(source, part)])
        ]
    }

    /// The agency's own money, which stays during a shortfall.
    private mutating func collectOwn(
        _ account: Account, _ amount: Money?, in draft: inout Draft
    ) throws {
        guard !isShort else {
            throw Refusal(
                "payout.shortfall", "the trust has a shortfall, so the agency's own money stays",
                remedy: "have the shortfall topped up first")
        }
        let agency = try draft.writer.agency()
        try add(account, of: agency, isTogether: true, in: &draft)
        guard let amount, let group = groups.first else { return }
        let all = try Money.sum(group.parts.map(\.amount), in: draft.book.currency)
        var left = try Self.part(amount, of: all, "payout.amount").minor
        var parts: [Payout.Part] = []
        for part in group.parts where left > 0 {
            let taken = min(left, part.amount.minor)
            left -= taken
            parts.append(Payout.Part(part.source, Money(minor: taken, draft.book.currency)))
        }
        groups[0].parts = parts
    }

    private static func part(
        _ amount: Money?, of all: Money, _ code: String
    ) throws -> Money {
        guard let amount else { return all }
        guard amount.currency == all.currency, amount.minor > 0, amount.minor <= all.minor else {
            throw Refusal(
                code, "\(amount) is not more than zero and at most \(all)",
                remedy: "give an amount that is there")
        }
        return amount
    }

    private func payees(
        in draft: borrowing Draft, where fits: (PartyRole) -> Bool
    ) throws -> [PartyRow] {
        guard !request.payees.isEmpty else {
            return try draft.writer.rows(PartyRow.self, .all).filter { fits($0.role) }
        }
        return try request.payees.map { code in
            guard let party = try draft.writer.party(code: code) else {
                throw Refusal(
                    "party.unknown", "there is no party \(code)",
                    remedy: "see `ringfence party list`")
            }
            return party
        }.filter { fits($0.role) }
    }

    /// Adds what is free of a party in an account: one payout per invoice, or one for all.
    private mutating func add(
        _ account: Account, of payee: PartyRow, isTogether: Bool, in draft: inout Draft
    ) throws {
        for row in try draft.subledgers(account, of: payee.id)
        where row.free > 0 && row.subledger.bank == bank {
            let source = row.subledger.source
            let free = try here(row, in: &draft)
            guard free > 0 else { continue }
            if try draft.owes(payee.id, from: source) {
                try noteDebt(of: payee, source, in: draft)
                continue
            }
            if account == .clientRefundable, let invoice = source.invoiceLine?.invoice,
                try draft.writer.hasNotFinal(invoice)
            {
                try noteNotFinal(invoice, in: draft)
                continue
            }
            let part = Payout.Part(source, Money(minor: free, draft.book.currency))
            if let last = groups.last, last.payee?.id == payee.id, last.account == account,
                isTogether
                    || last.parts.last?.source.invoiceLine?.invoice == source.invoiceLine?.invoice
            {
                groups[groups.count - 1].parts.append(part)
            } else {
                groups.append(PayoutGroup(payee: payee, account: account, parts: [part]))
            }
        }
    }

    /// What of a free amount can be paid: not what comes with a transfer that is on its way.
    private mutating func here(_ row: SubledgerRow, in draft: inout Draft) throws -> Int64 {
        let coming = coming[Entitled(row.subledger), default: 0]
        guard coming > 0 else { return row.free }
        let note = "what a transfer brings waits until the bank has booked it"
        if !notes.contains(note) { notes.append(note) }
        let free = try draft.free(Entitled(row.subledger), at: bank)
        return min(row.free, max(0, free - coming))
    }

    /// A party that owes on a line gets nothing of it before both are netted.
    private mutating func noteDebt(
        of payee: PartyRow, _ source: Source, in draft: borrowing Draft
    ) throws {
        guard let invoice = source.invoiceLine?.invoice else { return }
        let number = try draft.writer.row(InvoiceRow.self, key: [.integer(invoice.sequence)])?
            .number
        let note =
            "\(payee.code) owes on invoice \(number ?? "\(invoice)"): net it first with `ringfence claim net`"
        if !notes.contains(note) { notes.append(note) }
    }

    /// Of money that its payer's bank can still take back nothing is refunded.
    private mutating func noteNotFinal(_ invoice: InvoiceID, in draft: borrowing Draft) throws {
        let number = try draft.writer.row(InvoiceRow.self, key: [.integer(invoice.sequence)])?
            .number
        let note =
            "invoice \(number ?? "\(invoice)") has a receipt that is not final: its refund waits for `ringfence receipt final`"
        if !notes.contains(note) { notes.append(note) }
    }

    /// Nothing is free: says which plans have reserved what there is.
    private func nothing(in draft: borrowing Draft) throws -> Refusal {
        let pending = try [PlanState.planned, .approved].flatMap { state in
            try draft.writer.rows(
                PlanRow.self,
                Selection(index: "planByState", equals: [.integer(Int64(state.rawValue))]))
        }
        var reasons = notes
        if !pending.isEmpty {
            let numbers = pending.map { "\($0.id.sequence)" }.joined(separator: ", ")
            reasons.append("reserved by plan \(numbers)")
        }
        let why = reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))"
        return Refusal(
            "payout.nothing", "there is nothing available to pay out\(why)",
            remedy: "see `ringfence balance` for what is held, planned or expected")
    }
}
