package import EscrowCore
import Evidence
import LedgerCore
package import MoneyCore

/// What a payout plan is to pay.
package struct PayoutRequest: Sendable {
    /// Only these parties, by code; empty is everybody who can be paid something.
    package let payees: [String]
    /// nil is today or the next day on which banks work.
    package let executionDay: Day?
    /// Whether the agency's own share is swept with one payment or one per invoice.
    package let sweepsPerInvoice: Bool
    /// Writes the payment file of an order.
    package let render: @Sendable (PaymentOrder) throws -> [UInt8]

    package init(
        payees: [String], executionDay: Day?, sweepsPerInvoice: Bool = false,
        render: @escaping @Sendable (PaymentOrder) throws -> [UInt8]
    ) {
        self.payees = payees
        self.executionDay = executionDay
        self.sweepsPerInvoice = sweepsPerInvoice
        self.render = render
    }
}

extension Engine {
    /// Plans payouts of all that is available: reserves the amounts, writes the payment file, and
    /// keeps its bytes in the book.
    ///
    /// - Source: docs/spec/payout.md#plan
    package func planPayout(
        _ request: PayoutRequest, _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            var planning = try PayoutPlanning(request, in: draft)
            try planning.collect(in: &draft)
            return try planning.plan(in: &draft)
        }
    }
}

/// The course of one plan: who can be paid what, then the file, then the records.
private struct PayoutPlanning {
    private let request: PayoutRequest
    private let account: TrustAccount
    private let bank: TrustAccountID
    private let executionDay: Day
    private let sweepWaits: Bool
    private var groups: [Group] = []
    private var notes: [String] = []

    /// What becomes one payout.
    private struct Group {
        let payee: PartyRow
        let account: Account
        let bank: TrustAccountID
        var parts: [Payout.Part]

        /// The invoices that are paid, each once, in the order of the parts.
        var invoices: [InvoiceID] {
            var invoices: [InvoiceID] = []
            for part in parts {
                guard let invoice = part.source.invoiceLine?.invoice, invoices.last != invoice
                else { continue }
                invoices.append(invoice)
            }
            return invoices
        }
    }

    init(_ request: PayoutRequest, in draft: borrowing Draft) throws {
        self.request = request
        guard let row = try draft.writer.trustAccounts().first else {
            throw EngineError.broken("the book has no trust account")
        }
        bank = row.id
        account = try draft.writer.trustAccount(row.id)
        let today = draft.header.recordedDay
        let day = request.executionDay ?? BusinessCalendar.target.onOrAfter(today)
        guard day >= today, BusinessCalendar.target.isBusinessDay(day) else {
            throw Refusal(
                "payout.day", "\(day) is past, or banks do not work on it",
                remedy:
                    "give a bank working day from \(BusinessCalendar.target.onOrAfter(today)) on")
        }
        executionDay = day
        sweepWaits = try draft.writer.shortfall() > 0
    }

    mutating func collect(in draft: inout Draft) throws {
        let payees = try self.payees(in: draft)
        for payee in payees {
            guard let account = payee.role.available else { continue }
            for row in try draft.subledgers(account, of: payee.id)
            where row.free > 0 && row.subledger.bank == bank {
                add(row, payee, draft.book.currency)
            }
        }
        guard !groups.isEmpty else {
            let why = notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
            throw Refusal(
                "payout.nothing", "there is nothing available to pay out\(why)",
                remedy: "see `ringfence balance` for what is held, planned or expected")
        }
        notes += try draft.accountNotes(Set(groups.map(\.payee.code)).sorted())
    }

    private mutating func payees(in draft: borrowing Draft) throws -> [PartyRow] {
        var payees: [PartyRow] = []
        for code in request.payees {
            guard let party = try draft.writer.party(code: code) else {
                throw Refusal(
                    "party.unknown", "there is no party \(code)",
                    remedy: "see `ringfence party list`")
            }
            payees.append(party)
        }
        if request.payees.isEmpty {
            payees = try draft.writer.rows(PartyRow.self, .all).filter { $0.role != .client }
        }
        if sweepWaits, payees.contains(where: { $0.role == .agency }) {
            notes.append("the agency's share waits for a shortfall to be cured")
            payees.removeAll { $0.role == .agency }
        }
        return payees
    }

    private mutating func add(_ row: SubledgerRow, _ payee: PartyRow, _ currency: Currency) {
        let subledger = row.subledger
        let part = Payout.Part(subledger.source, Money(minor: row.free, currency))
        let isTogether = payee.role == .agency && !request.sweepsPerInvoice
        if let index = groups.indices.last, groups[index].payee.id == payee.id,
            groups[index].account == subledger.account,
            isTogether
                || groups[index].parts.last?.source.invoiceLine?.invoice
                    == subledger.source.invoiceLine?.invoice
        {
            groups[index].parts.append(part)
            return
        }
        groups.append(
            Group(
                payee: payee, account: subledger.account, bank: subledger.bank, parts: [part]))
    }

