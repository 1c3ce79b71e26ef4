package import EscrowCore
package import Evidence
package import LedgerCore
package import MoneyCore

/// Finding things by the names that people give them.
extension BookReader {
    package func party(code: String) throws -> PartyRow? {
        try rows(PartyRow.self, Selection(index: "partyByCode", equals: [.text(code)])).first
    }

    package func party(_ id: PartyID) throws -> PartyRow? {
        try row(PartyRow.self, key: [.integer(id.sequence)])
    }

    package func parties(iban: String) throws -> [PartyRow] {
        try rows(PartyRow.self, Selection(index: "partyByIBAN", equals: [.text(iban)]))
    }

    /// The book's one agency.
    package func agency() throws -> PartyRow {
        guard let agency = try agencyIfAny() else {
            throw Refusal(
                "agency.missing", "the book has no agency yet",
                remedy: "add it with `ringfence party add CODE --role agency --name ...`")
        }
        return agency
    }

    /// The agency, if the book has it yet.
    package func agencyIfAny() throws -> PartyRow? {
        try rows(
            PartyRow.self,
            Selection(
                index: "partyByRole", equals: [.integer(Int64(PartyRole.agency.rawValue))], limit: 1
            )
        ).first
    }

    package func knownParty(code: String, role: PartyRole) throws -> PartyRow {
        guard let party = try party(code: code) else {
            throw Refusal(
                "party.unknown", "there is no party \(code)",
                remedy: "add it with `ringfence party add \(code) --role \(role.name) --name ...`")
        }
        guard party.role == role else {
            throw Refusal(
                "party.role", "\(code) is a \(party.role.name), not a \(role.name)",
                remedy: "name a \(role.name), see `ringfence party list`")
        }
        return party
    }

    /// The version of a party that holds on a day, and its record; the first version if none does yet.
    package func version(
        of party: PartyID, on day: Day
    ) throws -> (version: PartyVersion, record: Int64) {
        let rows = try rows(
            PartyVersionRow.self,
            Selection(
                equals: [.integer(party.sequence)], through: .integer(Int64(day.number)),
                isDescending: true, limit: 1))
        let row =
            try rows.first
            ?? self.rows(
                PartyVersionRow.self, Selection(equals: [.integer(party.sequence)], limit: 1)
            ).first
        guard let row, case .party(let version) = try fact(at: row.version) else {
            throw EngineError.broken("party \(party) has no version")
        }
        return (version, row.version)
    }

    /// Every account that a party has, had, or is to have.
    package func accounts(of party: PartyID) throws -> Set<String> {
        let versions = try rows(
            PartyVersionRow.self, Selection(equals: [.integer(party.sequence)]))
        return Set(
            try versions.compactMap { row in
                guard case .party(let version) = try fact(at: row.version) else { return nil }
                return version.details.iban?.electronic
            })
    }

    package func actor(named name: String) throws -> ActorRow? {
        try rows(ActorRow.self, Selection(index: "actorByName", equals: [.text(name)])).first
    }

    package func actor(_ id: ActorID) throws -> ActorRow? {
        try row(ActorRow.self, key: [.integer(id.sequence)])
    }

    /// The key that stands for an actor; nil while his decisions are unsigned.
    package func publicKey(of actor: ActorID) throws -> PublicKey? {
        guard let row = try row(ActorKeyRow.self, key: [.integer(actor.sequence)]) else {
            return nil
        }
        guard let key = PublicKey(row.publicKey) else {
            throw EngineError.broken("the key of \(actor) is no public key")
        }
        return key
    }

    package func trustAccounts() throws -> [TrustAccountRow] {
        try rows(TrustAccountRow.self, .all)
    }

    package func trustAccount(_ id: TrustAccountID) throws -> TrustAccount {
        guard case .trustAccount(let account) = try fact(at: id.sequence) else {
            throw EngineError.broken("trust account \(id) does not exist")
        }
        return account
    }

    /// All spans of terms of an engagement, oldest first.
    package func spans(engagement code: String) throws -> [EngagementRow] {
        try rows(EngagementRow.self, Selection(index: "engagementByCode", equals: [.text(code)]))
    }

    package func terms(_ row: EngagementRow) throws -> EngagementTerms {
        guard case .engagement(let terms) = try fact(at: row.version) else {
            throw EngineError.broken("engagement \(row.code) has no terms")
        }
        return terms
    }

    /// The newest version of a rule; nil if there is no rule of that code.
    package func rule(code: String) throws -> RuleRow? {
        try rows(
            RuleRow.self,
            Selection(index: "ruleByCode", equals: [.text(code)], isDescending: true, limit: 1)
        ).first
    }

    package func knownRule(code: String) throws -> RuleRow {
        guard let row = try rule(code: code) else {
            throw Refusal(
                "rule.unknown", "there is no rule \(code)",
                remedy: "add it with `ringfence rule add FILE`, or see `ringfence rule list`")
        }
        return row
    }

    package func rule(_ id: RuleID) throws -> SplitRule {
        guard case .rule(let rule) = try fact(at: id.sequence) else {
            throw EngineError.broken("rule \(id) does not exist")
        }
        return rule
    }

    package func invoiceRow(number: String) throws -> InvoiceRow? {
        try rows(InvoiceRow.self, Selection(index: "invoiceByNumber", equals: [.text(number)]))
            .first
    }

    package func knownInvoice(number: String) throws -> InvoiceRow {
        guard let row = try invoiceRow(number: number) else {
            throw Refusal(
                "invoice.unknown", "there is no invoice \(number)",
                remedy: "see `ringfence invoice list`")
        }
        return row
    }

    /// The invoice or the day's sales with this id.
    package func billed(_ id: InvoiceID) throws -> Billed {
        guard let billed = try fact(at: id.sequence)?.billed else {
            throw EngineError.broken("invoice \(id) does not exist")
        }
        return billed
    }

    package func invoice(_ id: InvoiceID) throws -> Invoice {
        switch try fact(at: id.sequence) {
        case .invoice(let invoice): return invoice
        case .sale(let sales):
            throw Refusal(
                "sale.no-invoice", "\(sales.number) is a day's sales, not an invoice",
                remedy: "see `ringfence sale show \(sales.number)`")
        default: throw EngineError.broken("invoice \(id) does not exist")
        }
    }

    package func bankLine(_ id: BankLineID) throws -> BankLineFact {
        guard case .bankLine(let fact) = try fact(at: id.sequence) else {
            throw Refusal(
                "receipt.unknown", "there is no bank line \(id.sequence)",
                remedy: "see `ringfence receipt list`")
        }
        return fact
    }

    /// The balance of an account on its normal side, over all owners and bank accounts.
    package func balance(_ account: Account) throws -> Int64 {
        try rows(
            BalanceRow.self, Selection(equals: [.integer(Int64(account.rawValue))])
        ).reduce(0) { $0 + $1.amount }
    }

    /// The balance of an account in one trust account, on its normal side.
    package func balance(_ account: Account, at bank: TrustAccountID) throws -> Int64 {
        try rows(
            BalanceRow.self, Selection(equals: [.integer(Int64(account.rawValue))])
        ).reduce(0) { $1.bank == bank.sequence ? $0 + $1.amount : $0 }
    }

    /// What is missing in the trust: the open cash claims.
    package func shortfall() throws -> Int64 {
        try Account.allCases.filter { $0.kind == .cashClaim }
            .reduce(0) { try $0 + balance($1) }
    }
}
