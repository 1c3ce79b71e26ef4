/// What a bank says of an order before it books it: the words of the external code lists.
///
/// - Source: docs/spec/payment-status.md#words
public enum BankStatus: String, Sendable, CaseIterable {
    case acceptedProfile = "ACCP"
    case acceptedForm = "ACTC"
    case inProcess = "ACSP"
    case debited = "ACSC"
    case credited = "ACCC"
    case withChange = "ACWC"
    case withoutPosting = "ACWP"
    case fundsChecked = "ACFC"
    case rejected = "RJCT"
    case cancelled = "CANC"
    case received = "RCVD"
    case pending = "PDNG"
    case blocked = "BLCK"
    case moreSignatures = "PATC"
    case partly = "PART"
    case namesMatch = "RCVC"
    case namesDiffer = "RVCM"
    case nameIsClose = "RVMC"
    case nameIsAnother = "RVNM"
    case nameNotChecked = "RVNA"

    /// What a word does to a payout.
    public enum Effect: Sendable {
        /// The bank has the order and will pay it, as far as it knows.
        case accepts
        /// The bank does not pay.
        case rejects
        /// Nothing: the bank goes on, or waits for somebody.
        case waits
    }

    public var effect: Effect {
        switch self {
        case .acceptedProfile, .acceptedForm, .inProcess, .debited, .credited, .withChange,
            .withoutPosting, .fundsChecked:
            .accepts
        case .rejected, .cancelled: .rejects
        case .received, .pending, .blocked, .moreSignatures, .partly, .namesMatch, .namesDiffer,
            .nameIsClose, .nameIsAnother, .nameNotChecked:
            .waits
        }
    }

    /// What people have to know of a word that does nothing; nil where they need not.
    public var advice: String? {
        switch self {
        case .acceptedProfile, .acceptedForm, .inProcess, .debited, .credited, .fundsChecked,
            .rejected, .cancelled, .partly:
            nil
        case .withChange: "the bank accepts it with a change"
        case .withoutPosting: "the bank accepts it without posting it"
        case .received: "the bank has it and says no more yet"
        case .pending: "the bank is still checking it"
        case .blocked: "the bank keeps it back"
        case .moreSignatures: "the bank waits for another signature"
        case .namesMatch: "the names match; it is not executed before it is released"
        case .namesDiffer: "not every name matches; somebody releases or cancels it"
        case .nameIsClose: "the account holder's name is nearly the one that was given"
        case .nameIsAnother: "the account holder has another name"
        case .nameNotChecked: "the payee's bank does not check names"
        }
    }
}
