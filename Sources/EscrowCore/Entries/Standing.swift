public import LedgerCore

/// Where an owner's money of one invoice line stands now, in the order in which it is taken.
///
/// What is furthest from being paid goes first: disputed, held, available, set aside for tax.
///
/// - Source: docs/spec/events.md#standing
public struct Standing: Hashable, Sendable {
    /// Balances above zero, in minor units.
    public let places: [Place]

    public struct Place: Hashable, Sendable {
        public let subledger: Subledger
        public let amount: Int64

        public init(_ subledger: Subledger, _ amount: Int64) {
            self.subledger = subledger
            self.amount = amount
        }
    }

    public init(_ places: [Place]) { self.places = places.filter { $0.amount > 0 } }

    /// The accounts that can hold an owner's money, the first to be taken from first.
    public static let order: [Account] = [
        .disputed, .freelancerHeld, .agencyHeld, .producerHeld, .freelancerAvailable,
        .agencyAvailable, .producerAvailable, .taxSetAside,
    ]

    /// The places of one account.
    public func only(_ account: Account) -> Standing {
        Standing(places.filter { $0.subledger.account == account })
    }

    /// All places but those of one account.
    public func without(_ account: Account) -> Standing {
        Standing(places.filter { $0.subledger.account != account })
    }

    /// Every subledger once, with all that is taken of it, in the order of the first.
    public var merged: Standing {
        var sums: [Place] = []
        for place in places {
            if let index = sums.firstIndex(where: { $0.subledger == place.subledger }) {
                sums[index] = Place(place.subledger, sums[index].amount + place.amount)
            } else {
                sums.append(place)
            }
        }
        return Standing(sums)
    }

    public var total: Int64 { places.reduce(0) { $0 + $1.amount } }

    /// Takes an amount from the places in their order.
    ///
    /// - Parameter minor: Minor units, 0 or more.
    /// - Returns: What each place gives, none of it zero, and what is not here any more.
    public func take(_ minor: Int64) -> (taken: [Place], missing: Int64) {
        var left = minor
        var taken: [Place] = []
        for place in places where left > 0 {
            let given = min(left, place.amount)
            left -= given
            taken.append(Place(place.subledger, given))
        }
        return (taken, left)
    }
}
