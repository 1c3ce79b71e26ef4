/// What becomes of a payout that was exported.
///
/// - Source: docs/spec/payout.md#payout-states
extension Model {
    /// Exported, and neither paid nor back as far as anybody knows.
    static let inFlight: Set<String> = ["exported", "accepted", "unknown", "resend requested"]

    /// The state that a word of somebody leads to; nil where it is refused.
    static func state(of state: String, after word: String) -> String? {
        switch (state, word) {
        case ("exported", "accepted"), ("unknown", "accepted"), ("resend requested", "accepted"):
            "accepted"
        case ("exported", "rejected"), ("accepted", "rejected"): "rejected"
        case ("exported", "unknown"), ("accepted", "unknown"), ("resend requested", "unknown"):
            "unknown"
        case ("unknown", "resend"): "resend requested"
        case ("resend requested", "resend confirmed"): "rejected"
        default: nil
        }
    }

    /// A word about a payout that may be said.
    mutating func say(_ word: String, of id: Int64, by actor: String) {
        guard let payout = payouts[id], let next = Self.state(of: payout.state, after: word) else {
            return
        }
        payouts[id]?.state = next
        if next == "resend requested" { requesters[id] = actor }
        if next == "rejected" { payout.target == nil ? reject(payout) : comeBack(id, payout) }
    }

    /// J13 without the bank: what is in flight comes back.
    private mutating func reject(_ payout: Payout) {
        let transit = Place(2010, payout.owner, "coming back")
        for (place, amount) in payout.parts {
            move(amount, debit: place.on(1010), credit: transit)
        }
        comeBack(payout, from: transit)
    }

    /// J12, or the debit of a payout that came back before it.
    mutating func settle(_ id: Int64) {
        guard let payout = payouts[id] else { return }
        let early = ["returned early": "returned", "arrived early": "arrived"]
        payouts[id]?.state = early[payout.state] ?? "settled"
        let money = Place(1000, at: payout.bank)
        if payout.target != nil {
            move(payout.amount, debit: onItsWay(id).on(1010).at(payout.bank), credit: money)
            return
        }
        for (place, amount) in payout.parts { move(amount, debit: place.on(1010), credit: money) }
    }

    /// J13 by the bank, whether or not it booked the debit yet.
    mutating func giveBack(_ id: Int64, charge: Int64) {
        guard let payout = payouts[id] else { return }
        let isEarly = Self.inFlight.contains(payout.state)
        if payout.target == nil {
            takeBack(id, charge: charge)
        } else {
            payouts[id]?.state = "returned"
            comeBack(id, payout, charge: charge)
        }
        if isEarly { payouts[id]?.state = "returned early" }
    }
}
