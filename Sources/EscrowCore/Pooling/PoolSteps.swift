public import LedgerCore
public import MoneyCore

/// From what stands in the trust at the moment of pooling to the transfers of J25.
///
/// - Source: docs/spec/pooling.md#steps
public struct PoolSteps: Hashable, Sendable {
    /// (0) What could not be split or allocated.
    public private(set) var unplaced: [Entry.Transfer] = []
    /// (2) Own entitlements against own cash claims.
    public private(set) var ownClaims: [Entry.Transfer] = []
    /// (3) What is left of the agency's top-up against other cash claims.
    public private(set) var topUp: [Entry.Transfer] = []
    /// (4) Backed claims, which leave the book.
    public private(set) var backed: [Entry.Transfer] = []
    /// (5) Everything that is left, per subledger.
    public private(set) var pooled: [Entry.Transfer] = []
    /// What (4) takes out of the book.
    public private(set) var claims: [Pooling.Claim] = []

    private let currency: Currency
    private var left: [Subledger: Int64]

    /// The agency's top-up cures first, then what it has otherwise; for everybody else the order of
    /// the chart.
    private static let order: [Account] =
        [.agencyTopUp]
        + Account.allCases.filter {
            $0.kind == .entitlement && $0 != .agencyTopUp && $0 != .pool
        }

    /// - Parameters:
    ///   - standing: Balances above zero on their accounts' normal sides, in minor units: all
    ///     entitlements but the pool, cash claims, backed claims and their contra.
    ///   - currency: The book's.
    public init(_ standing: [Subledger: Int64], _ currency: Currency) {
        self.currency = currency
        left = standing.filter { $0.value > 0 }
        for subledger in left.keys.sorted()
        where subledger.account == .unallocated || subledger.account == .interestToAllocate {
            let amount = left[subledger, default: 0]
            move(subledger, subledger.moved(to: .unidentified), amount, \.unplaced)
        }
        left = left.filter { $0.value > 0 }
        let subledgers = left.keys.sorted()
        let entitlements = Self.order.flatMap { account in
            subledgers.filter { $0.account == account }
        }
        let cashClaims = subledgers.filter { $0.account.kind == .cashClaim }
        // What is disputed may be another's.
        takeOwnClaims(cashClaims, entitlements.filter { $0.account != .disputed })
        takeTopUp(cashClaims, subledgers.filter { $0.account == .agencyTopUp })
        takeBacked(subledgers)
        for subledger in entitlements where !Self.isNobodys(subledger) {
            move(subledger, subledger.moved(to: .pool), left[subledger, default: 0], \.pooled)
        }
        for subledger in entitlements where Self.isNobodys(subledger) { apportion(subledger) }
    }

    /// Interest that no weight could take; an unidentified receipt is its payer's.
    private static func isNobodys(_ subledger: Subledger) -> Bool {
        guard subledger.owner == nil else { return false }
        if case .unidentified = subledger.source { return false }
        return true
    }

    /// What is nobody's belongs to all who share the pool, in proportion to what they have in it.
    private mutating func apportion(_ subledger: Subledger) {
        let amount = Money(minor: left[subledger, default: 0], currency)
        let holders = pooled.filter {
            $0.debit.account != .agencyTopUp && !Self.isNobodys($0.credit)
        }
        guard let parts = try? amount.divided(by: holders.map(\.amount.minor)) else {
            return move(subledger, subledger.moved(to: .pool), amount.minor, \.pooled)
        }
        for (holder, part) in zip(holders, parts) {
            let credit =
                holder.credit.owner == nil
                ? holder.credit
                : Subledger(
                    .pool, bank: subledger.bank, owner: holder.credit.owner, source: .interest)
            move(subledger, credit, part.minor, \.pooled)
        }
    }

    private mutating func takeOwnClaims(_ claims: [Subledger], _ entitlements: [Subledger]) {
        let owned = Dictionary(grouping: entitlements.filter { $0.owner != nil }, by: \.owner)
        for claim in claims {
            for own in owned[claim.owner] ?? [] where own.bank == claim.bank {
                move(own, claim, least(own, claim), \.ownClaims)
            }
        }
    }

    private mutating func takeTopUp(_ claims: [Subledger], _ topUps: [Subledger]) {
        for topUp in topUps {
            for claim in claims where claim.bank == topUp.bank {
                move(topUp, claim, least(topUp, claim), \.topUp)
            }
        }
    }

    private mutating func takeBacked(_ subledgers: [Subledger]) {
        for claim in subledgers where claim.account.kind == .backedClaim {
            guard let owner = claim.owner else { continue }
            let contra = claim.moved(to: .backedContra)
            let amount = least(contra, claim)
            move(contra, claim, amount, \.backed)
            guard amount > 0 else { continue }
            claims.append(
                Pooling.Claim(
                    account: claim.account, debtor: owner, source: claim.source,
                    amount: Money(minor: amount, currency)))
        }
    }

    private func least(_ first: Subledger, _ second: Subledger) -> Int64 {
        min(left[first, default: 0], left[second, default: 0])
    }

    private mutating func move(
        _ debit: Subledger, _ credit: Subledger, _ minor: Int64,
        _ step: WritableKeyPath<PoolSteps, [Entry.Transfer]>
    ) {
        guard minor > 0 else { return }
        left[debit, default: 0] -= minor
        switch credit.account.kind {
        case .cashClaim, .backedClaim: left[credit, default: 0] -= minor
        case .entitlement where credit.account != .pool: left[credit, default: 0] += minor
        case .entitlement, .resource, .backedContra, .rounding, .memo: break
        }
        self[keyPath: step].append(
            Entry.Transfer(debit: debit, credit: credit, Money(minor: minor, currency)))
    }
}

extension PoolSteps {
    /// (8) What is left in the pool against the cash claims that stand, both in their order.
    ///
    /// - Parameters:
    ///   - pool: Subledgers of 2900 with their balances.
    ///   - claims: Subledgers of 1100 to 1130 with their balances, the same sum.
    ///   - currency: The book's.
    /// - Returns: Transfers that leave every one of them at zero.
    public static func closing(
        _ pool: [(Subledger, Int64)], _ claims: [(Subledger, Int64)], _ currency: Currency
    ) -> [Entry.Transfer] {
        var transfers: [Entry.Transfer] = []
        var rest = claims
        var place = 0
        for (subledger, balance) in pool {
            var left = balance
            while left > 0, place < rest.count {
                let amount = min(left, rest[place].1)
                if amount > 0 {
                    transfers.append(
                        Entry.Transfer(
                            debit: subledger, credit: rest[place].0, Money(minor: amount, currency))
                    )
                }
                left -= amount
                rest[place].1 -= amount
                if rest[place].1 == 0 { place += 1 }
            }
        }
        return transfers
    }
}
