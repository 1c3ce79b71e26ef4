public import LedgerCore
public import MoneyCore

/// What the book knows of a payout whose end-to-end id a bank line carries.
public struct KnownPayout: Hashable, Sendable {
    public let id: PayoutID
    public let amount: Money
    public let state: PayoutState
    /// It is a transfer, and the line stands in the account that it goes to.
    public let isIncoming: Bool

    public init(id: PayoutID, amount: Money, state: PayoutState, isIncoming: Bool = false) {
        self.id = id
        self.amount = amount
        self.state = state
        self.isIncoming = isIncoming
    }
}

/// A receipt of the book that a debit could take back.
public struct KnownReceipt: Hashable, Sendable {
    public let id: BankLineID
    public let line: BankLine
    /// What of it is still allocated or unidentified: all of it, if nothing was taken back or sent
    /// back yet.
    public let left: Money

    public init(id: BankLineID, line: BankLine, left: Money) {
        self.id = id
        self.line = line
        self.left = left
    }

    /// Whether a debit takes it back for certain: the whole amount, and one word of it the same.
    func isTakenBack(by debit: BankLine) -> Bool {
        guard left.minor == -debit.amount.minor, line.amount == left else { return false }
        return [
            (debit.endToEndID, line.endToEndID), (debit.bankReference, line.bankReference),
            (debit.creditorReference, line.creditorReference),
        ].contains { $0.0 != nil && $0.0 == $0.1 }
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
    /// One line for many payouts.
    case settlements([PayoutID])
    /// A payout came back; the charge is what the banks kept of it.
    case payoutReturned(PayoutID, charge: Money)
    case bankCharge
    /// The bank took a receipt of ours back.
    case takenBack(BankLineID)
    /// The money of a transfer from another trust account; the charge is what the banks kept of it.
    case transferArrived(PayoutID, charge: Money)
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
        /// It names payouts or a file of ours, of which the bank can book another sum.
        case lumpDiffers(Money)
        /// It lists payouts of ours with other amounts than were ordered.
        case listDiffers(Money)
        /// It says nothing, and so many of the files that are with the bank fit, or none.
        case lumpUnclear(Int)
        /// The bank marks it as a receipt taken back, and so many receipts fit.
        case receiptUnclear(Int)
    }

    /// Recognises a line by its sign, its end-to-end id and the bank's own code, in this order.
    ///
    /// - Parameters:
    ///   - line: A booked line of our own account.
    ///   - payout: The payout whose end-to-end id the line carries.
    ///   - isFromAgency: Whether the counterparty's account is the agency's.
    ///   - receipts: What a debit that the bank marks as one can take back.
    ///   - lump: What a debit of many payments can be.
    /// - Returns: What the line is; nothing is refused.
    public static func recognise(
        _ line: BankLine, payout: KnownPayout?, isFromAgency: Bool, receipts: [KnownReceipt] = [],
        lump: LumpCandidates = .none
    ) -> Recognition {
        if line.amount.isZero { return .zero }
        if line.amount.isNegative { return debit(line, payout, receipts, lump) }
        if let payout, payout.isIncoming {
            guard let charge = arrivalCharge(line, payout) else { return .receipt }
            return .transferArrived(
                payout.id, charge: Money(minor: charge, line.amount.currency))
        }
        if let payout, let charge = returnCharge(line, payout) {
            return .payoutReturned(payout.id, charge: Money(minor: charge, line.amount.currency))
        }
        if line.kind == .interest { return .interest }
        return isFromAgency ? .fromAgency : .receipt
    }

    /// The most that banks keep of a payout that comes back, in minor units.
    public static let returnChargeMax: Int64 = 50_00

