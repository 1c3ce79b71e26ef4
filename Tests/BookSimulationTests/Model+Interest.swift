/// Interest: what the bank pays for others' money is theirs, by value days.
///
/// - Source: docs/spec/interest.md
extension Model {
    /// Balances by owner, account and value day, as far as they weigh.
    typealias Weights = [Course.Ledger: [Int32: Int64]]

    /// Whose money may weigh: freelancers' and disputed money always, the others' if so asked.
    static func weighs(_ account: Int) -> Bool {
        [2100, 2110, 2600, 2300, 2500, 2510].contains(account)
    }

    /// Interest that waits to be allocated.
    func waitingInterest(at bank: Int) -> Int64 { has(Place(2700, "", "interest", at: bank)) }

    /// The sum of everybody's balances at the end of each value day of a span, by party.
    func weights(
        _ days: ClosedRange<Int32>, at bank: Int, clients: Bool = false, producers: Bool = false
    ) -> [(owner: String, weight: Int64)] {
        var found: [String: Int64] = [:]
        for (ledger, moves) in valued where ledger.bank == bank {
            let isAsked =
                switch ledger.account {
                case 2300: clients
                case 2500, 2510: producers
                default: true
                }
            guard isAsked else { continue }
            for day in days {
                found[ledger.owner, default: 0] += moves.reduce(0) {
                    $1.key <= day ? $0 + $1.value : $0
                }
            }
        }
        return found.filter { $0.value > 0 }.sorted { $0.key < $1.key }
            .map { (owner: $0.key, weight: $0.value) }
    }

    /// J20, second row.
    mutating func allocate(
        _ amount: Int64, _ weights: [(owner: String, weight: Int64)], at bank: Int
    ) {
        let shares = Self.shares(amount, weights.map(\.weight))
        for (owner, share) in zip(weights.map(\.owner), shares) {
            let held = owner.hasPrefix("C") ? 2300 : Self.accounts(owner).held
            move(
                share, debit: Place(2700, "", "interest", at: bank),
                credit: Place(held, owner, "interest", at: bank))
        }
    }

    /// J9 and J10 of interest.
    mutating func releaseInterest(_ owner: String) {
        let accounts = Self.accounts(owner)
        for (held, _) in everywhere(accounts.held, owner, "interest") {
            move(free(held), debit: held, credit: held.on(accounts.available))
        }
    }
}
