package import EscrowCore
import LedgerCore
import MoneyCore

extension Engine {
    /// Asks for one more trust account; somebody else must consent.
    ///
    /// - Source: docs/spec/changes.md#trust-account
    package func requestTrustAccount(
        _ account: TrustAccount, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            try draft.checkNew(account)
            let (id, expiresOn) = try draft.request(.trustAccount(account))
            return Self.requested(
                "trust account \(account.iban.electronic)", id, expiresOn,
                ["iban": account.iban.electronic])
        }
    }
}

extension Draft {
    /// A new trust account is in the book's currency, nobody's own, and not the agency's.
    func checkNew(_ account: TrustAccount) throws {
        guard account.currency == book.currency else {
            throw Refusal(
                "account.currency", "the book is kept in \(book.currency)",
                remedy: "give an account in that currency")
        }
        guard try writer.trustAccounts().allSatisfy({ $0.iban != account.iban.electronic }) else {
            throw Refusal(
                "account.exists", "this is a trust account of the book already",
                remedy: "see `ringfence account list`")
        }
        for party in try writer.rows(PartyRow.self, .all) {
            guard try !writer.accounts(of: party.id).contains(account.iban.electronic) else {
                throw Refusal(
                    "account.party", "this account is \(party.code)'s own",
                    remedy: "others' money lies in an account of its own: open one for it")
            }
        }
        guard let agency = try writer.agencyIfAny() else { return }
        let name = try writer.version(of: agency.id, on: header.recordedDay).version.details.name
        guard Self.folded(name) != Self.folded(account.holder) else {
            throw Refusal(
                "account.holder", "the agency would hold the account itself",
                remedy: "name the trustee who holds it as the bank has him")
        }
    }

    /// A name without case and white space, as two spellings of it are compared.
    private static func folded(_ name: String) -> String {
        name.lowercased().filter { !$0.isWhitespace }
    }
}
