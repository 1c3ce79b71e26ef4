import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore

/// Direct debits, and receipts that the bank takes back.
extension BookSimulation {
    /// A receipt of which something is still allocated or unidentified, of the newer ones.
    private mutating func receiptWithMoney(
        _ used: inout Set<Int64>
    ) -> (Int64, Model.Receipt)? {
        let ids = model.receipts.filter {
            $0.value.bank == bank && model.left(of: $0.key) > 0 && !used.contains($0.key)
        }.keys.sorted()
        guard let id = ids.suffix(12).randomElement(using: &random),
            let receipt = model.receipts[id]
        else { return nil }
        used.insert(id)
        return (id, receipt)
    }

    /// Money that its payer can have back for weeks, for an invoice or for nobody yet.
    mutating func directDebit(_ place: String, _ used: inout Set<Int64>) -> PlannedLine? {
        let isOpen = Int.random(in: 0..<5, using: &random) > 0
        let numbers = model.invoiceOrder.suffix(20).filter { !isOpen || model.open($0) > 0 }
        guard let number = numbers.randomElement(using: &random) else { return nil }
        let isBusiness = Bool.random(using: &random)
        let amount = amount(upTo: max(1, model.open(number))) + 1
        let isKnown = Int.random(in: 0..<4, using: &random) > 0
        let receipt = Model.Receipt(
            amount: amount, open: 0, bank: bank, endToEnd: endToEnd(place),
            finalOn: day.number + (isBusiness ? 7 : 56), isFinal: false)
        return (
            line(
                amount, place, text: isKnown ? "Invoice \(number)" : "collected",
                kind: isBusiness ? .businessDirectDebit : .directDebit),
            { model, record in model.receive(record, receipt, for: isKnown ? number : nil) }
        )
    }

    mutating func makeFinal() async throws {
        let waiting = model.receipts.filter { !$0.value.isFinal && model.left(of: $0.key) > 0 }.keys
            .sorted()
        let isAll = Int.random(in: 0..<3, using: &random) == 0
        let other = model.receipts.keys.sorted().randomElement(using: &random)
        guard let id = waiting.randomElement(using: &random) ?? other else { return }
        func isDue(_ id: Int64) -> Bool {
            waiting.contains(id) && (model.receipts[id]?.finalOn ?? 0) <= day.number
        }
        let due = (isAll ? waiting : [id]).filter(isDue)
        let answer = try await ask(
            "receipt final", isAll ? "all" : "\(id)", taken: isAll || !due.isEmpty
        ) { engine throws(EngineError) in
            try await engine.makeFinal(
                isAll ? nil : BankLineID(sequence: id), after: FinalityDays(),
                SampleBook.call("receipt final"))
        }
        guard answer != nil else { return }
        for id in due { model.makeFinal(id) }
    }

    /// Everything whose condition is met; there is nothing to refuse but a day to come.
    mutating func runReleases() async throws {
        let by = day.adding(days: Int.random(in: 0..<8, using: &random) == 0 ? 1 : 0)
        let answer = try await ask("release run", "\(by)", taken: by <= day) {
            engine throws(EngineError) in
            try await engine.runReleases(by: by, SampleBook.call("release run"))
        }
        if answer != nil { model.runReleases() }
    }

    /// The bank marks a debit as a receipt that it takes back: a whole one it knows by its
    /// end-to-end id, else nobody ordered it.
    mutating func takenBack(_ place: String, _ used: inout Set<Int64>) -> PlannedLine? {
        guard let (id, receipt) = receiptWithMoney(&used) else { return nil }
        // What names a payout is about that payout first.
        guard !receipt.endToEnd.hasPrefix("PO-") else { return nil }
        let isRight = Int.random(in: 0..<6, using: &random) > 0
        let amount = isRight ? receipt.amount : model.left(of: id) + 1
        return (
            line(-amount, place, endToEnd: receipt.endToEnd, kind: .takenBack),
            { [bank] model, record in
                // Of several that look alike none is guessed.
                let alike = model.receipts.filter {
                    $0.value.bank == bank && $0.value.endToEnd == receipt.endToEnd
                        && $0.value.amount == amount
                        && model.left(of: $0.key) > 0
                }
                if alike.count == 1, alike.keys.first == id, model.left(of: id) == amount {
                    model.takeBack(receipt: id)
                } else {
                    model.order(record, amount, at: bank)
                }
            }
        )
    }

    /// A debit that says nothing, of what is left of a receipt.
    mutating func unmarkedDebit(_ place: String, _ used: inout Set<Int64>) -> PlannedLine? {
        guard let (id, _) = receiptWithMoney(&used) else { return nil }
        let left = model.left(of: id)
        return (
            line(-left, place), { [bank] model, record in model.order(record, left, at: bank) }
        )
    }

