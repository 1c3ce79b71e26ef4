public import LedgerCore
public import MoneyCore

/// Why an amount came to a held account.
///
/// Raw values are written to disk and never reused.
public enum HoldCause: UInt8, Sendable, CaseIterable {
    /// It was split, or a dispute over it ended, while its release waited for something.
    case condition = 1
    /// It was paid out and came back.
    case returnedPayout = 2

    public init(_ event: JournalEvent) {
        self = event == .payoutReturned ? .returnedPayout : .condition
    }
}

/// An amount that is held, with all that decides when it becomes available.
///
/// - Source: docs/spec/hold.md
public struct Hold: Hashable, Sendable {
    public let cause: HoldCause
    /// The booking day from which days are counted.
    public let since: Day
    public let role: PartRole
    /// What the invoice line says; nil for money that comes from no line, such as interest.
    public let release: Release?

    public init(cause: HoldCause, since: Day, role: PartRole, release: Release?) {
        self.cause = cause
        self.since = since
        self.role = role
        self.release = release
    }

    /// What is known on the day that asks.
    public struct Facts: Hashable, Sendable {
        public let day: Day
        /// The receipt can still be taken back by the payer's bank.
        public let isNotFinal: Bool
        /// Cash is missing in the trust.
        public let isShort: Bool
        /// All hours of the line are approved by that day.
        public let areHoursApproved: Bool
        /// When the milestone was reached that the release names.
        public let reachedOn: Day?

        public init(
            day: Day, isNotFinal: Bool = false, isShort: Bool = false,
            areHoursApproved: Bool = false, reachedOn: Day? = nil
        ) {
            self.day = day
            self.isNotFinal = isNotFinal
            self.isShort = isShort
            self.areHoursApproved = areHoursApproved
            self.reachedOn = reachedOn
        }
    }

    /// What an amount waits for.
    public enum Reason: Hashable, Sendable {
        /// A returned payout waits for somebody who mended its cause.
        case returnedPayout
        case notFinal
        case shortfall
        /// Until somebody releases it.
        case person
        case until(Day)
        case hoursApproval
        case milestone(String)

        /// The word that lists and programs use.
        public var name: String {
            switch self {
            case .returnedPayout: "returned payout"
            case .notFinal: "receipt not final"
            case .shortfall: "shortfall"
            case .person: "somebody's release"
            case .until: "days"
            case .hoursApproval: "approval of the hours"
            case .milestone(let code): "milestone \(code)"
            }
        }

        /// The day on which it ends by itself, if there is one.
        public var until: Day? {
            switch self {
            case .until(let day): day
            case .returnedPayout, .notFinal, .shortfall, .person, .hoursApproval, .milestone: nil
            }
        }
    }

    /// What the amount still waits for: the first in the order of the cases; nil when nothing.
    ///
    /// - Source: docs/spec/hold.md#conditions
    public func reason(_ facts: Facts) -> Reason? {
        if cause == .returnedPayout { return .returnedPayout }
        if facts.isNotFinal { return .notFinal }
        if role == .agency, facts.isShort { return .shortfall }
        switch release {
        case .onReceipt: return nil
        case nil, .held: return .person
        case .afterDays(let days):
            let end = since.adding(days: days)
            return end <= facts.day ? nil : .until(end)
        case .onHoursApproval: return facts.areHoursApproved ? nil : .hoursApproval
        case .onMilestone(let code):
            guard let reached = facts.reachedOn, reached <= facts.day else {
                return .milestone(code)
            }
            return nil
        }
    }
}
