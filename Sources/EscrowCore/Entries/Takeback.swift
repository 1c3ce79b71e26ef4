public import LedgerCore
public import MoneyCore

/// How the money of a receipt comes out of an invoice again: per party from where it stands, and as
/// a claim where it is not here any more.
///
/// - Source: docs/spec/receipt.md#taken-back
public struct Takeback: Hashable, Sendable {
    public let client: PartyID
    /// Where the receipt arrived.
    public let bank: TrustAccountID
    /// The account that the invoice names, in which its expectation stands.
    public let named: TrustAccountID
    /// What each party got of the receipt, and parties with what no receipt gave them.
    public let shares: [Share]
    /// What was never split, or exceeded all parts.
    public let rest: Int64
    /// What of it waits in 2010.
    public let unallocated: Standing
    /// What is refundable to the client on the lines of the invoice.
    public let refundable: Standing
    /// The invoice's last line, which carries what exceeds all parts.
    public let last: InvoiceLineID

    /// What one party of one invoice line got of the receipt.
    public struct Share: Hashable, Sendable {
        public let line: InvoiceLineID
        public let owner: PartyID
        public let role: PartRole
        /// Of the receipt, in minor units.
        public let given: Int64
        /// Of all receipts, less what a credit note took off: the most that can be expected again.
        public let has: Int64
        public let standing: Standing
        /// What the party owes of a credit note (1150).
        public let backed: Int64
        /// What the party has without any receipt's having given it.
        public let completed: Int64

        public init(
            line: InvoiceLineID, owner: PartyID, role: PartRole, given: Int64, has: Int64,
            standing: Standing, backed: Int64, completed: Int64 = 0
        ) {
            self.line = line
            self.owner = owner
            self.role = role
            self.given = given
            self.has = has
            self.standing = standing
            self.backed = backed
            self.completed = completed
        }

        /// What of the receipt the party does not have any more, because a credit note moved it.
        var moved: Int64 { given - min(given, has) }

        func subledger(_ account: Account, _ bank: TrustAccountID) -> Subledger {
            Subledger(account, bank: bank, owner: owner, source: .invoiceLine(line))
        }

        /// What the party owes when its money is not here any more.
        var claim: Account {
            switch role {
            case .agency: .dueFromAgencyReturnedReceipt
            case .freelancer, .producer: .dueFromBeneficiary
            }
        }
    }

    public init(
        client: PartyID, bank: TrustAccountID, named: TrustAccountID, shares: [Share], rest: Int64,
        unallocated: Standing, refundable: Standing, last: InvoiceLineID
    ) {
        self.client = client
        self.bank = bank
        self.named = named
        self.shares = shares
        self.rest = rest
        self.unallocated = unallocated
        self.refundable = refundable
        self.last = last
    }

    /// All of it, in minor units.
    public var amount: Int64 { shares.reduce(rest) { $0 + $1.given } }

    /// Takes everything back.
    public func all() -> Taken {
        var taken = Taken()
        var refundable = Purse(refundable)
        let losses = losses()
        for (index, share) in shares.enumerated() {
            let (places, missing) = share.standing.take(losses.parties[index])
            taken.debits += places
            taken.claim(share.subledger(share.claim, bank), missing)
            taken.restore(share, client, named, losses.parties[index])
            let backed = min(share.moved, share.backed)
            taken.claim(share.subledger(share.claim, bank), backed)
            taken.release(share.subledger(.dueFromPartyCreditNote, named), backed)
            takeRefundable(losses.client[index], share.line, &refundable, &taken)
        }
        taken.debits += unallocated.places
        takeRefundable(losses.rest, last, &refundable, &taken)
        return taken
    }

    /// Takes only what is still here and not the client's already; nobody owes anything.
    public func here() -> Taken {
        var taken = Taken()
        let losses = losses()
        for (share, loss) in zip(shares, losses.parties) {
            let places = share.standing.take(loss).taken
            taken.debits += places
            taken.restore(share, client, named, places.reduce(0) { $0 + $1.amount })
        }
        taken.debits += unallocated.places
        return taken
    }

    /// What of it the client can have back already.
    public var isRefundable: Int64 {
        let losses = losses()
        return min(refundable.total, losses.client.reduce(losses.rest, +))
    }

    /// Who loses how much.
    private struct Losses {
        /// What each party of `shares` loses.
        var parties: [Int64]
        /// What of each share a credit note gave to the client.
        var client: [Int64]
        /// What exceeded all parts, beyond what waits in 2010.
        var rest: Int64
        var completed: [Int64]

        /// What the client could have back beyond what this receipt brought him goes before the
        /// parties' shares, which fall in proportion.
        mutating func relieve(by surplus: Int64) {
            let lost = parties.reduce(0, +)
            let relief = min(surplus, lost)
            guard relief > 0 else { return }
            let weights = parties.map { Instalment.Part(whole: $0, has: 0) }
            let kept = Instalment.proRata(relief, among: weights).given
            for index in parties.indices { parties[index] -= kept[index] }
            rest += relief
        }

