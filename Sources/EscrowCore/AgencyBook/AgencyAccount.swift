public import LedgerCore
public import MoneyCore

/// An account of the agency's own book, before a chart gives it a number.
///
/// There is none for trust money: what the book shows of the trust is `trusteeClaim`, the agency's
/// own share.
///
/// - Source: docs/spec/agency-book.md#accounts
public enum AgencyAccount: Hashable, Sendable {
    case bank
    /// What the agency may ask of the trust, less what it owes to it.
    case trusteeClaim
    /// A client's money that the agency has and owes to the trust.
    case passThrough
    case otherReceivables
    case otherLiabilities
    case receivable(PartyID)
    case payable(PartyID)
    case revenue(VATStatus)
    /// What freelancers and producers do for the agency.
    case services(VATStatus)
    case badDebts
    case bankCosts
    case interestIncome
    case outputVAT(Share)
    case inputVAT(Share)
    /// Input VAT of a self-billed document that was objected to.
    case suspendedInputVAT
    case reverseChargeInputVAT
    case reverseChargeOutputVAT
}

extension AgencyAccount {
    /// Whether VAT is part of what is booked on it.
    public var isTaxed: Bool {
        switch self {
        case .revenue, .services, .badDebts: true
        case .bank, .trusteeClaim, .passThrough, .otherReceivables, .otherLiabilities,
            .receivable, .payable, .bankCosts, .interestIncome, .outputVAT, .inputVAT,
            .suspendedInputVAT, .reverseChargeInputVAT, .reverseChargeOutputVAT:
            false
        }
    }

    /// Whose account it is; nil for one that is nobody's.
    public var party: PartyID? {
        switch self {
        case .receivable(let party), .payable(let party): party
        case .bank, .trusteeClaim, .passThrough, .otherReceivables, .otherLiabilities, .revenue,
            .services, .badDebts, .bankCosts, .interestIncome, .outputVAT, .inputVAT,
            .suspendedInputVAT, .reverseChargeInputVAT, .reverseChargeOutputVAT:
            nil
        }
    }

    /// What an accounts file calls it, and a chart numbers.
    public var role: AgencyRole {
        switch self {
        case .bank: .bank
        case .trusteeClaim: .trusteeClaim
        case .passThrough: .passThrough
        case .otherReceivables: .otherReceivables
        case .otherLiabilities: .otherLiabilities
        case .receivable: .receivables
        case .payable: .payables
        case .revenue(let status): Self.revenue(status)
        case .services(let status): Self.services(status)
        case .badDebts: .badDebts
        case .bankCosts: .bankCosts
        case .interestIncome: .interestIncome
        case .outputVAT(let rate): rate.isReducedVAT ? .outputVATReduced : .outputVATStandard
        case .inputVAT(let rate): rate.isReducedVAT ? .inputVATReduced : .inputVATStandard
        case .suspendedInputVAT: .suspendedInputVAT
        case .reverseChargeInputVAT: .reverseChargeInputVAT
        case .reverseChargeOutputVAT: .reverseChargeOutputVAT
        }
    }

    private static func revenue(_ status: VATStatus) -> AgencyRole {
        switch status {
        case .standard(let rate): rate.isReducedVAT ? .revenueReduced : .revenueStandard
        case .smallBusiness: .revenueSmallBusiness
        case .reverseCharge: .revenueReverseCharge
        case .foreign: .revenueForeign
        }
    }

    private static func services(_ status: VATStatus) -> AgencyRole {
        switch status {
        case .standard, .smallBusiness, .foreign: .services
        case .reverseCharge: .servicesReverseCharge
        }
    }
}

extension Share {
    /// Whether it is one of the reduced rates, which were never a tenth or more.
    ///
    /// - Source: docs/spec/invoice.md#rates
    public var isReducedVAT: Bool { numerator * 10 < denominator }
}
