import EscrowCore
import LedgerCore
import MoneyCore

/// What the book knows that could fit a receipt: everything that the matching rules decide by.
///
/// It reads rows as a store or a batch has them, so that a batch flushes its invoices before.
///
/// - Source: docs/spec/matching.md#candidates
struct MatchLookup {
    let reader: any BookReader
    let currency: Currency
    let limit: Money

    /// More open invoices of one client are not added up.
    static let mostAddedUp = 30

    init(_ reader: any BookReader, _ currency: Currency) throws {
        self.reader = reader
        self.currency = currency
        limit = Money(minor: try reader.setting(.matchDifferenceLimit), currency)
    }

    /// Looks up what the payer's words and account can mean.
    func candidates(for line: BankLine) throws -> Candidates {
        var candidates = Candidates(line.amount)
        candidates.limit = limit
        try addReferences(of: line, to: &candidates)
        guard candidates.byReference.isEmpty else { return candidates }
        candidates.payer = try payer(of: line)
        candidates.written = Remittance.numbers(in: line.remittance)
        candidates.named = try named(in: line, candidates.written)
        if candidates.payer?.knownBy != .account, let name = line.counterpartyName {
            candidates.namesakes = try namesakes(PartyName(name))
        }
        if let client = try client(in: candidates) {
            candidates.open = try open(of: client, line.amount)
        }
        return candidates
    }

    /// The client who pays, as far as account or name say it.
    private func client(in candidates: Candidates) throws -> PartyID? {
        if let payer = candidates.payer {
            return try reader.party(payer.party)?.role == .client ? payer.party : nil
        }
        guard let only = candidates.named.first?.invoice.client,
            candidates.named.allSatisfy({ $0.invoice.client == only })
        else { return nil }
        return candidates.isBacked(only) ? only : nil
    }

    /// The clients who have or had a name: those who have it as it is, else those with whose name it
    /// begins or who begin with it.
    func namesakes(_ name: PartyName) throws -> Set<PartyID> {
        var (same, alike): (Set<PartyID>, Set<PartyID>) = ([], [])
        guard !name.start.isEmpty else { return same }
        let rows = try reader.rows(
            PartyVersionRow.self, Selection(index: "partyByName", equals: [.text(name.start)]))
        for row in rows {
            guard case .party(let version) = try reader.fact(at: row.version) else { continue }
            let other = PartyName(version.details.name)
            if other == name { same.insert(row.party) }
            if other.agrees(with: name) { alike.insert(row.party) }
        }
        return same.isEmpty ? alike : same
    }

    func addReferences(of line: BankLine, to candidates: inout Candidates) throws {
        var references: [CreditorReference] = []
        func add(_ reference: CreditorReference) {
            if !references.contains(reference) { references.append(reference) }
        }
        if let text = line.creditorReference {
            if let reference = CreditorReference(reading: text) {
                add(reference)
            } else {
                candidates.brokenReference = text
            }
        }
        for reference in Remittance.references(in: line.remittance) { add(reference) }
        for reference in Remittance.references(in: line.endToEndID ?? "") { add(reference) }
        for reference in references {
            let found = try rows("invoiceByReference", reference.description)
            candidates.byReference += found.map(open)
            if found.isEmpty { candidates.unknownReference = reference.description }
        }
    }

    /// The invoices whose number is written in the text or the end-to-end id, the best writing of
    /// each; `written` are the numbers in the text.
    func named(in line: BankLine, _ written: [WrittenNumber]) throws -> [NamedInvoice] {
        var found: [NamedInvoice] = []
        func add(_ row: InvoiceRow, _ writing: NamedInvoice.Writing) {
            let named = NamedInvoice(open(row), writing)
            if let index = found.firstIndex(where: { $0.invoice.id == row.id }) {
                if writing < found[index].writing { found[index] = named }
            } else {
                found.append(named)
            }
        }
        let endToEnd = line.endToEndID ?? ""
        for (text, numbers, exact) in [
            (line.remittance, written, NamedInvoice.Writing.exact),
            (endToEnd, Remittance.numbers(in: endToEnd), .endToEnd),
        ] {
            for word in Remittance.numberWords(in: text) {
                for row in try rows("invoiceByNumber", word) {
                    add(row, Remittance.mayBeDay(word) ? .perhaps : exact)
                }
            }
            for number in numbers {
                let mistyped = number.mayBeDay ? NamedInvoice.Writing.perhaps : .mistyped
                for row in try rows("invoiceByDigits", number.form.digits) {
                    let isSame =
                        number.isWhole && !number.mayBeDay
                        && row.form.groups == number.form.groups
                    add(row, isSame ? exact : mistyped)
                }
                guard number.mayLackNoughts else { continue }
                for row in try rows("invoiceByGroups", number.form.groups) { add(row, mistyped) }
            }
        }
        return found
    }

    /// The one party whose account it is, or for whom a person said that it pays.
    func payer(of line: BankLine) throws -> Payer? {
        guard let account = line.counterpartyAccount else { return nil }
        let parties = try reader.parties(iban: account)
        if parties.count == 1, let party = parties.first { return Payer(party.id, by: .account) }
        guard parties.isEmpty, let client = try reader.payerRule(account)?.client else {
            return nil
        }
        return Payer(client, by: .remembered)
    }

    /// What a client has open, as far as the amount can say something of it.
    private func open(of client: PartyID, _ amount: Money) throws -> ClientOpen {
        var result = ClientOpen()
        result.withAmount = try openRows(client, from: amount.minor, through: amount.minor, 10)
        if limit.isPositive {
            let (most, overflow) = amount.minor.addingReportingOverflow(limit.minor)
            guard !overflow else { return result }
            result.withinLimit = try openRows(client, from: amount.minor + 1, through: most, 10)
        }
        let all = try openRows(client, from: 1, through: nil, Self.mostAddedUp + 1)
        if all.count <= Self.mostAddedUp { result.all = all }
        return result
    }

    private func openRows(
        _ client: PartyID, from: Int64, through: Int64?, _ limit: Int
    ) throws -> [OpenInvoice] {
        try reader.rows(
            InvoiceRow.self,
            Selection(
                index: "invoiceByClientOpen", equals: [.integer(client.sequence)],
                from: .integer(from), through: through.map { .integer($0) }, limit: limit)
        ).map(open)
    }

    private func rows(_ index: String, _ text: String) throws -> [InvoiceRow] {
        try reader.rows(
            InvoiceRow.self, Selection(index: index, equals: [.text(text)], limit: 10))
    }

    func open(_ row: InvoiceRow) -> OpenInvoice {
        OpenInvoice(
            id: row.id, number: row.number, client: row.client,
            open: Money(minor: row.open, currency))
    }
}
