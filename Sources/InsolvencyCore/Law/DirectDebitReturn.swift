public import MoneyCore

/// A direct debit that the client has back after it was paid on.
///
/// - Source: R17; docs/spec/simulation-law.md#direct-debits
public struct DirectDebitReturn: Hashable, Sendable {
    public let minor: Int64
    public let collectedOn: Day
    /// When the client had it back; nil if never.
    public let returnedOn: Day?
    /// Until when the client may ask for it without a reason: eight weeks under SEPA Core.
    public var refundDays = 56

    public init(minor: Int64, collectedOn: Day, returnedOn: Day?) {
        self.minor = minor
        self.collectedOn = collectedOn
        self.returnedOn = returnedOn
    }

    /// The first day on which the money is final.
    public var finalDay: Day { collectedOn.adding(days: refundDays) }

    /// What the trust lacks if it had paid the money on that day.
    public func shortfall(paidOutOn day: Day) -> Int64 {
        guard let returnedOn, day < returnedOn else { return 0 }
        return minor
    }

    /// What the trust lacks if it waits until the money is final: what is asked for later still.
    public var shortfallIfHeld: Int64 { shortfall(paidOutOn: finalDay) }
}
