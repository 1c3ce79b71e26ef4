/// What a booked bank line was recognised as.
///
/// - Source: docs/spec/bank-import.md#meaning
public enum BankLineMeaning: UInt8, Sendable, CaseIterable {
    /// No amount: named, no entry.
    case zero = 0
    /// Money that arrived and found its invoice.
    case matched = 1
    /// Money that arrived and waits on the work list.
    case unidentified = 2
    case settlement = 3
    case payoutReturned = 4
    case bankCharge = 5
    /// A debit that no payout of ours ordered.
    case unorderedDebit = 6
    case topUp = 7
    case interest = 8
    /// Money that found its invoice but whose split cannot be made.
    case splitWithheld = 9
    /// A receipt of ours that the bank took back.
    case receiptTakenBack = 10
    /// Money from somebody who owes the trust.
    case recovery = 11
    /// The money of a transfer from another trust account.
    case transferArrived = 12
    /// One debit for many payouts.
    case settlements = 13

    public var name: String {
        switch self {
        case .zero: "zero amount"
        case .matched: "matched"
        case .unidentified: "unidentified"
        case .settlement: "payout settled"
        case .payoutReturned: "payout returned"
        case .bankCharge: "bank charge"
        case .unorderedDebit: "debit nobody ordered"
        case .topUp: "top-up"
        case .interest: "interest"
        case .splitWithheld: "split withheld"
        case .receiptTakenBack: "receipt taken back"
        case .recovery: "recovery"
        case .transferArrived: "transfer arrived"
        case .settlements: "payouts settled at once"
        }
    }
}
