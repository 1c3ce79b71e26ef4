package import LedgerCore
package import MoneyCore

/// From which day on which version of a trust account's terms holds; the terms themselves are in
/// the record `version`.
package struct TrustTermsRow: DerivedRow {
    package static let table = Table(
        "trustTerms", key: [.integer("account"), .integer("validFrom"), .integer("version")], [])

    package let account: TrustAccountID
    package let validFrom: Day
    package let version: Int64

    package init(account: TrustAccountID, validFrom: Day, version: Int64) {
        self.account = account
        self.validFrom = validFrom
        self.version = version
    }

    package init(from row: inout some FieldReader) throws {
        account = TrustAccountID(sequence: try row.integer())
        validFrom = try row.day()
        version = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(account.sequence)
        row.day(validFrom)
        row.integer(version)
    }
}
