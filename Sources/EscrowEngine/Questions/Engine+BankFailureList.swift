package import EscrowCore
import LedgerCore
package import MoneyCore

/// The list of whose money lay at a failed bank: what a scheme asks for on the same day.
///
/// - Source: docs/spec/bank-failure.md#list; R6, R7
package struct BankFailureList: Sendable {
    package let day: Day
    package let limit: Money
    /// Where the limit stands, or that somebody gave it.
    package let citation: String
    package let holders: [Holder]
    package let head: Head
    package let book: BookOpening

    package struct Holder: Sendable {
        /// A party's code, or the receipt whose payer nobody knows.
        package let code: String
        package let role: PartyRole?
        package let details: PartyDetails?
        package let fact: BankFailure.Holder
    }
}

extension BookReader {
    /// What was decided, or before that what covering now would give.
    package func bankFailureList(
        _ iban: IBAN, others: [OtherDeposit], limit: Money?
    ) throws -> BankFailureList {
        let (head, book) = try opened()
        let failure = try knownFailure(iban)
        let list = try BankCoverList(failure, others: others, limit: limit, self)
        let holders = try list.facts.map { fact in
            guard let owner = fact.owner else {
                return BankFailureList.Holder(
                    code: fact.receipt.map { "receipt \($0.sequence)" } ?? "interest", role: nil,
                    details: nil, fact: fact)
            }
            let row = try party(owner)
            return BankFailureList.Holder(
                code: row?.code ?? "\(owner)", role: row?.role,
                details: try version(of: owner, on: failure.day).version.details, fact: fact)
        }
        return BankFailureList(
            day: failure.day, limit: list.limit, citation: list.citation, holders: holders,
            head: head, book: book)
    }
}
