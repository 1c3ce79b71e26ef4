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
    /// 1000 and 1020, without transfers on their way: what the book has at the bank.
    public let bookAtBank: Money
    /// 1010: exported and not settled; not positive.
    public let inFlight: Money
    /// 1020 of transfers from other trust accounts: on its way here, not yet booked by the bank; not
    /// negative.
    public let incoming: Money
    /// The sum of all entitlements, per owner, none netted.
    public let ledgers: Money
    /// The open cash claims: what is missing.
    public let shortfall: Money
    /// What the account holds of what another trust account owes; negative where another one holds
    /// what this one owes.
    public let elsewhere: Money
    /// nil while the bank stands.
    public let failed: FailedBank?

    /// What became of the balance at a bank that failed.
    public struct FailedBank: Hashable, Sendable {
        public let day: Day
        /// All that moved from 1000 and 1020 to 1030: the bank's statement has it still.
        public let gone: Money
        /// 1030: what is not divided yet.
        public let balance: Money
        /// 1040: what deposit guarantee is asked for.
        public let guarantee: Money

        public init(day: Day, gone: Money, balance: Money, guarantee: Money) {
            self.day = day
            self.gone = gone
            self.balance = balance
            self.guarantee = guarantee
        }
    }

    public init(
        bank: TrustAccountID, day: Day, statement: Money, bookAtBank: Money, inFlight: Money,
        incoming: Money? = nil, ledgers: Money, shortfall: Money, elsewhere: Money? = nil,
        failed: FailedBank? = nil
    ) {
        self.bank = bank
        self.day = day
        self.statement = statement
        self.bookAtBank = bookAtBank
        self.inFlight = inFlight
        self.incoming = incoming ?? .zero(statement.currency)
        self.ledgers = ledgers
        self.shortfall = shortfall
        self.elsewhere = elsewhere ?? .zero(statement.currency)
        self.failed = failed
    }

    /// Statement less book, and less what moved to 1030; zero when they agree.
    public var bankDifference: Int64 {
        statement.minor - bookAtBank.minor - (failed?.gone.minor ?? 0)
    }

    /// Resource and shortfall less ledgers and what another account owes; zero by I2.
    public var ledgerDifference: Int64 {
        bookAtBank.minor + inFlight.minor + incoming.minor + shortfall.minor - elsewhere.minor
            - ledgers.minor + (failed?.balance.minor ?? 0) + (failed?.guarantee.minor ?? 0)
    }

    public var verdict: Verdict {
        if bankDifference != 0 { return .bankDiffers }
        if ledgerDifference != 0 { return .ledgersDiffer }
        if !shortfall.isZero { return .shortfall }
        return elsewhere.isZero ? .agrees : .elsewhere
    }

    public enum Verdict: Sendable {
        case agrees
        case shortfall
        /// Nothing is missing, but money lies in another trust account than what is owed of it.
        case elsewhere
        case bankDiffers
        case ledgersDiffer
    }
}
