public import LedgerCore
public import MoneyCore

/// A payout of which a person says that a debit settles it.
public struct ClaimedPayout: Hashable, Sendable {
    public let id: PayoutID
    public let plan: PlanID
    public let executionDay: Day
    /// The account that is paid; nil where nobody can read it any more.
    public let account: String?

    public init(id: PayoutID, plan: PlanID, executionDay: Day, account: String?) {
        self.id = id
        self.plan = plan
        self.executionDay = executionDay
        self.account = account
    }
}

/// What a debit says itself against being the payouts that people take it for.
///
/// - Source: docs/spec/payout.md#settle
public enum DebitContradiction: Hashable, Sendable {
    /// It went to an account that none of them pays.
    case account
    /// It carries the id of another order.
    case order(String)
    /// It was booked before the bank was to pay the file of this plan.
    case early(PlanID)
    /// It lists other amounts.
    case amounts

    public var sentence: String {
        switch self {
        case .account: "it went to an account that none of these payouts pays"
        case .order(let id): "it carries the id \(id), which is none of these payouts'"
        case .early(let plan):
            "it was booked before the day on which plan \(plan.sequence) was to be paid"
        case .amounts: "it lists other amounts than were ordered"
        }
    }
}

extension BankLineFact {
    /// What speaks against this debit being these payouts; nil leaves it to people.
    public func contradiction(
        to payouts: [ClaimedPayout], in book: BookID
    ) -> DebitContradiction? {
        if work?.code == Work.listDiffers { return .amounts }
        if let early = payouts.first(where: { line.bookingDay < $0.executionDay }) {
            return .early(early.plan)
        }
        if let other = foreignOrder(to: payouts, in: book) { return .order(other) }
        let accounts = payouts.compactMap(\.account)
        if accounts.count == payouts.count,
            let text = line.counterpartyAccount, let iban = try? IBAN(text),
            !accounts.contains(iban.electronic)
        {
            return .account
        }
        return nil
    }

    /// An id that the line carries, of its own or in its text, of another order than these.
    private func foreignOrder(to payouts: [ClaimedPayout], in book: BookID) -> String? {
        func isOurs(_ text: String) -> Bool? {
            if let id = PayoutID(text, in: book) { return payouts.contains { $0.id == id } }
            if let plan = PlanID(text, in: book) { return payouts.contains { $0.plan == plan } }
            return nil
        }
        if let own = line.endToEndID, isOurs(own) != true { return own }
        return Remittance.orderWords(in: line.remittance).first { isOurs($0) == false }
    }
}