    /// A person says which receipt a debit takes back.
    mutating func takeBack() async throws {
        let isOpen = Int.random(in: 0..<6, using: &random) > 0
        let debits = model.debits.filter { !isOpen || !$0.value.isDone }.keys.sorted()
        guard let debit = debits.suffix(6).randomElement(using: &random),
            let amount = model.debits[debit]?.amount
        else { return }
        let isFit = Int.random(in: 0..<6, using: &random) > 0
        let receipts = model.receipts.filter { !isFit || model.left(of: $0.key) == amount }.keys
            .sorted()
        guard let id = receipts.randomElement(using: &random) else { return }
        let isTaken =
            model.debits[debit]?.isDone == false && model.left(of: id) == amount && id < debit
            && model.debits[debit]?.bank == model.receipts[id]?.bank
        let answer = try await ask("receipt takeback", "\(debit) \(id)", taken: isTaken) {
            engine throws(EngineError) in
            try await engine.takeBack(
                line: BankLineID(sequence: debit), receipt: BankLineID(sequence: id),
                SampleBook.call("receipt takeback"))
        }
        if answer != nil { model.takeBack(debit, receipt: id) }
    }

    // MARK: Recovery

    /// Somebody pays from his own account and names no invoice: what he owes, an open invoice of
    /// his of that amount, or nothing that anybody knows.
    mutating func repaid(_ place: String, _ used: inout Set<Int64>) -> PlannedLine? {
        let debtors = Set(
            model.balances.keys.filter { (1120...1130).contains($0.account) }
                .map(\.owner)
        ).sorted()
        let all = Self.freelancers + Self.producers + Self.clients
        let isOwed = Int.random(in: 0..<4, using: &random) > 0
        guard let payer = (isOwed ? debtors : all).randomElement(using: &random) else { return nil }
        let owed = model.owed(payer).reduce(0) { $0 + $1.amount }
        let open = model.invoiceOrder.filter { model.invoices[$0]?.client == payer }
            .map { model.open($0) }.filter { $0 > 0 }.randomElement(using: &random)
        let amount: Int64 =
            switch Int.random(in: 0..<3, using: &random) {
            case 0: max(1, owed)
            case 1: open ?? max(1, owed / 2)
            default: Int64.random(in: 1...(owed + 60), using: &random)
            }
        let index = Int64(payer.dropFirst(2)).map { Int($0) } ?? 0
        let account = ["C": 10, "F": 20, "P": 50][payer.prefix(1), default: 0] + index
        let receipt = Model.Receipt(amount: amount, open: 0, bank: bank, endToEnd: endToEnd(place))
        return (
            line(amount, place, text: "thank you", account: account),
            { model, record in model.receive(record, receipt, from: payer) }
        )
    }

    private mutating func randomDebtor() -> Model.Place? {
        model.balances.keys.filter { (1110...1130).contains($0.account) }.sorted()
            .randomElement(using: &random)
    }

    /// A clerk says that a receipt is for what somebody owes.
    mutating func recover() async throws {
        let isOwed = Int.random(in: 0..<5, using: &random) > 0
        let debtor =
            isOwed
            ? randomDebtor()?.owner : (Self.owners + Self.clients).randomElement(using: &random)
        guard let debtor, let (id, receipt) = randomReceipt() else { return }
        let owed = model.owed(debtor).reduce(0) { $0 + $1.amount }
        let amount = Bool.random(using: &random) ? nil : amount(upTo: receipt.open)
        let placed = amount ?? receipt.open
        let isTaken = placed > 0 && placed <= receipt.open && receipt.isFinal && owed > 0
        let answer = try await ask(
            "receipt match --claim", "\(id) \(debtor) \(placed)", taken: isTaken
        ) { engine throws(EngineError) in
            try await engine.recover(
                receipt: BankLineID(sequence: id), from: debtor,
                amount: amount.map { Money(minor: $0, .eur) },
                SampleBook.call("receipt match"))
        }
        guard answer != nil else { return }
        let left = model.recover(placed, from: debtor, model.waiting(id))
        model.receipts[id]?.open -= placed - left
    }

    mutating func net() async throws {
        guard let claim = randomDebtor() else { return }
        let older = String(claim.source.prefix { $0 != "/" })
        let owner = claim.owner
        let isRich = Int.random(in: 0..<5, using: &random) > 0
        let numbers = model.invoiceOrder.filter {
            !isRich || !model.nettable(owner, $0).isEmpty
        }
        guard let later = numbers.randomElement(using: &random) else { return }
        let most = min(
            model.nettable(owner, later).reduce(0) { $0 + $1.amount },
            model.owed(owner, on: older).reduce(0) { $0 + $1.amount })
        let amount = Bool.random(using: &random) ? nil : amount(upTo: most)
        let netted = amount ?? most
        let answer = try await ask(
            "claim net", "\(owner) \(later) \(older) \(netted)",
            taken: netted > 0 && netted <= most
        ) { engine throws(EngineError) in
            try await engine.net(
                party: owner, from: later, to: older, amount: amount.map { Money(minor: $0, .eur) },
                SampleBook.call("claim net"))
        }
        if answer != nil { model.net(owner, from: later, to: older, netted) }
    }
}
