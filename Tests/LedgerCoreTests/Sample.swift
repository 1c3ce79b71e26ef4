import EscrowTestSupport
import LedgerCore
import MoneyCore

/// Who and what the tests of the ledger post with.
enum Sample {
    static let bank = TrustAccountID(sequence: 2)
    static let agency = PartyID(sequence: 8)
    static let client = PartyID(sequence: 9)
    static let freelancer = PartyID(sequence: 10)
    static let line = InvoiceLineID(invoice: InvoiceID(sequence: 20), number: 1)
    /// 22 March 2013.
    static let day = Day(number: 15_786)

    static let trustBank = at(.trustBank)
    static let inFlight = at(.outgoingInFlight)
    static let held = at(.freelancerHeld, freelancer)
    static let available = at(.freelancerAvailable, freelancer)
    static let share = at(.agencyHeld, agency)
    static let unidentified = at(.unidentified)
    static let expected = at(.expectedReceipts, client)
    static let expectedPart = at(.expectedFreelancer, freelancer)

    static func at(_ account: Account, _ owner: PartyID? = nil) -> Subledger {
        Subledger(
            account, bank: bank, owner: owner, source: owner == nil ? .none : .invoiceLine(line))
    }

    static func euros(_ minor: Int64) -> Money { Money(minor: minor, .eur) }

    static func occasion(_ event: JournalEvent) -> Entry.Occasion {
        Entry.Occasion(event, bookingDay: day, evidence: 31)
    }

    static func transfer(_ debit: Subledger, _ credit: Subledger, _ minor: Int64) -> Entry.Transfer
    {
        Entry.Transfer(debit: debit, credit: credit, euros(minor))
    }
}

/// Circles in which money moves: no transfer joins two of them.
enum Circle: CaseIterable {
    case money, backed, memo

    /// Two subledgers of one circle, each account with the owner and source that it needs.
    static func pair(using random: inout SeededRandom) -> (debit: Subledger, credit: Subledger) {
        let circle = allCases.randomElement(using: &random) ?? .money
        let accounts = Account.allCases.filter { circle.holds($0) }
        var (debit, credit) = (Sample.trustBank, Sample.trustBank)
        while debit == credit {
            debit = subledger(accounts, using: &random)
            credit = subledger(accounts, using: &random)
        }
        return (debit, credit)
    }

    private func holds(_ account: Account) -> Bool {
        switch account.kind {
        case .resource, .cashClaim, .entitlement: self == .money
        case .backedClaim, .backedContra: self == .backed
        case .memo: self == .memo
        case .rounding: false
        }
    }

    private static func subledger(
        _ accounts: [Account], using random: inout SeededRandom
    )
        -> Subledger
    {
        let account = accounts.randomElement(using: &random) ?? .trustBank
        let owner = PartyID(sequence: .random(in: 8...12, using: &random))
        let invoice = InvoiceID(sequence: .random(in: 20...22, using: &random))
        let sources: [Source] = [
            .none, .interest, .topUp, .unidentified(BankLineID(sequence: 33)),
            .invoiceLine(
                InvoiceLineID(invoice: invoice, number: .random(in: 1...3, using: &random))),
        ]
        return Subledger(
            account, bank: TrustAccountID(sequence: .random(in: 2...3, using: &random)),
            owner: account.needsOwner ? owner : nil,
            source: sources.randomElement(using: &random) ?? .none)
    }
}

extension Entry {
    /// A random entry, none of whose subledgers stands on both sides.
    static func random(using random: inout SeededRandom) throws -> Entry {
        var debits: Set<Subledger> = []
        var credits: Set<Subledger> = []
        var transfers: [Transfer] = []
        for _ in 0..<Int.random(in: 1...40, using: &random) {
            let (debit, credit) = Circle.pair(using: &random)
            guard !credits.contains(debit), !debits.contains(credit) else { continue }
            debits.insert(debit)
            credits.insert(credit)
            transfers.append(
                Sample.transfer(debit, credit, .random(in: 1...1_000_00, using: &random)))
        }
        let day = Day(number: .random(in: 15_000...16_000, using: &random))
        return try Entry(
            Occasion(
                JournalEvent.allCases.randomElement(using: &random) ?? .split, bookingDay: day,
                valueDay: day.adding(days: .random(in: -9...9, using: &random)),
                evidence: .random(in: 1...1_000_000, using: &random),
                reverses: Bool.random(using: &random)
                    ? .random(in: 1...1_000_000, using: &random) : nil),
            transfers)
    }
}