        /// Takes from parties what no receipt gave them; returns what they do not have.
        mutating func pass(_ minor: Int64, to parties: [Int]) -> Int64 {
            var left = minor
            for index in parties {
                let passed = min(left, completed[index])
                self.parties[index] += passed
                completed[index] -= passed
                left -= passed
            }
            return left
        }
    }

    /// What a credit note moved from a share is first the party's own claim (1150), then what it
    /// completed of the other parts of the line, else the client's.
    ///
    /// Where what exceeded all parts is neither here nor refunded, it took the place of a receipt
    /// that was taken back before: the parties have it.
    private func losses() -> Losses {
        var losses = Losses(
            parties: shares.map { $0.given - $0.moved }, client: shares.map { _ in 0 },
            rest: rest - unallocated.total, completed: shares.map(\.completed))
        for (index, share) in shares.enumerated() {
            let line = shares.indices.filter { shares[$0].line == share.line }
            losses.client[index] = losses.pass(
                share.moved - min(share.moved, share.backed), to: line)
        }
        let gone = losses.client.reduce(losses.rest, +) - refundable.total
        let passing = max(0, min(losses.rest, gone))
        losses.rest -= passing - losses.pass(passing, to: Array(shares.indices))
        losses.relieve(by: -gone)
        return losses
    }

    /// From what the client could have had back; where that was sent already, he owes it.
    private func takeRefundable(
        _ minor: Int64, _ line: InvoiceLineID, _ purse: inout Purse, _ taken: inout Taken
    ) {
        guard minor > 0 else { return }
        let (places, missing) = purse.take(minor, first: line)
        taken.debits += places
        taken.claim(
            Subledger(.dueFromClient, bank: bank, owner: client, source: .invoiceLine(line)),
            missing)
    }
}

/// What a takeback comes to, before it is an entry.
public struct Taken: Hashable, Sendable {
    /// Entitlements that fall and claims that arise; none is zero.
    public internal(set) var debits: [Standing.Place] = []
    /// Whose expectation of whom is open again.
    public private(set) var restored: [Restored] = []
    /// Claims with a contra account that a claim of cash replaces.
    public private(set) var released: [Standing.Place] = []

    public struct Restored: Hashable, Sendable {
        public let expected: Subledger
        public let receipts: Subledger
        public let amount: Int64
    }

    init() {}

    public var amount: Int64 { debits.reduce(0) { $0 + $1.amount } }

    /// What is not here any more, and who owes it.
    public var claims: [Standing.Place] {
        debits.filter { $0.subledger.account.kind == .cashClaim }
    }

    mutating func claim(_ subledger: Subledger, _ minor: Int64) {
        guard minor > 0 else { return }
        debits.append(Standing.Place(subledger, minor))
    }

    mutating func release(_ subledger: Subledger, _ minor: Int64) {
        guard minor > 0 else { return }
        released.append(Standing.Place(subledger, minor))
    }

    mutating func restore(
        _ share: Takeback.Share, _ client: PartyID, _ bank: TrustAccountID, _ minor: Int64
    ) {
        guard minor > 0 else { return }
        restored.append(
            Restored(
                expected: share.subledger(share.role.expected, bank),
                receipts: Subledger(
                    .expectedReceipts, bank: bank, owner: client, source: .invoiceLine(share.line)),
                amount: minor))
    }

    /// Several takebacks of one receipt, as one.
    public static func + (left: Taken, right: Taken) -> Taken {
        var sum = left
        sum.debits += right.debits
        sum.restored += right.restored
        sum.released += right.released
        return sum
    }

    public static let none = Taken()

    /// Money that nobody has placed yet, or that is for nobody yet.
    public static func unplaced(_ subledger: Subledger, _ minor: Int64) -> Taken {
        var taken = Taken()
        taken.claim(subledger, minor)
        return taken
    }
}

/// What is left of several places while they are taken from.
private struct Purse {
    private var places: [Standing.Place]

    init(_ standing: Standing) { places = standing.places }

    mutating func take(
        _ minor: Int64, first line: InvoiceLineID
    ) -> (taken: [Standing.Place], missing: Int64) {
        let own = places.filter { $0.subledger.source == .invoiceLine(line) }
        let others = places.filter { $0.subledger.source != .invoiceLine(line) }
        let (taken, missing) = Standing(own + others).take(minor)
        for given in taken {
            guard let index = places.firstIndex(where: { $0.subledger == given.subledger })
            else { continue }
            places[index] = Standing.Place(given.subledger, places[index].amount - given.amount)
        }
        places.removeAll { $0.amount == 0 }
        return (taken, missing)
    }
}
