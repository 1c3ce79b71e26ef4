public import MoneyCore

/// One movement on an account in which a holder's own money and others' money lie together.
///
/// - Source: docs/spec/simulation-law.md#tracing
public struct AccountMovement: Hashable, Sendable {
    public let day: Day
    public let kind: Kind
    /// Minor units, above zero.
    public let minor: Int64

    /// What moved, by whose it was.
    public enum Kind: Hashable, Sendable {
        /// The holder's own money came.
        case own
        /// A beneficiary's money came, with right.
        case deposit(of: String)
        /// A beneficiary's money came that the holder had no right to collect (InsO §48).
        case misdirected(of: String)
        /// The holder put back expressly for a beneficiary what it had taken.
        case restoration(of: String)
        /// The holder took money out for purposes of its own.
        case withdrawal
        /// A beneficiary was paid.
        case payment(to: String)
    }

    public init(day: Day, _ kind: Kind, minor: Int64) {
        self.day = day
        self.kind = kind
        self.minor = minor
    }

    /// Whose money came; nil for the holder's own, and for what goes.
    var beneficiary: String? {
        switch kind {
        case .deposit(let code), .misdirected(let code), .restoration(let code): code
        case .own, .withdrawal, .payment: nil
        }
    }

    /// What the movement adds to the balance.
    var signed: Int64 {
        switch kind {
        case .own, .deposit, .misdirected, .restoration: minor
        case .withdrawal, .payment: -minor
        }
    }
}

/// Why movements are no mixed account.
public enum MixedAccountError: Error, Equatable, Sendable {
    case notPositive(Int64, day: Day)
    case openingNegative(Int64)
    case tooLarge
}

extension MixedAccountError: CustomStringConvertible {
    /// What happened, with its values, and what to do.
    public var description: String {
        switch self {
        case .notPositive(let minor, let day):
            "A movement of \(day) is \(minor) cents; give amounts above zero, and say by the kind "
                + "whether money came or went."
        case .openingNegative(let minor):
            "The account opens with \(minor) cents, below zero; begin with a day on which it was "
                + "not overdrawn."
        case .tooLarge: "The movements are too large to add up; split the account's history."
        }
    }
}
