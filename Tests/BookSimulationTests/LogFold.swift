import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// The log read record by record: its balances by the model's places, and the equations that hold
/// after every entry.
///
/// It folds entries and looks at no derived table.
///
/// - Source: docs/spec/chart.md#invariants
struct LogFold {
    private(set) var balances: [Model.Place: Int64] = [:]
    private(set) var facts: [(Int64, Fact)] = []
    private(set) var next: Int64 = 1
    /// The first equation that did not hold, and after which record.
    private(set) var broken: String?
    private(set) var codes: [PartyID: String] = [:]
    private var numbers: [InvoiceID: String] = [:]

    /// Records that the fold has not seen.
    static func new(after next: Int64, in book: any BookReader) throws -> [Fact] {
        var facts: [Fact] = []
        while let fact = try book.fact(at: next + Int64(facts.count)) { facts.append(fact) }
        return facts
    }

    mutating func read(_ facts: [Fact]) {
        for fact in facts {
            take(fact, next)
            next += 1
        }
    }

    private mutating func take(_ fact: Fact, _ sequence: Int64) {
        facts.append((sequence, fact))
        if facts.count > 400 { facts.removeFirst(200) }
        switch fact {
        case .party(let version) where version.party == nil:
            codes[PartyID(sequence: sequence)] = version.code
        case .invoice(let invoice): numbers[InvoiceID(sequence: sequence)] = invoice.number
        case .entry(let entry):
            for line in entry.lines {
                let place = place(line.subledger)
                let sum = balances[place, default: 0] + line.signed
                balances[place] = sum == 0 ? nil : sum
            }
            if broken == nil { broken = check(entry, sequence) }
        default: break
        }
    }

    func place(_ subledger: Subledger) -> Model.Place {
        let owner = subledger.owner.map { codes[$0] ?? "\($0)" } ?? ""
        let source =
            switch subledger.source {
            case .none: ""
            case .invoiceLine(let line):
                "\(numbers[line.invoice] ?? "?")/\(line.number)"
            case .unidentified(let line), .receipt(let line): "receipt \(line.sequence)"
            case .transfer(let payout): "transfer \(payout.sequence)"
            case .interest: "interest"
            case .topUp: "top-up"
            }
        return Model.Place(subledger.account.number, owner, source)
    }

    private func sum(_ accounts: ClosedRange<Int>) -> Int64 {
        balances.reduce(0) { $0 + (accounts.contains($1.key.account) ? $1.value : 0) }
    }

    /// I1, I2, I2b, I4 and I10.
    private func check(_ entry: Entry, _ sequence: Int64) -> String? {
        let record = "record \(sequence) (\(entry.event.code))"
        guard entry.lines.reduce(0, { $0 + $1.signed }) == 0 else { return "I1 at \(record)" }
        guard sum(1000...1040) + sum(1100...1130) == -sum(2000...2900) else {
            return "I2 at \(record)"
        }
        guard sum(1140...1150) == -sum(2950...2950) else { return "I2b at \(record)" }
        guard sum(9000...9000) == -sum(9100...9120) else { return "I10 at \(record)" }
        for (place, balance) in balances where !isAllowed(place.account, balance) {
            return "I4 at \(record): \(place) is \(balance)"
        }
        return nil
    }

    private func isAllowed(_ account: Int, _ balance: Int64) -> Bool {
        switch account {
        case 1000: true
        case 1010: balance <= 0
        case 1020...1150, 9000: balance >= 0
        case 2990: balance == 0
        default: balance <= 0
        }
    }
}
