public import LedgerCore
public import MoneyCore

extension Entry {
    /// J13: it came back, first to what its owner owes on that invoice, the rest to the held
    /// account, so that it does not become payable by itself.
    ///
    /// What the banks kept of it is the agency's to carry: from its top-up as far as that
    /// reaches, else due from it.
    ///
    /// - Parameters:
    ///   - payout: The payout that came back.
    ///   - receipt: What came back of it.
    ///   - charge: What the banks kept of it.
    ///   - agency: Who carries the charge.
    ///   - topUp: What there is in 2800, in minor units.
    ///   - claims: What the owner owes on the invoices of the payout, in the order in which it is met.
    /// - Returns: An entry that credits every part of the payout in full.
    /// - Throws: `EntryError`, which a payout of the book does not cause.
    /// - Source: docs/spec/events.md#J13
    public static func returned(
        _ payout: Payout, by receipt: Receipt, charge: Money, agency: PartyID, topUp: Int64,
        claims: [OpenClaim] = []
    ) throws(EntryError) -> Entry {
        let bank = Subledger(.trustBank, bank: receipt.bank)
        var chargeLeft = charge.minor
        // A top-up that comes back can carry the charge itself.
        var topUpLeft = topUp + (payout.account == .agencyTopUp ? payout.amount.minor : 0)
        let parts = payout.parts.map { part in
            let byCharge = min(chargeLeft, part.amount.minor)
            let byTopUp = min(byCharge, topUpLeft)
            chargeLeft -= byCharge
            topUpLeft -= byTopUp
            return [
                (bank, part.amount.minor - byCharge),
                (agencyTopUp(receipt.bank, agency), byTopUp),
                (agencyFee(receipt.bank, agency), byCharge - byTopUp),
            ]
        }
        return try Entry(
            receipt.occasion(.payoutReturned), back(payout, debits: parts, claims: claims))
    }

    /// J13 without a bank line: the bank does not pay it, so what was in flight is here again.
    ///
    /// - Parameters:
    ///   - payout: The payout that was rejected.
    ///   - status: The record that says so.
    ///   - day: The day on which it is recorded.
    ///   - claims: As for one that came back.
    /// - Returns: An entry that debits 1010 by every part.
    /// - Throws: `EntryError`, which a payout of the book does not cause.
    /// - Source: docs/spec/events.md#J13
    public static func rejected(
        _ payout: Payout, status: Int64, on day: Day, claims: [OpenClaim] = []
    ) throws(EntryError) -> Entry {
        let parts = payout.parts.map { part in
            [(payout.subledger(of: part).moved(to: .outgoingInFlight), part.amount.minor)]
        }
        return try Entry(
            Occasion(.payoutReturned, bookingDay: day, evidence: status),
            back(payout, debits: parts, claims: claims))
    }

    /// Gives every part of a payout back: debits on the one side, claims and the held account on
    /// the other.
    private static func back(
        _ payout: Payout, debits: [[(Subledger, Int64)]], claims: [OpenClaim]
    ) -> [Transfer] {
        let currency = payout.amount.currency
        var meeting = ClaimMeeting(claims)
        var transfers: [Transfer] = []
        var closed: [Transfer] = []
        for (part, debits) in zip(payout.parts, debits) {
            let entitled = payout.subledger(of: part)
            let met = meeting.meet(part.amount.minor) { claim in
                entitled.source.invoiceLine != nil
                    && claim.subledger.source.invoiceLine?.invoice
                        == entitled.source.invoiceLine?.invoice
            }
            var credits: [(Subledger, Int64)] = []
            for met in met {
                let claim = met.claim.subledger
                guard let client = met.claim.client else {
                    credits.append((claim, met.minor))
                    continue
                }
                credits.append(
                    (
                        Subledger(
                            .clientRefundable, bank: payout.bank, owner: client,
                            source: claim.source), met.minor
                    ))
                closed.append(
                    Transfer(
                        debit: claim.moved(to: .backedContra), credit: claim,
                        Money(minor: met.minor, currency)))
            }
            let rest = part.amount.minor - met.reduce(0) { $0 + $1.minor }
            credits.append((entitled.moved(to: payout.account.held), rest))
            transfers += pair(debits, credits, currency)
        }
        return transfers + closed
    }

    /// Transfers that take both rows in their order; what would stand on both sides is left out.
    private static func pair(
        _ debits: [(Subledger, Int64)], _ credits: [(Subledger, Int64)], _ currency: Currency
    ) -> [Transfer] {
        var transfers: [Transfer] = []
        var credits = credits[...]
        var room = credits.first?.1 ?? 0
        for (debit, minor) in debits {
            var left = minor
            while left > 0, let credit = credits.first {
                let amount = min(left, room)
                if amount > 0, debit != credit.0 {
                    transfers.append(
                        Transfer(debit: debit, credit: credit.0, Money(minor: amount, currency)))
                }
                left -= amount
                room -= amount
                if room == 0 {
                    credits = credits.dropFirst()
                    room = credits.first?.1 ?? 0
                }
            }
        }
        return transfers
    }
}

extension Account {
    /// Where a returned payout goes: the held account of what was available.
    var held: Account {
        switch self {
        case .freelancerAvailable: .freelancerHeld
        case .agencyAvailable: .agencyHeld
        case .producerAvailable: .producerHeld
        default: self
        }
    }
}
