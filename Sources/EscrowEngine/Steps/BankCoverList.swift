package import EscrowCore
import LedgerCore
package import MoneyCore

/// Whose money lay at a failed bank, and what of it deposit guarantee covers.
///
/// - Source: docs/spec/bank-failure.md#cover
package struct BankCoverList {
    /// Per holder.
    package let limit: Money
    package let citation: String
    package private(set) var holders: [Holder] = []
    private(set) var losses: [BankFailure.Loss] = []
    /// T 1040 / T 1030 for what is covered, T 2xxx / T 1030 for what is not.
    private(set) var transfers: [Entry.Transfer] = []
    /// What is owed in other accounts and lies here, as it stands there.
    private(set) var lent: [Standing.Place] = []

    package struct Holder {
        /// nil where nobody knows him.
        package let party: PartyRow?
        package let fact: BankFailure.Holder
        /// What this list adds to what was covered and lost before.
        fileprivate let part: BankCover.Part
        fileprivate let places: [SubledgerRow]
    }

    /// What lies at the failed bank and is divided by this list, in minor units.
    let balance: Int64
    /// What lies there beside, owed in another account where nobody has it yet.
    let ownerless: Int64
    /// Who stood on an earlier list and has nothing there any more.
    private var gone: [BankFailure.Holder] = []

    /// All that were ever listed.
    var facts: [BankFailure.Holder] { holders.map(\.fact) + gone }

    /// What this list covers, in minor units.
    var covered: Int64 { holders.reduce(0) { $0 + $1.part.cover } }

    /// T 2xxx / T 2xxx, entered before all else: it stands where it lies.
    func moves(to bank: TrustAccountID, _ currency: Currency) -> [Entry.Transfer] {
        lent.map {
            Entry.Transfer(
                debit: $0.subledger, credit: $0.subledger.at(bank),
                Money(minor: $0.amount, currency))
        }
    }

    /// What people should know of what other accounts owe.
    func elsewhere(_ currency: Currency) -> String {
        let minor = lent.reduce(Int64(0)) { $0 + $1.amount }
        let moved =
            minor > 0
            ? "; \(Money(minor: minor, currency)) of it was owed in other trust accounts, which lack it"
            : ""
        return moved
            + (ownerless > 0
                ? "; \(Money(minor: ownerless, currency)) lie there that another account lacks and nobody has there yet: record cover again when that is settled"
                : "")
    }

    init(
        _ failure: BankFailureRow, others: [OtherDeposit], limit: Money?,
        _ reader: any BookReader
    ) throws {
        let currency = try reader.opened().1.currency
        let earlier = try Earlier(failure, reader)
        (self.limit, citation) = try Self.limit(
            limit ?? earlier.limit, on: failure.day, currency)
        let deposits = try Self.deposits(others, currency, reader)
        let lying = try reader.balance(.balanceAtFailedBank, at: failure.bank)
        let open = try reader.openCover(at: failure.bank)
        var groups = try Self.groups(at: failure.bank, [], reader)
        let excess = lying - Self.weights(groups, open).reduce(0, +)
        if excess > 0 {
            lent = try OwedElsewhere(excess, at: failure.bank, reader).places
            groups = try Self.groups(at: failure.bank, lent, reader)
        }
        let weights = Self.weights(groups, open)
        balance = min(lying, weights.reduce(0, +))
        ownerless = lying - balance
        try divide(groups, weights, earlier, deposits, reader)
        gone = earlier.holders.filter { known in
            !groups.contains { $0.owner == known.owner && $0.receipt == known.receipt }
        }
        try enter(at: failure.bank, currency)
    }

    /// What of each group's entitlement no open cover stands for.
    private static func weights(_ groups: [Group], _ open: [SubledgerRow]) -> [Int64] {
        groups.map { group in
            let covered = open.filter { $0.subledger.owner == group.owner && group.owner != nil }
            return max(0, group.balance - covered.reduce(0) { $0 + $1.balance })
        }
    }

    /// Adds to what was listed before what of the balance is each holder's, and covered.
    private mutating func divide(
        _ groups: [Group], _ weights: [Int64], _ earlier: Earlier, _ deposits: [PartyID: Int64],
        _ reader: any BookReader
    ) throws {
        let parts = try BankCover.divide(
            balance,
            among: zip(groups, weights).map { group, weight in
                let known = earlier.holder(group)
                let others = group.owner.flatMap { deposits[$0] } ?? known?.otherDeposits ?? 0
                return BankCover.Holder(
                    entitlement: weight, otherDeposits: others + (known?.cover ?? 0),
                    isKnown: group.owner != nil)
            }, limit: limit.minor)
        for ((group, weight), part) in zip(zip(groups, weights), parts) {
            let known = earlier.holder(group)
            holders.append(
                Holder(
                    party: try group.owner.flatMap { try reader.party($0) },
                    fact: BankFailure.Holder(
                        owner: group.owner, receipt: group.receipt,
                        entitlement: (known?.share ?? 0) + weight,
                        share: (known?.share ?? 0) + part.share,
                        otherDeposits: group.owner.flatMap { deposits[$0] }
                            ?? known?.otherDeposits ?? 0,
                        cover: (known?.cover ?? 0) + part.cover), part: part,
                    places: group.places))
        }
    }

    private mutating func enter(at bank: TrustAccountID, _ currency: Currency) throws {
        let failed = Subledger(.balanceAtFailedBank, bank: bank)
        for holder in holders {
            let part = holder.part
            if part.cover > 0 {
                transfers.append(
                    Entry.Transfer(
                        debit: Subledger(
                            .depositGuaranteeClaim, bank: bank, owner: holder.fact.owner),
                        credit: failed, Money(minor: part.cover, currency)))
            }
            guard part.uncovered > 0 else { continue }
            let lost = try Money(minor: part.uncovered, currency)
                .divided(by: holder.places.map(\.balance))
            for (place, part) in zip(holder.places, lost) where part.isPositive {
                transfers.append(
                    Entry.Transfer(debit: place.subledger, credit: failed, part))
                losses.append(
                    BankFailure.Loss(
                        account: place.subledger.account, owner: place.subledger.owner,
                        source: place.subledger.source, minor: part.minor))
            }
        }
    }

    /// A limit that is not the one of the law says so.
    private static func limit(
        _ given: Money?, on day: Day, _ currency: Currency
    ) throws -> (Money, String) {
        let known = DepositCover.limit(on: day).flatMap { $0.limit.currency == currency ? $0 : nil }
        if let known, given ?? known.limit == known.limit { return (known.limit, known.citation) }
        if let given { return (given, "as given") }
        throw Refusal(
            "bank.limit", "no limit of cover is known for \(day) in \(currency)",
            remedy: "give it with --limit")
    }

    private static func deposits(
        _ others: [OtherDeposit], _ currency: Currency, _ reader: any BookReader
    ) throws -> [PartyID: Int64] {
        var deposits: [PartyID: Int64] = [:]
        for other in others {
            guard let party = try reader.party(code: other.party) else {
                throw Refusal(
                    "party.unknown", "there is no party \(other.party)",
                    remedy: "see `ringfence party list`")
            }
            guard other.amount.currency == currency, other.amount.minor >= 0,
                deposits.updateValue(other.amount.minor, forKey: party.id) == nil
            else {
                throw Refusal(
                    "bank.deposit", "\(other.party) stands twice, or with a wrong amount",
                    remedy: "give one amount in \(currency) per party")
            }
        }
        return deposits
    }

    fileprivate struct Group {
        let owner: PartyID?
        let receipt: BankLineID?
        var places: [SubledgerRow]

        var balance: Int64 { places.reduce(0) { $0 + $1.balance } }
    }

    /// What was listed when cover was recorded before.
    private struct Earlier {
        var limit: Money?
        var holders: [BankFailure.Holder] = []

        init(_ failure: BankFailureRow, _ reader: any BookReader) throws {
            guard let covered = failure.covered else { return }
            guard
                case .bankFailure(.covered(_, let limit, let holders, _)) =
                    try reader.fact(at: covered)
            else { throw EngineError.broken("record \(covered) says nothing of cover") }
            (self.limit, self.holders) = (limit, holders)
        }

        func holder(_ group: Group) -> BankFailure.Holder? {
            holders.first { $0.owner == group.owner && $0.receipt == group.receipt }
        }
    }

    /// Parties by id, then unidentified receipts by theirs, then what is nobody's.
    ///
    /// What is owed in other accounts counts as if it stood here.
    private static func groups(
        at bank: TrustAccountID, _ lent: [Standing.Place], _ reader: any BookReader
    ) throws -> [Group] {
        var rows = try reader.rows(SubledgerRow.self, .all).filter {
            $0.subledger.bank == bank && $0.subledger.account.kind == .entitlement
        }
        for place in lent {
            let here = place.subledger.at(bank)
            if let index = rows.firstIndex(where: { $0.subledger == here }) {
                rows[index].balance += place.amount
            } else {
                var row = SubledgerRow(here)
                row.balance = place.amount
                rows.append(row)
            }
        }
        var groups: [Group] = []
        for row in rows.sorted(by: { $0.subledger < $1.subledger }) {
            var receipt: BankLineID?
            if row.subledger.owner == nil, case .unidentified(let line) = row.subledger.source {
                receipt = line
            }
            let place = groups.firstIndex {
                $0.owner == row.subledger.owner && $0.receipt == receipt
            }
            if let place {
                groups[place].places.append(row)
            } else {
                groups.append(
                    Group(owner: row.subledger.owner, receipt: receipt, places: [row]))
            }
        }
        return groups.filter { $0.owner != nil }
            + groups.filter { $0.owner == nil && $0.receipt != nil }
            .sorted { ($0.receipt?.sequence ?? 0) < ($1.receipt?.sequence ?? 0) }
            + groups.filter { $0.owner == nil && $0.receipt == nil }
    }
}
