import EscrowCore
package import EscrowEngine
package import LedgerCore
import MoneyCore

extension SampleBook {
    /// The bank moves an amount, and an entry says against which subledger: what commands of other
    /// days would have made.
    ///
    /// A positive amount came in.
    package func enter(
        _ event: JournalEvent, _ amount: String, against other: Subledger, on day: String
    ) async throws {
        let line = Self.line(amount, on: day)
        _ = try await engine(at: "\(day)T17:00:00Z").perform(Self.call("bank import")) { draft in
            let id = try draft.append(
                .bankLine(
                    BankLineFact(
                        bank: other.bank, statement: 1, fingerprint: 0,
                        meaning: line.amount.isNegative ? .unorderedDebit : .topUp, payout: nil,
                        work: nil, line: line)))
            let bank = Subledger(.trustBank, bank: other.bank)
            let magnitude = Money(minor: Int64(line.amount.minor.magnitude), .eur)
            let transfer =
                line.amount.isNegative
                ? Entry.Transfer(debit: other, credit: bank, magnitude)
                : Entry.Transfer(debit: bank, credit: other, magnitude)
            try draft.append(
                .entry(
                    try Entry(
                        Entry.Occasion(event, bookingDay: line.bookingDay, evidence: id),
                        [transfer])))
            return Answer("entered")
        }
    }

    /// An entry without the bank.
    package func enter(
        _ event: JournalEvent, debit: Subledger, credit: Subledger, _ amount: String, on day: String
    ) async throws {
        let money = Self.euro(amount)
        let booked = Self.day(day)
        _ = try await engine(at: "\(day)T17:00:00Z").perform(Self.call("bank import")) { draft in
            try draft.append(
                .entry(
                    try Entry(
                        Entry.Occasion(event, bookingDay: booked, evidence: 1),
                        [Entry.Transfer(debit: debit, credit: credit, money)])))
            return Answer("entered")
        }
    }

    package func party(_ code: String) async throws -> PartyID {
        try await store.read { try $0.party(code: code)?.id } ?? PartyID(sequence: 1)
    }

    /// Two people say which payouts a debit settles that nobody ordered.
    package func settle(
        _ plan: PlanID, _ names: [String], by line: BankLineID, at time: String
    ) async throws {
        _ = try await engine(at: time).requestSettling(
            of: plan, names, by: line, Self.call("payout settle"))
        _ = try await engine(at: time).settlePayouts(
            of: plan, names, by: line, Self.call("payout settle", by: Self.approver))
    }

    package func bankID() async throws -> TrustAccountID {
        try await store.read { try $0.trustAccounts().first?.id } ?? TrustAccountID(sequence: 1)
    }

    /// Approves and exports a plan, then lets the bank book every payout of it.
    package func settle(_ planned: Answer, day: String) async throws {
        let plan = PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0)
        let time = "\(day)T10:00:00Z"
        try await release(plan, planned["sha256"] ?? "", at: time)
        let lines = try await orders(of: plan).map {
            Self.line($0.amount, on: day, endToEnd: $0.endToEnd)
        }
        _ = try await bank(lines, id: "settled \(plan.sequence)", day: day)
    }
}
