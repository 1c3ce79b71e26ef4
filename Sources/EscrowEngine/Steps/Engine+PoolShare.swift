package import EscrowCore
import Evidence
import LedgerCore
package import MoneyCore

extension Engine {
    /// Shares out what lies in the pool: a payout plan out of 2900, to be approved and exported as
    /// any other.
    ///
    /// - Source: docs/spec/pooling.md#shares
    package func sharePool(
        executionDay: Day?, render: @escaping @Sendable (PaymentOrder) throws -> [UInt8],
        _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let pool = try draft.knownPool()
            _ = try pool.state.after(.share)
            var sharing = try PoolSharing(PoolStanding(pool, draft.writer), executionDay, in: draft)
            try sharing.collect(in: draft)
            return try sharing.plan(render, in: &draft)
        }
    }
}

/// The course of one share: who gets what, to which account, then the records of its plan.
private struct PoolSharing {
    private let standing: PoolStanding
    private let executionDay: Day
    private var shares: [Share] = []
    private var notes: [String] = []

    private struct Share {
        let name: String
        let iban: IBAN
        let code: String
        let payee: PartyID?
        let destination: Payout.Destination
        let bank: TrustAccountID
        let parts: [Payout.Part]
    }

    init(_ standing: PoolStanding, _ day: Day?, in draft: borrowing Draft) throws {
        self.standing = standing
        let today = draft.header.recordedDay
        executionDay = day ?? BusinessCalendar.target.onOrAfter(today)
        guard executionDay >= today, BusinessCalendar.target.isBusinessDay(executionDay) else {
            throw Refusal(
                "payout.day", "\(executionDay) is past, or banks do not work on it",
                remedy:
                    "give a bank working day from \(BusinessCalendar.target.onOrAfter(today)) on")
        }
    }

    mutating func collect(in draft: borrowing Draft) throws {
        let given = try standing.shares()
        guard given.excess == 0 else {
            throw EngineError.broken("the pool holds \(given.excess) more than all claims to it")
        }
        for (claimant, minor) in zip(standing.claimants, given.given) where minor > 0 {
            try add(claimant, minor, in: draft)
        }
        guard !shares.isEmpty else {
            let why = notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
            throw Refusal(
                "pool.nothing", "there is nothing to share out\(why)",
                remedy: "see `ringfence pool show` for what was shared and what is missing")
        }
    }

    private mutating func add(
        _ claimant: PoolStanding.Claimant, _ minor: Int64, in draft: borrowing Draft
    ) throws {
        let amount = Money(minor: minor, draft.book.currency)
        guard !claimant.isDisputed else {
            notes.append(
                "\(amount) for what is disputed of \(claimant.owner?.code ?? "a party") stay in reserve until `ringfence dispute decide`"
            )
            return
        }
        let divided = try amount.divided(by: claimant.places.map(\.free))
        let parts = zip(claimant.places, divided).filter { $1.isPositive }
            .map { Payout.Part($0.subledger.source, $1) }
        guard let bank = claimant.places.first?.subledger.bank else { return }
        if let owner = claimant.owner {
            let (version, record) = try draft.writer.version(
                of: owner.id, on: draft.header.recordedDay)
            guard let iban = version.details.iban else {
                notes.append("\(owner.code) has no IBAN; \(amount) waits for it")
                return
            }
            shares.append(
                Share(
                    name: version.details.name, iban: iban, code: owner.code, payee: owner.id,
                    destination: .party(version: record), bank: bank, parts: parts))
        } else if let receipt = claimant.receipt {
            let line = try draft.writer.bankLine(receipt).line
            guard let text = line.counterpartyAccount, let iban = try? IBAN(text) else {
                notes.append("receipt \(receipt.sequence) names no account; \(amount) waits")
                return
            }
            shares.append(
                Share(
                    name: line.counterpartyName ?? "Payer", iban: iban,
                    code: "receipt \(receipt.sequence)", payee: nil, destination: .payer(receipt),
                    bank: bank, parts: parts))
        } else {
            notes.append("\(amount) is nobody's and waits")
        }
    }

    func plan(
        _ render: @Sendable (PaymentOrder) throws -> [UInt8], in draft: inout Draft
    ) throws -> Answer {
        // The step's record comes first, then the file's, the plan's, and one per payout.
        let plan = PlanID(sequence: draft.nextSequence + 2)
        let payouts = shares.map { share in
            Payout(
                plan: plan, payee: share.payee, to: share.destination, account: .pool,
                bank: share.bank, parts: share.parts)
        }
        let total = try Money.sum(payouts.map(\.amount), in: draft.book.currency)
        let account = try draft.writer.trustAccount(payouts[0].bank)
        let transfers = zip(shares, payouts).enumerated().map { index, pair in
            PaymentOrder.Transfer(
                endToEndID: PayoutID(sequence: plan.sequence + 1 + Int64(index))
                    .text(in: draft.book.book),
                amount: pair.1.amount, creditorName: pair.0.name,
                creditorAccount: pair.0.iban, remittance: "Share of the pool, \(pair.0.code)")
        }
        let bytes = try render(
            PaymentOrder(
                messageID: plan.text(in: draft.book.book), createdAt: draft.header.recordedAt,
                debtorName: account.holder, debtorAccount: account.iban,
                executionDay: executionDay, transfers: transfers))
        let digest = try SHA256Hasher().digest(of: bytes)
        try draft.append(.pooling(.shared(total)))
        try draft.keepFile(bytes, digest, "\(plan.text(in: draft.book.book)).xml")
        try draft.append(
            .plan(
                PayoutPlan(
                    bank: payouts[0].bank, executionDay: executionDay, count: payouts.count,
                    total: total, file: digest.bytes)))
        for payout in payouts { try draft.append(.payout(payout)) }
        return answer(plan, total, digest)
    }

    private func answer(_ plan: PlanID, _ total: Money, _ digest: Digest) -> Answer {
        let values = [
            Answer.Value(name: "plan", text: "\(plan.sequence)"),
            Answer.Value(name: "payouts", text: "\(shares.count)"),
            Answer.Value(name: "total", text: total.plain),
            Answer.Value(name: "day", text: "\(executionDay)"),
            Answer.Value(name: "sha256", text: digest.description),
        ]
        return Answer(
            "Shares of \(total) to \(shares.count) claimants are planned as plan \(plan.sequence). File SHA-256 \(digest).",
            values: values + notes.map { Answer.Value(name: "note", text: $0) })
    }
}
