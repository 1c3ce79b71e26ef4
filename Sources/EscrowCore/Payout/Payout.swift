public import LedgerCore
public import MoneyCore

/// A payout plan: which file with which payouts, made by whom.
///
/// Its record's number is its id.
///
/// - Source: docs/spec/payout.md
public struct PayoutPlan: Hashable, Sendable {
    public let bank: TrustAccountID
    public let executionDay: Day
    public let count: Int
    public let total: Money
    /// SHA-256 of the payment file, which the book keeps.
    public let file: [UInt8]

    public init(bank: TrustAccountID, executionDay: Day, count: Int, total: Money, file: [UInt8]) {
        self.bank = bank
        self.executionDay = executionDay
        self.count = count
        self.total = total
        self.file = file
    }
}

/// One payout of a plan: to whom, and for which invoice lines.
///
/// Its record's number is its id.
public struct Payout: Hashable, Sendable {
    public let plan: PlanID
    public let payee: PartyID
    /// The record of the party's version whose account is paid.
    public let payeeVersion: Int64
    /// The account that is debited: 2110 or 2210.
    public let account: Account
    public let bank: TrustAccountID
    /// Greater than zero each, one currency, at least one.
    public let parts: [Part]

    public struct Part: Hashable, Sendable {
        public let line: InvoiceLineID
        public let amount: Money

        public init(line: InvoiceLineID, amount: Money) {
            self.line = line
            self.amount = amount
        }
    }

    public init(
        plan: PlanID, payee: PartyID, payeeVersion: Int64, account: Account, bank: TrustAccountID,
        parts: [Part]
    ) {
        precondition(!parts.isEmpty, "a payout pays something")
        self.plan = plan
        self.payee = payee
        self.payeeVersion = payeeVersion
        self.account = account
        self.bank = bank
        self.parts = parts
    }

    public var amount: Money {
        Money(minor: parts.reduce(0) { $0 + $1.amount.minor }, parts[0].amount.currency)
    }
}

/// Somebody else approves a plan over the hash of its file.
public struct Approval: Hashable, Sendable {
    public let plan: PlanID
    public let file: [UInt8]

    public init(plan: PlanID, file: [UInt8]) {
        self.plan = plan
        self.file = file
    }
}

/// The plan's file leaves the book.
public struct Export: Hashable, Sendable {
    public let plan: PlanID

    public init(plan: PlanID) { self.plan = plan }
}

/// The plan will not be exported; what it reserved is free again.
public struct Withdrawal: Hashable, Sendable {
    public let plan: PlanID

    public init(plan: PlanID) { self.plan = plan }
}
