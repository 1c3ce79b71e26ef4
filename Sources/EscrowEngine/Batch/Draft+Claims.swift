import EscrowCore
import LedgerCore
import MoneyCore

extension Draft {
    /// What a party owes the trust in cash, by account, older invoices first.
    mutating func claims(of debtor: PartyID) throws -> [Standing.Place] {
        var claims: [Standing.Place] = []
        for account in Account.allCases where account.kind == .cashClaim {
            claims += try subledgers(account, of: debtor).map {
                Standing.Place($0.subledger, $0.balance)
            }
        }
        return claims
    }

    /// Whether a party owes the trust on an invoice line that money stems from.
    mutating func owes(_ debtor: PartyID, from source: Source) throws -> Bool {
        guard source.invoiceLine != nil else { return false }
        for account in Account.allCases where account.kind == .cashClaim {
            if try !subledgers(account, of: debtor, from: source).isEmpty { return true }
        }
        return false
    }
}
