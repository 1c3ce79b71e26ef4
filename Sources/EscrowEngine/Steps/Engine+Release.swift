import EscrowCore
import LedgerCore
import MoneyCore

extension Engine {
    /// Releases what is held of an invoice for a party: it can be paid out (J9, J10).
    ///
    /// A returned payout is held until somebody does this, after its cause is mended.
    ///
    /// - Source: docs/spec/payout.md#release
    package func release(
        party code: String, invoice number: String, _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            guard let party = try draft.writer.party(code: code) else {
                throw Refusal(
                    "party.unknown", "there is no party \(code)",
                    remedy: "see `ringfence party list`")
            }
            let row = try draft.writer.knownInvoice(number: number)
            if party.role == .agency, try draft.shortfall() > 0 {
                throw Refusal(
                    "release.shortfall",
                    "the trust has a shortfall, so the agency's share stays held",
                    remedy: "have it topped up first")
            }
            let transfers = try Self.held(party, row, in: &draft)
            guard !transfers.isEmpty else {
                throw Refusal(
                    "release.nothing",
                    "nothing of invoice \(number) is held for \(code) that can be released",
                    remedy:
                        "see `ringfence balance \(code)`; a direct debit is held until it is final")
            }
            let event: JournalEvent = party.role == .agency ? .agencyShareAvailable : .release
            let entry = try Entry(
                Entry.Occasion(
                    event, bookingDay: draft.header.recordedDay, evidence: row.id.sequence),
                transfers)
            try draft.append(.entry(entry))
            let total = try Money.sum(transfers.map(\.amount), in: draft.book.currency)
            return Answer(
                "Released \(total) of invoice \(number) for \(code).",
                ["party": code, "invoice": number, "amount": total.plain])
        }
    }

    private static func held(
        _ party: PartyRow, _ row: InvoiceRow, in draft: inout Draft
    ) throws -> [Entry.Transfer] {
        guard let role = party.role.part else { return [] }
        var transfers: [Entry.Transfer] = []
        for held in try draft.subledgers(role.held, of: party.id)
        where held.subledger.source.invoiceLine?.invoice == row.id {
            guard let line = held.subledger.source.invoiceLine else { continue }
            let final = held.balance - (try draft.notFinal(of: party.id, line: line))
            guard final > 0 else { continue }
            transfers.append(
                Entry.Transfer(
                    debit: held.subledger, credit: held.subledger.moved(to: role.available),
                    Money(minor: final, draft.book.currency)))
        }
        return transfers
    }
}
