/// Why an entry was made: the closed list of events that can happen to trust money.
///
/// The raw value is the number of the event in `docs/spec/events.md` (J1 to J33).
public enum JournalEvent: UInt8, Sendable, CaseIterable {
    case invoiceIssued = 1
    case receiptMatched = 2
    case split = 3
    case refund = 6
    case receiptUnidentified = 7
    case dispute = 8
    case release = 9
    case agencyShareAvailable = 10
    case payoutExported = 11
    case payoutSettled = 12
    case payoutReturned = 13
    case sweep = 14
    case directDebit = 15
    case receiptTakenBack = 16
    case recovery = 17
    case bankCharge = 18
    case topUp = 19
    case interest = 20
    case creditNote = 21
    case taxSetAside = 22
    case writeOff = 23
    case misdirected = 24
    case pooling = 25
    case clawback = 26
    case bankFailure = 27
    case premiumSale = 28
    case topUpWithdrawn = 29
    case reallocation = 31
    case unorderedDebit = 32
    case accountTransfer = 33
    /// A receipt that was unidentified and now has its invoice (second row of J7).
    case receiptIdentified = 107
    /// A receipt that goes back to its payer (third row of J7).
    case receiptSentBack = 108
    /// What was set aside leaves, to the agency or on its order (second row of J22).
    case taxPaid = 122
    /// A claim that is met by the debtor's own money of another invoice (second row of J17).
    case netting = 117
    /// The account that a transfer goes to has its money (second row of J33).
    case transferArrived = 133
    /// A transfer that was rejected or came back (third row of J33).
    case transferBack = 233
    /// A premium that the shop gave back to its buyers (third row of J28).
    case premiumReturned = 128
    /// A day's sales that are taken back whole.
    case salesReversed = 228
    /// The mirror of an earlier entry.
    case reversal = 200
}

extension JournalEvent {
    /// Whether the entry puts a payout in flight: what a plan reserved is taken.
    public var isPayout: Bool {
        switch self {
        case .payoutExported, .sweep, .refund, .receiptSentBack, .taxPaid, .topUpWithdrawn,
            .accountTransfer:
            true
        default: false
        }
    }

    /// Whether entitlements go from one trust account to another as they stand.
    public var movesEntitlements: Bool { self == .accountTransfer || self == .transferBack }

    /// The code that documents and exports use: `J3`; `J7b` for a further row, `REV` for a reversal.
    public var code: String {
        switch self {
        case .receiptIdentified: "J7b"
        case .receiptSentBack: "J7c"
        case .taxPaid: "J22b"
        case .netting: "J17b"
        case .transferArrived: "J33b"
        case .transferBack: "J33c"
        case .premiumReturned: "J28b"
        case .salesReversed: "J28c"
        case .reversal: "REV"
        default: "J\(rawValue)"
        }
    }

    /// A short English name, as statements show it.
    public var name: String {
        switch self {
        case .invoiceIssued: "Invoice issued"
        case .receiptMatched: "Receipt matched"
        case .split: "Receipt split"
        case .refund: "Refund"
        case .receiptUnidentified: "Unidentified receipt"
        case .dispute: "Dispute"
        case .release: "Release"
        case .agencyShareAvailable: "Agency share available"
        case .payoutExported: "Payout exported"
        case .payoutSettled: "Payout settled"
        case .payoutReturned: "Payout returned"
        case .sweep: "Sweep of agency share"
        case .directDebit: "Direct debit"
        case .receiptTakenBack: "Receipt taken back"
        case .recovery: "Recovery"
        case .bankCharge: "Bank charge"
        case .topUp: "Top-up"
        case .interest: "Interest"
        case .creditNote: "Credit note"
        case .taxSetAside: "Tax set aside"
        case .writeOff: "Write-off"
        case .misdirected: "Misdirected receipt"
        case .pooling: "Pooling"
        case .clawback: "Clawback"
        case .bankFailure: "Bank failure"
        case .premiumSale: "Premium"
        case .premiumReturned: "Premium given back"
        case .salesReversed: "Sales taken back"
        case .topUpWithdrawn: "Top-up withdrawn"
        case .reallocation: "Reallocation"
        case .unorderedDebit: "Bank debit nobody ordered"
        case .accountTransfer: "Transfer between trust accounts"
        case .transferArrived: "Transfer arrived"
        case .transferBack: "Transfer came back"
        case .receiptIdentified: "Receipt identified"
        case .receiptSentBack: "Receipt sent back"
        case .taxPaid: "Tax set aside, paid out"
        case .netting: "Recovery by netting"
        case .reversal: "Reversal"
        }
    }
}
