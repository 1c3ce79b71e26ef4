/// The book day by day: what stood when, and what came late for a day that was closed.
extension Model {
    /// Every move by account, owner and booking day.
    struct Course {
        struct Ledger: Hashable {
            let account: Int
            let owner: String
            var bank: Int

            init(_ place: Place) {
                // What a transfer brings is in no statement yet, so it counts by itself.
                let isTransfer = place.account == 1020 && place.source.hasPrefix("transfer")
                account = isTransfer ? 1021 : place.account
                owner = place.owner
                bank = place.bank
            }

            /// Over all trust accounts.
            var everywhere: Ledger {
                var ledger = self
                ledger.bank = 0
                return ledger
            }
        }

        /// What was booked on a day that was closed.
        struct Late {
            let ledger: Ledger
            let day: Int32
            let amount: Int64
            /// How many closes there were.
            let closes: Int
        }

        private(set) var moves: [Ledger: [Int32: (debit: Int64, credit: Int64)]] = [:]
        private(set) var late: [Late] = []
        /// The last days of closed periods, as they were closed.
        var closes: [Int32] = []

        mutating func add(_ amount: Int64, to place: Place, on day: Int32) {
            let ledger = Ledger(place)
            moves[ledger, default: [:]][day, default: (0, 0)].debit += max(0, amount)
            moves[ledger, default: [:]][day, default: (0, 0)].credit += max(0, -amount)
            if let closed = closes.last, day <= closed {
                late.append(
                    Late(ledger: ledger, day: day, amount: amount, closes: closes.count))
            }
        }

        /// Debit less credit of every ledger of some accounts at the end of a day.
        func balances(
            _ accounts: ClosedRange<Int>, on day: Int32, at bank: Int? = nil
        ) -> [Ledger: Int64] {
            moves.filter {
                accounts.contains($0.key.account) && $0.key.bank == bank ?? $0.key.bank
            }.mapValues { days in
                days.reduce(0) { $1.key > day ? $0 : $0 + $1.value.debit - $1.value.credit }
            }
        }

        func sum(_ accounts: ClosedRange<Int>, on day: Int32, at bank: Int? = nil) -> Int64 {
            balances(accounts, on: day, at: bank).values.reduce(0, +)
        }

        /// What owners may ask at the end of a day: nobody's debt lessens it, and what nobody owns
        /// yet counts as one.
        func requirement(on day: Int32) -> Int64 {
            var unowned: Int64 = 0
            var asked: Int64 = 0
            let balances = Dictionary(
                balances(2000...2900, on: day).map { ($0.key.everywhere, $0.value) },
                uniquingKeysWith: +)
            for (ledger, balance) in balances {
                if [2000, 2700, 2900].contains(ledger.account) {
                    unowned -= balance
                } else {
                    asked += max(0, -balance)
                }
            }
            return asked + max(0, unowned)
        }

        /// What came late for a day: recorded after the first close that reached it.
        func late(_ accounts: ClosedRange<Int>, for day: Int32, at bank: Int) -> Int64 {
            guard let close = closes.firstIndex(where: { $0 >= day }) else { return 0 }
            return late.filter {
                accounts.contains($0.ledger.account) && $0.ledger.bank == bank && $0.day <= day
                    && $0.closes > close
            }.reduce(0) { $0 + $1.amount }
        }
    }

    /// Cash that is missing, and since when.
    struct Claim: Hashable, Comparable, CustomStringConvertible {
        let account: Int
        let debtor: String
        let since: Int32
        let amount: Int64

        var description: String { "\(account) \(debtor) \(amount) since \(since)" }

        static func < (left: Claim, right: Claim) -> Bool {
            (left.account, left.debtor, left.since) < (right.account, right.debtor, right.since)
        }
    }

    /// The open cash claims at the end of a day: per account and owner the oldest is cured first,
    /// and what cured it before it arose leaves none.
    func claims(on day: Int32) -> [Claim] {
        var found: [Claim] = []
        var moves: [Course.Ledger: [Int32: (debit: Int64, credit: Int64)]] = [:]
        for (ledger, days) in course.moves where (1100...1130).contains(ledger.account) {
            moves[ledger.everywhere, default: [:]].merge(days) {
                ($0.debit + $1.debit, $0.credit + $1.credit)
            }
        }
        for (ledger, days) in moves {
            var open: [(day: Int32, amount: Int64)] = []
            var ahead: Int64 = 0
            for (day, move) in days.filter({ $0.key <= day }).sorted(by: { $0.key < $1.key }) {
                let covered = min(move.debit, ahead)
                ahead -= covered
                open.append((day, move.debit - covered))
                var cured = move.credit
                for index in open.indices {
                    let met = min(cured, open[index].amount)
                    open[index].amount -= met
                    cured -= met
                }
                ahead += cured
            }
            found += open.filter { $0.amount > 0 }.map {
                Claim(
                    account: ledger.account, debtor: ledger.owner, since: $0.day,
                    amount: $0.amount)
            }
        }
        return found.sorted()
    }

    /// Whether what comes of a source waits for somebody's word.
    func isHeld(_ source: String) -> Bool {
        let parts = source.split(separator: "/")
        guard parts.count == 2, let line = Int(parts[1]) else { return true }
        return invoices[String(parts[0])]?.lines[line - 1].isHeld ?? true
    }
}
