import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore

extension BookSimulation {
    /// A bank line with what it does to the model, given the line's record.
    typealias PlannedLine = (BankLine, (inout Model, Int64) -> Void)

    /// A bank file of one to five lines, mostly one for every trust account; the day is over then.
    mutating func bankFile() async throws {
        for account in accounts.shuffled(using: &random) {
            if accounts.count > 1, Int.random(in: 0..<4, using: &random) == 0 { continue }
            bank = account
            defer { bank = 1 }
            var lines: [BankLine] = []
            var effects: [(inout Model, Int64) -> Void] = []
            var used: Set<Int64> = []
            for number in 1...Int.random(in: 1...5, using: &random) {
                guard let (line, effect) = bankLine("entry \(number)", &used) else { continue }
                lines.append(line)
                effects.append(effect)
            }
            try await deliver(lines, effects)
        }
        nextDay()
    }

    /// One statement of the day.
    mutating func deliver(
        _ lines: [BankLine], _ effects: [(inout Model, Int64) -> Void]
    ) async throws {
        let bank = bank
        let account = try Self.iban(bank)
        statements += 1
        let (id, day, opening, time) = (
            "S\(statements)", "\(day)", Money(minor: bankBalances[bank, default: 0], .eur).plain,
            now
        )
        let book = book
        let before = newest
        let taken = lines
        _ = try await ask(
            "bank import",
            "at \(bank): "
                + lines.map { "\($0.amount) \($0.kind) \($0.endToEndID ?? "")" }
                .joined(separator: ", "), taken: true
        ) { _ throws(EngineError) in
            do {
                return try await book.bank(
                    taken, id: id, day: day, opening: opening, at: time, of: account)
            } catch let error as EngineError {
                throw error
            } catch {
                throw EngineError.broken("\(error)")
            }
        }
        bankBalances[bank, default: 0] += lines.reduce(0) { $0 + $1.amount.minor }
        let records = facts(after: before).compactMap { sequence, fact in
            if case .bankLine = fact { sequence } else { nil }
        }
        for ((record, line), effect) in zip(zip(records, lines), effects) {
            effect(&model, record)
            model.receipts[record]?.day = line.valueDay.number
        }
        closings.append(
            Closing(bank: bank, day: self.day, balance: bankBalances[bank, default: 0]))
    }

    func line(
        _ minor: Int64, _ place: String, reference: String? = nil, text: String = "",
        endToEnd: String? = nil, account: Int? = nil, kind: BankLine.Kind = .transfer
    ) -> BankLine {
        SampleBook.line(
            Money(minor: minor, .eur).plain, on: "\(bookedOn ?? day)", reference: reference,
            text: text,
            endToEnd: endToEnd ?? self.endToEnd(place),
            account: account.flatMap { SampleBook.account($0)?.electronic },
            kind: kind, place: "\(place) of day \(day)")
    }

    /// An end-to-end id that no other line has.
    func endToEnd(_ place: String) -> String { "\(place) of statement \(statements)" }

    /// Money with the number of an invoice: a part, all, or too much.
    mutating func receipt(_ place: String, _ used: inout Set<Int64>) -> PlannedLine? {
        guard let number = model.invoiceOrder.suffix(12).randomElement(using: &random),
            let invoice = model.invoices[number]
        else { return nil }
        let open = invoice.lines.flatMap(\.parts).reduce(0) { $0 + $1.whole - $1.has }
        let amount: Int64 =
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where open > 0: open
            case 1: open + Int64.random(in: 1...50, using: &random)
            default: Int64.random(in: 1...max(1, open), using: &random)
            }
        return (
            line(amount, place, text: "Invoice \(SampleBook.reference(of: number))"),
            { [bank, endToEnd = endToEnd(place)] model, record in
                model.receive(
                    record,
                    Model.Receipt(amount: amount, open: 0, bank: bank, endToEnd: endToEnd),
                    for: number)
            }
        )
    }

    mutating func unknown(_ place: String, _ used: inout Set<Int64>) -> PlannedLine? {
        let amount = Int64.random(in: 1...900, using: &random)
        let payer = Bool.random(using: &random) ? 31 : nil
        return (
            line(amount, place, text: "thank you", account: payer),
            { [bank, endToEnd = endToEnd(place)] model, record in
                model.receive(
                    record,
                    Model.Receipt(
                        amount: amount, open: 0, hasPayer: payer != nil, bank: bank,
                        endToEnd: endToEnd))
            }
        )
    }

    mutating func payout(
        in states: Set<String>, _ used: inout Set<Int64>, isIncoming: Bool = false
    ) -> (Int64, Model.Payout)? {
        let ids = model.payouts.filter {
            states.contains($0.value.state) && !used.contains($0.key)
                && (isIncoming ? $0.value.target : $0.value.bank) == bank
        }.keys.sorted()
        guard let id = ids.randomElement(using: &random), let payout = model.payouts[id] else {
            return nil
        }
        used.insert(id)
        return (id, payout)
    }

    mutating func settlement(
        _ place: String, _ used: inout Set<Int64>
    ) -> PlannedLine? {
        guard
            let (id, payout) = payout(
                in: Model.inFlight.union(["returned early", "arrived early"]), &used)
        else { return nil }
        return (
            line(
                -payout.amount, place, endToEnd: PayoutID(sequence: id).text(in: bookID)),
            { model, _ in model.settle(id) }
        )
    }

    mutating func returned(
        _ place: String, _ used: inout Set<Int64>
    ) -> PlannedLine? {
        guard
            let (id, payout) = payout(
                in: Model.inFlight.union(["settled"]), &used)
        else { return nil }
        if payout.target != nil { count("a transfer comes back") }
        let charge = min(payout.amount - 1, Int64.random(in: 0...3, using: &random))
        return (
            line(
                payout.amount - charge, place,
                endToEnd: PayoutID(sequence: id).text(in: bookID), kind: .returned),
            { model, _ in model.giveBack(id, charge: charge) }
        )
    }

    mutating func charge(_ place: String, _ used: inout Set<Int64>) -> PlannedLine? {
        let amount = Int64.random(in: 1...30, using: &random)
        let kind: BankLine.Kind = Bool.random(using: &random) ? .bankCharge : .transfer
        return (
            line(-amount, place, kind: kind),
            { [bank] model, record in
                if kind == .transfer {
                    model.order(record, amount, at: bank)
                } else {
                    _ = model.taken(amount, at: bank)
                }
            }
        )
    }

    /// The agency pays in: what it owes, the rest waits.
    mutating func fromAgency(_ place: String, _ used: inout Set<Int64>) -> PlannedLine? {
        let missing = model.sum(1100...1130, at: bank)
        let amount =
            missing > 0 && Bool.random(using: &random)
            ? missing : Int64.random(in: 1...40, using: &random)
        return (
            line(amount, place, text: "top-up", account: 1),
            { [bank, endToEnd = endToEnd(place)] model, record in
                let money = Model.Place(1000, at: bank)
                let cured = model.cure(amount, from: money)
                let rest = model.keep(cured, from: money)
                model.receipts[record] = Model.Receipt(
                    amount: amount, open: rest, isAgency: true, hasPayer: true, bank: bank,
                    endToEnd: endToEnd)
                model.move(rest, debit: money, credit: model.waiting(record))
            }
        )
    }
}
