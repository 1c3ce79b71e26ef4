import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore

extension BookSimulation {
    /// A credit note over a part of a line, now and then with the parties' parts stated.
    mutating func credit() async throws {
        guard let place = randomPart(), let line = model.invoices[place.number]?.lines[place.line]
        else { return }
        let net = amount(upTo: line.net - line.credited.net)
        let whole = line.parts[place.part].whole
        let isStated = Int.random(in: 0..<3, using: &random) == 0
        let stated = isStated ? [place.owner: amount(upTo: min(whole, net))] : [:]
        let falls = model.falls(place.number, place.line, net: net, stated: stated)
        let answer = try await ask(
            "invoice credit issue", "\(place) \(net) \(stated)", taken: falls != nil
        ) { engine throws(EngineError) in
            try await engine.creditInvoice(
                CreditRequest(
                    invoice: place.number, line: place.line + 1, net: Money(minor: net, .eur),
                    parts: stated.map {
                        CreditRequest.PartAmount(
                            party: $0.key, amount: Money(minor: $0.value, .eur))
                    }, number: nil, day: nil, reason: "hours"),
                SampleBook.call("invoice credit issue"))
        }
        guard let answer, let number = answer["credit note"], let falls else { return }
        model.credit(place.number, place.line, falls)
        model.creditNotes.append(
            Model.CreditNote(number: number, invoice: place.number, line: place.line))
    }

    /// A credit note and a party of its line, mostly one that owes something of it.
    ///
    /// - Parameter isRich: Whether the party should have something available elsewhere.
    /// - Returns: The note, the claim and the client; nil while there is none.
    private mutating func randomClaim(
        isRich: Bool
    ) -> (Model.CreditNote, Model.Place, client: String)? {
        let isOwed = Int.random(in: 0..<4, using: &random) > 0
        var found: [(Model.CreditNote, Model.Place, client: String)] = []
        for note in model.creditNotes {
            guard let invoice = model.invoices[note.invoice] else { continue }
            for part in invoice.lines[note.line].parts {
                let claim = Model.Place(1150, part.owner, invoice.source(note.line))
                if isOwed && model.balances[claim] == nil { continue }
                let isFit =
                    !isRich || !model.available(claim.owner, without: claim.source).isEmpty
                if isOwed && !isFit { continue }
                found.append((note, claim, client: invoice.client))
            }
        }
        return found.randomElement(using: &random)
    }

    mutating func netCredit() async throws {
        guard let (note, claim, client) = randomClaim(isRich: true) else { return }
        let here = model.available(claim.owner, without: claim.source)
        let most = min(model.balances[claim] ?? 0, here.reduce(0) { $0 + $1.amount })
        let amount = Bool.random(using: &random) ? nil : amount(upTo: most)
        let netted = amount ?? most
        let answer = try await ask(
            "invoice credit net", "\(note.number) \(claim) \(netted)",
            taken: netted > 0 && netted <= most
        ) { engine throws(EngineError) in
            try await engine.netCredit(
                note.number, party: claim.owner, amount: amount.map { Money(minor: $0, .eur) },
                SampleBook.call("invoice credit net"))
        }
        if answer != nil { model.netCredit(claim, client: client, netted) }
    }

    mutating func repayCredit() async throws {
        guard let (note, claim, client) = randomClaim(isRich: false),
            let (id, receipt) = randomReceipt()
        else {
            return
        }
        let owed = model.balances[claim] ?? 0
        let amount = Bool.random(using: &random) ? nil : amount(upTo: min(owed, receipt.open))
        let repaid = amount ?? min(owed, receipt.open)
        let answer = try await ask(
            "invoice credit repay", "\(note.number) \(claim) \(id) \(repaid)",
            taken: receipt.isFinal && repaid > 0 && repaid <= min(owed, receipt.open)
        ) { engine throws(EngineError) in
            try await engine.repayCredit(
                note.number, party: claim.owner, receipt: BankLineID(sequence: id),
                amount: amount.map { Money(minor: $0, .eur) },
                SampleBook.call("invoice credit repay"))
        }
        if answer != nil { model.repayCredit(claim, client: client, id, repaid) }
    }

