import EscrowCore
import Evidence
import LedgerCore
import MoneyCore

/// The course of one plan: who can be paid what, then the file, then the records.
struct PayoutPlanning {
    let request: PayoutRequest
    let account: TrustAccount
    let bank: TrustAccountID
    let executionDay: Day
    /// Whether the agency's own money stays, because something is missing in the trust.
    let isShort: Bool
    /// What each owner has here by a transfer whose money is not here yet.
    let coming: [Entitled: Int64]
    /// Whether the agency's share can be swept on the day: it never stays longer than it must.
    let isSweepDay: Bool
    var groups: [PayoutGroup] = []
    var notes: [String] = []

    /// A plan reserves what it pays, so it does not lie for long.
    private static let daysAheadMax = 30

    init(_ request: PayoutRequest, isLate: Bool, in draft: inout Draft) throws {
        self.request = request
        bank = try Self.payingAccount(request, in: draft)
        account = try draft.writer.trustAccount(bank)
        let today = draft.header.recordedDay
        let day = try Self.day(request, today: today, isLate: isLate)
        executionDay = day
        let first = BusinessCalendar.target.onOrAfter(today)
        isSweepDay = day <= BusinessCalendar.target.onOrAfter(first.adding(days: 1))
        isShort = try draft.shortfall() > 0
        coming = try draft.onItsWay(to: bank)
    }

    /// The day that is asked for, or the next on which the bank can pay; an instant order is paid on
    /// any day at any hour.
    private static func day(_ request: PayoutRequest, today: Day, isLate: Bool) throws -> Day {
        let isInstant = request.form.isInstant
        let from = isLate && !isInstant ? today.adding(days: 1) : today
        let first = isInstant ? from : BusinessCalendar.target.onOrAfter(from)
        let day = request.executionDay ?? first
        if isLate, !isInstant, day == today {
            throw Refusal(
                "payout.cut-off", "the bank takes no orders for \(today) any more",
                remedy: "give a bank working day from \(first) on, or plan with --instant")
        }
        guard day >= today, isInstant || BusinessCalendar.target.isBusinessDay(day) else {
            throw Refusal(
                "payout.day", "\(day) is past, or banks do not work on it",
                remedy: "give a bank working day from \(first) on")
        }
        let last = today.adding(days: daysAheadMax)
        guard day <= last else {
            throw Refusal(
                "payout.day", "\(day) is more than \(daysAheadMax) days ahead",
                remedy:
                    "give a bank working day up to \(last): until then nobody else could be paid of it"
            )
        }
        return day
    }

    /// A receipt goes back from where it lies; all else is paid from the account that is named.
    private static func payingAccount(
        _ request: PayoutRequest, in draft: borrowing Draft
    ) throws -> TrustAccountID {
        if case .receipt(let line, _) = request.kind {
            guard
                let row = try draft.writer.row(BankLineRow.self, key: [.integer(line.sequence)])
            else {
                throw Refusal(
                    "receipt.unknown", "there is no receipt \(line.sequence)",
                    remedy: "see `ringfence receipt list`")
            }
            return row.bank
        }
        return try draft.writer.knownTrustAccount(iban: request.account).id
    }
}
