import EscrowCore
import LedgerCore
package import MoneyCore

extension Engine {
    /// Asks for it to be so that the guarantee scheme paid a person directly; nothing but his word says
    /// so, therefore somebody else must consent.
    ///
    /// - Source: docs/spec/bank-failure.md#paid
    package func bankCoverPaid(
        _ iban: IBAN, to code: String, amount: Money?, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let failure = try draft.writer.knownFailure(iban)
            let party = try draft.writer.knownParty(code: code)
            let paid = try draft.payable(failure, to: party, amount).paid
            let (id, expiresOn) = try draft.request(.coverPaid(failure.bank, party.id, paid))
            return Self.requested(
                "a payment of the scheme of \(paid) to \(code)", id, expiresOn,
                ["party": code, "amount": paid.plain])
        }
    }

    /// Asks for it to be so that the scheme pays a person less than was listed; somebody else must
    /// consent.
    ///
    /// - Source: docs/spec/bank-failure.md#reduced
    package func reduceBankCover(
        _ iban: IBAN, of code: String, by amount: Money?, reason: String, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let failure = try draft.writer.knownFailure(iban)
            let party = try draft.writer.knownParty(code: code)
            let reduced = try draft.reducible(failure, of: party, by: amount).reduced
            let (id, expiresOn) = try draft.request(
                .coverReduced(failure.bank, party.id, reduced, reason: reason))
            return Self.requested(
                "\(reduced) less cover of \(code)", id, expiresOn,
                ["party": code, "amount": reduced.plain])
        }
    }
}

extension Draft {
    /// What the scheme can have paid a person; without an amount all that is open of his cover.
    fileprivate mutating func payable(
        _ failure: BankFailureRow, to party: PartyRow, _ amount: Money?
    ) throws -> (taking: BankCoverTaking, own: Int64, paid: Money) {
        _ = try failure.state.after(.pay)
        let taking = try BankCoverTaking(at: failure.bank, in: &self)
        let (own, most) = (taking.payable(to: party.id), taking.most(of: party.id))
        let paid = amount ?? Money(minor: own, book.currency)
        guard paid.currency == book.currency, paid.isPositive, paid.minor <= most else {
            throw Refusal(
                "bank.paid-amount",
                "\(paid) is not more than zero and at most \(Money(minor: most, book.currency))",
                remedy: "give what the scheme paid of the cover of \(party.code)")
        }
        return (taking, own, paid)
    }

    fileprivate mutating func reducible(
        _ failure: BankFailureRow, of party: PartyRow, by amount: Money?
    ) throws -> (taking: BankCoverTaking, reduced: Money) {
        _ = try failure.state.after(.reduce)
        let taking = try BankCoverTaking(at: failure.bank, in: &self)
        let open = Money(minor: taking.cover(of: party.id), book.currency)
        let reduced = amount ?? open
        guard reduced.currency == open.currency, reduced.isPositive, reduced.minor <= open.minor
        else {
            throw Refusal(
                "bank.reduced-amount", "\(reduced) is not more than zero and at most \(open)",
                remedy: "give what the scheme does not pay of the cover of \(party.code)")
        }
        return (taking, reduced)
    }

    /// The guarantee scheme paid a person directly: his entitlement and the claim fall (J27).
    mutating func payCover(
        at bank: TrustAccountID, to party: PartyRow, _ amount: Money
    ) throws -> Enacted {
        let failure = try failure(of: bank)
        var (taking, own, paid) = try payable(failure, to: party, amount)
        try taking.pay(
            party.id, paid.minor, owing: Subledger(party.role.debt, bank: bank, owner: party.id))
        let record = try append(.bankFailure(.paid(failure.id, paid, receipt: nil)))
        try enterFailure(taking.entered, record, valueDay: header.recordedDay)
        let owed = Money(minor: max(0, paid.minor - own), book.currency)
        let more =
            owed.isPositive
            ? " \(owed) of it became another's since cover was recorded: \(party.code) owes it."
            : ""
        return Enacted(
            "The scheme paid \(paid) to \(party.code).\(more)",
            ["party": party.code, "amount": paid.plain, "owed": owed.plain])
    }

    /// The scheme pays a person less than was listed: the rest is lost, and a dividend reaches it
    /// (J27).
    mutating func reduceCover(
        at bank: TrustAccountID, of party: PartyRow, by amount: Money, reason: String
    ) throws -> Enacted {
        let failure = try failure(of: bank)
        var (taking, reduced) = try reducible(failure, of: party, by: amount)
        try taking.take(party.id, reduced.minor)
        var lost: [Subledger: Int64] = [:]
        for transfer in taking.transfers {
            lost[transfer.place, default: 0] += transfer.amount.minor
        }
        let losses = lost.sorted { $0.key < $1.key }.map {
            BankFailure.Loss(
                account: $0.key.account, owner: $0.key.owner, source: $0.key.source,
                minor: $0.value)
        }
        let record = try append(
            .bankFailure(.reduced(failure.id, party.id, losses: losses, reason: reason)))
        try enterFailure(taking.entered, record, valueDay: header.recordedDay)
        return Enacted(
            "\(reduced) of the cover of \(party.code) are not paid, and lost for now.",
            ["party": party.code, "amount": reduced.plain])
    }

    private func failure(of bank: TrustAccountID) throws -> BankFailureRow {
        guard let failure = try writer.bankFailure(of: bank) else {
            throw EngineError.broken("the bank of account \(bank) did not fail")
        }
        return failure
    }
}

extension BankCoverTaking {
    fileprivate var entered: [Entry.Transfer] {
        transfers.map { Entry.Transfer(debit: $0.place, credit: $0.cover, $0.amount) }
    }
}

extension BookReader {
    fileprivate func knownParty(code: String) throws -> PartyRow {
        guard let party = try party(code: code) else {
            throw Refusal(
                "party.unknown", "there is no party \(code)", remedy: "see `ringfence party list`")
        }
        return party
    }
}

extension PartyRole {
    /// Where a person owes what he was paid and is another's.
    fileprivate var debt: Account {
        switch self {
        case .agency: .dueFromAgencyReturnedReceipt
        case .freelancer, .producer: .dueFromBeneficiary
        case .client: .dueFromClient
        }
    }
}
