public import MoneyCore

/// A payment before filing, or after it, that the administrator may want back.
///
/// - Source: docs/spec/simulation-law.md#avoidance
public struct AvoidablePayment: Hashable, Sendable {
    /// Out of whose money it came.
    public enum Means: Hashable, Sendable {
        /// The debtor's own.
        case debtor
        /// A client's, on the debtor's instruction; when all three had agreed on that, nil if never.
        case client(routingAgreedOn: Day?)
        /// Money that was never the debtor's: a segregated trust, or the payer's own debt to the
        /// creditor.
        case notDebtors
    }

    /// What the creditor knew when he was paid, or had to conclude (InsO §130(2)).
    public struct Knowledge: OptionSet, Hashable, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }

        public static let illiquidity = Knowledge(rawValue: 1)
        public static let filing = Knowledge(rawValue: 2)
        /// That others lose by it: InsO §131(1) number 3.
        public static let disadvantage = Knowledge(rawValue: 4)
        /// That the debtor meant to harm others (InsO §133).
        public static let intent = Knowledge(rawValue: 8)
    }

    public let creditor: String
    public let day: Day
    /// Minor units, above zero.
    public let minor: Int64
    public var means = Means.debtor
    /// The span of the work that was paid, or of the billing period.
    public let performedFrom: Day
    public let performedTo: Day
    /// When the claim was due; nil for due in any case.
    public var dueDay: Day?
    /// Whether the creditor could ask for this payment at all.
    public var isOwed = true
    /// Whether it was paid in the manner that was agreed or is usual.
    public var isUsual = true
    /// Whether work and pay are worth the same and were agreed before.
    public var isEqualExchange = true
    /// Whether the creditor saw that the debtor acted unfairly (InsO §142(1)).
    public var isRecognisedUnfair = false
    public var knowledge: Knowledge = []
    /// On the day of filing, whether it came after the filing.
    public var isLaterThatDay = false
    /// The VAT in it that the debtor had deducted.
    public var inputVAT: Int64 = 0
    /// The VAT in it that the creditor had paid.
    public var creditorVAT: Int64 = 0

    public init(
        creditor: String, day: Day, minor: Int64, performedFrom: Day, performedTo: Day
    ) {
        self.creditor = creditor
        self.day = day
        self.minor = minor
        self.performedFrom = performedFrom
        self.performedTo = performedTo
    }
}

/// The dates and rules by which payments are tested.
///
/// - Source: docs/spec/simulation-law.md#avoidance
public struct AvoidanceRules: Hashable, Sendable {
    /// From when the 30 days of a cash-like exchange count; the courts leave room (open point 4).
    public enum ExchangeStart: String, Hashable, Sendable, CaseIterable {
        /// From the end of the work or of the billing period.
        case periodEnd = "period-end"
        /// From the beginning, so that every part of the work is within the days.
        case eachPart = "each-part"
    }

    public let filingDay: Day
    public let openingDay: Day
    /// Since when the debtor could not pay what was due; nil for never before filing.
    public var illiquidSince: Day?
    /// By how many days before the due day a payment is not yet early.
    public var graceDays = 0
    /// Within how many days work and pay are one exchange.
    public var exchangeDays = 30
    public var exchangeStart = ExchangeStart.periodEnd
    /// Whether payments made to harm others are tested over four years (InsO §133).
    public var testsIntent = false
    /// How many months before filing incongruent payments, all payments, and payments made to harm
    /// others are tested.
    public var shortMonths = 1
    public var longMonths = 3
    public var intentMonths = 48
    /// How many days after opening avoided money is back.
    public var repaymentDays = 180

    public init(filingDay: Day, openingDay: Day, illiquidSince: Day? = nil) {
        self.filingDay = filingDay
        self.openingDay = openingDay
        self.illiquidSince = illiquidSince
    }

    /// The first days of the periods: of all payments, of incongruent ones, and of intent.
    var longPeriod: Day { firstDay(longMonths) }
    var shortPeriod: Day { firstDay(shortMonths) }
    var intentPeriod: Day { firstDay(intentMonths) }

    private func firstDay(_ months: Int) -> Day {
        AvoidancePeriod.firstDay(months: Int32(clamping: months), before: filingDay)
    }
}
