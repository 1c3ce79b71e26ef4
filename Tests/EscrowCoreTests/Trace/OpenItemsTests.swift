import EscrowCore
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("What came, went and is left (questions.md#left)")
struct OpenItemsTests {
    @Test("the oldest goes first, a preferred one before it, what is missing is made up for")
    func order() {
        var items = OpenItems<String>()
        items.add(100, "first")
        items.add(50, "second")
        #expect(
            items.take(120) == [.init(tag: "first", minor: 100), .init(tag: "second", minor: 20)])
        items.add(10, "third")
        #expect(items.take(5) { $0 == "third" } == [.init(tag: "third", minor: 5)])
        #expect(items.open.map(\.left) == [30, 5])
        #expect(items.take(40).map(\.minor) == [30, 5])
        #expect(items.missing == 5)
        items.add(12, "fourth")
        #expect(items.missing == 0)
        #expect(items.open == [.init(tag: "fourth", left: 7)])
    }

    @Test("left less missing is came less went", arguments: UInt64(1)...100)
    func conserves(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var items = OpenItems<Int>()
        var net: Int64 = 0
        for step in 0..<60 {
            let minor = Int64.random(in: 1...1_000, using: &random)
            if Bool.random(using: &random) {
                items.add(minor, Int.random(in: 0...20, using: &random))
                net += minor
            } else {
                let uses = items.take(minor) { $0 == step % 20 }
                #expect(uses.reduce(0) { $0 + $1.minor } <= minor)
                net -= minor
            }
            #expect(items.items.allSatisfy { $0.left >= 0 })
            #expect(items.open.reduce(0) { $0 + $1.left } - items.missing == net)
            #expect(items.missing == 0 || items.open.isEmpty)
        }
    }

    @Test("a payout that comes back gives its money back to the receipt it was paid from")
    func comesBack() throws {
        let owner = PartyID(sequence: 7)
        let source = Source.invoiceLine(Sample.line)
        let bank = Subledger(.trustBank, bank: Sample.bank)
        let held = Subledger(.freelancerHeld, bank: Sample.bank, owner: owner, source: source)
        let free = held.moved(to: .freelancerAvailable)
        let flight = held.moved(to: .outgoingInFlight)
        let client = Subledger(
            .unallocated, bank: Sample.bank, owner: Sample.client, source: source)
        func entry(
            _ event: JournalEvent, _ debit: Subledger, _ credit: Subledger, _ minor: Int64
        ) throws -> Entry {
            try Entry(
                Entry.Occasion(event, bookingDay: Sample.day, evidence: 1),
                [Entry.Transfer(debit: debit, credit: credit, Money(minor: minor, .eur))])
        }
        let payout = PayoutID(sequence: 30)
        var trace = MoneyTrace(of: owner)
        trace.take(try entry(.split, client, free, 600), sequence: 10, payout: nil)
        trace.take(try entry(.split, client, free, 400), sequence: 11, payout: nil)
        trace.take(try entry(.payoutExported, free, flight, 700), sequence: 12, payout: payout)
        #expect(trace.flows.map(\.left) == [600, 400])
        trace.take(try entry(.payoutSettled, flight, bank, 700), sequence: 13, payout: payout)
        #expect(trace.flows.map(\.minor) == [600, 400, -700])
        #expect(trace.flows.map(\.left) == [0, 300, 0])
        trace.take(try entry(.payoutReturned, bank, held, 700), sequence: 14, payout: payout)
        #expect(trace.flows.map(\.minor) == [600, 400, -700, 700])
        #expect(trace.flows.map(\.left) == [600, 400, 0, 0])
        #expect(
            trace.standing(of: source).map(\.account) == [.freelancerHeld, .freelancerAvailable])
        #expect(trace.standing(of: source).map(\.minor) == [700, 300])
    }
}
