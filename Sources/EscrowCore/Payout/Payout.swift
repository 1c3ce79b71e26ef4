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
    /// Its maker named the total, because the trust had a shortfall.
    public let isConfirmed: Bool

    public init(
        bank: TrustAccountID, executionDay: Day, count: Int, total: Money, file: [UInt8],
        isConfirmed: Bool = false
    ) {
        self.bank = bank
        self.executionDay = executionDay
        self.count = count
        self.total = total
        self.file = file
        self.isConfirmed = isConfirmed
    }
}

/// One payout of a plan: to whom, and out of which subledgers.
///
/// Its record's number is its id.
public struct Payout: Hashable, Sendable {
    public let plan: PlanID
    /// Whose money it is; nil for unidentified money, which nobody owns, and for a transfer, whose
    /// parts name their owners.
    public let payee: PartyID?
    /// Whose account is paid.
    public let destination: Destination
    /// The entitlement that is debited; 1000 for a transfer, whose parts name their accounts.
    public let account: Account
    public let bank: TrustAccountID
    /// Greater than zero each, one currency, at least one.
    public let parts: [Part]

    /// Where the money goes.
    public enum Destination: Hashable, Sendable {
        /// The payee's own account, by the record of the version that names it.
        case party(version: Int64)
        /// Back to the account from which a receipt came.
        case payer(BankLineID)
        /// Another trust account of the book: entitlements move along with their money.
        case trustAccount(TrustAccountID)
    }

    public struct Part: Hashable, Sendable {
        public let source: Source
        public let amount: Money
        /// Where it stands, in a transfer; nil in every other payout, which says it for all parts.
        public let place: Place?

        /// An entitlement's account and owner; 1000 without owner is money alone.
        public struct Place: Hashable, Sendable {
            public let account: Account
            public let owner: PartyID?

            public init(_ account: Account, owner: PartyID?) {
                self.account = account
                self.owner = owner
            }
        }

        public init(_ source: Source, _ amount: Money, at place: Place? = nil) {
            self.source = source
            self.amount = amount
            self.place = place
        }
    }

    public init(
        plan: PlanID, payee: PartyID?, to destination: Destination, account: Account,
        bank: TrustAccountID, parts: [Part]
    ) {
        precondition(!parts.isEmpty, "a payout pays something")
        self.plan = plan
        self.payee = payee
        self.destination = destination
        self.account = account
        self.bank = bank
        self.parts = parts
    }

    /// The trust account that a transfer goes to; nil for every other payout.
    public var target: TrustAccountID? {
        switch destination {
        case .party, .payer: nil
        case .trustAccount(let target): target
        }
    }

    /// The subledger that a part is paid out of.
    public func subledger(of part: Part) -> Subledger {
        guard let place = part.place else {
            return Subledger(account, bank: bank, owner: payee, source: part.source)
        }
        return Subledger(place.account, bank: bank, owner: place.owner, source: part.source)
    }

    /// The parts that are somebody's, and so reserved while the payout is planned.
    public var entitledParts: [Part] {
        parts.filter { subledger(of: $0).account.kind == .entitlement }
    }

    public var amount: Money {
        Money(minor: parts.reduce(0) { $0 + $1.amount.minor }, parts[0].amount.currency)
    }
}

/// Somebody else approves a plan over the hash of its file.
public struct Approval: Hashable, Sendable {
    public let plan: PlanID
    public let file: [UInt8]
    public let signature: Signature?

    public init(plan: PlanID, file: [UInt8], signature: Signature? = nil) {
        self.plan = plan
        self.file = file
        self.signature = signature
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
