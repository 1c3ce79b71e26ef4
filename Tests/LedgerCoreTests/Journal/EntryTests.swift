import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("Entries (chart.md#entry)")
struct EntryTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let transfers: [Entry.Transfer]
        let error: EntryError
        var testDescription: String { name }
    }

    private static let yen = Money(minor: 1, Currency("JPY") ?? .eur)
    private static let good = Sample.transfer(Sample.trustBank, Sample.unidentified, 5)
    private static let ownerless = Sample.at(.freelancerHeld)

    @Test(
        "what cannot be an entry is refused with the first reason",
        arguments: [
            Case(name: "nothing", transfers: [], error: .empty),
            Case(
                name: "zero, before the currency",
                transfers: [
                    good,
                    Entry.Transfer(
                        debit: ownerless, credit: ownerless, Money(minor: 0, yen.currency)),
                ],
                error: .notPositive(Money(minor: 0, yen.currency))),
            Case(
                name: "less than zero", transfers: [Sample.transfer(ownerless, ownerless, -1)],
                error: .notPositive(Sample.euros(-1))),
            Case(
                name: "another currency, before one subledger on both sides",
                transfers: [good, Entry.Transfer(debit: ownerless, credit: ownerless, yen)],
                error: .currencyMismatch(.eur, yen.currency)),
            Case(
                name: "one subledger on both sides, before its owner",
                transfers: [Sample.transfer(ownerless, ownerless, 1)],
                error: .sameSubledger(.freelancerHeld)),
            Case(
                name: "money and memo, before the owner",
                transfers: [Sample.transfer(Sample.at(.expectedReceipts), Sample.trustBank, 1)],
                error: .circlesMixed(.expectedReceipts, .trustBank)),
            Case(
                name: "no owner, the debit first",
                transfers: [Sample.transfer(ownerless, Sample.at(.agencyHeld), 1)],
                error: .ownerMissing(.freelancerHeld)),
            Case(
                name: "no owner of the credit",
                transfers: [Sample.transfer(Sample.trustBank, Sample.at(.agencyHeld), 1)],
                error: .ownerMissing(.agencyHeld)),
            Case(
                name: "a line that does not fit",
                transfers: [
                    Sample.transfer(Sample.trustBank, Sample.unidentified, .max), good,
                ],
                error: .overflow),
            Case(
                name: "a sum that does not fit, over different lines",
                transfers: [
                    Sample.transfer(Sample.trustBank, Sample.unidentified, .max),
                    Sample.transfer(Sample.inFlight, Sample.held, 1),
                ],
                error: .overflow),
            Case(
                name: "the earlier transfer decides",
                transfers: [
                    Sample.transfer(Sample.trustBank, Sample.at(.agencyHeld), 1),
                    Sample.transfer(Sample.trustBank, Sample.held, 0),
                ],
                error: .ownerMissing(.agencyHeld)),
            Case(
                name: "a subledger that passes money on",
                transfers: [
                    Sample.transfer(Sample.trustBank, Sample.held, 3),
                    Sample.transfer(Sample.held, Sample.available, 3),
                ],
                error: .sameSubledger(.freelancerHeld)),
        ])
    func refused(_ example: Case) {
        #expect(throws: example.error) {
            try Entry(Sample.occasion(.split), example.transfers)
        }
    }

    @Test("lines of one subledger and side become one, debits before credits")
    func merged() throws {
        let entry = try Entry(
            Sample.occasion(.split),
            [
                Sample.transfer(Sample.trustBank, Sample.held, 100),
                Sample.transfer(Sample.inFlight, Sample.share, 20),
                Sample.transfer(Sample.trustBank, Sample.share, 3),
            ])

        #expect(
            entry.lines.map(\.subledger) == [
                Sample.trustBank, Sample.inFlight, Sample.held, Sample.share,
            ])
        #expect(entry.lines.map(\.signed) == [103, 20, -100, -23])
        #expect(entry.currency == .eur)
        #expect(entry.occasion == Sample.occasion(.split))
        #expect(entry.valueDay == Sample.day)
    }

    @Test("a memo and a money transfer stand in one entry, each circle balanced")
    func circles() throws {
        let entry = try Entry(
            Sample.occasion(.split),
            [
                Sample.transfer(Sample.trustBank, Sample.held, 7),
                Sample.transfer(Sample.expectedPart, Sample.expected, 5),
            ])
        let (memo, money) = (
            entry.lines.filter { $0.subledger.account.kind == .memo },
            entry.lines.filter { $0.subledger.account.kind != .memo }
        )

        #expect(memo.map(\.signed) == [5, -5])
        #expect(money.map(\.signed) == [7, -7])
    }

    @Test("a reversal turns every line and names what it reverses (chart.md#reversal)")
    func reversal() throws {
        let entry = try Entry(
            Sample.occasion(.payoutExported),
            [Sample.transfer(Sample.available, Sample.inFlight, 15_232_00)])
        let later = Sample.day.adding(days: 4)
        let reversal = entry.reversal(of: 77, bookingDay: later)

        #expect(reversal.event == .reversal)
        #expect(reversal.reverses == 77)
        #expect(reversal.evidence == 77)
        #expect(reversal.bookingDay == later)
        #expect(reversal.valueDay == entry.valueDay)
        #expect(reversal.lines.map(\.subledger) == [Sample.inFlight, Sample.available])
        #expect(reversal.lines.map(\.signed) == [15_232_00, -15_232_00])
    }
}

@Suite("Laws of entries (chart.md#entry)")
struct EntryLaws {
    @Test("an entry balances, and each subledger stands once", arguments: UInt64(1)...200)
    func balance(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let entry = try Entry.random(using: &random)

        #expect(entry.lines.reduce(0) { $0 + $1.signed } == 0)
        #expect(entry.lines.allSatisfy { $0.minor > 0 })
        #expect(Set(entry.lines.map(\.subledger)).count == entry.lines.count)
        #expect(entry.lines.map(\.side.rawValue) == entry.lines.map(\.side.rawValue).sorted())
    }

    @Test(
        "lines are the sums of the transfers, in the order of their first",
        arguments: UInt64(1)...100)
    func sums(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let count = Int.random(in: 1...60, using: &random)
        let transfers = (0..<Int.random(in: 1...400, using: &random)).map { _ in
            let owner = PartyID(sequence: Int64.random(in: 1...Int64(count), using: &random))
            return Sample.transfer(
                Sample.at(.freelancerHeld, owner), Sample.at(.freelancerAvailable, owner),
                .random(in: 1...500, using: &random))
        }
        let entry = try Entry(Sample.occasion(.release), transfers)
        var order: [Subledger] = []
        var sums: [Subledger: Int64] = [:]
        for transfer in transfers {
            if sums[transfer.debit] == nil { order.append(transfer.debit) }
            sums[transfer.debit, default: 0] += transfer.amount.minor
        }
        let debits = entry.lines.filter { $0.side == .debit }
        let credits = entry.lines.filter { $0.side == .credit }

        #expect(debits.map(\.subledger) == order)
        #expect(debits.map(\.minor) == order.map { sums[$0] })
        #expect(credits.map { $0.subledger.moved(to: .freelancerHeld) } == order)
        #expect(credits.map(\.minor) == debits.map(\.minor))
    }

    @Test("an entry and its reversal leave nothing", arguments: UInt64(1)...100)
    func reversal(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let entry = try Entry.random(using: &random)
        var snapshot = Snapshot()
        snapshot.post(entry)
        #expect(!snapshot.balances.isEmpty)
        snapshot.post(entry.reversal(of: 5, bookingDay: Sample.day))
        #expect(snapshot == Snapshot())
    }
}
