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

    /// J17b on one invoice: what came to somebody who owes on it meets that before it is his.
    ///
    /// Claims of the same line come first, then those of the invoice's other lines; only in the
    /// trust account to which the money came.
    ///
    /// - Parameters:
    ///   - invoice: To which the money came.
    ///   - places: What came, of which subledger; nothing of it is reserved.
    ///   - occasion: Days and evidence of the entry.
    /// - Returns: What of each place met a claim.
    /// - Throws: As any entry.
    /// - Source: docs/spec/receipt.md#netting
    mutating func meetClaims(
        on invoice: InvoiceID, with places: [Standing.Place], _ occasion: Entry.Occasion
    ) throws -> [Standing.Place] {
        guard try shortfall() > 0 else { return [] }
        var met: [(money: Standing.Place, claim: Standing.Place)] = []
        // Every line its own claims, before what is left of one meets those of another.
        for isOwn in [true, false] {
            for place in places where place.subledger.account != .disputed {
                guard let owner = place.subledger.owner else { continue }
                let open = try claims(of: owner).filter {
                    $0.subledger.source.invoiceLine?.invoice == invoice
                        && $0.subledger.bank == place.subledger.bank
                        && ($0.subledger.source == place.subledger.source) == isOwn
                }.map { claim in
                    Standing.Place(
                        claim.subledger,
                        claim.amount - Self.sum(met.map(\.claim), of: claim.subledger))
                }
                let left = place.amount - Self.sum(met.map(\.money), of: place.subledger)
                for claim in Standing(open).take(left).taken {
                    met.append((Standing.Place(place.subledger, claim.amount), claim))
                }
            }
        }
        guard !met.isEmpty else { return [] }
        try append(
            .entry(
                try Entry.recovery(
                    occasion, debits: met.map(\.money), claims: met.map(\.claim),
                    book.currency)))
        return Standing(met.map(\.money)).merged.places
    }

    private static func sum(_ places: [Standing.Place], of subledger: Subledger) -> Int64 {
        places.reduce(0) { $1.subledger == subledger ? $0 + $1.amount : $0 }
    }

    /// Who owes how much of what was taken out of an invoice, as a sentence goes on; nothing when
    /// all of it was here.
    func words(ofClaims claims: [Standing.Place]) throws -> String {
        guard !claims.isEmpty else { return "" }
        let all = claims.reduce(Int64(0)) { $0 + $1.amount }
        var debtors: [(owner: PartyID, minor: Int64)] = []
        for claim in claims {
            guard let owner = claim.subledger.owner else { continue }
            if let index = debtors.firstIndex(where: { $0.owner == owner }) {
                debtors[index].minor += claim.amount
            } else {
                debtors.append((owner, claim.amount))
            }
        }
        let owed = try debtors.map { debtor in
            "\(try writer.party(debtor.owner)?.code ?? "?") owes \(Money(minor: debtor.minor, book.currency))"
        }.joined(separator: ", ")
        return
            "; ALARM: \(Money(minor: all, book.currency)) of it is not here any more and missing in the trust: \(owed)"
    }

    /// What a clerk should hear of money that was taken out of an invoice.
    func words(of out: TakenOut) throws -> String {
        let again =
            out.expectedAgain > 0
            ? "; \(Money(minor: out.expectedAgain, book.currency)) that was written off with it is expected again"
            : ""
        return try again + words(ofClaims: out.claims)
    }
}
