import EscrowTestSupport
import InsolvencyCore
import MoneyCore
import Testing

@Suite("Tracing money on a mixed account")
struct TracingTests {
    private static let start = Example.day("2013-01-01")

    private func account(
        own: Int64 = 0, _ movements: (AccountMovement.Kind, Int64)...
    ) throws -> MixedAccount {
        try MixedAccount(
            openingOwn: own,
            movements.enumerated().map { place, movement in
                AccountMovement(
                    day: Self.start.adding(days: place), movement.0, minor: movement.1)
            })
    }

    private func traced(
        _ account: MixedAccount, _ rule: TracingRule,
        _ change: (inout TracingSettings) -> Void = { _ in }
    ) -> [Int64] {
        var settings = TracingSettings()
        change(&settings)
        return account.trace(rule, settings).positions.map(\.traced)
    }

    @Test(
        "1,000 and 2,000 came, 600 went (O9)",
        arguments: [
            (TracingRule.pariPassu, [800_00, 1_600_00]), (.firstIn, [400_00, 2_000_00]),
            (.rolling, [800_00, 1_600_00]), (.lastIn, [1_000_00, 1_400_00]),
            (.lowestBalance, [800_00, 1_600_00]),
        ] as [(TracingRule, [Int64])])
    func barlow(rule: TracingRule, expected: [Int64]) throws {
        let account = try account(
            (.deposit(of: "A"), 1_000_00), (.deposit(of: "B"), 2_000_00), (.withdrawal, 600_00))
        #expect(traced(account, rule) == expected)
        #expect(account.trace(rule).own == 0)
    }

    @Test("the second and the fourth case of the methods' page")
    func published() throws {
        let second = try account(
            (.deposit(of: "A"), 100_00), (.deposit(of: "B"), 100_00), (.withdrawal, 180_00),
            (.deposit(of: "C"), 100_00))
        #expect(traced(second, .firstIn) == [0, 20_00, 100_00])
        #expect(traced(second, .rolling) == [10_00, 10_00, 100_00])
        #expect(traced(second, .pariPassu) == [40_00, 40_00, 40_00])
        let limits = second.trace(.lowestBalance).positions.map(\.limit)
        #expect(limits == [20_00, 20_00, 100_00])
        #expect(second.trace(.lowestBalance).total == 120_00)
    }

    @Test("own money of later days does not refill a claim above the lowest balance (O11 i)")
    func roscoe() throws {
        let account = try account(
            (.deposit(of: "A"), 455_00), (.withdrawal, 430_00), (.own, 333_00))
        #expect(traced(account, .lowestBalance) == [25_00])
        #expect(account.trace(.lowestBalance).own == 333_00)
    }

    @Test("an account that its holder uses protects nobody in Germany (O11 ii)")
    func commingled() throws {
        let account = try account(
            own: 90_166_43, (.deposit(of: "A"), 14_016_00), (.withdrawal, 1_00))
        #expect(traced(account, .segregation) == [0])
        #expect(traced(account, .substitute) == [0])
    }

    @Test(
        "collected without right, it is found up to the lowest day's end (O11 iii)",
        arguments: [(19_628_15, 11_310_00), (9_000_00, 9_000_00)] as [(Int64, Int64)])
    func substitute(lowest: Int64, found: Int64) throws {
        let account = try account(
            own: 25_445_19, (.misdirected(of: "A"), 11_310_00), (.withdrawal, 36_755_19 - lowest))
        #expect(traced(account, .substitute) == [found])
    }

