package import LedgerCore
import MoneyCore

/// Whose payments come from an account, as a person's decision said it.
package struct PayerRuleRow: DerivedRow {
    package static let table = Table(
        "payerRule", key: [.text("account")],
        [.integer("client", optional: true), .integer("sequence")])

    package let account: String
    /// nil where it pays for several clients, so that it says nothing.
    package let client: PartyID?
    package let sequence: Int64

    package init(account: String, client: PartyID?, sequence: Int64) {
        self.account = account
        self.client = client
        self.sequence = sequence
    }

    package init(from row: inout some FieldReader) throws {
        account = try row.text()
        client = try row.optionalInteger().map { PartyID(sequence: $0) }
        sequence = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.text(account)
        row.optional(client?.sequence)
        row.integer(sequence)
    }
}

extension BookReader {
    /// What is remembered of an account; nil where nothing is.
    package func payerRule(_ account: String) throws -> PayerRuleRow? {
        try row(PayerRuleRow.self, key: [.text(account)])
    }
}
