public import LedgerCore
public import MoneyCore

/// A payout of the file that a bank answers.
public struct OrderedPayout: Hashable, Sendable {
    public let id: PayoutID
    public let endToEndID: String
    public let amount: Money
    public let state: PayoutState

    public init(id: PayoutID, endToEndID: String, amount: Money, state: PayoutState) {
        self.id = id
        self.endToEndID = endToEndID
        self.amount = amount
        self.state = state
    }
}

/// What a bank's answer means to the payouts of its file, before anything is recorded.
///
/// - Source: docs/spec/payment-status.md#levels
public struct StatusReading: Hashable, Sendable {
    /// In the order of the payouts.
    public private(set) var statuses: [PayoutStatus] = []
    /// Payouts of which the answer says nothing new.
    public private(set) var knownCount = 0
    /// Payouts of which the answer decides nothing.
    public private(set) var waitingCount = 0
    /// What people have to look at; free text of the bank is not in it.
    public private(set) var notes: [String] = []

    /// Reads an answer to a file of these payouts.
    public init(_ report: StatusReport, of payouts: [OrderedPayout], messageID: String) {
        var levels = Levels(report, payouts, messageID: messageID)
        for payout in payouts {
            guard let word = levels.word(of: payout), let status = word.status else {
                waitingCount += 1
                continue
            }
            take(payout, status.effect, reason: word.reason)
        }
        notes = levels.notes + notes
    }

    private mutating func take(
        _ payout: OrderedPayout, _ effect: BankStatus.Effect, reason: String?
    ) {
        switch effect {
        case .waits: waitingCount += 1
        case .accepts: accept(payout)
        case .rejects: reject(payout, reason)
        }
    }

    private mutating func accept(_ payout: OrderedPayout) {
        switch payout.state {
        case .exported, .unknown, .resendRequested:
            statuses.append(PayoutStatus(payout: payout.id, verdict: .accepted))
        case .accepted, .settled, .returned, .returnedInFlight, .arrivedInFlight, .arrived:
            knownCount += 1
        case .rejected:
            note(payout, "the bank accepts what was rejected before; ask it")
        case .planned, .withdrawn: note(payout, "it was never exported")
        }
    }

    private mutating func reject(_ payout: OrderedPayout, _ reason: String?) {
        switch payout.state {
        case .exported, .accepted:
            statuses.append(
                PayoutStatus(payout: payout.id, verdict: .rejected, reason: reason))
        case .rejected: knownCount += 1
        case .unknown, .resendRequested:
            note(
                payout,
                "the bank rejects it; its fate was unknown, so two people say so with `ringfence payout resend`"
            )
        case .settled, .returned, .returnedInFlight, .arrivedInFlight, .arrived:
            note(payout, "the bank rejects it, but a bank line moved it; the line stands")
        case .planned, .withdrawn: note(payout, "it was never exported")
        }
    }

    private mutating func note(_ payout: OrderedPayout, _ text: String) {
        notes.append("\(payout.endToEndID): \(text)")
    }
}

/// The most special level that says something of a payout decides.
private struct Levels {
    struct Word {
        let code: String
        let status: BankStatus?
        let reason: String?

        init?(_ stated: StatusReport.Stated) {
            guard let code = stated.code else { return nil }
            self.code = code
            status = BankStatus(rawValue: code)
            reason = stated.reasons.compactMap(\.code).first { PayoutStatus.isReason($0) }
        }
    }

    private(set) var notes: [String] = []
    private var general: Word?
    private var special: [String: Word?] = [:]
    /// Ids of which the answer says two things, or something of another amount.
    private var refused: Set<String> = []

    init(_ report: StatusReport, _ payouts: [OrderedPayout], messageID: String) {
        let amounts = Dictionary(
            payouts.map { ($0.endToEndID, $0.amount) }, uniquingKeysWith: { first, _ in first })
        general = Word(report.status)
        if let general { noteAdvice(general, "the file") }
        for payment in report.payments {
            let stated = Word(payment.status)
            let isOurs = payment.paymentID == nil || payment.paymentID == messageID
            if let id = payment.paymentID, !isOurs {
                notes.append("payment information \(id) is not in the file; its status is left")
            } else if let stated {
                noteAdvice(stated, "the payment information")
                general = stated
            }
            for transaction in payment.transactions { take(transaction, amounts) }
        }
    }

    mutating func word(of payout: OrderedPayout) -> Word? {
        guard !refused.contains(payout.endToEndID) else { return nil }
        if let special = special[payout.endToEndID], let special { return special }
        return general
    }

    private mutating func take(
        _ transaction: StatusReport.Transaction, _ amounts: [String: Money]
    ) {
        let word = Word(transaction.status)
        guard let id = transaction.endToEndID, let ordered = amounts[id] else {
            let code = word?.code ?? "no status"
            notes.append("\(transaction.place): \(code) of a transfer that is not in the file")
            return
        }
        if let amount = transaction.amount, amount != ordered {
            notes.append("\(id): the bank speaks of \(amount), ordered are \(ordered)")
            refused.insert(id)
            return
        }
        if let word { noteAdvice(word, id) }
        if let before = special[id], before?.code != word?.code {
            notes.append("\(id): the answer says two things of it")
            refused.insert(id)
        }
        special[id] = .some(word)
    }

    private mutating func noteAdvice(_ word: Word, _ what: String) {
        guard let status = word.status else {
            notes.append("\(what): \(word.code) is no status that is known here")
            return
        }
        if let advice = status.advice { notes.append("\(what): \(word.code), \(advice)") }
    }
}
