import EscrowCore
import LedgerCore
import MoneyCore

extension ReceivingDesk {
    /// J12: the bank booked a payout of ours.
    borrowing func settle(
        _ id: PayoutID, _ line: BankLine, at place: Place, in draft: inout Draft
    ) throws -> Outcome {
        let payout = try draft.payout(id)
        let receipt = try record(line, .settlement, at: place, payout: id, in: &draft)
        try draft.append(
            .entry(
                payout.target == nil
                    ? try Entry.settled(payout, by: receipt)
                    : try Entry.transferDebited(payout, id: id, by: receipt)))
        return Outcome(meaning: .settlement, note: nil)
    }

    /// J13: a payout of ours came back; its money is held until somebody releases it.
    borrowing func takeBack(
        _ id: PayoutID, _ charge: Money, _ line: BankLine, at place: Place, in draft: inout Draft
    ) throws -> Outcome {
        let payout = try draft.payout(id)
        let agency = try knownAgency()
        let topUp = try Self.topUp(at: place.bank, agency, in: &draft)
        if payout.target != nil {
            let carried = CarriedCharge(agency: agency, charge: charge.minor, topUp: topUp)
            return try takeBack(payout, id, carried, line, at: place, in: &draft)
        }
        let claims = try draft.claims(meeting: payout)
        let receipt = try record(line, .payoutReturned, at: place, payout: id, in: &draft)
        try draft.append(
            .entry(
                try Entry.returned(
                    payout, by: receipt, charge: charge, agency: agency, topUp: topUp,
                    claims: claims)))
        let met =
            try draft.meetPremiums(behind: payout).sentence(draft.book.currency)
            .map { "; \($0)" } ?? ""
        let reason = line.returnReason.map { ", reason \($0)" } ?? ""
        let missing = max(0, charge.minor - topUp)
        let alarm =
            missing > 0
            ? "; ALARM: the banks kept \(charge), due from the agency" : ""
        return Outcome(
            meaning: .payoutReturned,
            note:
                "a payout of \(payout.amount) came back\(reason); \(payout.account.whenBack)\(met)\(alarm)"
        )
    }

    /// J18 and J32: the bank took money that no payout ordered.
    ///
    /// The agency carries it.
    borrowing func taken(
        _ line: BankLine, _ meaning: BankLineMeaning, _ reason: String?, at place: Place,
        work: BankLineFact.Work? = nil, in draft: inout Draft
    ) throws -> Outcome {
        let agency = try knownAgency()
        let topUp = try Self.topUp(at: place.bank, agency, in: &draft)
        let receipt = try record(line, meaning, at: place, work: work, in: &draft)
        let event: JournalEvent = meaning == .bankCharge ? .bankCharge : .unorderedDebit
        try draft.append(
            .entry(try Entry.taken(event, receipt, agency: agency, topUp: topUp)))
        let missing = max(0, receipt.amount.minor - topUp)
        let alarm =
            missing > 0
            ? "ALARM: \(Money(minor: missing, receipt.amount.currency)) is missing in the trust and due from the agency"
            : "carried by the agency's top-up"
        return Outcome(
            meaning: meaning,
            note: [meaning.name, reason, alarm].compactMap(\.self).joined(separator: "; "))
    }

    /// J19 when the agency owes something; else money of its own that somebody has to look at.
    borrowing func fromAgency(
        _ line: BankLine, at place: Place, in draft: inout Draft
    ) throws -> Outcome {
        let claims = try draft.cashClaims(at: place.bank)
        let room = try draft.topUpRoom()
        // Money that names an invoice is that invoice's, whoever forwards it.
        guard line.kind.isFinal, !claims.isEmpty || room > 0, try !namesInvoice(line, in: &draft)
        else {
            return try receipt(line, at: place, in: &draft)
        }
        let agency = try knownAgency()
        let receipt = try record(line, .topUp, at: place, in: &draft)
        guard
            let entry = try Entry.topUp(
                receipt, agency: agency, claims: claims, room: room, wasUnidentified: false)
        else { throw EngineError.broken("a top-up of \(receipt.amount) makes no entry") }
        try draft.append(.entry(entry))
        return Outcome(meaning: .topUp, note: "top-up of \(receipt.amount) by the agency")
    }

    borrowing func knownAgency() throws -> PartyID {
        guard let agency else {
            throw Refusal(
                "agency.missing", "the book has no agency yet, so nobody can carry a bank charge",
                remedy: "add it with `ringfence party add CODE --role agency --name ...`")
        }
        return agency
    }

    /// What of the agency's own money is free in one trust account.
    static func topUp(
        at bank: TrustAccountID, _ agency: PartyID, in draft: inout Draft
    ) throws -> Int64 {
        try draft.free(Subledger(.agencyTopUp, bank: bank, owner: agency, source: .topUp))
    }
}
