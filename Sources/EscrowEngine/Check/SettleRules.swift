import EscrowCore
import LedgerCore
import MoneyCore

/// Whether two people said which payouts a debit settles that nobody ordered, and whether the debit
/// itself says nothing else.
///
/// - Source: docs/spec/payout.md#settle
struct SettleRules: Sendable {
    private var book: BookID?
    private var payouts: [PayoutID: Payout] = [:]
    private var executionDays: [PlanID: Day] = [:]
    /// The accounts of versions of parties, by record.
    private var accounts: [Int64: String] = [:]
    /// Debits that nobody ordered.
    private var debits: [BankLineID: BankLineFact] = [:]
    /// Who said what of a debit, last.
    private var requests: [BankLineID: (actor: ActorID, payouts: Set<PayoutID>)] = [:]

    /// What is wrong with a record, given all before it.
    mutating func judge(_ fact: Fact, _ record: LogRecord, isApprover: Bool) -> [String] {
        switch fact {
        case .book(let opening): book = opening.book
        case .party(let version): accounts[record.sequence] = version.details.iban?.electronic
        case .plan(let plan):
            executionDays[PlanID(sequence: record.sequence)] = plan.executionDay
        case .payout(let payout): payouts[PayoutID(sequence: record.sequence)] = payout
        case .bankLine(let fact) where fact.meaning == .unorderedDebit:
            debits[BankLineID(sequence: record.sequence)] = fact
        case .match(let match):
            return judge(match, record, isApprover).map { "record \(record.sequence) \($0)" }
        default: break
        }
        return []
    }

    private mutating func judge(
        _ match: Match, _ record: LogRecord, _ isApprover: Bool
    ) -> [String] {
        switch match.decision {
        case .maySettle(let payouts):
            requests[match.bankLine] = (record.actor, Set(payouts))
            return contradiction(match.bankLine, payouts)
        case .settles(let payout):
            var problems = contradiction(match.bankLine, [payout])
            let request = requests[match.bankLine]
            if request == nil || request?.actor == record.actor
                || request?.payouts.contains(payout) != true
            {
                problems.append("settles a payout on one word")
            }
            if !isApprover { problems.append("settles a payout without the role for it") }
            return problems
        case .invoice, .topUp, .sentBack, .claim, .takesBack, .move, .clawback, .creditClaim,
            .undone:
            return []
        }
    }

    private func contradiction(_ line: BankLineID, _ ids: [PayoutID]) -> [String] {
        guard let book, let debit = debits[line] else { return [] }
        // One debit is many payouts: each is judged with all that were named with it.
        let all = requests[line]?.payouts.union(ids) ?? Set(ids)
        let claimed = all.compactMap { id -> ClaimedPayout? in
            guard let payout = payouts[id], let day = executionDays[payout.plan] else { return nil }
            return ClaimedPayout(
                id: id, plan: payout.plan, executionDay: day, account: account(of: payout))
        }
        return debit.contradiction(to: claimed, in: book).map {
            ["settles payouts by a debit that contradicts it: \($0.sentence)"]
        } ?? []
    }

    /// Whose account is paid; nil for money that goes back to its payer, whom people can name.
    private func account(of payout: Payout) -> String? {
        switch payout.destination {
        case .party(let version): accounts[version]
        case .payer, .trustAccount: nil
        }
    }
}
