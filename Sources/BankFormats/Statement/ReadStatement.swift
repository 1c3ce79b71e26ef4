package import EscrowCore
package import MoneyCore

/// A statement as it was read, whether it can be proved or not.
///
/// - Source: docs/spec/bank-inspect.md#statement
package struct ReadStatement: Hashable, Sendable {
    package var format: StatementFormat
    /// Where it stands: `statement 1`.
    package var place: String
    /// The account as the bank wrote it.
    package var accountText = ""
    package var account: IBAN?
    package var id = ""
    package var number: Int64?
    package var currency: Currency?
    package var periodStart: Day?
    package var periodEnd: Day?
    /// When the bank made it, where the period has no end.
    var createdDay: Day?
    package var opening: ReadBalance?
    package var closing: ReadBalance?
    package var pageCount = 1
    /// Whether its last page is in the file.
    package var isComplete = true
    package var entryCount = 0
    package var bookedCount = 0
    /// The sum of the booked entries in the statement's currency.
    package var booked: Money?
    /// What of that sum are reversals.
    package var reversed: Money?
    /// Whether its reversals were turned, as somebody said that its bank means them.
    package var hasTurnedReversals = false
    /// Whether somebody gave its balances by hand.
    package var hasGivenBalances = false
    package var unbooked = PlaceList()
    package var zeroAmounts = PlaceList()

    init(format: StatementFormat, place: String) {
        self.format = format
        self.place = place
    }

    /// Closing balance less opening balance and booked entries; nil where a balance is missing.
    package var difference: Money? {
        guard let opening, let closing, let booked, let sum = try? opening.amount.adding(booked)
        else { return nil }
        return try? closing.amount.subtracting(sum)
    }

    /// Whether the entries lead from balance to balance; nil where that cannot be told.
    package var isBalanced: Bool? { difference?.isZero }

    /// Whether it is off by exactly twice its reversals: the bank seems to turn their sign.
    package var isOffByReversals: Bool {
        guard let difference, let reversed, !difference.isZero else { return false }
        return Int128(difference.minor) == -2 * Int128(reversed.minor)
    }

    /// Whether an entry of it is one that is turned.
    func turns(_ isReversal: Bool, isBooked: Bool) -> Bool {
        hasTurnedReversals && isReversal && isBooked
    }

    /// What tells it from the others of its account: banks write one word into every `:20:`.
    private var coreID: String {
        switch format {
        case .camt052, .camt053, .camt054: id
        case .mt940, .mt942: "\(id)/\(number ?? 0)"
        case .csv: "\(periodStart?.description ?? "") to \(periodEnd?.description ?? "")"
        }
    }

    /// The statement as the core knows it; nil without a valid IBAN or without both balances.
    package var statement: BankStatement? {
        guard let account, let opening, let closing, let closingDay = closing.day else {
            return nil
        }
        return BankStatement(
            account: account, id: coreID, number: number, opening: opening.amount,
            openingDay: opening.day ?? closingDay, closing: closing.amount, closingDay: closingDay)
    }
}

/// A balance as it was read.
package struct ReadBalance: Hashable, Sendable {
    package var amount: Money
    package var day: Day?
    /// How the bank marks it: `OPBD`, `PRCD`, `CLBD`, `60F`, `62M`.
    package var type: String
}

/// In which form a statement came, and so whether it moves money.
package enum StatementFormat: String, Hashable, Sendable {
    case camt052 = "camt.052"
    case camt053 = "camt.053"
    case camt054 = "camt.054"
    case mt940 = "MT940"
    case mt942 = "MT942"
    case csv = "CSV"

    /// Reports within the day and notifications announce and explain: they never move money.
    package var isAdvice: Bool {
        switch self {
        case .camt052, .camt054, .mt942: true
        case .camt053, .mt940, .csv: false
        }
    }
}
