import EscrowCore
import LedgerCore
import MoneyCore

/// What a receipt does beside J2 and J3: money that nobody expected any more, money that the agency
/// passes on, VAT that is set aside.
extension ReceiptAllocation {
    /// How much of an amount is for which line, as a receipt of it would be.
    func lines(of minor: Int64) -> [(line: InvoiceLineID, minor: Int64)] {
        Split.divide(minor, over: states).shares.map { ($0.state.line, $0.amount) }
    }

    /// What is still expected for a line.
    func missing(of line: InvoiceLineID) -> Int64 {
        expected.reduce(0) { $1.key.line == line ? $0 + $1.value : $0 }
    }

    /// J23, second half: what was written off and comes all the same is expected again first.
    ///
    /// - Source: docs/spec/invoice.md#write-off
    func expectAgain(_ split: Split, _ receipt: Receipt, in draft: inout Draft) throws {
        var places: [Standing.Place] = []
        for share in split.shares {
            for (part, given) in zip(share.state.parts, share.given) {
                let key = PartRow.Key(line: share.state.line, owner: part.owner)
                let more = given - (expected[key] ?? 0)
                guard more > 0 else { continue }
                places.append(
                    Standing.Place(
                        Subledger(
                            part.role.expected, bank: invoice.bank, owner: part.owner,
                            source: .invoiceLine(share.state.line)), more))
            }
        }
        guard !places.isEmpty else { return }
        try draft.append(
            .entry(try Entry.expectedAgain(places, client: invoice.client, receipt)))
    }

    /// J24: money from the agency's own account ends what it owes of this invoice.
    ///
    /// - Source: docs/spec/invoice.md#misdirected
    func passOn(_ receipt: Receipt, in draft: inout Draft) throws {
        let claims = Standing(try draft.misdirected(of: id))
        guard claims.total > 0,
            case .bankLine(let fact)? = try draft.fact(at: receipt.bankLine.sequence),
            let account = fact.line.counterpartyAccount,
            account == (try draft.writer.agency().iban)
        else { return }
        let met = claims.take(min(claims.total, receipt.amount.minor)).taken
        try draft.append(.entry(try Entry.passedOn(met, receipt)))
    }

    /// J22: the VAT inside the agency's part of what was split.
    ///
    /// - Source: docs/spec/events.md#J22
    func setAside(_ split: Split, _ receipt: Receipt, in draft: inout Draft) throws {
        var places: [Standing.Place] = []
        for share in split.shares {
            for (part, given) in zip(share.state.parts, share.given) {
                let tax = part.setAside(of: given)
                guard tax > 0 else { continue }
                places.append(
                    Standing.Place(
                        Subledger(
                            part.role.held, bank: receipt.bank, owner: part.owner,
                            source: .invoiceLine(share.state.line)), tax))
            }
        }
        guard !places.isEmpty else { return }
        try draft.append(.entry(try Entry.taxSetAside(places, receipt)))
    }

    /// J17b: what J3 gave to who owes on this invoice meets that first.
    ///
    /// Where that ends the shortfall, the agency's share that waited for it alone is available
    /// (J10, J22), as if nobody had owed anything.
    ///
    /// - Source: docs/spec/receipt.md#netting
    func meetClaims(_ split: Entry, _ receipt: Receipt, in draft: inout Draft) throws {
        guard states.contains(where: \.agencyWaits) else { return }
        let given = split.lines.filter {
            $0.side == .credit && $0.subledger.account.kind == .entitlement
        }.map { Standing.Place($0.subledger, $0.minor) }
        let met = try draft.meetClaims(on: id, with: given, receipt.occasion(.netting))
        guard !met.isEmpty, try draft.shortfall() == 0 else { return }
        let free = Set(states.filter { !$0.release.isHeld }.map(\.line))
        let waited = given.filter { place in
            place.subledger.account == .agencyHeld
                && place.subledger.source.invoiceLine.map(free.contains) == true
        }.map { place in
            Standing.Place(
                place.subledger,
                place.amount
                    - met.filter { $0.subledger == place.subledger }.reduce(0) { $0 + $1.amount })
        }
        let agency = Standing(waited).places
        if !agency.isEmpty { try draft.release(agency, as: .agency, of: id) }
    }

    /// Enters J3 for money that stands in 2010 by its split: of all lines, or of one.
    func enterSplit(
        _ receipt: Receipt, onlyTo line: InvoiceLineID?, in draft: inout Draft
    ) throws {
        let split = Split.divide(
            receipt.amount.minor, over: states.filter { $0.line == line ?? $0.line })
        guard split.excess == 0 else {
            throw EngineError.broken("\(receipt.amount) is more than its lines miss")
        }
        try expectAgain(split, receipt, in: &draft)
        try enter(split, of: receipt, wasWithheld: false, in: &draft)
    }
}
