import EscrowCore
package import LedgerCore
package import MoneyCore

/// Finds whose account each payout of a plan goes to.
///
/// - Source: docs/spec/payout.md#destination
struct PayoutDestinations {
    /// Parties that were looked up: a party is paid to one account, however many payouts it gets.
    private var known: [PartyID: Destination] = [:]

    /// An account, and what the record says of it.
    struct Destination {
        let name: String
        let iban: IBAN
        let place: Payout.Destination
        /// nil where it is not known.
        var address: Address?
    }

    mutating func destination(
        of group: PayoutGroup, in draft: inout Draft
    ) throws -> Destination {
        if let target = group.target {
            let account = try draft.writer.trustAccount(target)
            return Destination(
                name: account.holder, iban: account.iban, place: .trustAccount(target))
        }
        guard let payee = group.payee else { return try payer(of: group, in: draft) }
        if group.account == .clientRefundable, let invoice = group.invoices.first,
            let payer = try payer(of: invoice, payee, in: &draft)
        {
            return payer
        }
        return try own(payee, in: draft)
    }

    /// The payee's own account of master data.
    private mutating func own(
        _ payee: PartyRow, in draft: borrowing Draft
    ) throws -> Destination {
        if let known = known[payee.id] { return known }
        // Of the day of planning: an account that holds only later has not waited long enough.
        let (version, record) = try draft.writer.version(
            of: payee.id, on: draft.header.recordedDay)
        guard let iban = version.details.iban else {
            throw Refusal(
                "payout.iban", "\(payee.code) has no IBAN to be paid to",
                remedy: "add it with `ringfence party change`")
        }
        let destination = Destination(
            name: version.details.name, iban: iban, place: .party(version: record),
            address: version.details.address)
        known[payee.id] = destination
        return destination
    }

    /// The one account from which an invoice was paid; nil leaves it to the client's own.
    ///
    /// Accounts of other parties and of the trust never count: a payment that the agency passed on is
    /// not the agency's. Of several accounts none is guessed.
    private func payer(
        of invoice: InvoiceID, _ client: PartyRow, in draft: inout Draft
    ) throws -> Destination? {
        var payers: [Destination] = []
        for receipt in try draft.allocations(to: invoice).sorted(by: { $0.bankLine > $1.bankLine })
        where receipt.amount > 0 {
            guard let payer = try Self.payer(receipt.bankLine, in: draft),
                try Self.isOthers(payer.iban, than: client, in: draft) == false
            else { continue }
            if !payers.contains(where: { $0.iban == payer.iban }) { payers.append(payer) }
        }
        guard payers.count > 1 else { return payers.first }
        let (version, _) = try draft.writer.version(of: client.id, on: draft.header.recordedDay)
        guard version.details.iban == nil else { return nil }
        let number = try draft.writer.row(InvoiceRow.self, key: [.integer(invoice.sequence)])?
            .number
        throw Refusal(
            "payout.payers",
            "invoice \(number ?? "\(invoice)") was paid from \(payers.count) accounts, and \(client.code) has none of its own",
            remedy: "ask the client and add its account with `ringfence party change`")
    }

    private static func isOthers(
        _ iban: IBAN, than client: PartyRow, in draft: borrowing Draft
    ) throws -> Bool {
        let text = iban.electronic
        if try draft.writer.trustAccounts().contains(where: { $0.iban == text }) { return true }
        if let agency = try draft.writer.agencyIfAny(),
            try draft.writer.accounts(of: agency.id).contains(text)
        {
            return true
        }
        return try draft.writer.parties(iban: text).contains { $0.id != client.id }
    }

    /// An unidentified receipt goes back to where it came from, and nowhere else.
    private func payer(of group: PayoutGroup, in draft: borrowing Draft) throws -> Destination {
        guard case .unidentified(let line)? = group.parts.first?.source else {
            throw EngineError.broken("a payout without payee is of no receipt")
        }
        guard let payer = try Self.payer(line, in: draft) else {
            throw Refusal(
                "receipt.payer",
                "the bank gave no valid account of who paid receipt \(line.sequence)",
                remedy:
                    "ask the payer or the bank for the IBAN and name it with `ringfence receipt account`, or have the payment recalled; or identify it with `ringfence receipt match`"
            )
        }
        return payer
    }

    private static func payer(
        _ line: BankLineID, in draft: borrowing Draft
    ) throws -> Destination? {
        guard
            let payer = try draft.writer.payer(of: line, on: draft.header.recordedDay)
        else { return nil }
        return Destination(name: payer.name, iban: payer.iban, place: .payer(line))
    }
}

extension BookReader {
    /// Whom a receipt's money goes back to, by a day; nil where nobody knows an account.
    func payer(of line: BankLineID, on day: Day) throws -> (name: String, iban: IBAN)? {
        let receipt = try bankLine(line).line
        let given = try payerAccount(of: line, on: day)
        guard let iban = given ?? receipt.counterpartyAccount.flatMap({ try? IBAN($0) }) else {
            return nil
        }
        let name = receipt.counterpartyName.map { String($0.prefix(70)) } ?? ""
        let isNamed = name.contains { $0.isLetter || $0.isNumber }
        return (isNamed ? name : "Payer of receipt \(line.sequence)", iban)
    }

    /// Name and account that a payout's file names.
    package func payee(of id: PayoutID) throws -> (name: String, iban: IBAN) {
        guard case .payout(let payout) = try fact(at: id.sequence),
            let day = try record(at: id.sequence)?.recordedDay
        else { throw EngineError.broken("payout \(id) does not exist") }
        switch payout.destination {
        case .trustAccount(let target):
            let account = try trustAccount(target)
            return (account.holder, account.iban)
        case .party(let version):
            guard case .party(let party) = try fact(at: version), let iban = party.details.iban
            else { throw EngineError.broken("payout \(id) names no account") }
            return (party.details.name, iban)
        case .payer(let line):
            guard let payer = try payer(of: line, on: day) else {
                throw EngineError.broken("payout \(id) goes back to nobody")
            }
            return payer
        }
    }
}
