import EscrowCore
package import LedgerCore
package import MoneyCore

extension Draft {
    /// Remembers for whom an account pays, once a person placed a receipt from it.
    ///
    /// An account that is a party's own says it by itself. One that was seen to pay for several
    /// clients says nothing any more.
    ///
    /// - Returns: Whether from now on the account stands for the client.
    /// - Source: docs/spec/matching.md#remembered
    mutating func remember(_ receipt: BankLineID, paysFor client: PartyID) throws -> Bool {
        guard let account = try writer.bankLine(receipt).line.counterpartyAccount,
            !account.isEmpty, try writer.parties(iban: account).isEmpty
        else { return false }
        let known = try writer.payerRule(account)
        if let known, known.client == nil || known.client == client { return false }
        let says: PayerRule.Says = known == nil ? .client(client) : .several
        try append(.payerRule(PayerRule(account: account, says: says)))
        return known == nil
    }

    /// Forgets what was remembered of a receipt's account for a client.
    mutating func forget(_ receipt: BankLineID, paysFor client: PartyID) throws -> Bool {
        guard let account = try writer.bankLine(receipt).line.counterpartyAccount,
            try writer.payerRule(account)?.client == client
        else { return false }
        try append(.payerRule(PayerRule(account: account, says: .forgotten)))
        return true
    }
}

extension Engine {
    /// Forgets for whom an account pays.
    ///
    /// - Source: docs/spec/matching.md#remembered
    package func forgetPayer(
        _ account: String, _ call: CommandCall
    ) async throws(EngineError)
        -> Answer
    {
        try await perform(call) { draft in
            guard try draft.writer.payerRule(account) != nil else {
                throw Refusal(
                    "payer.unknown", "nothing is remembered of that account",
                    remedy: "see `ringfence payer list`")
            }
            try draft.append(.payerRule(PayerRule(account: account, says: .forgotten)))
            return Answer("Forgot for whom \(account) pays.", ["account": account])
        }
    }

    /// A person takes a receipt, or an amount of it, off an invoice: it is unidentified again.
    ///
    /// What was remembered of its account for that client is forgotten.
    ///
    /// - Source: docs/spec/matching.md#undone
    package func unmatch(
        receipt: BankLineID, invoice number: String, amount: Money?, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            try PoolFreeze.checkPlacing(receipt, draft.writer)
            let invoice = try draft.writer.knownInvoice(number: number)
            let (allocation, wanted) = try Self.allocated(receipt, invoice, amount, in: &draft)
            let fact = try draft.writer.bankLine(receipt)
            let placed = Receipt(
                bankLine: receipt, bank: fact.bank, bookingDay: draft.header.recordedDay,
                valueDay: fact.line.valueDay, amount: wanted,
                isFinal: try draft.isFinal(receipt, bank: fact.bank))
            try draft.append(
                .match(
                    Match(bankLine: receipt, decision: .undone(invoice.id), amount: wanted)))
            let out = try draft.takeOut(
                allocation, placed, to: [Standing.Place(placed.unidentified, wanted.minor)])
            let isForgotten = try draft.forget(receipt, paysFor: invoice.client)
            let then = isForgotten ? "; its account is not remembered any more" : ""
            return Answer(
                "\(wanted) of receipt \(receipt.sequence) are unidentified again\(try draft.words(of: out))\(then).",
                [
                    "receipt": "\(receipt.sequence)", "invoice": number, "amount": wanted.plain,
                    "owed": Money(minor: out.owed, wanted.currency).plain,
                    "expected-again": Money(minor: out.expectedAgain, wanted.currency).plain,
                ])
        }
    }
}