    /// What the banks kept, if the credit is the transfer's money; nil if it is a receipt.
    private static func arrivalCharge(_ line: BankLine, _ payout: KnownPayout) -> Int64? {
        switch payout.state {
        case .planned, .returned, .returnedInFlight, .withdrawn, .rejected, .arrivedInFlight,
            .arrived:
            return nil
        case .exported, .accepted, .unknown, .resendRequested, .settled: break
        }
        let charge = payout.amount.minor - line.amount.minor
        return (0...returnChargeMax).contains(charge) ? charge : nil
    }

    /// What the banks kept, if the credit is the payout coming back; nil if it is a receipt.
    ///
    /// It comes back when it is the whole amount, or is marked as a return and short by no more
    /// than a charge.
    private static func returnCharge(_ line: BankLine, _ payout: KnownPayout) -> Int64? {
        switch payout.state {
        case .planned, .returned, .returnedInFlight, .withdrawn, .rejected, .arrivedInFlight,
            .arrived:
            return nil
        case .exported, .accepted, .unknown, .resendRequested, .settled: break
        }
        let charge = payout.amount.minor - line.amount.minor
        if charge == 0 { return 0 }
        return line.kind == .returned && (1...returnChargeMax).contains(charge) ? charge : nil
    }

    private static func debit(
        _ line: BankLine, _ payout: KnownPayout?, _ receipts: [KnownReceipt],
        _ lump: LumpCandidates
    ) -> Recognition {
        guard let payout, !payout.isIncoming else {
            return debitWithoutPayout(line, receipts, lump)
        }
        guard payout.amount.minor == -line.amount.minor else {
            return .unorderedDebit(.amountDiffers(ordered: payout.amount))
        }
        return payout.state.awaitsDebit
            ? .settlement(payout.id) : .unorderedDebit(.notExported(payout.state))
    }
}

extension Recognition {
    private static func debitWithoutPayout(
        _ line: BankLine, _ receipts: [KnownReceipt], _ lump: LumpCandidates
    ) -> Recognition {
        switch line.kind {
        case .bankCharge: return .bankCharge
        case .takenBack: break
        case .transfer: return Self.lump(line, lump) ?? .unorderedDebit(.noPayout)
        case .returned, .interest, .directDebit, .businessDirectDebit:
            return .unorderedDebit(.noPayout)
        }
        let candidates = receipts.filter { $0.isTakenBack(by: line) }
        guard let only = candidates.first, candidates.count == 1 else {
            return .unorderedDebit(.receiptUnclear(candidates.count))
        }
        return .takenBack(only.id)
    }
}

extension Recognition.DebitReason {
    /// What a person has to decide; nil where the alarm says all.
    public var work: BankLineFact.Work? {
        switch self {
        case .noPayout, .amountDiffers, .notExported: nil
        case .receiptUnclear:
            BankLineFact.Work(code: "receipt-unclear", sentence: sentence)
        case .lumpDiffers: BankLineFact.Work(code: "lump-differs", sentence: sentence)
        case .listDiffers:
            BankLineFact.Work(code: BankLineFact.Work.listDiffers, sentence: sentence)
        case .lumpUnclear: BankLineFact.Work(code: "lump-unclear", sentence: sentence)
        }
    }

    public var sentence: String {
        switch self {
        case .noPayout: "no payout of this book ordered it"
        case .amountDiffers(let ordered): "the payout with its end-to-end id orders \(ordered)"
        case .notExported(let state): "the payout with its end-to-end id is \(state.name)"
        case .lumpDiffers(let ordered):
            "of what it names, the bank has \(ordered) to book"
        case .listDiffers(let ordered):
            "it lists other amounts than were ordered; of what it names, the bank has \(ordered) to book"
        case .lumpUnclear(0):
            "no payout of this book ordered it, and no payment file at the bank has that sum"
        case .lumpUnclear(let count):
            "no payout of this book ordered it for certain: at the bank are payment files or payouts of that sum, \(count)"
        case .receiptUnclear(0): "the bank takes a receipt back, and none fits for certain"
        case .receiptUnclear(let count): "the bank takes a receipt back, and \(count) fit"
        }
    }
}
