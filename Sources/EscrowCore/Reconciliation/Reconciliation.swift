public import LedgerCore
public import MoneyCore

/// Whether three counts of one trust account agree on a day: what the bank says, what the trust
/// book says, and what the beneficiaries' ledgers sum to.
///
/// - Source: CASS 7.15; docs/spec/reconciliation.md
public struct Reconciliation: Hashable, Sendable {
    public let bank: TrustAccountID
    public let day: Day
    /// The statement's closing balance of the day.
    public let statement: Money
    /// 1000 and 1020: what the book has at the bank.
    public let bookAtBank: Money
    /// 1010: exported and not settled; not positive.
    public let inFlight: Money
    /// The sum of all entitlements, per owner, none netted.
    public let ledgers: Money
    /// The open cash claims: what is missing.
    public let shortfall: Money

    public init(
        bank: TrustAccountID, day: Day, statement: Money, bookAtBank: Money, inFlight: Money,
        ledgers: Money, shortfall: Money
    ) {
        self.bank = bank
        self.day = day
        self.statement = statement
        self.bookAtBank = bookAtBank
        self.inFlight = inFlight
        self.ledgers = ledgers
        self.shortfall = shortfall
    }

    /// Statement less book; zero when they agree.
    public var bankDifference: Int64 { statement.minor - bookAtBank.minor }

    /// Resource and shortfall less ledgers; zero by I2.
    public var ledgerDifference: Int64 {
        bookAtBank.minor + inFlight.minor + shortfall.minor - ledgers.minor
    }

    public var verdict: Verdict {
        if bankDifference != 0 { return .bankDiffers }
        if ledgerDifference != 0 { return .ledgersDiffer }
        return shortfall.isZero ? .agrees : .shortfall
    }

    public enum Verdict: Sendable {
        case agrees
        case shortfall
        case bankDiffers
        case ledgersDiffer
    }
}
