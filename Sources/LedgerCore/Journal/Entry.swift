public import MoneyCore

/// A balanced record of lines: the only way in which the trust book changes.
///
/// An entry is built from transfers, each of which debits one subledger and credits another by
/// the same positive amount. So it balances by construction, per currency and per circle (money
/// and memo), and one read back that does not balance is refused.
///
/// - Source: docs/spec/chart.md#entry
public struct Entry: Hashable, Sendable {
    public let event: JournalEvent
    /// The bank's booking date, else the document's day: decides balances and reconciliation.
    public let bookingDay: Day
    /// Decides interest and legal periods.
    public let valueDay: Day
    /// The record that this entry is the consequence of: invoice, bank line, export.
    public let evidence: Int64
    /// The sequence number of the entry that this one mirrors.
    public let reverses: Int64?
    public let currency: Currency
    /// Debits before credits; each subledger stands at most once.
    public let lines: [Line]

    /// One side of an entry.
    public struct Line: Hashable, Sendable {
        public let subledger: Subledger
        public let side: Side
        /// Minor units, greater than zero.
        public let minor: Int64

        init(_ subledger: Subledger, _ side: Side, minor: Int64) {
            self.subledger = subledger
            self.side = side
            self.minor = minor
        }

        /// Debit positive, credit negative.
        public var signed: Int64 { side == .debit ? minor : -minor }
    }

    /// Debits one subledger and credits another by one amount.
    public struct Transfer: Hashable, Sendable {
        public let debit: Subledger
        public let credit: Subledger
        public let amount: Money

        public init(debit: Subledger, credit: Subledger, _ amount: Money) {
            self.debit = debit
            self.credit = credit
            self.amount = amount
        }
    }

    /// The facts of an entry that are not amounts.
    public struct Occasion: Hashable, Sendable {
        public let event: JournalEvent
        public let bookingDay: Day
        public let valueDay: Day
        public let evidence: Int64
        public let reverses: Int64?

        public init(
            _ event: JournalEvent, bookingDay: Day, valueDay: Day? = nil, evidence: Int64,
            reverses: Int64? = nil
        ) {
            self.event = event
            self.bookingDay = bookingDay
            self.valueDay = valueDay ?? bookingDay
            self.evidence = evidence
            self.reverses = reverses
        }
    }

    /// Makes an entry of transfers; lines of the same subledger and side become one.
    ///
    /// - Throws: `empty`, then per transfer `notPositive`, `currencyMismatch`, `sameSubledger`,
    ///   `circlesMixed`, `ownerMissing`, `overflow`; at last `sameSubledger` for one that stands on
    ///   both sides.
    /// - Complexity: O(*n*) in the number of transfers.
    public init(_ occasion: Occasion, _ transfers: [Transfer]) throws(EntryError) {
        guard let first = transfers.first else { throw .empty }
        var debits = SideLines(.debit)
        var credits = SideLines(.credit)
        var total: Int64 = 0
        for transfer in transfers {
            try Self.check(transfer, currency: first.amount.currency)
            let (sum, overflow) = total.addingReportingOverflow(transfer.amount.minor)
            guard !overflow else { throw .overflow }
            total = sum
            debits.add(transfer.amount.minor, to: transfer.debit)
            credits.add(transfer.amount.minor, to: transfer.credit)
        }
        for debit in debits.lines where credits.place(of: debit.subledger) != nil {
            throw .sameSubledger(debit.subledger.account)
        }
        self.init(occasion, first.amount.currency, debits.lines + credits.lines)
    }

    private init(_ occasion: Occasion, _ currency: Currency, _ lines: [Line]) {
        event = occasion.event
        bookingDay = occasion.bookingDay
        valueDay = occasion.valueDay
        evidence = occasion.evidence
        reverses = occasion.reverses
        self.currency = currency
        self.lines = lines
    }

    private static func check(_ transfer: Transfer, currency: Currency) throws(EntryError) {
        guard transfer.amount.minor > 0 else { throw .notPositive(transfer.amount) }
        guard transfer.amount.currency == currency else {
            throw .currencyMismatch(currency, transfer.amount.currency)
        }
        let (debit, credit) = (transfer.debit, transfer.credit)
        guard debit != credit else { throw .sameSubledger(debit.account) }
        guard (debit.account.kind == .memo) == (credit.account.kind == .memo) else {
            throw .circlesMixed(debit.account, credit.account)
        }
        for side in [debit, credit] where side.account.needsOwner && side.owner == nil {
            throw .ownerMissing(side.account)
        }
    }

