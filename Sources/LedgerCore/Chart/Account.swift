/// The closed chart of accounts of the trust book.
///
/// There are no income and no expense accounts: a payment for the agency's own purposes has no
/// account it could be written to.
///
/// - Source: docs/spec/chart.md
public enum Account: UInt16, Sendable, CaseIterable {
    case trustBank = 1000
    case outgoingInFlight = 1010
    case incomingNotFinal = 1020
    case balanceAtFailedBank = 1030
    case depositGuaranteeClaim = 1040

    case dueFromAgencyFee = 1100
    case dueFromAgencyReturnedReceipt = 1110
    case dueFromBeneficiary = 1120
    case dueFromClient = 1130

    case dueFromAgencyMisdirected = 1140
    case dueFromPartyCreditNote = 1150

    case unidentified = 2000
    case unallocated = 2010
    case freelancerHeld = 2100
    case freelancerAvailable = 2110
    case agencyHeld = 2200
    case agencyAvailable = 2210
    case clientRefundable = 2300
    case taxSetAside = 2400
    case producerHeld = 2500
    case producerAvailable = 2510
    case disputed = 2600
    case interestToAllocate = 2700
    case agencyTopUp = 2800
    case pool = 2900
    case backedContra = 2950
    case rounding = 2990

    case expectedReceipts = 9000
    case expectedFreelancer = 9100
    case expectedAgency = 9110
    case expectedProducer = 9120
}

extension Account {
    /// What the account stands for in the equation resource = requirement.
    public enum Kind: Sendable {
        /// Money at the bank or on its way.
        case resource
        /// A claim that stands where cash is missing: an open one is the shortfall.
        case cashClaim
        /// A claim with a contra account; no cash moved.
        case backedClaim
        case backedContra
        /// What somebody may ask of the trust money.
        case entitlement
        /// Must be zero.
        case rounding
        /// Expectations, a balanced circle of their own that never mixes with money.
        case memo
    }

    public var kind: Kind {
        switch self {
        case .trustBank, .outgoingInFlight, .incomingNotFinal, .balanceAtFailedBank,
            .depositGuaranteeClaim:
            .resource
        case .dueFromAgencyFee, .dueFromAgencyReturnedReceipt, .dueFromBeneficiary, .dueFromClient:
            .cashClaim
        case .dueFromAgencyMisdirected, .dueFromPartyCreditNote: .backedClaim
        case .backedContra: .backedContra
        case .unidentified, .unallocated, .freelancerHeld, .freelancerAvailable, .agencyHeld,
            .agencyAvailable, .clientRefundable, .taxSetAside, .producerHeld, .producerAvailable,
            .disputed, .interestToAllocate, .agencyTopUp, .pool:
            .entitlement
        case .rounding: .rounding
        case .expectedReceipts, .expectedFreelancer, .expectedAgency, .expectedProducer: .memo
        }
    }

    /// Whether a line of this account must say whose it is.
    public var needsOwner: Bool {
        switch kind {
        case .cashClaim, .backedClaim, .backedContra, .memo: true
        case .resource, .rounding: false
        case .entitlement: self != .unidentified && self != .interestToAllocate && self != .pool
        }
    }

    /// The side on which the account grows.
    public var normalSide: Side {
        switch kind {
        case .resource, .cashClaim, .backedClaim: .debit
        case .entitlement, .backedContra, .rounding: .credit
        case .memo: self == .expectedReceipts ? .debit : .credit
        }
    }

    /// The English name, as reports show it.
    public var name: String {
        switch self {
        case .trustBank: "Trust bank"
        case .outgoingInFlight: "Outgoing in flight"
        case .incomingNotFinal: "Incoming not final"
        case .balanceAtFailedBank: "Balance at failed bank"
        case .depositGuaranteeClaim: "Deposit guarantee claim"
        case .dueFromAgencyFee: "Due from agency: fee, unexplained debit"
        case .dueFromAgencyReturnedReceipt: "Due from agency: returned receipt"
        case .dueFromBeneficiary: "Due from beneficiary"
        case .dueFromClient: "Due from client"
        case .dueFromAgencyMisdirected: "Due from agency: misdirected receipt"
        case .dueFromPartyCreditNote: "Due from party: credit note"
        case .unidentified: "Unidentified receipt"
        case .unallocated: "Identified, unallocated"
        case .freelancerHeld: "Freelancer held"
        case .freelancerAvailable: "Freelancer available"
        case .agencyHeld: "Agency share held"
        case .agencyAvailable: "Agency share available"
        case .clientRefundable: "Client refundable"
        case .taxSetAside: "Tax set aside"
        case .producerHeld: "Producer premium held"
        case .producerAvailable: "Producer premium available"
        case .disputed: "Disputed"
        case .interestToAllocate: "Interest to allocate"
        case .agencyTopUp: "Agency top-up"
        case .pool: "Pool"
        case .backedContra: "Contra of backed claims"
        case .rounding: "Rounding"
        case .expectedReceipts: "Expected receipts"
        case .expectedFreelancer: "Expected: freelancer"
        case .expectedAgency: "Expected: agency"
        case .expectedProducer: "Expected: producer"
        }
    }

    public var number: Int { Int(rawValue) }
}
