public import LedgerCore
public import MoneyCore

/// A payment file of ours, as far as the bank can still book it.
public struct KnownFile: Hashable, Sendable {
    public let plan: PlanID
    /// Those of its payouts whose debit nobody has seen and that the bank did not reject.
    public let payouts: [KnownPayout]

    public init(plan: PlanID, payouts: [KnownPayout]) {
        self.plan = plan
        self.payouts = payouts
    }

    /// What the bank would book for all of them; nil if it does not fit 64 bits.
    fileprivate var minor: Int64? { payouts.minor }
}

/// What the book knows that a debit of many payments could be.
public struct LumpCandidates: Hashable, Sendable {
    /// The payouts that the payments inside of the line name, one for each; nil for one that names
    /// none of this book.
    public let payments: [KnownPayout?]
    /// The files that the line names.
    public let named: [KnownFile]
    /// The files that the bank can have booked on that day.
    public let open: [KnownFile]

    public init(
        payments: [KnownPayout?] = [], named: [KnownFile] = [], open: [KnownFile] = []
    ) {
        self.payments = payments
        self.named = named
        self.open = open
    }

    /// Nothing is known of it.
    public static let none = LumpCandidates()
}

extension Recognition {
    /// Recognises a debit of many payments: by the payments inside, else by the file that it names,
    /// else by a sum that only one file has.
    ///
    /// - Parameters:
    ///   - line: A debit that names no payout of its own.
    ///   - candidates: What the book knows that it could be.
    /// - Returns: The payouts that it settles, or why nobody can say for certain; nil where nothing
    ///   speaks for a file of ours.
    /// - Source: docs/spec/bank-import.md#lumps
    static func lump(_ line: BankLine, _ candidates: LumpCandidates) -> Recognition? {
        let inside = candidates.payments.compactMap(\.self)
        if !inside.isEmpty {
            guard agrees(line.lump, with: candidates.payments) else {
                return .unorderedDebit(.listDiffers(inside.ordered(line.amount.currency)))
            }
            return inside.count == candidates.payments.count && inside.isWhole(of: line)
                ? .settlements(inside.map(\.id))
                : .unorderedDebit(.lumpDiffers(inside.ordered(line.amount.currency)))
        }
        if !candidates.named.isEmpty {
            let payouts = candidates.named.flatMap(\.payouts)
            return payouts.isWhole(of: line)
                ? .settlements(payouts.map(\.id))
                : .unorderedDebit(.lumpDiffers(payouts.ordered(line.amount.currency)))
        }
        guard line.isBare, !candidates.open.isEmpty else { return nil }
        // One payment has a line of its own with its id: without it, the sum says too little.
        let fitting = candidates.open.filter {
            $0.payouts.count > 1 && $0.minor == -line.amount.minor
        }
        // One payment of any other file can have that amount, too, and have lost its id.
        let others = candidates.open.filter { file in
            file.payouts.contains { $0.amount.minor == -line.amount.minor }
        }
        guard let only = fitting.first, fitting.count == 1, others.isEmpty else {
            return .unorderedDebit(.lumpUnclear(fitting.count + others.count))
        }
        return .settlements(only.payouts.map(\.id))
    }

    /// Whether each amount that the bank gives is the one that was ordered.
    private static func agrees(_ lump: BankLump?, with payouts: [KnownPayout?]) -> Bool {
        zip(lump?.payments ?? [], payouts).allSatisfy { payment, payout in
            guard let amount = payment.amount, let payout else { return true }
            return amount.minor == -payout.amount.minor
        }
    }
}

extension [KnownPayout] {
    fileprivate var minor: Int64? {
        var sum: Int64 = 0
        for payout in self {
            let (next, overflow) = sum.addingReportingOverflow(payout.amount.minor)
            guard !overflow else { return nil }
            sum = next
        }
        return sum
    }

    /// Whether a debit is all of these, each once and each still to be booked.
    fileprivate func isWhole(of line: BankLine) -> Bool {
        !isEmpty && Set(map(\.id)).count == count && allSatisfy { $0.awaitsDebit }
            && minor == -line.amount.minor
    }

    fileprivate func ordered(_ currency: Currency) -> Money {
        Money(minor: filter(\.awaitsDebit).minor ?? 0, currency)
    }
}

extension KnownPayout {
    /// Whether the bank can still book its debit, and not as the arrival of a transfer.
    var awaitsDebit: Bool { !isIncoming && state.awaitsDebit }
}

extension PayoutState {
    /// Whether it was given to the bank and no debit of it has been booked.
    public var awaitsDebit: Bool {
        switch self {
        case .exported, .accepted, .unknown, .resendRequested, .returnedInFlight,
            .arrivedInFlight:
            true
        case .planned, .settled, .returned, .withdrawn, .rejected, .arrived: false
        }
    }
}