    func plan(in draft: inout Draft) throws -> Answer {
        // The file's record comes first, then the plan's, then one per payout.
        let plan = PlanID(sequence: draft.nextSequence + 1)
        var payouts: [Payout] = []
        var transfers: [PaymentOrder.Transfer] = []
        var accounts: [PartyID: PayeeAccount] = [:]
        for (index, group) in groups.enumerated() {
            let id = PayoutID(sequence: plan.sequence + 1 + Int64(index))
            let account = try accounts[group.payee.id] ?? self.account(of: group.payee, in: draft)
            accounts[group.payee.id] = account
            let (payout, transfer) = try payment(of: group, account, id, plan, in: draft)
            payouts.append(payout)
            transfers.append(transfer)
        }
        let total = try Money.sum(payouts.map(\.amount), in: draft.book.currency)
        try Self.checkResource(total, in: draft)
        let bytes = try request.render(
            PaymentOrder(
                messageID: plan.text(in: draft.book.book), createdAt: draft.header.recordedAt,
                debtorName: account.holder, debtorAccount: account.iban,
                executionDay: executionDay, transfers: transfers))
        let digest = try SHA256Hasher().digest(of: bytes)
        try keep(bytes, digest, "\(plan.text(in: draft.book.book)).xml", in: &draft)
        try draft.append(
            .plan(
                PayoutPlan(
                    bank: bank, executionDay: executionDay, count: payouts.count, total: total,
                    file: digest.bytes)))
        for payout in payouts { try draft.append(.payout(payout)) }
        return answer(plan, total, digest)
    }

    /// Where a payee is paid, and by which version of his.
    private struct PayeeAccount {
        let name: String
        let iban: IBAN
        let version: Int64
    }

    private func account(of payee: PartyRow, in draft: borrowing Draft) throws -> PayeeAccount {
        // Of the day of planning: an account that holds only later has not waited long enough.
        let (version, record) = try draft.writer.version(
            of: payee.id, on: draft.header.recordedDay)
        guard let iban = version.details.iban else {
            throw Refusal(
                "payout.iban", "\(payee.code) has no IBAN to be paid to",
                remedy: "add it with `ringfence party change`")
        }
        return PayeeAccount(name: version.details.name, iban: iban, version: record)
    }

    private func payment(
        of group: Group, _ account: PayeeAccount, _ id: PayoutID, _ plan: PlanID,
        in draft: borrowing Draft
    ) throws -> (Payout, PaymentOrder.Transfer) {
        let payout = Payout(
            plan: plan, payee: group.payee.id, to: .party(version: account.version),
            account: group.account, bank: group.bank, parts: group.parts)
        let numbers = try group.invoices.prefix(6).map { id in
            try draft.writer.row(InvoiceRow.self, key: [.integer(id.sequence)])?.number ?? "\(id)"
        }
        let more = group.invoices.count > 6 ? " and \(group.invoices.count - 6) more" : ""
        let what = group.payee.role == .agency ? "Agency share" : "Payout"
        let transfer = PaymentOrder.Transfer(
            endToEndID: id.text(in: draft.book.book), amount: payout.amount,
            creditorName: account.name, creditorAccount: account.iban,
            remittance:
                "\(what) \(group.payee.code), invoice \(numbers.joined(separator: ", "))\(more)")
        return (payout, transfer)
    }

    /// I5: no command orders more than lies in the account.
    private static func checkResource(_ total: Money, in draft: borrowing Draft) throws {
        let reserved = try [PlanState.planned, .approved].reduce(Int64(0)) { sum, state in
            try draft.writer.rows(
                PlanRow.self,
                Selection(index: "planByState", equals: [.integer(Int64(state.rawValue))])
            ).reduce(sum) { $0 + $1.amount }
        }
        let there = try draft.writer.balance(.trustBank) + draft.writer.balance(.outgoingInFlight)
        guard total.minor + reserved <= there else {
            throw Refusal(
                "payout.resource",
                "\(total) is more than the trust account has left, \(Money(minor: there - reserved, total.currency))",
                remedy: "import the missing statements, or have the shortfall topped up")
        }
    }

    private func keep(
        _ bytes: [UInt8], _ digest: Digest, _ name: String, in draft: inout Draft
    ) throws {
        try draft.append(
            .file(KeptFile(digest: digest.bytes, name: name, size: Int64(bytes.count))))
        for (index, start) in stride(from: 0, to: bytes.count, by: FilePiece.sizeMax).enumerated() {
            let chunk = Array(bytes[start..<min(start + FilePiece.sizeMax, bytes.count)])
            try draft.writer.keep(
                FilePiece(
                    index: index, size: chunk.count, compressed: try Deflate.compress(chunk)),
                of: digest)
        }
    }

    private func answer(_ plan: PlanID, _ total: Money, _ digest: Digest) -> Answer {
        var values = [
            Answer.Value(name: "plan", text: "\(plan.sequence)"),
            Answer.Value(name: "payouts", text: "\(groups.count)"),
            Answer.Value(name: "total", text: total.plain),
            Answer.Value(name: "day", text: "\(executionDay)"),
            Answer.Value(name: "sha256", text: digest.description),
        ]
        values += notes.map { Answer.Value(name: "note", text: $0) }
        return Answer(
            "Planned \(groups.count) payouts of \(total) for \(executionDay) as plan \(plan.sequence). File SHA-256 \(digest).",
            values: values)
    }
}

extension PartyRole {
    /// The account out of which a party is paid; a client is only refunded.
    var available: Account? { part?.available }
}

extension FilePiece {
    /// How many bytes of a file one piece holds.
    package static let sizeMax = 1 << 20
}