    @Test("an account once overdrawn has lost what was on it (O11 iv)")
    func overdrawn() throws {
        let account = try account(
            (.misdirected(of: "A"), 100_00), (.withdrawal, 101_00), (.own, 500_00))
        for rule in TracingRule.allCases where rule != .pariPassu {
            #expect(traced(account, rule) == [0], "\(rule)")
        }
        #expect(account.trace(.firstIn).closing == 499_00)
        let still = try self.account((.misdirected(of: "A"), 100_00), (.withdrawal, 101_00))
        for rule in TracingRule.allCases { #expect(traced(still, rule) == [0], "\(rule)") }
        #expect(still.trace(.firstIn).own == -1_00)
    }

    @Test("own money goes first, and is not trust money when it comes again (O11 v)")
    func hallett() throws {
        let steps: [(AccountMovement.Kind, Int64, Int64)] = [
            (.withdrawal, 70, 80), (.own, 40, 80), (.withdrawal, 60, 60),
        ]
        var movements = [AccountMovement(day: Self.start, .deposit(of: "A"), minor: 100)]
        for (place, step) in steps.enumerated() {
            movements.append(
                AccountMovement(
                    day: Self.start.adding(days: place + 1), step.0, minor: step.1))
            let account = try MixedAccount(openingOwn: 50, movements)
            #expect(traced(account, .lowestBalance) == [step.2])
        }
    }

    @Test("two claims do not find the same cent twice after the holder's later money")
    func together() throws {
        let account = try account(
            (.deposit(of: "A"), 100), (.deposit(of: "B"), 100), (.withdrawal, 150), (.own, 1_000))
        #expect(account.trace(.lowestBalance).positions.map(\.limit) == [50, 50])
        #expect(traced(account, .lowestBalance) == [25, 25])
    }

    @Test("what is put back expressly for somebody is his")
    func restoration() throws {
        let account = try account(
            (.deposit(of: "A"), 100), (.withdrawal, 100), (.restoration(of: "A"), 60))
        for rule in [TracingRule.lowestBalance, .firstIn, .rolling, .pariPassu] {
            #expect(account.trace(rule).positions[0].traced == 60, "\(rule)")
            #expect(account.trace(rule).positions[0].missing == 40)
        }
    }

    @Test("Hallett's order holds with FIFO and the rolling charge where it is asked for")
    func ownFirst() throws {
        let account = try account(
            (.deposit(of: "A"), 100), (.own, 100), (.withdrawal, 100))
        #expect(traced(account, .firstIn) == [0])
        #expect(traced(account, .firstIn) { $0.ownMoneyFirst = true } == [100])
        #expect(traced(account, .rolling) == [50])
        #expect(traced(account, .rolling) { $0.ownMoneyFirst = true } == [100])
        #expect(traced(account, .pariPassu) == [50])
        #expect(traced(account, .pariPassu) { $0.holderSubordinated = true } == [100])
    }

    @Test("a payment to somebody is his own money, not everybody's")
    func payments() throws {
        let account = try account(
            (.deposit(of: "A"), 100), (.deposit(of: "B"), 100), (.payment(to: "B"), 60))
        for rule in TracingRule.allCases where rule != .substitute {
            #expect(traced(account, rule) == [100, 40], "\(rule)")
        }
    }

    @Test("the order within a day decides, and its span is shown")
    func orders() throws {
        let day = Self.start.adding(days: 1)
        let account = try MixedAccount([
            AccountMovement(day: Self.start, .deposit(of: "A"), minor: 100),
            AccountMovement(day: day, .withdrawal, minor: 80),
            AccountMovement(day: day, .own, minor: 50),
        ])
        let figure = { (order: DayOrder) in
            account.trace(.lowestBalance, settings(order)).total
        }
        #expect(figure(.ledger) == 20)
        #expect(figure(.worst) == 20)
        #expect(figure(.best) == 70)
        #expect(account.spread(of: "A", rules: [.lowestBalance]) == 20...70)
        // Only days' ends count under §48.
        #expect(account.spread(of: "A", rules: [.substitute]) == 0...0)
    }

    private func settings(_ order: DayOrder) -> TracingSettings {
        var settings = TracingSettings()
        settings.order = order
        return settings
    }

    @Test("movements that are none are refused")
    func refused() {
        let bad = AccountMovement(day: Self.start, .withdrawal, minor: 0)
        #expect(throws: MixedAccountError.notPositive(0, day: Self.start)) {
            try MixedAccount([bad])
        }
        #expect(throws: MixedAccountError.openingNegative(-1)) {
            try MixedAccount(openingOwn: -1, [])
        }
        let huge = AccountMovement(day: Self.start, .own, minor: .max)
        #expect(throws: MixedAccountError.tooLarge) { try MixedAccount([huge, huge]) }
        #expect(!"\(MixedAccountError.tooLarge)".isEmpty)
    }
}

