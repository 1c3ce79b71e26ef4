import EscrowCore
import LedgerCore
package import MoneyCore

/// Which interest is to be divided over which days.
package struct InterestRequest: Sendable {
    /// The trust account; nil where the book has one.
    package let account: IBAN?
    package let from: Day
    package let to: Day
    package let includesClients: Bool
    package let includesProducers: Bool
    /// nil is all that waits in 2700.
    package let amount: Money?

    package init(
        account: IBAN?, from: Day, to: Day, includesClients: Bool = false,
        includesProducers: Bool = false, amount: Money? = nil
    ) {
        self.account = account
        self.from = from
        self.to = to
        self.includesClients = includesClients
        self.includesProducers = includesProducers
        self.amount = amount
    }
}

extension Engine {
    /// Divides interest among those whose money earned it (J20, second row).
    ///
    /// - Source: docs/spec/interest.md
    package func allocateInterest(
        _ request: InterestRequest, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let bank = try draft.writer.trustAccount(iban: request.account)
            try InterestDividing.check(request, bank, in: draft)
            let waiting = try draft.balance(
                Subledger(.interestToAllocate, bank: bank, source: .interest))
            let amount = request.amount ?? Money(minor: waiting, draft.book.currency)
            guard amount.currency == draft.book.currency, amount.isPositive,
                amount.minor <= waiting
            else {
                let there = Money(minor: waiting, draft.book.currency)
                throw Refusal(
                    "interest.amount", "\(amount) is not more than zero and at most \(there)",
                    remedy: "import the statement with the interest first, or give less")
            }
            var dividing = InterestDividing(request, bank, in: draft)
            let parts = try dividing.divide(amount, in: draft)
            guard !parts.isEmpty else {
                throw Refusal(
                    "interest.no-weight",
                    "nobody had money in the account from \(request.from) to \(request.to)",
                    remedy: "the interest stays where it is; name days on which somebody had")
            }
            try dividing.enter(amount, parts, in: &draft)
            return Answer(
                "Allocated \(amount) of interest for \(request.from) to \(request.to) to \(parts.count) parties.",
                [
                    "amount": amount.plain, "parties": "\(parts.count)", "from": "\(request.from)",
                    "to": "\(request.to)",
                ])
        }
    }

    /// Releases interest that is held for a party, so that it can be paid out (J9, J10).
    ///
    /// - Source: docs/spec/interest.md#paid
    package func releaseInterest(
        party code: String, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            guard let party = try draft.writer.party(code: code) else {
                throw Refusal(
                    "party.unknown", "there is no party \(code)",
                    remedy: "see `ringfence party list`")
            }
            if party.role == .agency, try draft.shortfall() > 0 {
                throw Refusal(
                    "release.shortfall",
                    "the trust has a shortfall, so the agency's share stays held",
                    remedy: "have it topped up first")
            }
            guard let role = party.role.part else {
                throw Refusal(
                    "release.client", "a client's interest is not released, it is refunded",
                    remedy: "refund it with what else is refundable to \(code)")
            }
            // What a transfer has reserved is released where it goes to.
            let held = try draft.subledgers(role.held, of: party.id, from: .interest)
                .filter { $0.free > 0 }
            guard !held.isEmpty else {
                throw Refusal(
                    "release.nothing", "no interest is held for \(code)",
                    remedy: "see `ringfence balance \(code)`")
            }
            let transfers = held.map {
                Entry.Transfer(
                    debit: $0.subledger, credit: $0.subledger.moved(to: role.available),
                    Money(minor: $0.free, draft.book.currency))
            }
            let event: JournalEvent = party.role == .agency ? .agencyShareAvailable : .release
            try draft.append(
                .entry(
                    try Entry(
                        Entry.Occasion(
                            event, bookingDay: draft.header.recordedDay,
                            evidence: party.id.sequence),
                        transfers)))
            let total = try Money.sum(transfers.map(\.amount), in: draft.book.currency)
            return Answer(
                "Released \(total) of interest for \(code).",
                ["party": code, "amount": total.plain])
        }
    }
}

