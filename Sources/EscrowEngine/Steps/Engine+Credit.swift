import EscrowCore
import LedgerCore
package import MoneyCore

/// What somebody credits of an invoice.
package struct CreditRequest: Hashable, Sendable {
    package let invoice: String
    /// nil for the only line.
    package let line: Int?
    package let net: Money
    /// Party codes with what their parts fall by; the others' follow from their parts.
    package let parts: [PartAmount]
    /// nil takes the next number of the year: `RK-2013-0001`.
    package let number: String?
    /// nil is the day on which it is recorded.
    package let day: Day?
    package let reason: String

    package struct PartAmount: Hashable, Sendable {
        package let party: String
        package let amount: Money

        package init(party: String, amount: Money) {
            self.party = party
            self.amount = amount
        }
    }

    package init(
        invoice: String, line: Int?, net: Money, parts: [PartAmount], number: String?, day: Day?,
        reason: String
    ) {
        self.invoice = invoice
        self.line = line
        self.net = net
        self.parts = parts
        self.number = number
        self.day = day
        self.reason = reason
    }
}

extension Engine {
    /// Credits a part of an invoice line (J21), whatever its money does: what is open goes off, what
    /// is here becomes the client's, what is out becomes a claim.
    ///
    /// - Source: docs/spec/invoice.md#credit-notes
    package func creditInvoice(
        _ request: CreditRequest, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let row = try draft.writer.knownInvoice(number: request.invoice)
            let invoice = try draft.writer.invoice(row.id)
            let line = try Self.lineNumber(request.line, of: invoice)
            let lineID = InvoiceLineID(invoice: row.id, number: line)
            let parts = try draft.creditedParts(
                invoice.lines[line - 1].parts, lineID, bank: invoice.bank)
            let note = try Self.note(request, invoice, lineID, parts, in: draft)
            let state = LineState(
                line: lineID, release: invoice.lines[line - 1].release,
                agencyWaits: try draft.shortfall() > 0, parts: parts.map(\.part))
            let settlement = CreditSettlement(
                note, parts, state: state, bank: invoice.bank,
                isFinal: try !draft.writer.hasNotFinal(row.id))
            let withdrawn = try draft.withdrawPlans(reserving: settlement.taken)
            let record = try draft.append(.creditNote(note))
            if let entry = try Entry.credited(
                settlement, client: invoice.client, note: record,
                on: draft.header.recordedDay, in: draft.book.currency)
            {
                try draft.append(.entry(entry))
            }
            return Self.answer(note, settlement, request, withdrawn)
        }
    }

    static func lineNumber(_ line: Int?, of invoice: Invoice) throws -> Int {
        guard let line else {
            guard invoice.lines.count == 1 else {
                throw Refusal(
                    "invoice.which-line",
                    "invoice \(invoice.number) has \(invoice.lines.count) lines",
                    remedy: "name one with --line")
            }
            return 1
        }
        guard invoice.lines.indices.contains(line - 1) else {
            throw Refusal(
                "invoice.line", "invoice \(invoice.number) has no line \(line)",
                remedy: "see `ringfence invoice show \(invoice.number)`")
        }
        return line
    }

    private static func note(
        _ request: CreditRequest, _ invoice: Invoice, _ line: InvoiceLineID,
        _ parts: [CreditedPart], in draft: borrowing Draft
    ) throws -> CreditNote {
        let today = draft.header.recordedDay
        let day = request.day ?? today
        guard invoice.day <= day, day <= today else {
            throw Refusal(
                "credit.day", "\(day) is not from \(invoice.day) through \(today)",
                remedy: "a credit note has a day from its invoice's day on, and not a later one")
        }
        let number = try request.number ?? draft.writer.nextDocumentNumber("RK-", on: day)
        try draft.writer.checkFree(number)
        var stated: [PartyID: Money] = [:]
        for part in request.parts {
            guard let party = try draft.writer.party(code: part.party) else {
                throw Refusal(
                    "party.unknown", "there is no party \(part.party)",
                    remedy: "see `ringfence party list`")
            }
            stated[party.id] = part.amount
        }
        let demand = CreditDemand(net: request.net, stated: stated)
        let before = try credited(line, in: draft)
        do throws(CreditError) {
            let vat = try demand.vat(on: invoice.lines[line.number - 1], before: before)
            let gross = Money(minor: request.net.minor + vat.minor, request.net.currency)
            return CreditNote(
                number: number, line: line, day: day, net: request.net, vat: vat,
                reason: request.reason, parts: try demand.parts(of: gross, among: parts))
        } catch {
            throw try error.refusal(request, draft.writer)
        }
    }

    /// What earlier credit notes took off a line.
    private static func credited(
        _ line: InvoiceLineID, in draft: borrowing Draft
    ) throws -> CreditedBefore {
        var (net, vat): (Int64, Int64) = (0, 0)
        for row in try draft.writer.facts(about: line.invoice) where row.kind == .creditNote {
            guard case .creditNote(let note)? = try draft.fact(at: row.sequence),
                note.line == line
            else { continue }
            net += note.net.minor
            vat += note.vat.minor
        }
        return CreditedBefore(net: net, vat: vat)
    }

    private static func answer(
        _ note: CreditNote, _ settlement: CreditSettlement, _ request: CreditRequest,
        _ withdrawn: [PlanID]
    ) -> Answer {
        func text(_ minor: Int64) -> String { Money(minor: minor, note.net.currency).plain }
        return Answer(
            "Credited \(note.gross) of invoice \(request.invoice) with \(note.number)\(withdrawn.sentence).",
            values: [
                Answer.Value(name: "credit note", text: note.number),
                Answer.Value(name: "gross", text: note.gross.plain),
                Answer.Value(name: "no longer expected", text: text(settlement.memo)),
                Answer.Value(name: "refundable", text: text(settlement.refundable)),
                Answer.Value(name: "completes others", text: text(settlement.completed)),
                Answer.Value(name: "claimed back", text: text(settlement.out)),
            ] + withdrawn.values)
    }
}

extension CreditError {
    fileprivate func refusal(_ request: CreditRequest, _ reader: any BookReader) throws -> Refusal {
        switch self {
        case .notPositive(let net):
            return Refusal(
                "credit.amount", "\(net) is no amount that can be credited",
                remedy: "give a net amount of more than zero")
        case .moreThanLine(let left):
            return Refusal(
                "credit.line", "only \(left) net is left of that line of \(request.invoice)",
                remedy: "credit at most that")
        case .noPart(let party):
            let code = try reader.party(party)?.code ?? "\(party)"
            return Refusal(
                "invoice.no-part", "\(code) has no part of that line of \(request.invoice)",
                remedy: "see `ringfence invoice show \(request.invoice)`")
        case .partTooLarge(let party, let contract):
            let code = try reader.party(party)?.code ?? "\(party)"
            return Refusal(
                "credit.part", "\(code)'s part of the contract is \(contract), no more falls",
                remedy: "give each party a part from 0 to that")
        case .moreThanContract(let left):
            return Refusal(
                "credit.contract", "only \(left) is left of the contract of that line",
                remedy: "a dispute decided for the client took the rest already")
        case .partsDiffer(let gross, let stated):
            return Refusal(
                "credit.parts", "the parts come to \(stated), the credit note to \(gross)",
                remedy: "let the parts sum to the gross amount, or leave some away")
        case .overflow:
            return Refusal(
                "credit.overflow", "the VAT of that amount is too large",
                remedy: "give a smaller amount")
        }
    }
}
