public import LedgerCore
public import MoneyCore

/// What the book knows of a payout whose end-to-end id a bank line carries.
public struct KnownPayout: Hashable, Sendable {
    public let id: PayoutID
    public let amount: Money
    public let state: PayoutState

    public init(id: PayoutID, amount: Money, state: PayoutState) {
        self.id = id
        self.amount = amount
        self.state = state
    }
}

/// What a booked bank line is, before anything is decided about money that arrived.
///
/// - Source: docs/spec/bank-import.md#meaning
public enum Recognition: Hashable, Sendable {
    /// No amount: named, no entry.
    case zero
    /// Money that arrived, to be matched.
    case receipt
    case settlement(PayoutID)
    /// A payout came back; the charge is what the banks kept of it.
    case payoutReturned(PayoutID, charge: Money)
    case bankCharge
    /// Money left that no payout of ours ordered.
    case unorderedDebit(DebitReason)
    case interest
    /// Money from the agency's own account.
    case fromAgency

    /// Why a debit is nobody's order.
    public enum DebitReason: Hashable, Sendable {
        case noPayout
        case amountDiffers(ordered: Money)
        case notExported(PayoutState)
    }

    /// Recognises a line by its sign, its end-to-end id and the bank's own code, in this order.
    ///
    /// - Parameters:
    ///   - line: A booked line of our own account.
    ///   - payout: The payout whose end-to-end id the line carries.
    ///   - isFromAgency: Whether the counterparty's account is the agency's.
    /// - Returns: What the line is; nothing is refused.
    public static func recognise(
        _ line: BankLine, payout: KnownPayout?, isFromAgency: Bool
    )
        -> Recognition
    {
        if line.amount.isZero { return .zero }
        if line.amount.isNegative { return debit(line, payout) }
        if let payout, let charge = returnCharge(line, payout) {
            return .payoutReturned(payout.id, charge: Money(minor: charge, line.amount.currency))
        }
        if line.kind == .interest { return .interest }
        return isFromAgency ? .fromAgency : .receipt
    }

    /// The most that banks keep of a payout that comes back, in minor units.
    public static let returnChargeMax: Int64 = 50_00

    /// What the banks kept, if the credit is the payout coming back; nil if it is a receipt.
    ///
    /// It comes back when it is the whole amount, or is marked as a return and short by no more
    /// than a charge.
    private static func returnCharge(_ line: BankLine, _ payout: KnownPayout) -> Int64? {
        switch payout.state {
        case .planned, .returned, .returnedInFlight, .withdrawn, .rejected: return nil
        case .exported, .accepted, .unknown, .resendRequested, .settled: break
        }
        let charge = payout.amount.minor - line.amount.minor
        if charge == 0 { return 0 }
        return line.kind == .returned && (1...returnChargeMax).contains(charge) ? charge : nil
    }

    private static func debit(_ line: BankLine, _ payout: KnownPayout?) -> Recognition {
        guard let payout else {
            return line.kind == .bankCharge ? .bankCharge : .unorderedDebit(.noPayout)
        }
        guard payout.amount.minor == -line.amount.minor else {
            return .unorderedDebit(.amountDiffers(ordered: payout.amount))
        }
        switch payout.state {
        case .exported, .accepted, .unknown, .resendRequested, .returnedInFlight:
            return .settlement(payout.id)
        case .planned, .settled, .returned, .withdrawn, .rejected:
            return .unorderedDebit(.notExported(payout.state))
        }
    }
}

extension Recognition.DebitReason {
    public var sentence: String {
        switch self {
        case .noPayout: "no payout of this book ordered it"
        case .amountDiffers(let ordered): "the payout with its end-to-end id orders \(ordered)"
        case .notExported(let state): "the payout with its end-to-end id is \(state.name)"
        }
    }
}
