import LedgerCore
import MoneyCore

/// What an entry of the trust book moves of what concerns the agency: debit positive.
///
/// - Source: docs/spec/agency-book.md#reconciliation
struct AgencyMovement: Hashable, Sendable {
    /// What clients owe of each line.
    var receivables: [InvoiceLineID: Int64] = [:]
    /// What is owed to each of the others.
    var payables: [Debt: Int64] = [:]
    /// What the agency has in the trust, by invoice.
    var own: [InvoiceID?: Int64] = [:]
    /// Money of clients that the agency has.
    var misdirected: Int64 = 0
    /// Claims on others that the agency met.
    var onBehalf: Int64 = 0

    struct Debt: Hashable, Sendable, Comparable {
        let line: InvoiceLineID
        let owner: PartyID

        static func < (left: Debt, right: Debt) -> Bool {
            (left.line, left.owner) < (right.line, right.owner)
        }
    }

    /// What is left once documents booked their part of it.
    mutating func subtract(_ other: AgencyMovement) {
        for (line, minor) in other.receivables { receivables[line, default: 0] -= minor }
        for (debt, minor) in other.payables { payables[debt, default: 0] -= minor }
    }

    /// The invoices that it moves something of, the one without a number first.
    var invoices: [InvoiceID?] {
        var all: Set<InvoiceID?> = []
        for (line, minor) in receivables where minor != 0 { all.insert(line.invoice) }
        for (debt, minor) in payables where minor != 0 { all.insert(debt.line.invoice) }
        // Without a debt the agency's share alone moves: one amount, however many invoices.
        guard !all.isEmpty else { return own.values.reduce(0, +) == 0 ? [] : [nil] }
        for (invoice, minor) in own where minor != 0 { all.insert(invoice) }
        return all.sorted { ($0?.sequence ?? 0) < ($1?.sequence ?? 0) }
    }
}

/// Debits and credits of several accounts as bookings of two accounts each.
struct AgencyPairing {
    private var debits: [(account: AgencyAccount, minor: Int64)] = []
    private var credits: [(account: AgencyAccount, minor: Int64)] = []

    /// Debits less credits.
    var rest: Int64 {
        debits.reduce(0) { $0 + $1.minor } - credits.reduce(0) { $0 + $1.minor }
    }

    mutating func add(_ account: AgencyAccount, _ signed: Int64) {
        guard signed != 0 else { return }
        if signed > 0 {
            debits.append((account, signed))
        } else {
            credits.append((account, -signed))
        }
    }

    /// Takes both rows in their order.
    func bookings() -> [AgencyBooking] {
        var bookings: [AgencyBooking] = []
        var rest = credits[...]
        var room = rest.first?.minor ?? 0
        for (account, minor) in debits {
            var left = minor
            while left > 0, let credit = rest.first {
                let amount = min(left, room)
                if amount > 0 { bookings.append(AgencyBooking(account, credit.account, amount)) }
                left -= amount
                room -= amount
                if room == 0 {
                    rest = rest.dropFirst()
                    room = rest.first?.minor ?? 0
                }
            }
        }
        return bookings
    }
}