/// The course of one allocation: weights from the entries, then the records.
struct InterestDividing {
    private let request: InterestRequest
    private let bank: TrustAccountID
    private var weights: InterestWeights

    init(_ request: InterestRequest, _ bank: TrustAccountID, in draft: borrowing Draft) {
        self.request = request
        self.bank = bank
        weights = InterestWeights(
            bank: bank, from: request.from, to: request.to,
            includesClients: request.includesClients,
            includesProducers: request.includesProducers)
    }

    /// A span is allocated once, and only when it is over.
    static func check(
        _ request: InterestRequest, _ bank: TrustAccountID, in draft: borrowing Draft
    ) throws {
        guard request.from <= request.to, request.to < draft.header.recordedDay else {
            throw Refusal(
                "interest.span",
                "the days from \(request.from) to \(request.to) are no span that is over",
                remedy: "give --from a day that is not after --to, and --to a day before today")
        }
        let known = try draft.writer.rows(
            InterestPeriodRow.self, Selection(equals: [.integer(bank.sequence)])
        ).first { $0.from <= request.to && request.from <= $0.to }
        if let known {
            throw Refusal(
                "interest.allocated",
                "interest for \(known.from) to \(known.to) was allocated before",
                remedy: "name only days outside of it; later interest goes with later days")
        }
    }

    mutating func divide(
        _ amount: Money, in draft: borrowing Draft
    ) throws -> [(owner: PartyID, amount: Money)] {
        try draft.writer.forEachEntry { weights.add($0) }
        do throws(DivisionError) {
            return try weights.divide(amount)
        } catch {
            throw EngineError.broken("the weights of interest cannot be divided: \(error)")
        }
    }

    func enter(
        _ amount: Money, _ parts: [(owner: PartyID, amount: Money)], in draft: inout Draft
    ) throws {
        let record = try draft.append(
            .interestAllocation(
                InterestAllocation(
                    bank: bank, from: request.from, to: request.to,
                    includesClients: request.includesClients,
                    includesProducers: request.includesProducers, amount: amount)))
        var held: [(owner: PartyID, held: Account, amount: Money)] = []
        for part in parts {
            guard let party = try draft.writer.party(part.owner) else {
                throw EngineError.broken("party \(part.owner) does not exist")
            }
            held.append((part.owner, party.role.interestAccount, part.amount))
        }
        try draft.append(
            .entry(
                try Entry.interestAllocated(
                    Entry.Occasion(
                        .interest, bookingDay: draft.header.recordedDay, evidence: record),
                    bank: bank, held)))
    }
}

extension PartyRole {
    /// The account in which a party's interest is held until it is released.
    fileprivate var interestAccount: Account {
        switch self {
        case .agency: .agencyHeld
        case .client: .clientRefundable
        case .freelancer: .freelancerHeld
        case .producer: .producerHeld
        }
    }
}

extension BookReader {
    /// Hands over every entry of the book, oldest first, without what an open batch still holds.
    ///
    /// - Complexity: O(records of the book).
    func forEachEntry(_ body: (Entry) throws -> Void) throws {
        var next: Int64 = 1
        while true {
            let records = try records(from: next, limit: 4_096)
            guard let last = records.last else { return }
            for stored in records where stored.record.kind == .entry {
                // An entry holds nothing personal.
                guard
                    case .entry(let entry) = try FactReading.fact(stored.record, open: { _ in nil })
                else { continue }
                try body(entry)
            }
            next = last.record.sequence + 1
        }
    }

    /// The trust account with this IBAN; without one, the only one of the book.
    func trustAccount(iban: IBAN?) throws -> TrustAccountID {
        let accounts = try trustAccounts()
        if let iban {
            guard let row = accounts.first(where: { $0.iban == iban.electronic }) else {
                throw Refusal(
                    "account.unknown", "\(iban) is no trust account of this book",
                    remedy: "see `ringfence account list`")
            }
            return row.id
        }
        guard let only = accounts.first, accounts.count == 1 else {
            throw Refusal(
                "account.missing", "the book has \(accounts.count) trust accounts",
                remedy: "name one with --account IBAN")
        }
        return only.id
    }
}
