import EscrowCore
import EscrowTestSupport
import Foundation
import LedgerCore
import MoneyCore
import Testing

/// Every event of docs/spec/events.md happens as its examples say: by these commands, with these
/// lines, and these balances afterwards, all of them.
@Suite("Worked examples of events (events.md#worked-examples)")
struct EventExampleTests {
    @Test("commands, lines and balances are the document's", arguments: try EventExample.all())
    func example(_ example: EventExample) async throws {
        try await CommandFolder.use { folder in
            var book = try await EventBooks.shared.book(after: example.from, in: folder)
            let first = try await book.facts().count
            for step in example.steps { try await book.run(step) }
            let facts = try await book.facts()
            let names = EventNames(facts)
            let entries = facts.dropFirst(first).flatMap { names.lines(of: $0.1) }
            #expect(
                entries.joined(separator: "\n") == example.entries.joined(separator: "\n"))
            #expect(
                names.balances(facts).joined(separator: "\n")
                    == example.balances.joined(separator: "\n"))
            try folder.done(["check"])
        }
    }

    @Test("every event has a worked example")
    func events() throws {
        let shown = Set(
            try EventExample.all().flatMap(\.entries).filter { !$0.contains(" ") })
        let missing = JournalEvent.allCases.map(\.code).filter { !shown.contains($0) }
        #expect(missing == [])
    }

    @Test("every row of the table has a worked example that is there")
    func rows() throws {
        let names = Set(try EventExample.all().map(\.name))
        let rows = try SpecTable.read("events", heading: "Table").rows
        #expect(rows.count > JournalEvent.allCases.count)
        for row in rows {
            let shown = (row.last ?? "").components(separatedBy: "; ")
            #expect(shown.filter { !names.contains($0) } == [], "\(row)")
        }
    }

    @Test("every command that writes stands in a worked example, so it is run twice, too")
    func commands() async throws {
        try await CommandFolder.use { folder in
            let writing = try CommandWords.writing(in: folder)
            #expect(writing.contains(["payout", "plan"]))
            let shown = try EventExample.all().flatMap(\.commands)
            let missing = writing.filter { words in !shown.contains { $0.starts(with: words) } }
            #expect(missing.map { $0.joined(separator: " ") } == [])
        }
    }

    @Test("a name stands for one example, and the index names every page")
    func index() throws {
        let names = try EventExample.all().map(\.name)
        #expect(Set(names).count == names.count)
        let index = try Clone.text("docs/spec/events.md")
        for page in try EventExample.documents().dropFirst() {
            #expect(index.contains("](\(page.dropFirst("docs/spec/".count)))"), "\(page)")
        }
    }
}

/// How the document names subledgers: `2110 F-01 2013-0001/1`.
struct EventNames {
    private var codes: [PartyID: String] = [:]
    private var numbers: [InvoiceID: String] = [:]
    private let firstBank: TrustAccountID?

    init(_ facts: [(Int64, Fact)]) {
        firstBank = facts.first { if case .trustAccount = $0.1 { true } else { false } }
            .map { TrustAccountID(sequence: $0.0) }
        for (sequence, fact) in facts {
            switch fact {
            case .party(let version) where version.party == nil:
                codes[PartyID(sequence: sequence)] = version.code
            case .invoice(let invoice): numbers[InvoiceID(sequence: sequence)] = invoice.number
            case .sale(let sales): numbers[InvoiceID(sequence: sequence)] = sales.number
            default: break
            }
        }
    }

    /// `J2`, then each line: `Dr 1000 19040.00`.
    func lines(of fact: Fact) -> [String] {
        guard case .entry(let entry) = fact else { return [] }
        return [entry.event.code]
            + entry.lines.map { line in
                "\(line.side == .debit ? "Dr" : "Cr") \(name(line.subledger)) "
                    + Money(minor: line.minor, .eur).plain
            }
    }

    /// Every balance that is not zero, on its account's normal side, by account, owner, source.
    func balances(_ facts: [(Int64, Fact)]) -> [String] {
        var snapshot = Snapshot()
        for case (_, .entry(let entry)) in facts { snapshot.post(entry) }
        var sums: [String: Int64] = [:]
        for (subledger, balance) in snapshot.balances {
            let sign: Int64 = subledger.account.normalSide == .debit ? 1 : -1
            sums[name(subledger), default: 0] += sign * balance
        }
        return sums.sorted { $0.key < $1.key }.map {
            "\($0.key) \(Money(minor: $0.value, .eur).plain)"
        }
    }

    private func name(_ subledger: Subledger) -> String {
        var words = ["\(subledger.account.number)"]
        if let owner = subledger.owner { words.append(codes[owner] ?? "\(owner)") }
        switch subledger.source {
        case .none: break
        case .invoiceLine(let line):
            words.append("\(numbers[line.invoice] ?? "?")/\(line.number)")
        case .unidentified, .receipt: words.append("receipt")
        case .interest: words.append("interest")
        case .topUp: words.append("top-up")
        case .transfer: words.append("transfer")
        }
        if subledger.bank != firstBank { words.append("second-account") }
        return words.joined(separator: " ")
    }
}
