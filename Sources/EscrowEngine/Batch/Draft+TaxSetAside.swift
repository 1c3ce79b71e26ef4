import EscrowCore
import LedgerCore
import MoneyCore

extension Draft {
    /// Enters J9 or J10 for what is released of an invoice for a party, and J22 for the VAT inside
    /// the agency's part of it.
    ///
    /// - Source: docs/spec/events.md#J22
    mutating func release(
        _ places: [Standing.Place], as role: PartRole, of invoice: InvoiceID
    ) throws {
        var amounts: [(subledger: Subledger, minor: Int64)] = []
        for place in places {
            if let index = amounts.firstIndex(where: { $0.subledger == place.subledger }) {
                amounts[index].minor += place.amount
            } else {
                amounts.append((place.subledger, place.amount))
            }
        }
        var taxes: [Standing.Place] = []
        var left: [Standing.Place] = []
        for (subledger, minor) in amounts {
            let tax = role == .agency ? try taxSetAside(of: minor, held: subledger) : 0
            if tax > 0 { taxes.append(Standing.Place(subledger, tax)) }
            if minor > tax { left.append(Standing.Place(subledger, minor - tax)) }
        }
        let today = header.recordedDay
        if !left.isEmpty {
            try append(
                .entry(
                    try Entry.released(
                        left, as: role, evidence: invoice.sequence, on: today,
                        in: book.currency)))
        }
        if !taxes.isEmpty {
            try append(
                .entry(
                    try Entry.taxSetAside(
                        taxes, evidence: invoice.sequence, on: today, in: book.currency)))
        }
    }

    /// The VAT inside what is released; of what came back from a payout it was set aside before.
    private mutating func taxSetAside(of minor: Int64, held: Subledger) throws -> Int64 {
        guard let id = held.source.invoiceLine, let owner = held.owner,
            case .invoice(let invoice)? = try fact(at: id.invoice.sequence),
            invoice.lines[id.number - 1].agencyTaxShare.numerator > 0,
            let part = try tables.parts.row(PartRow.Key(line: id, owner: owner), writer)
        else { return 0 }
        let waiting = try holds(Selection(equals: SubledgerRow.fields(of: held)))
            .filter { $0.cause == .condition }.reduce(0) { $0 + $1.amount }
        let expected = try balance(
            Subledger(
                .expectedAgency, bank: invoice.bank, owner: owner, source: held.source))
        let frozen = try balance(held.moved(to: .disputed))
        let has = part.contract - part.writtenOff - expected
        let released = min(minor, waiting)
        return min(
            released,
            LinePart.setAside(
                of: released, behind: max(0, has - waiting - frozen),
                invoice.lines[id.number - 1].agencyTaxShare))
    }
}
