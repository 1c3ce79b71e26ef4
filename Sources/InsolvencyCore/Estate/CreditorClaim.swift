public import MoneyCore

/// Somebody who is owed money by the agency and takes part in the quota with one claim.
public enum Creditor: Hashable, Sendable {
    case freelancer(String)
    /// All clients together, for money that they may have back.
    case clients
    case taxOffice
    /// The bank, for what its security does not cover.
    case securedBank
    case others
    /// Creditors whose claims the administrator disputes; their quota is held in reserve.
    case disputed

    /// The name by which claims are ordered: on a tie the earlier gets the cent.
    public var id: String {
        switch self {
        case .freelancer(let code): "freelancer \(code)"
        case .clients: "clients"
        case .taxOffice: "tax office"
        case .securedBank: "bank"
        case .others: "others"
        case .disputed: "disputed"
        }
    }
}

/// An insolvency claim (InsO §38) and what is paid on it.
public struct CreditorClaim: Hashable, Sendable {
    public let creditor: Creditor
    public let amount: Money
    public let paid: Money
}
