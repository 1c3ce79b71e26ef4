/// A trust book as simply as it can be written: what every event does to the accounts, one cent at a
/// time, with nothing of the engine's own code.
///
/// The simulation asks engine and model the same and compares every balance after every step.
struct Model {
    /// Debit less credit in minor units; nothing stands at zero.
    private(set) var balances: [Place: Int64] = [:]
    var invoices: [String: Invoice] = [:]
    /// Invoice numbers in the order of issue.
    var invoiceOrder: [String] = []
    var receipts: [Int64: Receipt] = [:]
    var plans: [Int64: Plan] = [:]
    var payouts: [Int64: Payout] = [:]
    /// What of a held balance came back from payouts: nobody but a person releases it.
    var returned: [Place: Int64] = [:]
    var disputes: [Int64: Dispute] = [:]
    /// By their numbers, in the order of issue.
    var creditNotes: [CreditNote] = []
    /// Debits that nobody ordered.
    var debits: [Int64: Debit] = [:]

    /// Engagements with hours that no invoice bills.
    var openWork: Set<String> = []
    /// The last day on which an engagement has hours, and the last of which hours are billed.
    var workedOn: [String: Int32] = [:]
    /// What is recorded on that day.
    var workedSeconds: [String: Int64] = [:]
    var billedOn: [String: Int32] = [:]

    /// How much of the agency's own money may lie in 2800, and how much ever might.
    var topUpLimit: Int64 = 0 { didSet { topUpMost = max(topUpMost, topUpLimit) } }
    var topUpMost: Int64 = 0
    /// What is booked now is booked on this day.
    var bookingDay: Int32 = 0
    /// What is booked now has this value day; nil is the booking day.
    var valueDay: Int32?
    var valued: Weights = [:]
    /// Spans of days of which interest was allocated, in their order, by trust account.
    var allocated: [Int: [ClosedRange<Int32>]] = [:]
    var course = Course()
    /// Who requested to send a payout again.
    var requesters: [Int64: String] = [:]

    /// Whether what was taken out last was disputed, or planned or on its way.
    var isDisputed = false
    var isOrdered = false

    /// What came back at tills, by the day of sales that it goes back with; days that were taken
    /// back; and what disputes gave to the shops, by day.
    var returns: [String: [Fall]] = [:]
    var reversed: Set<String> = []
    var forClients: [String: Int64] = [:]

    /// What everybody claimed of the pool, by its places.
    var poolClaims: [Place: Int64] = [:]
    /// On which the book was opened.
    let firstDay: Int32

    static let agency = "A-01"
    /// The trust accounts.
    static let banks = [1, 2]

    /// An account with whose it is, where it comes from, and in which trust account it is.
    struct Place: Hashable, Comparable, CustomStringConvertible {
        let account: Int
        let owner: String
        let source: String
        let bank: Int

        init(_ account: Int, _ owner: String = "", _ source: String = "", at bank: Int = 1) {
            self.account = account
            self.owner = owner
            self.source = source
            self.bank = bank
        }

        var description: String { "\(account) \(owner) \(source) at \(bank)" }

        /// The same owner's, from the same source, in the same trust account.
        func on(_ account: Int) -> Place { Place(account, owner, source, at: bank) }
        func at(_ bank: Int) -> Place { Place(account, owner, source, at: bank) }

        static func < (left: Place, right: Place) -> Bool {
            (left.account, left.owner, left.source, left.bank)
                < (right.account, right.owner, right.source, right.bank)
        }
    }

    struct Invoice {
        let number: String
        let client: String
        var lines: [Line]
        var reference = ""
        /// The day of a till's sales; nil of an invoice.
        var soldOn: Int32?

        func source(_ index: Int) -> String { "\(number)/\(index + 1)" }
        var lastSource: String { source(lines.count - 1) }
    }

    struct Line {
        var parts: [Part]
        /// The parts by their place in `parts`, the first served first; empty is pro rata.
        let order: [Int]
        let isHeld: Bool
        var net: Int64 = 0
        var gross: Int64 = 0
        /// What credit notes took off: net, and the VAT on it.
        var credited: (net: Int64, vat: Int64) = (0, 0)
    }

