package import EscrowCore
package import LedgerCore
package import MoneyCore

/// What a person says of a trust account.
package struct TrustTermsRequest: Hashable, Sendable {
    /// nil for the book's only account.
    package let iban: IBAN?
    package let validFrom: Day
    package let trustee: Trustee
    package let hasDirectRight: Bool
    package let bankWaivedOn: Day?
    package let isBankInformed: Bool
    package let globalAssignment: GlobalAssignment
    package let isExclusive: Bool
    package let hasNoOverdraft: Bool
    package let hasNoStandingOrders: Bool

    package init(
        iban: IBAN?, validFrom: Day, trustee: Trustee, hasDirectRight: Bool, bankWaivedOn: Day?,
        isBankInformed: Bool, globalAssignment: GlobalAssignment, isExclusive: Bool,
        hasNoOverdraft: Bool, hasNoStandingOrders: Bool
    ) {
        self.iban = iban
        self.validFrom = validFrom
        self.trustee = trustee
        self.hasDirectRight = hasDirectRight
        self.bankWaivedOn = bankWaivedOn
        self.isBankInformed = isBankInformed
        self.globalAssignment = globalAssignment
        self.isExclusive = isExclusive
        self.hasNoOverdraft = hasNoOverdraft
        self.hasNoStandingOrders = hasNoStandingOrders
    }
}

extension Engine {
    /// Records what holds for a trust account from a day on; a later record of the same day goes
    /// before an earlier one.
    ///
    /// - Source: docs/spec/protection.md#terms
    package func setTrustTerms(
        _ request: TrustTermsRequest, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let account = try draft.writer.knownTrustAccount(iban: request.iban)
            let record = try draft.append(
                .trustTerms(
                    TrustTerms(
                        account: account.id, validFrom: request.validFrom,
                        trustee: request.trustee, hasDirectRight: request.hasDirectRight,
                        bankWaivedOn: request.bankWaivedOn,
                        isBankInformed: request.isBankInformed,
                        globalAssignment: request.globalAssignment,
                        isExclusive: request.isExclusive,
                        hasNoOverdraft: request.hasNoOverdraft,
                        hasNoStandingOrders: request.hasNoStandingOrders)))
            return Answer(
                "Recorded the terms of trust account \(account.id) from \(request.validFrom).",
                ["record": "\(record)"])
        }
    }
}

extension BookReader {
    /// The trust account with this IBAN, or the book's only one.
    package func knownTrustAccount(iban: IBAN?) throws -> TrustAccountRow {
        let accounts = try trustAccounts()
        guard let iban else {
            guard let only = accounts.first, accounts.count == 1 else {
                throw Refusal(
                    "account.which", "the book has \(accounts.count) trust accounts",
                    remedy: "name one with --account IBAN, see `ringfence account list`")
            }
            return only
        }
        guard let known = accounts.first(where: { $0.iban == iban.electronic }) else {
            throw Refusal(
                "account.unknown", "\(iban) is no trust account of this book",
                remedy: "see `ringfence account list`")
        }
        return known
    }

    /// All versions of an account's terms, oldest day first, with their records.
    package func trustTerms(
        of account: TrustAccountID
    ) throws -> [(terms: TrustTerms, record: Int64)] {
        let rows = try rows(TrustTermsRow.self, Selection(equals: [.integer(account.sequence)]))
        return try rows.map { row in
            guard case .trustTerms(let terms) = try fact(at: row.version) else {
                throw EngineError.broken("trust account \(account) has no terms \(row.version)")
            }
            return (terms, row.version)
        }
    }
}
