import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore

/// Receipts on the wrong invoice, clawed back, or paid to the agency.
extension BookSimulation {
    /// A receipt with an invoice that it is for, mostly.
    private mutating func allocation() -> (Int64, String, Int64)? {
        let isFit = Int.random(in: 0..<6, using: &random) > 0
        let ids = model.receipts.filter { receipt in
            !isFit || receipt.value.allocated.contains { $0.value > 0 }
        }.keys.sorted()
        guard let id = ids.suffix(15).randomElement(using: &random) else { return nil }
        let allocated = model.receipts[id]?.allocated ?? [:]
        let numbers = isFit ? allocated.filter { $0.value > 0 }.keys.sorted() : model.invoiceOrder
        guard let number = numbers.randomElement(using: &random) else { return nil }
        return (id, number, allocated[number] ?? 0)
    }

    mutating func moveReceipt() async throws {
        guard let (id, wrong, all) = allocation(),
            let right = model.invoiceOrder.suffix(12).randomElement(using: &random)
        else { return }
        let amount = Int.random(in: 0..<3, using: &random) > 0 ? nil : amount(upTo: all)
        let moved = amount ?? all
        var after = model
        let isRight = wrong != right && moved > 0 && moved <= all
        let isTaken = isRight && after.moveReceipt(id, from: wrong, to: right, moved)
        let answer = try await ask(
            "receipt move", "\(id) \(wrong) \(right) \(moved)", taken: isTaken
        ) { engine throws(EngineError) in
            try await engine.move(
                receipt: BankLineID(sequence: id), from: wrong, to: right,
                amount: amount.map { Money(minor: $0, .eur) }, SampleBook.call("receipt move"))
        }
        if answer != nil { model = after }
    }

    /// A person takes a receipt off an invoice, all of it or a part.
    mutating func unmatch() async throws {
        guard let (id, number, all) = allocation() else { return }
        let amount = Int.random(in: 0..<3, using: &random) > 0 ? nil : amount(upTo: all)
        let wanted = amount ?? all
        var after = model
        let isTaken = wanted > 0 && wanted <= all && after.unmatch(id, from: number, wanted)
        let answer = try await ask(
            "receipt unmatch", "\(id) \(number) \(wanted)", taken: isTaken
        ) { engine throws(EngineError) in
            try await engine.unmatch(
                receipt: BankLineID(sequence: id), invoice: number,
                amount: amount.map { Money(minor: $0, .eur) }, SampleBook.call("receipt unmatch"))
        }
        if answer != nil { model = after }
    }

    mutating func clawBack() async throws {
        guard let (id, number, all) = allocation() else { return }
        let amount = Int.random(in: 0..<3, using: &random) > 0 ? nil : amount(upTo: all)
        let wanted = amount ?? all
        var after = model
        let isRight = wanted > 0 && wanted <= all && model.receipts[id]?.isFinal == true
        let isTaken = isRight && after.clawBack(wanted, of: id, from: number)
        let answer = try await ask(
            "receipt clawback", "\(id) \(number) \(wanted)", taken: isTaken
        ) { engine throws(EngineError) in
            try await engine.clawBack(
                receipt: BankLineID(sequence: id), invoice: number,
                amount: amount.map { Money(minor: $0, .eur) }, SampleBook.call("receipt clawback"))
        }
        if answer != nil { model = after }
    }

    /// The client paid into the agency's own account.
    mutating func misdirect() async throws {
        guard let number = model.invoiceOrder.suffix(12).randomElement(using: &random) else {
            return
        }
        let known = model.misdirected(number).reduce(0) { $0 + $1.amount }
        let most = model.open(number) - known
        let amount = Bool.random(using: &random) ? nil : amount(upTo: max(0, most))
        let paid = amount ?? most
        let paidOn = day
        let answer = try await ask(
            "receipt misdirected", "\(number) \(paid)", taken: paid > 0 && paid <= most
        ) { engine throws(EngineError) in
            try await engine.misdirected(
                number, amount: amount.map { Money(minor: $0, .eur) }, paidOn: paidOn,
                SampleBook.call("receipt misdirected"))
        }
        if answer != nil { model.misdirect(number, paid) }
    }

    private mutating func misdirectedInvoice() -> String? {
        let isFit = Int.random(in: 0..<5, using: &random) > 0
        return model.invoiceOrder.filter { !isFit || !model.misdirected($0).isEmpty }
            .randomElement(using: &random)
    }

    mutating func passFromShare() async throws {
        guard let number = misdirectedInvoice() else { return }
        let owed = model.misdirected(number).reduce(0) { $0 + $1.amount }
        let share = model.passable.reduce(0) { $0 + $1.amount }
        let most = min(owed, model.open(number), share)
        let amount = Bool.random(using: &random) ? nil : amount(upTo: most)
        let passed = amount ?? owed
        let answer = try await ask(
            "receipt passed-on", "\(number) \(passed)", taken: passed > 0 && passed <= most
        ) { engine throws(EngineError) in
            try await engine.passFromShare(
                number, amount: amount.map { Money(minor: $0, .eur) },
                SampleBook.call("receipt passed-on"))
        }
        if answer != nil { model.passFromShare(number, passed) }
    }

    /// The agency passes on what a client paid to it, by the invoice's reference.
    mutating func passedOn(_ place: String, _ used: inout Set<Int64>) -> PlannedLine? {
        guard let number = misdirectedInvoice(), let invoice = model.invoices[number] else {
            return nil
        }
        let owed = model.misdirected(number).reduce(0) { $0 + $1.amount }
        let amount = amount(upTo: max(1, owed)) + 1
        let receipt = Model.Receipt(
            amount: amount, open: 0, isAgency: true, hasPayer: true, bank: bank,
            endToEnd: endToEnd(place))
        return (
            line(amount, place, reference: invoice.reference, account: 1),
            { model, record in model.receive(record, receipt, for: number) }
        )
    }
}
