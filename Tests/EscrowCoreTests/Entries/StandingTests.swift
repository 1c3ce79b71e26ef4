import EscrowCore
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("Where money stands (events.md#standing)")
struct StandingTests {
    private static func place(_ account: Account, _ amount: Int64) -> Standing.Place {
        Standing.Place(
            Subledger(
                account, bank: Sample.bank, owner: Sample.freelancer,
                source: .invoiceLine(Sample.line)), amount)
    }

    @Test("what is furthest from being paid goes first")
    func order() {
        let standing = Standing([
            Self.place(.disputed, 100), Self.place(.freelancerHeld, 0),
            Self.place(.freelancerAvailable, 250),
        ])
        let (taken, missing) = standing.take(300)

        #expect(taken == [Self.place(.disputed, 100), Self.place(.freelancerAvailable, 200)])
        #expect(missing == 0)
        #expect(standing.take(400).missing == 50)
        #expect(standing.take(0).taken == [])
    }

    @Test("what is taken and what is missing are what was asked", arguments: UInt64(1)...100)
    func conserves(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let places = Standing.order.map {
            Self.place($0, Int64.random(in: 0...500, using: &random))
        }
        let standing = Standing(places)
        let asked = Int64.random(in: 0...5000, using: &random)
        let (taken, missing) = standing.take(asked)

        #expect(taken.reduce(0) { $0 + $1.amount } + missing == asked)
        #expect(missing == max(0, asked - standing.total))
        for place in taken {
            #expect(place.amount > 0)
            #expect(
                standing.places.contains {
                    $0.subledger == place.subledger && $0.amount >= place.amount
                })
        }
    }
}
