import EscrowCore
import LedgerCore
package import MoneyCore

/// What the agency has of one invoice in its own account.
package struct Misdirection: Hashable, Sendable {
    package let row: InvoiceRow
    /// When the first of it was paid there.
    package let paidOn: Day
    /// Minor units.
    package let amount: Int64
}

extension BookReader {
    /// All that the agency has not passed on, the longest there first.
    ///
    /// - Source: docs/spec/invoice.md#misdirected
    package func misdirections() throws -> [Misdirection] {
        guard try balance(.dueFromAgencyMisdirected) > 0 else { return [] }
        var amounts: [InvoiceID: Int64] = [:]
        let selection = Selection(
            equals: [
                .integer(try agency().id.sequence),
                .integer(Int64(Account.dueFromAgencyMisdirected.rawValue)),
            ])
        for row in try rows(SubledgerRow.self, selection) {
            guard let invoice = row.subledger.source.invoiceLine?.invoice else { continue }
            amounts[invoice, default: 0] += row.balance
        }
        return try amounts.map { invoice, amount in
            guard let row = try invoiceRow(invoice) else {
                throw EngineError.broken("invoice \(invoice) does not exist")
            }
            return Misdirection(row: row, paidOn: try paidOn(invoice) ?? row.day, amount: amount)
        }.sorted { ($0.paidOn, $0.row.number) < ($1.paidOn, $1.row.number) }
    }

    private func paidOn(_ invoice: InvoiceID) throws -> Day? {
        for row in try facts(about: invoice) where row.kind == .misdirected {
            guard case .misdirected(let fact)? = try fact(at: row.sequence),
                case .reported(let day) = fact.step
            else { continue }
            return day
        }
        return nil
    }
}
