import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore

/// At each day's end the reports say what the model says: what is missing and why (I3), what is
/// held and why (I6), the agency's own money (I7), and the bank's count beside the book's (I8).
extension BookSimulation {
    /// A statement of the bank.
    struct Closing {
        let bank: Int
        let day: Day
        let balance: Int64
    }

    mutating func endDay(_ ended: Day) async throws {
        try await checkRequirement(ended)
        for bank in accounts { try await checkReconciliation(ended, bank) }
        try await checkHeld(ended)
        try await checkTopUp()
        if Int.random(in: 0..<4, using: &random) == 0 {
            let earlier = ended.adding(days: -Int.random(in: 1...20, using: &random))
            try await checkRequirement(earlier)
            for bank in accounts { try await checkReconciliation(earlier, bank) }
        }
    }

    /// I3: requirement and resource, and every claim with its debtor and since when.
    private func checkRequirement(_ day: Day) async throws {
        let report = try await store.read { try $0.requirement(from: day, through: day) }
        guard let figures = report.days.first else { throw failed("\(day): no requirement") }
        let course = model.course
        let asked = course.requirement(on: day.number)
        let there = course.sum(1000...1040, on: day.number)
        try expect(
            [
                figures.requirement.minor, figures.resource.minor, figures.shortfall.minor,
                figures.excess.minor,
            ], [asked, there, max(0, asked - there), max(0, there - asked)],
            "requirement, resource, shortfall, excess of \(day)")
        let claims = figures.claims.map {
            Model.Claim(
                account: $0.account.number, debtor: $0.debtor, since: $0.since.number,
                amount: $0.amount.minor)
        }
        try expect(claims.sorted(), model.claims(on: day.number), "I3: claims of \(day)")
        for claim in figures.claims where claim.causes.isEmpty {
            throw failed("I3: \(claim.amount) of \(claim.debtor) has no cause on \(day)")
        }
    }

    /// The statement that counts for a day: its own, or the last one before days without banks.
    func closing(on day: Day, _ bank: Int) -> Closing? {
        guard let newest = closings.last(where: { $0.day <= day && $0.bank == bank }) else {
            return nil
        }
        var since = day
        while !BusinessCalendar.target.isBusinessDay(since), newest.day < since {
            since = since.adding(days: -1)
        }
        return newest.day >= since ? newest : nil
    }

    /// I8: the statement beside the book, the book beside the ledgers, and what came late.
    private func checkReconciliation(_ day: Day, _ bank: Int) async throws {
        let iban = try Self.iban(bank)
        let report = try await store.read { reader -> ReconciliationReport? in
            do { return try reader.reconcile(day, of: iban) } catch is Refusal { return nil }
        }
        let closing = closing(on: day, bank)
        guard let report, let closing else {
            if report == nil, closing == nil { return }
            throw failed("I8: \(day) has \(report == nil ? "no" : "a") statement")
        }
        let (course, number) = (model.course, day.number)
        func sum(_ accounts: ClosedRange<Int>) -> Int64 {
            course.sum(accounts, on: number, at: bank)
        }
        let others = course.sum(2000...2900, on: number) - sum(2000...2900)
        let counts = [
            sum(1000...1000) + sum(1020...1020), sum(1010...1010), sum(1100...1130),
            course.requirement(on: number) + others, -sum(2000...2000), sum(1021...1021),
            sum(1000...1040) + sum(1100...1130) + sum(2000...2900),
        ]
        let reconciled = report.reconciliation
        try expect(
            [
                reconciled.statement.minor, reconciled.bookAtBank.minor, reconciled.inFlight.minor,
                reconciled.shortfall.minor, reconciled.ledgers.minor, report.unidentified.minor,
                reconciled.incoming.minor, reconciled.elsewhere.minor,
            ], [closing.balance] + counts, "I8: counts of \(day) at \(bank)")
        let verdict: Reconciliation.Verdict =
            if closing.balance != counts[0] {
                .bankDiffers
            } else if course.sum(2000...2900, on: number) + course.requirement(on: number) != 0 {
                .ledgersDiffer
            } else if counts[2] != 0 {
                .shortfall
            } else {
                counts[6] == 0 ? .agrees : .elsewhere
            }
        try expect(reconciled.verdict, verdict, "I8: verdict of \(day)")
        try expect(report.gaps, [], "I8: gaps of \(day)")
        func late(_ accounts: ClosedRange<Int>) -> Int64 {
            course.late(accounts, for: number, at: bank)
        }
        let found = report.late
        try expect(
            [
                found.atBank.minor, found.inFlight.minor, found.shortfall.minor,
                found.ledgers.minor, found.unidentified.minor, found.incoming.minor,
            ],
            [
                late(1000...1000) + late(1020...1020), late(1010...1010), late(1100...1130),
                -late(2000...2900), -late(2000...2000), late(1021...1021),
            ], "what is late of \(day) at \(bank)")
    }

    /// I6: everything held has its reason, and nothing else has one.
    private func checkHeld(_ day: Day) async throws {
        var rest = model.balances.filter { Model.isHeld($0.key.account) }.mapValues { -$0 }
        var returned = model.returned
        for held in try await store.read({ try $0.held(on: day) }) {
            let place = place(held.row.subledger)
            rest[place, default: 0] -= held.row.amount
            if case .returnedPayout? = held.reason {
                returned[place, default: 0] -= held.row.amount
            } else if held.reason != waits(place) {
                let (engine, model) = (held.reason?.name ?? "-", waits(place)?.name ?? "-")
                throw failed("I6: \(place) on \(day): engine \(engine), model \(model)")
            }
        }
        try expect(rest.filter { $0.value != 0 }, [:], "I6: held on \(day), less what is listed")
        try expect(
            returned.filter { $0.value != 0 }, [:], "I6: returned on \(day), less what is listed")
        let open = try await store.read { reader in
            try reader.rows(BankLineRow.self, .all).filter { $0.open != 0 }
                .map { ("receipt \($0.id.sequence)", $0.open) }
        }
        try expect(
            Dictionary(open) { $0 + $1 },
            Dictionary(
                model.balances.filter { $0.key.account == 2000 }.map { ($0.key.source, -$0.value) }
            ) { $0 + $1 },
            "receipts on the work list on \(day)")
    }

    /// Why a held balance waits, besides what came back; nil when it can be released.
    ///
    /// - Source: docs/spec/hold.md#conditions
    private func waits(_ place: Model.Place) -> Hold.Reason? {
        let number = String(place.source.prefix { $0 != "/" })
        if model.hasNotFinal(number) { return .notFinal }
        if place.owner == Model.agency, model.shortfall > 0 { return .shortfall }
        return model.isHeld(place.source) ? .person : nil
    }

    /// I7: no more of the agency's money than there is, and no more than the limit when it came.
    private func checkTopUp() async throws {
        let (limit, topUp) = try await store.read {
            (try $0.setting(.topUpLimit), try $0.balance(.agencyTopUp))
        }
        try expect(
            [limit, topUp], [model.topUpLimit, -model.sum(2800...2800)], "I7: limit, top-up")
        if topUp > model.topUpMost { throw failed("I7: \(topUp) is more than ever allowed") }
    }

    private func expect<T: Equatable>(_ engine: T, _ model: T, _ what: String) throws {
        guard engine != model else { return }
        throw failed("\(what): engine \(engine), model \(model)")
    }
}