    struct Part {
        let owner: String
        /// Its part of the contract.
        var whole: Int64
        var has: Int64
        var writtenOff: Int64 = 0
        /// Of a dispute that nobody has decided.
        var disputed: Int64 = 0

        var expected: Int64 { whole - writtenOff - has }
    }

    struct Plan {
        var state: String
        let day: Int32
        let payouts: [Int64]
        /// Something was missing when it was made, so two people name its total.
        let isConfirmed: Bool
    }

    struct Payout {
        let owner: String
        let account: Int
        let parts: Amounts
        var state: String
        var bank = 1
        /// The trust account that a transfer goes to.
        var target: Int?
        var amount: Int64 { parts.reduce(0) { $0 + $1.amount } }
    }

    mutating func move(_ amount: Int64, debit: Place, credit: Place) {
        guard amount != 0 else { return }
        add(amount, to: debit)
        add(-amount, to: credit)
    }

    private mutating func add(_ amount: Int64, to place: Place) {
        let sum = balances[place, default: 0] + amount
        balances[place] = sum == 0 ? nil : sum
        course.add(amount, to: place, on: bookingDay)
        if Self.weighs(place.account) {
            let ledger = Course.Ledger(place)
            valued[ledger, default: [:]][valueDay ?? bookingDay, default: 0] -= amount
        }
        // What came back is taken last.
        if let back = returned[place] { returned[place] = sum < 0 ? min(back, -sum) : nil }
    }

    /// What somebody has in an account: the balance on its credit side.
    func has(_ place: Place) -> Int64 { -(balances[place] ?? 0) }

    /// The same over all trust accounts.
    func has(_ account: Int, _ owner: String, _ source: String) -> Int64 {
        Self.banks.reduce(0) { $0 + has(Place(account, owner, source, at: $1)) }
    }

    /// Debit less credit over accounts, in one trust account or all.
    func sum(_ accounts: ClosedRange<Int>, at bank: Int? = nil) -> Int64 {
        balances.reduce(0) { sum, balance in
            accounts.contains(balance.key.account) && balance.key.bank == bank ?? balance.key.bank
                ? sum + balance.value : sum
        }
    }

    var shortfall: Int64 { sum(1100...1130) }

    /// What plans that are not exported reserve of a place.
    func planned(_ place: Place) -> Int64 {
        plans.values.filter { $0.state == "planned" || $0.state == "approved" }
            .flatMap(\.payouts).compactMap { payouts[$0] }
            .flatMap(\.parts).filter { $0.place == place }
            .reduce(0) { $0 + $1.amount }
    }

    func free(_ place: Place) -> Int64 { has(place) - planned(place) }
}

extension Model {
    /// Held, available and expected account of a party, by its code.
    static func accounts(_ owner: String) -> (held: Int, available: Int, expected: Int) {
        switch owner.first {
        case "A": (2200, 2210, 9110)
        case "P": (2500, 2510, 9120)
        default: (2100, 2110, 9100)
        }
    }

    /// Gives an amount cent by cent to whoever has the greatest whole / (2 x has + 1).
    static func instalment(_ amount: Int64, _ parts: [Part]) -> (given: [Int64], left: Int64) {
        var given = parts.map { _ in Int64(0) }
        var left = amount
        while left > 0 {
            var best: Int?
            for (index, part) in parts.enumerated() where part.has + given[index] < part.whole {
                guard let other = best else {
                    best = index
                    continue
                }
                let mine = part.whole * (2 * (parts[other].has + given[other]) + 1)
                let his = parts[other].whole * (2 * (part.has + given[index]) + 1)
                if mine > his { best = index }
            }
            guard let best else { break }
            given[best] += 1
            left -= 1
        }
        return (given, left)
    }

    static func inOrder(
        _ amount: Int64, _ parts: [Part], _ order: [Int]
    ) -> (given: [Int64], left: Int64) {
        var given = parts.map { _ in Int64(0) }
        var left = amount
        for index in order {
            given[index] = min(left, parts[index].whole - parts[index].has)
            left -= given[index]
        }
        return (given, left)
    }
}
