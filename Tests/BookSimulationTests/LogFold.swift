import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
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
    private var banks: [TrustAccountID] = []
    /// Debit less credit per account and trust account.
    private var totals: [[Int]: Int64] = [:]
    /// Claims with a contra account less it, per owner and invoice; nothing stands at zero.
    private var backed: [String: Int64] = [:]
    /// I11 and the rest once more, by what every event may do.
    private var invariants = BookInvariants()
    /// The hash of every record as it was first read.
    private(set) var leaves: [Digest] = []

    /// Records that the fold has not seen.
    static func new(from next: Int64, in book: any BookReader) throws -> [(Fact, Digest)] {
        var facts: [(Fact, Digest)] = []
        for stored in try book.records(from: next, limit: 10_000) {
            guard let fact = try book.fact(at: stored.record.sequence) else { break }
            facts.append((fact, stored.leaf))
        }
        return facts
    }

    mutating func read(_ facts: [(Fact, Digest)]) {
        for (fact, leaf) in facts {
            take(fact, next)
            leaves.append(leaf)
            next += 1
        }
    }

    /// What does not hold at the end: I2b and I11 as equations over all that stands.
    func findings() -> [String] {
        var invariants = invariants
        invariants.close()
        return invariants.findings
    }

    private mutating func take(_ fact: Fact, _ sequence: Int64) {
        facts.append((sequence, fact))
        if facts.count > 400 { facts.removeFirst(200) }
        switch fact {
        case .party(let version) where version.party == nil:
            codes[PartyID(sequence: sequence)] = version.code
        case .trustAccount: banks.append(TrustAccountID(sequence: sequence))
        case .invoice(let invoice): numbers[InvoiceID(sequence: sequence)] = invoice.number
        case .sale(let sales): numbers[InvoiceID(sequence: sequence)] = sales.number
        case .entry(let entry):
            let places = entry.lines.map { add($0) }
            invariants.post(entry, at: sequence)
            if broken == nil { broken = check(entry, places, sequence) }
        default: break
        }
    }

    private mutating func add(_ line: Entry.Line) -> Model.Place {
        let place = place(line.subledger)
        let sum = balances[place, default: 0] + line.signed
        balances[place] = sum == 0 ? nil : sum
        totals[[place.account, place.bank], default: 0] += line.signed
        if [1140, 1150, 2950].contains(place.account) {
            let key = "\(place.owner) \(place.source.prefix { $0 != "/" })"
            let rest = backed[key, default: 0] + line.signed
            backed[key] = rest == 0 ? nil : rest
        }
        return place
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
        let bank = (banks.firstIndex(of: subledger.bank) ?? -1) + 1
        return Model.Place(subledger.account.number, owner, source, at: bank)
    }

    func sum(_ accounts: ClosedRange<Int>, at bank: Int? = nil) -> Int64 {
        totals.reduce(0) { sum, total in
            accounts.contains(total.key[0]) && total.key[1] == bank ?? total.key[1]
                ? sum + total.value : sum
        }
    }

    /// I1, I2, I2b, I4, I10 and I11 after an entry.
    private func check(_ entry: Entry, _ places: [Model.Place], _ sequence: Int64) -> String? {
        let record = "record \(sequence) (\(entry.event.code))"
        guard entry.lines.reduce(0, { $0 + $1.signed }) == 0 else { return "I1 at \(record)" }
        guard sum(1000...1040) + sum(1100...1130) == -sum(2000...2900) else {
            return "I2 at \(record)"
        }
        guard backed.isEmpty else { return "I2b at \(record): \(backed)" }
        guard sum(9000...9000) == -sum(9100...9120) else { return "I10 at \(record)" }
        for place in places where !isAllowed(place.account, balances[place] ?? 0) {
            return "I4 at \(record): \(place) is \(balances[place] ?? 0)"
        }
        return invariants.findings.first
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
