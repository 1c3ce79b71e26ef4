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

    package struct Holder {
        /// nil where nobody knows him.
        package let party: PartyRow?
        package let fact: BankFailure.Holder
        fileprivate let places: [SubledgerRow]
    }

    init(
        _ failure: BankFailureRow, others: [OtherDeposit], limit: Money?,
        _ reader: any BookReader
    ) throws {
        let currency = try reader.opened().1.currency
        (self.limit, citation) = try Self.limit(limit, on: failure.day, currency)
        let deposits = try Self.deposits(others, currency, reader)
        let groups = try Self.groups(at: failure.bank, reader)
        let balance = try reader.balance(.balanceAtFailedBank, at: failure.bank)
        let entitled = groups.reduce(Int64(0)) { $0 + $1.places.reduce(0) { $0 + $1.balance } }
        guard balance <= entitled else {
            throw EngineError.broken("more lies at the failed bank than all are entitled to there")
        }
        let parts = try BankCover.divide(
            balance,
            among: groups.map { group in
                BankCover.Holder(
                    entitlement: group.places.reduce(0) { $0 + $1.balance },
                    otherDeposits: group.owner.flatMap { deposits[$0] } ?? 0,
                    isKnown: group.owner != nil)
            }, limit: self.limit.minor)
        for (group, part) in zip(groups, parts) {
            holders.append(
                Holder(
                    party: try group.owner.flatMap { try reader.party($0) },
                    fact: BankFailure.Holder(
                        owner: group.owner, receipt: group.receipt,
                        entitlement: group.places.reduce(0) { $0 + $1.balance },
                        share: part.share,
                        otherDeposits: group.owner.flatMap { deposits[$0] } ?? 0,
                        cover: part.cover), places: group.places))
        }
        try enter(at: failure.bank, currency)
    }

    private mutating func enter(at bank: TrustAccountID, _ currency: Currency) throws {
        let failed = Subledger(.balanceAtFailedBank, bank: bank)
        for holder in holders {
            let fact = holder.fact
            if fact.cover > 0 {
                transfers.append(
                    Entry.Transfer(
                        debit: Subledger(.depositGuaranteeClaim, bank: bank, owner: fact.owner),
                        credit: failed, Money(minor: fact.cover, currency)))
            }
            guard fact.share > fact.cover else { continue }
            let lost = try Money(minor: fact.share - fact.cover, currency)
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

    private static func limit(
        _ given: Money?, on day: Day, _ currency: Currency
    ) throws -> (Money, String) {
        if let given { return (given, "as given") }
        guard let known = DepositCover.limit(on: day), known.limit.currency == currency else {
            throw Refusal(
                "bank.limit", "no limit of cover is known for \(day) in \(currency)",
                remedy: "give it with --limit")
        }
        return (known.limit, known.citation)
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

    private struct Group {
        let owner: PartyID?
        let receipt: BankLineID?
        var places: [SubledgerRow]
    }

    /// Parties by id, then unidentified receipts by theirs, then what is nobody's.
    private static func groups(
        at bank: TrustAccountID, _ reader: any BookReader
    ) throws -> [Group] {
        let rows = try reader.rows(SubledgerRow.self, .all).filter {
            $0.subledger.bank == bank && $0.subledger.account.kind == .entitlement
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
