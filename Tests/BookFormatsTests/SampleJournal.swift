import BookFormats
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// Entries made by hand, the journal of them, and the balances that both must come to.
struct SampleJournal {
    static let bank = TrustAccountID(sequence: 2)
    static let agency = PartyID(sequence: 3)
    static let client = PartyID(sequence: 4)
    static let freelancer = PartyID(sequence: 5)
    static let line = InvoiceLineID(invoice: InvoiceID(sequence: 10), number: 1)

    let entries: [Entry]
    private let codes: [PartyID: String]

    init(_ entries: [Entry], codes: [PartyID: String] = Self.codes) {
        self.entries = entries
        self.codes = codes
    }

    static let codes = [agency: "A-01", client: "C-01", freelancer: "F-01"]

    func code(of party: PartyID) -> String { codes[party] ?? "P-\(party.sequence)" }

    /// The whole journal, the entries numbered from 100.
    var text: String {
        var journal = HledgerJournal(
            book: "00SAMPLE", currency: entries.first?.currency ?? .eur, owners: code(of:),
            invoiceLine: { "2013-0001/\($0.number)" })
        var text = journal.heading
        for (index, entry) in entries.enumerated() {
            text += journal.entry(entry, sequence: Int64(100 + index))
        }
        return text + journal.closing()
    }

    /// The balances by the book's own fold, under the names that the journal has for them.
    var balances: [String: Int64] {
        var snapshot = Snapshot()
        for entry in entries { snapshot.post(entry) }
        var balances: [String: Int64] = [:]
        for (subledger, balance) in snapshot.balances {
            let owner = subledger.owner.map(code(of:))
            balances[JournalName.account(subledger.account, owner: owner), default: 0] += balance
        }
        return balances.filter { $0.value != 0 }
    }
}

extension SampleJournal {
    /// J1, J2, J3, J11 and J12 of the base invoice: 19,040.00 = 15,232.00 + 3,808.00.
    static func baseInvoice(_ currency: Currency = .eur) throws -> SampleJournal {
        func at(_ account: Account, _ owner: PartyID?) -> Subledger {
            Subledger(account, bank: bank, owner: owner, source: .invoiceLine(line))
        }
        func entry(
            _ event: JournalEvent, _ day: String, valueDay: String? = nil,
            _ transfers: (debit: Subledger, credit: Subledger, minor: Int64)...
        ) throws -> Entry {
            let occasion = Entry.Occasion(
                event, bookingDay: try #require(Day(day)), valueDay: valueDay.flatMap { Day($0) },
                evidence: 9)
            return try Entry(
                occasion,
                transfers.map {
                    Entry.Transfer(
                        debit: $0.debit, credit: $0.credit, Money(minor: $0.minor, currency))
                })
        }
        let trust = Subledger(.trustBank, bank: bank)
        let expected = at(.expectedReceipts, client)
        let received = at(.unallocated, client)
        let available = at(.freelancerAvailable, freelancer)
        return SampleJournal([
            try entry(
                .invoiceIssued, "2013-01-31",
                (expected, at(.expectedFreelancer, freelancer), 15_232_00),
                (expected, at(.expectedAgency, agency), 3_808_00)),
            try entry(
                .receiptMatched, "2013-03-04", valueDay: "2013-03-01",
                (trust, received, 19_040_00)),
            try entry(
                .split, "2013-03-04", (received, available, 15_232_00),
                (received, at(.agencyAvailable, agency), 3_808_00),
                (at(.expectedFreelancer, freelancer), expected, 15_232_00),
                (at(.expectedAgency, agency), expected, 3_808_00)),
            try entry(
                .payoutExported, "2013-03-05",
                (available, available.moved(to: .outgoingInFlight), 15_232_00)),
            try entry(
                .payoutSettled, "2013-03-06",
                (available.moved(to: .outgoingInFlight), trust, 15_232_00)),
        ])
    }

    /// Any entries at all: every account and source, in no order of days, codes of any letters.
    static func random(seed: UInt64) throws -> SampleJournal {
        var random = SeededRandom(seed: seed)
        let money = Account.allCases.filter { $0.kind != .memo }
        let memo = Account.allCases.filter { $0.kind == .memo }
        let sources: [Source] = [
            .none, .invoiceLine(line), .unidentified(BankLineID(sequence: 7)), .interest, .topUp,
        ]
        var entries: [Entry] = []
        while entries.count < 30 {
            let circle = Bool.random(using: &random) ? money : memo
            func side() -> Subledger {
                let account = circle.randomElement(using: &random) ?? .trustBank
                let owner = PartyID(sequence: .random(in: 3...9, using: &random))
                return Subledger(
                    account, bank: bank, owner: account.needsOwner ? owner : nil,
                    source: sources.randomElement(using: &random) ?? .none)
            }
            let (debit, credit) = (side(), side())
            guard debit != credit else { continue }
            let day = Day(number: .random(in: 15_000...16_000, using: &random))
            let amount = Money(minor: .random(in: 1...9_999_999_99, using: &random), .eur)
            entries.append(
                try Entry(
                    Entry.Occasion(
                        JournalEvent.allCases.randomElement(using: &random) ?? .split,
                        bookingDay: day, valueDay: day.adding(days: -3), evidence: 1),
                    [Entry.Transfer(debit: debit, credit: credit, amount)]))
        }
        let letters = Array("F-01:;  \t()[]{}\"%#*!|=@,.ÄßΩ\u{A0}")
        var codes: [PartyID: String] = [:]
        for sequence in Int64(3)...9 {
            let text = (0..<8).map { _ in letters.randomElement(using: &random) ?? "F" }
            codes[PartyID(sequence: sequence)] = String(text) + "\(sequence)"
        }
        return SampleJournal(entries, codes: codes)
    }
}
