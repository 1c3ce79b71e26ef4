import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/questions.md: every answer on D as known on K is what a fold over the log gives.
@Suite("Questions against a fold over the log")
struct QuestionLaws {
    /// Pairs of days about the book's life: none, inside it, before and behind it.
    private static func asked(_ seed: UInt64) -> [AsOf] {
        var random = SeededRandom(seed: seed &+ 1_000)
        var asked: [AsOf] = [.now]
        for _ in 0..<10 {
            let day = SampleBook.day("2013-01-15").adding(
                days: Int.random(in: 0...90, using: &random))
            let known = day.adding(days: Int.random(in: -15...25, using: &random))
            asked += [
                AsOf(day: day, knownOn: nil), AsOf(day: day, knownOn: known),
                AsOf(day: nil, knownOn: known),
            ]
        }
        return asked
    }

    private static func each(
        _ seed: UInt64,
        _ body: @escaping @Sendable (any BookReader, LogFold, AsOf) throws -> Void
    ) async throws {
        try await TestStore.memory.withStore { store in
            _ = try await RandomBook.make(store, seed: seed)
            let asked = Self.asked(seed)
            try await store.read { reader in
                let fold = try LogFold(reader)
                for asOf in asked { try body(reader, fold, asOf) }
            }
        }
    }

    @Test("balances of every party, and what of them is late", arguments: UInt64(1)...12)
    func balances(seed: UInt64) async throws {
        try await Self.each(seed) { reader, fold, asOf in
            let (entries, late) = (fold.entries(asOf), fold.late(asOf))
            for party in try reader.rows(PartyRow.self, .all) {
                let balances = try reader.balances(of: party.id, asOf)
                for account in Account.allCases {
                    func isOwn(_ line: Entry.Line) -> Bool {
                        line.subledger.account == account && line.subledger.owner == party.id
                    }
                    let found = balances.first { $0.account == account }
                    #expect(found?.amount.minor ?? 0 == LogFold.sum(entries, isOwn), "\(asOf)")
                    #expect(found?.late.minor ?? 0 == LogFold.sum(late, isOwn), "\(asOf)")
                }
            }
        }
    }

    @Test("the trial balance, its sums equal, in one and by bank", arguments: UInt64(1)...12)
    func trial(seed: UInt64) async throws {
        try await Self.each(seed) { reader, fold, asOf in
            let lines = fold.entries(asOf).flatMap(\.entry.lines)
            for byBank in [false, true] {
                let trial = try reader.trial(asOf, byBank: byBank)
                for line in trial.lines {
                    let own = lines.filter { $0.subledger.account == line.account }
                    let debit = own.filter { $0.side == .debit }.reduce(0) { $0 + $1.minor }
                    let credit = own.filter { $0.side == .credit }.reduce(0) { $0 + $1.minor }
                    #expect(line.debit.minor == debit && line.credit.minor == credit)
                    let late = LogFold.sum(fold.late(asOf)) { $0.subledger.account == line.account }
                    #expect(line.late.minor == late, "\(asOf)")
                }
                #expect(Set(trial.lines.map(\.account)) == Set(lines.map(\.subledger.account)))
                #expect(try trial.total(\.debit) == trial.total(\.credit))
            }
        }
    }

    @Test(
        "a statement: opening and lines make closing, late lines are marked",
        arguments: UInt64(1)...12)
    func statement(seed: UInt64) async throws {
        try await Self.each(seed) { reader, fold, asOf in
            let to = asOf.day ?? SampleBook.day("2013-12-31")
            let from = to.adding(days: -20)
            for party in try reader.rows(PartyRow.self, .all) {
                let statement = try reader.statement(
                    of: party.code, from: from, to: to, knownOn: asOf.knownOn)
                let expected = fold.entries(AsOf(day: to, knownOn: asOf.knownOn))
                    .filter { $0.entry.bookingDay >= from }
                    .sorted {
                        ($0.entry.bookingDay, $0.sequence) < ($1.entry.bookingDay, $1.sequence)
                    }
                    .flatMap { posted in
                        posted.entry.lines.filter { $0.subledger.owner == party.id }
                            .map { (posted.sequence, $0.minor, fold.isLate(posted)) }
                    }
                #expect(statement.items.map(\.sequence) == expected.map(\.0))
                #expect(statement.items.map { abs($0.amount.minor) } == expected.map(\.1))
                #expect(statement.items.map(\.isLate) == expected.map(\.2))
                for account in Account.allCases {
                    func of(_ balances: [AccountBalance]) -> Int64 {
                        balances.first { $0.account == account }?.amount.minor ?? 0
                    }
                    let moved = statement.items.filter { $0.account == account }
                        .reduce(0) { $0 + $1.amount.minor }
                    #expect(of(statement.opening) + moved == of(statement.closing))
                }
            }
        }
    }