    /// A receipt of which something is unidentified, mostly.
    mutating func randomReceipt() -> (Int64, Model.Receipt)? {
        let waits = Int.random(in: 0..<6, using: &random) > 0
        let ids = model.receipts.filter { !waits || $0.value.open > 0 }.keys.sorted()
        guard let id = ids.randomElement(using: &random), let receipt = model.receipts[id] else {
            return nil
        }
        return (id, receipt)
    }

    mutating func applyCredit() async throws {
        guard let note = model.creditNotes.suffix(10).randomElement(using: &random),
            let old = model.invoices[note.invoice], let new = laterInvoice(than: old, note)
        else { return }
        let freelancer = old.lines[note.line].parts[0].owner
        let line = new.lines.firstIndex { $0.parts[0].owner == freelancer }
        let isLater =
            new.client == old.client && new.number != old.number
            && (model.invoiceOrder.firstIndex(of: new.number) ?? 0)
                > (model.invoiceOrder.firstIndex(of: old.number) ?? 0)
        let expected = line.map { new.lines[$0].parts.reduce(0) { $0 + $1.expected } } ?? 0
        let refundable = model.free(Model.Place(2300, old.client, old.source(note.line)))
        let most = min(refundable, expected, model.open(new.number))
        let amount = Bool.random(using: &random) ? nil : amount(upTo: most)
        let applied = amount ?? most
        let answer = try await ask(
            "invoice credit apply", "\(note.number) \(new.number) \(applied)",
            taken: isLater && line != nil && applied > 0 && applied <= most
                && !model.hasNotFinal(old.number)
        ) { engine throws(EngineError) in
            try await engine.applyCredit(
                note.number, to: new.number, amount: amount.map { Money(minor: $0, .eur) },
                SampleBook.call("invoice credit apply"))
        }
        if answer != nil, let line { model.applyCredit(note, to: new.number, line, applied) }
    }

    private mutating func laterInvoice(
        than old: Model.Invoice, _ note: Model.CreditNote
    ) -> Model.Invoice? {
        let fits = model.invoiceOrder.filter { number in
            guard let invoice = model.invoices[number] else { return false }
            return invoice.client == old.client && model.open(number) > 0
        }
        let isFit = Int.random(in: 0..<4, using: &random) > 0
        return (isFit ? fits : model.invoiceOrder).suffix(6).randomElement(using: &random)
            .flatMap { model.invoices[$0] }
    }

    /// A client sets off against the agency: refused, recorded, and nothing changes.
    mutating func setOff() async throws {
        guard let number = model.invoiceOrder.randomElement(using: &random),
            let invoice = model.invoices[number]
        else { return }
        let gross = invoice.lines.reduce(0) { $0 + $1.gross }
        let amount = amount(upTo: gross)
        _ = try await ask(
            "invoice set-off", "\(number) \(amount)", taken: amount > 0 && amount <= gross
        ) { engine throws(EngineError) in
            try await engine.refuseSetOff(
                number, amount: Money(minor: amount, .eur), declaredOn: nil, reason: "hours",
                SampleBook.call("invoice set-off"))
        }
    }

    mutating func writeOff() async throws {
        guard let number = model.invoiceOrder.suffix(20).randomElement(using: &random) else {
            return
        }
        let open = model.open(number)
        let amount = Bool.random(using: &random) ? nil : amount(upTo: open)
        let off = amount ?? open
        let answer = try await ask(
            "invoice write-off", "\(number) \(off)", taken: off > 0 && off <= open
        ) { engine throws(EngineError) in
            try await engine.writeOff(
                number, amount: amount.map { Money(minor: $0, .eur) }, reason: "client failed",
                SampleBook.call("invoice write-off"))
        }
        if answer != nil { model.writeOff(number, off) }
    }
}
