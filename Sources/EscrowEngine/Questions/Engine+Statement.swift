package import EscrowCore
package import LedgerCore
package import MoneyCore

/// A party's statement of account: what stood, what moved with its invoice, what stands.
package struct PartyStatement: Sendable {
    package let party: PartyRow
    package let name: String
    package let from: Day
    package let to: Day
    package let knownOn: Day?
    package let opening: [AccountBalance]
    package let items: [Item]
    package let closing: [AccountBalance]
    package let head: Head
    package let book: BookOpening

    /// One movement of one account.
    package struct Item: Hashable, Sendable {
        package let sequence: Int64
        package let bookingDay: Day
        package let event: JournalEvent
        package let account: Account
        package let invoice: String?
        /// On the account's normal side: positive when it grows.
        package let amount: Money
        /// Recorded after its booking day was closed.
        package let isLate: Bool
    }
}

extension BookReader {
    /// The statement of a party for a span of days.
    ///
    /// - Complexity: O(movements in the span), whatever else the book holds.
    /// - Source: docs/spec/questions.md#statement
    package func statement(
        of code: String, from: Day, to: Day, knownOn: Day? = nil
    ) throws -> PartyStatement {
        let (head, book) = try opened()
        guard let party = try party(code: code) else {
            throw Refusal(
                "party.unknown", "there is no party \(code)", remedy: "see `ringfence party list`")
        }
        guard from <= to else {
            throw Refusal(
                "statement.span", "the statement would end before it begins",
                remedy: "give --from a day that is not after --to")
        }
        let items = try movements(of: party.id, from: from, to: to, knownOn: knownOn)
        let name = try version(of: party.id, on: to).version.details.name
        return PartyStatement(
            party: party, name: name, from: from, to: to, knownOn: knownOn,
            opening: try balances(of: party.id, AsOf(day: from.adding(days: -1), knownOn: knownOn)),
            items: items, closing: try balances(of: party.id, AsOf(day: to, knownOn: knownOn)),
            head: head, book: book)
    }

    private func movements(
        of party: PartyID, from: Day, to: Day, knownOn: Day?
    ) throws -> [PartyStatement.Item] {
        var items: [PartyStatement.Item] = []
        var numbers: [Int64: String] = [:]
        let postings = try rows(
            PostingRow.self,
            Selection(
                equals: [.integer(party.sequence)], from: .integer(Int64(from.number)),
                through: .integer(Int64(to.number))))
        for posting in postings where knownOn.map({ posting.recordedDay <= $0 }) ?? true {
            let entry = try knownEntry(posting.sequence)
            let isLate = try isLate(posting.sequence)
            for line in entry.lines where line.subledger.owner == party {
                var number: String?
                if let invoice = line.subledger.source.invoiceLine?.invoice {
                    number =
                        try numbers[invoice.sequence]
                        ?? row(InvoiceRow.self, key: [.integer(invoice.sequence)])?.number
                    numbers[invoice.sequence] = number
                }
                items.append(
                    PartyStatement.Item(
                        sequence: posting.sequence, bookingDay: entry.bookingDay,
                        event: entry.event, account: line.subledger.account, invoice: number,
                        amount: Money(minor: line.grown, entry.currency), isLate: isLate))
            }
        }
        return items
    }
}