    @Test(
        "requirement and resource of every day, claims make the shortfall",
        arguments: UInt64(1)...12)
    func requirement(seed: UInt64) async throws {
        try await Self.each(seed) { reader, fold, asOf in
            let last = asOf.day ?? SampleBook.day("2013-04-30")
            let report = try reader.requirement(
                from: last.adding(days: -12), through: last, knownOn: asOf.knownOn)
            #expect(report.days.count == 13)
            for day in report.days {
                let on = AsOf(day: day.day, knownOn: asOf.knownOn)
                let entries = fold.entries(on)
                let ledgers = Dictionary(
                    grouping: entries.flatMap(\.entry.lines).filter {
                        $0.subledger.account.kind == .entitlement
                    }
                ) { [Int64($0.subledger.account.rawValue), $0.subledger.owner?.sequence ?? 0] }
                let required = ledgers.values.reduce(Int64(0)) { sum, lines in
                    sum + max(0, lines.reduce(0) { $0 - $1.signed })
                }
                let resource = LogFold.sum(entries) { $0.subledger.account.kind == .resource }
                #expect(day.requirement.minor == required, "\(on)")
                #expect(day.resource.minor == resource, "\(on)")
                let claims = Dictionary(
                    grouping: entries.flatMap(\.entry.lines).filter {
                        $0.subledger.account.kind == .cashClaim
                    }
                ) { [Int64($0.subledger.account.rawValue), $0.subledger.owner?.sequence ?? 0] }
                let claimed = claims.values.reduce(Int64(0)) { sum, lines in
                    sum + max(0, lines.reduce(0) { $0 + $1.signed })
                }
                #expect(day.claims.reduce(0) { $0 + $1.amount.minor } == claimed, "\(on)")
                #expect(day.claims.allSatisfy { !$0.causes.isEmpty && $0.since <= day.day })
                #expect(day.lateCount == fold.late(on).count)
            }
        }
    }

    @Test("reconciliation counts the book as a fold does", arguments: UInt64(1)...12)
    func reconcile(seed: UInt64) async throws {
        try await Self.each(seed) { reader, fold, asOf in
            guard let day = asOf.day,
                let report = try? reader.reconcile(day, knownOn: asOf.knownOn)
            else { return }
            let entries = fold.entries(asOf)
            let result = report.reconciliation
            #expect(
                result.bookAtBank.minor
                    == LogFold.sum(entries) { $0.subledger.account == .trustBank })
            #expect(
                result.shortfall.minor
                    == LogFold.sum(entries) { $0.subledger.account.kind == .cashClaim })
            #expect(report.late.count == fold.late(asOf).count)
        }
    }

    @Test("open invoices and waiting money", arguments: UInt64(1)...12)
    func ageing(seed: UInt64) async throws {
        try await Self.each(seed) { reader, fold, asOf in
            let entries = fold.entries(asOf)
            let ageing = try reader.openInvoices(asOf)
            for (id, invoice) in fold.invoices {
                func sum(_ account: Account) -> Int64 {
                    LogFold.sum(entries) {
                        $0.subledger.account == account
                            && $0.subledger.source.invoiceLine?.invoice == id
                    }
                }
                let open = max(0, sum(.expectedReceipts) - sum(.unallocated))
                let found = ageing.invoices.first { $0.number == invoice.number }
                #expect(found?.open.minor ?? 0 == open, "\(invoice.number) \(asOf)")
                if let found {
                    #expect(found.daysOverdue == invoice.dueDay.days(to: ageing.day))
                }
            }
            let waiting = try reader.waitingReceipts(asOf)
            for account in [Account.unidentified, .unallocated] {
                let total = waiting.receipts.filter { $0.account == account }
                    .reduce(0) { $0 + $1.amount.minor }
                #expect(total == LogFold.sum(entries) { $0.subledger.account == account })
            }
            #expect(waiting.receipts.allSatisfy { !$0.reason.isEmpty && $0.receipt != nil })
        }
    }

    @Test("a trace conserves every cent, source by source", arguments: UInt64(1)...12)
    func trace(seed: UInt64) async throws {
        try await Self.each(seed) { reader, fold, asOf in
            let entries = fold.entries(asOf)
            for party in try reader.rows(PartyRow.self, .all) {
                let trace = try reader.trace(of: party.code, asOf)
                let own = entries.flatMap(\.entry.lines).filter {
                    $0.subledger.owner == party.id && $0.subledger.account.kind != .memo
                }
                #expect(try trace.balance.minor == own.reduce(0) { $0 - $1.signed })
                for source in trace.sources {
                    let lines = own.filter { $0.subledger.source == source.source }
                    let net = lines.reduce(0) { $0 - $1.signed }
                    #expect(source.balance.minor == net)
                    let standing = source.standing.reduce(Int64(0)) {
                        $0 + ($1.account.normalSide == .credit ? $1.amount.minor : -$1.amount.minor)
                    }
                    #expect(standing == net)
                    for flow in source.flows {
                        #expect(
                            flow.left.minor >= 0 && flow.left.minor <= max(0, flow.amount.minor))
                    }
                    if source.source.invoiceLine != nil {
                        #expect(source.flows.reduce(0) { $0 + $1.left.minor } >= net)
                    }
                    if party.role == .freelancer {
                        // What comes to a freelancer has a bank line, and nothing is taken for fees.
                        #expect(source.flows.allSatisfy { $0.proof.file != nil })
                        #expect(
                            source.flows.filter { $0.amount.isNegative }
                                .allSatisfy { $0.event == .payoutSettled && $0.proof.payout != nil }
                        )
                    }
                }
            }
        }
    }

    @Test("random books hold, and do have late lines and closes")
    func books() async throws {
        var (closes, lates) = (0, 0)
        for seed in UInt64(1)...12 {
            try await TestStore.memory.withStore { store in
                let random = try await RandomBook.make(store, seed: seed)
                #expect(try await random.book.findings(.memory) == [], "\(seed)")
                let summary = try await store.read { try $0.closes() }
                closes += summary.count
                lates += summary.reduce(0) { $0 + $1.lateCount }
            }
        }
        #expect(closes > 10 && lates > 10, "\(closes) closes, \(lates) late entries")
    }
}
