public import MoneyCore

/// One of the two sides of an account.
///
/// Liabilities grow on the credit side, resources on the debit side.
public enum Side: UInt8, Sendable {
    case debit = 0
    case credit = 1

    public var opposite: Side { self == .debit ? .credit : .debit }
}

/// Where an entitlement or a claim comes from.
///
/// - Source: docs/spec/chart.md#source
public enum Source: Hashable, Sendable {
    /// The line has no invoice: money of the account itself.
    case none
    case invoiceLine(InvoiceLineID)
    /// A receipt that nobody could place yet.
    case unidentified(BankLineID)
    /// The receipt whose money the bank can still take back.
    case receipt(BankLineID)
    /// The transfer between two trust accounts whose money is on its way.
    case transfer(PayoutID)
    case interest
    case topUp
}

extension Source {
    /// One integer for records and tables: 0 none, positive an invoice line, negative the rest.
    public var code: Int64 {
        switch self {
        case .none: 0
        case .invoiceLine(let line): line.sequence
        case .interest: -2
        case .topUp: -3
        case .unidentified(let line): -(line.sequence * 4 + 1)
        case .receipt(let line): -(line.sequence * 4 + 2)
        case .transfer(let payout): -(payout.sequence * 4 + 3)
        }
    }

    /// Reads the integer form; nil for one that no source has.
    public init?(code: Int64) {
        switch code {
        case 0: self = .none
        case 1...: self = .invoiceLine(InvoiceLineID(sequence: code))
        case -2: self = .interest
        case -3: self = .topUp
        default:
            let (record, rest) = (-(code + 1)).quotientAndRemainder(dividingBy: 4)
            guard record > 0 else { return nil }
            switch rest {
            case 0: self = .unidentified(BankLineID(sequence: record))
            case 1: self = .receipt(BankLineID(sequence: record))
            case 2: self = .transfer(PayoutID(sequence: record))
            default: return nil
            }
        }
    }

    public var invoiceLine: InvoiceLineID? {
        guard case .invoiceLine(let line) = self else { return nil }
        return line
    }

    public var isTransfer: Bool {
        guard case .transfer = self else { return false }
        return true
    }
}

/// What a line is written to: an account with all dimensions that the account needs.
public struct Subledger: Hashable, Sendable {
    public let account: Account
    /// The bank account in which the money lies, or is expected.
    public let bank: TrustAccountID
    public let owner: PartyID?
    public let source: Source

    public init(
        _ account: Account, bank: TrustAccountID, owner: PartyID? = nil, source: Source = .none
    ) {
        self.account = account
        self.bank = bank
        self.owner = owner
        self.source = source
    }

    /// The same owner, source and bank in another account.
    public func moved(to account: Account) -> Subledger {
        Subledger(account, bank: bank, owner: owner, source: source)
    }

    /// The same account, owner and source in another bank account.
    public func moved(to bank: TrustAccountID) -> Subledger {
        Subledger(account, bank: bank, owner: owner, source: source)
    }

    /// Whether it is money at the bank: 1000, and 1020 but for a transfer, which is on its way.
    public var isAtBank: Bool {
        account == .trustBank || (account == .incomingNotFinal && !source.isTransfer)
    }
}

extension Subledger: Comparable {
    /// By owner, account, source and bank account.
    public static func < (left: Subledger, right: Subledger) -> Bool {
        let (mine, other) = (left.owner?.sequence ?? 0, right.owner?.sequence ?? 0)
        return (mine, left.account.rawValue, left.source.code, left.bank.sequence)
            < (other, right.account.rawValue, right.source.code, right.bank.sequence)
    }
}