@Suite("Laws of tracing")
struct TracingLaws {
    private func random(
        _ seed: UInt64, withdraws: Bool = true, own: Bool = true
    ) throws -> MixedAccount {
        var random = SeededRandom(seed: seed)
        let codes = ["A", "B", "C"]
        let movements = (0..<Int.random(in: 1...20, using: &random)).map { _ in
            let code = codes.randomElement(using: &random) ?? "A"
            let kinds: [AccountMovement.Kind] =
                [.misdirected(of: code), .deposit(of: code), .misdirected(of: code)]
                + (own ? [.own] : []) + (withdraws ? [.withdrawal, .payment(to: code)] : [])
            return AccountMovement(
                day: Example.filingDay.adding(days: -Int.random(in: 0...6, using: &random)),
                kinds.randomElement(using: &random) ?? .own,
                minor: .random(in: 1...100_000, using: &random))
        }
        return try MixedAccount(
            openingOwn: own ? .random(in: 0...50_000, using: &random) : 0, movements)
    }

    @Test(
        "nobody finds more than he may ask, all together not more than is there",
        arguments: UInt64(1)...500)
    func bounded(seed: UInt64) throws {
        let account = try random(seed)
        for rule in TracingRule.allCases {
            for order in DayOrder.allCases {
                var settings = TracingSettings()
                settings.order = order
                settings.ownMoneyFirst = seed % 2 == 0
                let traced = account.trace(rule, settings)
                #expect(traced.positions.allSatisfy { $0.traced >= 0 })
                #expect(traced.positions.allSatisfy { $0.traced <= max(0, $0.claim) })
                #expect(traced.total <= max(0, traced.closing))
                #expect(traced.total + traced.own == traced.closing)
            }
        }
    }

    @Test("the ledger's order lies between the worst and the best", arguments: UInt64(1)...200)
    func ordered(seed: UInt64) throws {
        let account = try random(seed)
        for rule in TracingRule.allCases {
            let totals = [DayOrder.worst, .ledger, .best].map { order in
                var settings = TracingSettings()
                settings.order = order
                return account.trace(rule, settings).total
            }
            #expect(totals == totals.sorted())
        }
    }

    @Test("without withdrawals and own money all rules agree", arguments: UInt64(1)...200)
    func agree(seed: UInt64) throws {
        let account = try random(seed, withdraws: false, own: false)
        for rule in TracingRule.allCases where rule != .substitute {
            let traced = account.trace(rule)
            #expect(traced.positions.allSatisfy { $0.traced == $0.claim }, "\(rule)")
            #expect(traced.own == 0)
        }
    }

    @Test("a deposit or a withdrawal in two parts changes nothing", arguments: UInt64(1)...200)
    func split(seed: UInt64) throws {
        let account = try random(seed)
        let halves = account.movements.flatMap { movement in
            movement.minor < 2
                ? [movement]
                : [
                    AccountMovement(day: movement.day, movement.kind, minor: movement.minor / 2),
                    AccountMovement(
                        day: movement.day, movement.kind,
                        minor: movement.minor - movement.minor / 2),
                ]
        }
        let other = try MixedAccount(openingOwn: account.openingOwn, halves)
        for rule in TracingRule.allCases {
            let (first, second) = (account.trace(rule), other.trace(rule))
            #expect(first.positions == second.positions, "\(rule)")
        }
    }
}
