public import LedgerCore
public import MoneyCore

/// Where every cent of an owner's money came from, where it went, and what of it is left.
///
/// It knows accounts by their kind alone: every entry that changes what an owner has is a flow,
/// whatever its event; an entry that only moves his money between his own accounts is none.
///
/// - Source: docs/spec/questions.md#trace
public struct MoneyTrace: Sendable {
    /// One entry's change of what the owner has of one source.
    public struct Flow: Hashable, Sendable {
        /// The entry's record.
        public let sequence: Int64
        public let bookingDay: Day
        public let event: JournalEvent
        /// The record that the entry follows from.
        public let evidence: Int64
        public let source: Source
        /// Minor units; positive came, negative went.
        public let minor: Int64
        /// What of an amount that came is still there; zero for one that went.
        public internal(set) var left: Int64
    }

    /// What stands in one account of one source.
    public struct Standing: Hashable, Sendable {
        public let source: Source
        public let account: Account
        /// Minor units on the account's normal side, not zero.
        public let minor: Int64
    }

    private let owner: PartyID
    private var collected: [Flow] = []
    private var items: [Source: OpenItems<Int>] = [:]
    /// What each outflow used up, so that money which comes back goes back to where it came from.
    private var uses: [Source: [PastUse]] = [:]
    private var balances: [Source: [Account: Int64]] = [:]
    private var order: [Source] = []

    private struct PastUse: Sendable {
        let sequence: Int64
        let payout: PayoutID?
        var uses: [OpenItems<Int>.Use]
    }

    public init(of owner: PartyID) { self.owner = owner }

    /// Takes the next entry, in the order of the log.
    ///
    /// - Parameters:
    ///   - entry: Any entry; one that does not name the owner changes nothing.
    ///   - sequence: Its record.
    ///   - payout: The payout that its bank line settles or returns.
    public mutating func take(_ entry: Entry, sequence: Int64, payout: PayoutID?) {
        var net: [Source: Int64] = [:]
        var touched: [Source] = []
        for line in entry.lines
        where line.subledger.owner == owner && line.subledger.account.isTraced {
            let source = line.subledger.source
            if balances[source] == nil { order.append(source) }
            if net[source] == nil { touched.append(source) }
            net[source, default: 0] -= line.signed
            balances[source, default: [:]][line.subledger.account, default: 0] -= line.signed
        }
        for source in touched {
            guard let minor = net[source], minor != 0 else { continue }
            let flow = Flow(
                sequence: sequence, bookingDay: entry.bookingDay, event: entry.event,
                evidence: entry.evidence, source: source, minor: minor, left: 0)
            collected.append(flow)
            if minor > 0 {
                come(flow, payout, reverses: entry.reverses)
            } else {
                go(flow, payout, reverses: entry.reverses)
            }
        }
    }

    /// All flows in the order of the log, each with what of it is left.
    public var flows: [Flow] {
        var flows = collected
        for open in items.values {
            for item in open.items { flows[item.tag].left = item.left }
        }
        return flows
    }

    /// Every source, in the order in which it first appeared.
    public var sources: [Source] { order }

    /// What went of a source before it came: a claim that stands open against the owner.
    public func missing(of source: Source) -> Int64 { items[source]?.missing ?? 0 }

    /// What stands, per source and account.
    public func standing(of source: Source) -> [Standing] {
        (balances[source] ?? [:]).filter { $0.value != 0 }
            .sorted { $0.key.rawValue < $1.key.rawValue }
            .map { account, credit in
                Standing(
                    source: source, account: account,
                    minor: account.normalSide == .credit ? credit : -credit)
            }
    }

    /// Money that comes back goes back to what it was once paid from; the rest is an item of its own.
    private mutating func come(_ flow: Flow, _ payout: PayoutID?, reverses: Int64?) {
        var rest = flow.minor
        var past = uses[flow.source] ?? []
        for place in past.indices.reversed() where rest > 0 {
            let isSame =
                past[place].sequence == reverses
                || (payout != nil && past[place].payout == payout)
            guard isSame else { continue }
            for index in past[place].uses.indices where rest > 0 {
                let back = min(rest, past[place].uses[index].minor)
                guard back > 0 else { continue }
                past[place].uses[index].minor -= back
                rest -= back
                items[flow.source]?.add(back, past[place].uses[index].tag)
            }
        }
        uses[flow.source] = past
        if rest > 0 { items[flow.source, default: OpenItems()].add(rest, collected.count - 1) }
    }

    private mutating func go(_ flow: Flow, _ payout: PayoutID?, reverses: Int64?) {
        let flows = collected
        let used = items[flow.source, default: OpenItems()].take(-flow.minor) { tag in
            flows[tag].sequence == reverses
        }
        uses[flow.source, default: []].append(
            PastUse(sequence: flow.sequence, payout: payout, uses: used))
    }
}

extension Account {
    /// What an owner may ask or owes, and what is on its way to him.
    ///
    /// A claim on deposit guarantee is the trust's: it stands behind what he may ask.
    fileprivate var isTraced: Bool {
        switch kind {
        case .entitlement, .cashClaim, .backedClaim, .backedContra, .rounding: true
        case .resource: self == .outgoingInFlight
        case .memo: false
        }
    }
}
