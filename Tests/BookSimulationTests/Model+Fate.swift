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
        if next == "rejected" { reject(payout) }
    }

    /// J13 without the bank: what is in flight comes back.
    private mutating func reject(_ payout: Payout) {
        let transit = Place(2010, payout.owner, "coming back")
        for part in payout.parts {
            move(
                part.amount, debit: Place(1010, payout.owner, part.source), credit: transit)
        }
        comeBack(payout, from: transit)
    }

    /// J12, or the debit of a payout that came back before it.
    mutating func settle(_ id: Int64) {
        guard let payout = payouts[id] else { return }
        payouts[id]?.state = payout.state == "returned early" ? "returned" : "settled"
        for part in payout.parts {
            move(part.amount, debit: Place(1010, payout.owner, part.source), credit: Place(1000))
        }
    }

    /// J13 by the bank, whether or not it booked the debit yet.
    mutating func giveBack(_ id: Int64, charge: Int64) {
        let isEarly = payouts[id].map { Self.inFlight.contains($0.state) } == true
        takeBack(id, charge: charge)
        if isEarly { payouts[id]?.state = "returned early" }
    }
}
