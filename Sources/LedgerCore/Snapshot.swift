/// Balances of the book after some of its entries: a plain fold, the meaning of all balances.
///
/// Stores keep balances in tables of their own; this is what those tables must equal.
public struct Snapshot: Hashable, Sendable {
    /// Debit less credit per subledger, in minor units; zero balances are absent.
    public private(set) var balances: [Subledger: Int64] = [:]

    public init() {}

    public mutating func post(_ entry: Entry) {
        for line in entry.lines {
            let balance = balances[line.subledger, default: 0] + line.signed
            balances[line.subledger] = balance == 0 ? nil : balance
        }
    }

    /// Debit less credit over all subledgers that the condition takes.
    public func sum(where condition: (Subledger) -> Bool) -> Int64 {
        balances.reduce(0) { $0 + (condition($1.key) ? $1.value : 0) }
    }

    /// What is there to pay with: the resource accounts (I2).
    public var resource: Int64 { sum { $0.account.kind == .resource } }

    /// What could be asked for: all entitlements (I2).
    public var requirement: Int64 { -sum { $0.account.kind == .entitlement } }

    /// What is missing: the open cash claims (I2).
    public var shortfall: Int64 { sum { $0.account.kind == .cashClaim } }
}
