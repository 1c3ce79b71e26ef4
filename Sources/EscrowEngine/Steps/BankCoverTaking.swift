import EscrowCore
import LedgerCore
import MoneyCore

/// What of the open cover at a failed bank is whose now.
///
/// Cover is listed by who was entitled when it was listed. A dispute or a credit note can move an
/// entitlement since then; the cover behind it follows: what somebody has there beyond his own
/// cover stands behind what others have of cover beyond their entitlement.
///
/// - Source: docs/spec/bank-failure.md#owner
struct BankCoverTaking {
    private let currency: Currency
    /// Open cover, by owner; each in minor units.
    private var open: [SubledgerRow]
    private var places: [PartyID: [Standing.Place]] = [:]
    /// T 2xxx, 1100 to 1130 or a receipt's money against T 1040.
    private(set) var transfers: [(place: Subledger, cover: Subledger, amount: Money)] = []

    init(at bank: TrustAccountID, in draft: inout Draft) throws {
        try draft.flush()
        currency = draft.book.currency
        open = try draft.writer.openCover(at: bank)
        for row in try draft.writer.rows(SubledgerRow.self, .all)
        where row.subledger.bank == bank && row.subledger.account.kind == .entitlement {
            guard let owner = row.subledger.owner else { continue }
            places[owner, default: []].append(Standing.Place(row.subledger, row.balance))
        }
        for owner in places.keys {
            places[owner]?.sort { $0.subledger < $1.subledger }
        }
    }

    func cover(of owner: PartyID) -> Int64 {
        open.reduce(0) { $1.subledger.owner == owner ? $0 + $1.balance : $0 }
    }

    private func entitlement(of owner: PartyID) -> Int64 {
        (places[owner] ?? []).reduce(0) { $0 + $1.amount }
    }

    /// Per owner whose cover exceeds his entitlement, by how much.
    private var excess: [(cover: Subledger, minor: Int64)] {
        open.compactMap { row in
            guard let owner = row.subledger.owner else { return nil }
            let minor = row.balance - entitlement(of: owner)
            return minor > 0 ? (row.subledger, minor) : nil
        }
    }

    /// What can be paid to a person: his own entitlement as far as his own cover, and what of
    /// others' cover became his, reaches.
    func payable(to owner: PartyID) -> Int64 {
        let others = excess.reduce(Int64(0)) { $1.cover.owner == owner ? $0 : $0 + $1.minor }
        return min(entitlement(of: owner), cover(of: owner) + others)
    }

    /// The most that a person can have been paid: of his own cover all, whosever it is now.
    func most(of owner: PartyID) -> Int64 { max(payable(to: owner), cover(of: owner)) }

    /// Pays a person: his own cover first.
    ///
    /// - Parameters:
    ///   - owner: The person.
    ///   - minor: At most `most(of:)`.
    ///   - claim: Where he owes what exceeds his entitlement.
    /// - Throws: As a division of money.
    mutating func pay(_ owner: PartyID, _ minor: Int64, owing claim: Subledger) throws {
        let own = min(minor, entitlement(of: owner))
        var debits = try divided(own, over: places[owner] ?? [])
        if minor > own { debits.append(Standing.Place(claim, minor - own)) }
        let mine = min(minor, cover(of: owner))
        var credits = open.filter { $0.subledger.owner == owner }
            .map { Standing.Place($0.subledger, mine) }
        for other in excess where other.cover.owner != owner {
            credits.append(Standing.Place(other.cover, other.minor))
        }
        pair(debits, Standing(credits).take(minor).taken)
    }

    /// Takes cover from where the entitlement behind it stands: the owner's own places, then those of
    /// persons who have more there than cover.
    mutating func take(_ owner: PartyID, _ minor: Int64) throws {
        guard let cover = open.first(where: { $0.subledger.owner == owner })?.subledger
        else { return }
        let own = min(minor, entitlement(of: owner))
        var debits = try divided(own, over: places[owner] ?? [])
        if minor > own {
            let others = places.keys.filter { $0 != owner }.sorted()
            let beyond = others.flatMap { other in
                let free = max(0, entitlement(of: other) - self.cover(of: other))
                return Standing(places[other] ?? []).take(free).taken
            }
            debits += try divided(minor - own, over: beyond)
        }
        pair(debits, [Standing.Place(cover, minor)])
    }

    private func divided(
        _ minor: Int64, over places: [Standing.Place]
    ) throws -> [Standing.Place] {
        guard minor > 0 else { return [] }
        guard places.reduce(Int64(0), { $0 + $1.amount }) >= minor else {
            throw EngineError.broken("more is covered at the failed bank than all have there")
        }
        let parts = try Money(minor: minor, currency).divided(by: places.map(\.amount))
        return Standing(zip(places, parts).map { Standing.Place($0.subledger, $1.minor) }).places
    }

    /// Enters debits against cover of the same sum, and remembers what is left.
    private mutating func pair(_ debits: [Standing.Place], _ covers: [Standing.Place]) {
        var rest = covers.filter { $0.amount > 0 }
        for debit in debits {
            var left = debit.amount
            while left > 0, let cover = rest.first {
                let amount = min(left, cover.amount)
                transfers.append(
                    (debit.subledger, cover.subledger, Money(minor: amount, currency)))
                left -= amount
                rest[0] = Standing.Place(cover.subledger, cover.amount - amount)
                if rest[0].amount == 0 { rest.removeFirst() }
            }
            if let owner = debit.subledger.owner {
                places[owner] = (places[owner] ?? []).map {
                    $0.subledger == debit.subledger
                        ? Standing.Place($0.subledger, $0.amount - debit.amount) : $0
                }
            }
        }
        for cover in covers {
            guard let index = open.firstIndex(where: { $0.subledger == cover.subledger })
            else { continue }
            open[index].balance -= cover.amount
        }
    }
}