    /// The lines of one side while they are collected, one per subledger.
    private struct SideLines {
        private let side: Side
        private(set) var lines: [Line] = []
        /// Where each subledger stands; kept only when there are many, as in a sweep of a year.
        private var places: [Subledger: Int] = [:]

        /// Up to here a search through the lines is faster than a table.
        private static let searchedMax = 16

        init(_ side: Side) { self.side = side }

        func place(of subledger: Subledger) -> Int? {
            lines.count <= Self.searchedMax
                ? lines.firstIndex { $0.subledger == subledger } : places[subledger]
        }

        /// The caller knows that the sum of all amounts fits.
        mutating func add(_ minor: Int64, to subledger: Subledger) {
            if let place = place(of: subledger) {
                lines[place] = Line(subledger, side, minor: lines[place].minor + minor)
                return
            }
            lines.append(Line(subledger, side, minor: minor))
            guard lines.count > Self.searchedMax else { return }
            if places.isEmpty {
                for (place, line) in lines.enumerated() { places[line.subledger] = place }
            } else {
                places[subledger] = lines.count - 1
            }
        }
    }
}

/// Why an entry cannot be, in the order of the checks.
public enum EntryError: Error, Equatable, Sendable {
    case empty
    case notPositive(Money)
    case currencyMismatch(Currency, Currency)
    case sameSubledger(Account)
    case circlesMixed(Account, Account)
    case ownerMissing(Account)
    /// The sum of all amounts does not fit.
    case overflow
    /// Read back from a record: debits less credits, in minor units.
    case unbalanced(Int64)
}

extension Entry {
    public var occasion: Occasion {
        Occasion(
            event, bookingDay: bookingDay, valueDay: valueDay, evidence: evidence,
            reverses: reverses)
    }

    /// The entry that takes this one back: every line on its other side, and with its value day, so
    /// that nobody's money weighs for a time in which it was not his.
    ///
    /// - Parameters:
    ///   - sequence: Under which number this entry stands in the log.
    ///   - bookingDay: The day on which it is taken back.
    /// - Returns: An entry that balances because this one does.
    /// - Source: docs/spec/chart.md#reversal
    public func reversal(of sequence: Int64, bookingDay: Day) -> Entry {
        let mirrored = lines.map { Line($0.subledger, $0.side.opposite, minor: $0.minor) }
        return Entry(
            Occasion(
                .reversal, bookingDay: bookingDay, valueDay: valueDay, evidence: sequence,
                reverses: sequence),
            currency, mirrored.filter { $0.side == .debit } + mirrored.filter { $0.side == .credit }
        )
    }

    /// Rebuilds an entry from lines read back, and checks again what construction guarantees.
    ///
    /// - Throws: `empty`, then per line `notPositive`, `sameSubledger`, `ownerMissing`, `overflow`;
    ///   at last `unbalanced`.
    init(reading occasion: Occasion, currency: Currency, lines: [Line]) throws(EntryError) {
        guard !lines.isEmpty else { throw .empty }
        var seen: Set<Subledger> = []
        var money: Int64 = 0
        var memo: Int64 = 0
        for line in lines {
            guard line.minor > 0 else { throw .notPositive(Money(minor: line.minor, currency)) }
            guard seen.insert(line.subledger).inserted else {
                throw .sameSubledger(line.subledger.account)
            }
            if line.subledger.account.needsOwner, line.subledger.owner == nil {
                throw .ownerMissing(line.subledger.account)
            }
            let isMemo = line.subledger.account.kind == .memo
            let (sum, overflow) = (isMemo ? memo : money).addingReportingOverflow(line.signed)
            guard !overflow else { throw .overflow }
            if isMemo { memo = sum } else { money = sum }
        }
        guard money == 0 else { throw .unbalanced(money) }
        guard memo == 0 else { throw .unbalanced(memo) }
        self.init(occasion, currency, lines)
    }
}
