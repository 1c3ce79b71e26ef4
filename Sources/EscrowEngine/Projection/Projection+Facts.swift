import EscrowCore
import LedgerCore
import MoneyCore

extension Projection {
    /// An invoice is open with its gross amount, and its hours are billed.
    static func add(
        _ invoice: Invoice, _ sequence: Int64, to tables: inout DraftTables,
        _ writer: inout any BookWriter
    ) throws {
        let id = InvoiceID(sequence: sequence)
        tables.invoices.put(
            InvoiceRow(
                id: id, number: invoice.number, reference: invoice.reference.description,
                client: invoice.client, bank: invoice.bank, day: invoice.day,
                dueDay: invoice.dueDay, gross: invoice.gross.minor, open: invoice.gross.minor,
                lineCount: invoice.lines.count))
        for (index, line) in invoice.lines.enumerated() {
            let billed = InvoiceLineID(invoice: id, number: index + 1)
            let hours = try writer.rows(
                HoursRow.self,
                Selection(
                    equals: [.integer(line.engagement.sequence)],
                    from: .integer(Int64(line.from.number)),
                    through: .integer(Int64(line.to.number))))
            let open = hours.filter { $0.invoiceLine == nil }
            try writer.put(
                open.map { row in
                    var row = row
                    row.invoiceLine = billed
                    return row
                })
        }
    }

    /// A day's sales are open with the premium that is expected.
    static func add(_ sales: SalesDay, _ sequence: Int64, to tables: inout DraftTables) {
        tables.invoices.put(
            InvoiceRow(
                id: InvoiceID(sequence: sequence), number: sales.number,
                reference: sales.reference.description, client: sales.client, bank: sales.bank,
                day: sales.day, dueDay: sales.day, gross: sales.total.minor,
                open: sales.total.minor, lineCount: sales.lines.count))
    }

    /// A bank line, and what it does to the payout that it settles or returns.
    static func add(
        _ fact: BankLineFact, _ sequence: Int64, to tables: inout DraftTables,
        _ writer: inout any BookWriter
    ) throws {
        let id = BankLineID(sequence: sequence)
        tables.bankLines.put(
            BankLineRow(
                id: id, bank: fact.bank, bookingDay: fact.line.bookingDay,
                amount: fact.line.amount.minor, fingerprint: fact.fingerprint,
                meaning: fact.meaning, open: 0, receipt: fact.receipt, rule: fact.rule))
        if let receipt = fact.receipt {
            try writer.remove(WorkRow.self, keys: [[.integer(receipt.sequence)]])
        }
        if let work = fact.work {
            try writer.put([WorkRow(bankLine: id, reason: work.code, detail: work.sentence)])
        }
        for payout in fact.payouts { try move(payout, .settle, bankLine: id, in: &tables, writer) }
        guard let payout = fact.payout else { return }
        let event: PayoutEvent =
            switch fact.meaning {
            case .payoutReturned: .return
            case .transferArrived: .arrive
            default: .settle
            }
        try move(payout, event, bankLine: id, in: &tables, writer)
    }

    /// A person decided, so the bank line leaves the work list, and the receipt that it takes back.
    static func decide(
        _ match: Match, _ record: LogRecord, in tables: inout DraftTables,
        _ writer: inout any BookWriter
    ) throws {
        try writer.remove(WorkRow.self, keys: [[.integer(match.bankLine.sequence)]])
        switch match.decision {
        case .takesBack(let receipt):
            try writer.remove(WorkRow.self, keys: [[.integer(receipt.sequence)]])
            guard var row = try tables.bankLines.row(match.bankLine.sequence, writer) else {
                throw EngineError.broken("a match names bank line \(match.bankLine)")
            }
            row.receipt = receipt
            tables.bankLines.put(row)
        case .settles(let payout):
            guard var row = try tables.bankLines.row(match.bankLine.sequence, writer) else {
                throw EngineError.broken("a match names bank line \(match.bankLine)")
            }
            row.meaning = .settlements
            tables.bankLines.put(row)
            try move(payout, .settle, bankLine: match.bankLine, in: &tables, writer)
        case .maySettle(let payouts):
            try writer.put([.settling(match.bankLine, payouts, by: record.actor) as WorkRow])
        case .invoice, .move: try decided(match, by: match.rule, in: &tables, writer)
        case .undone(let invoice):
            try decided(match, by: nil, in: &tables, writer)
            let number = try tables.invoices.row(invoice.sequence, writer)?.number
            try writer.put([
                WorkRow(
                    bankLine: match.bankLine, reason: "undone",
                    detail: "a person took it off invoice \(number ?? "?")")
            ])
        case .topUp, .claim, .clawback, .sentBack, .creditClaim: break
        }
    }

    private static func decided(
        _ match: Match, by rule: Matching.Rule?, in tables: inout DraftTables,
        _ writer: any BookWriter
    ) throws {
        guard var row = try tables.bankLines.row(match.bankLine.sequence, writer) else {
            throw EngineError.broken("a match names bank line \(match.bankLine)")
        }
        row.rule = rule
        tables.bankLines.put(row)
    }

    /// Facts that come one at a time: master data, files, statements, answers.
    static func addMaster(
        _ fact: Fact, _ record: LogRecord, _ writer: inout any BookWriter
    ) throws {
        let sequence = record.sequence
        switch fact {
        case .command(let command): try add(command, sequence, &writer)
        case .trustAccount(let account):
            try writer.put([
                TrustAccountRow(
                    id: TrustAccountID(sequence: sequence), iban: account.iban.electronic,
                    currency: account.currency.code)
            ])
        case .actor(let actor):
            try writer.put([
                ActorRow(id: ActorID(sequence: sequence), name: actor.name, roles: [])
            ])
        case .role(let grant):
            guard var row = try writer.row(ActorRow.self, key: [.integer(grant.actor.sequence)])
            else { throw EngineError.broken("a role is granted to nobody") }
            row.roles = grant.roles
            try writer.put([row])
        case .actorKey(let fact):
            try writer.put([
                ActorKeyRow(actor: fact.actor, publicKey: fact.key, sequence: sequence)
            ])
        case .party(let version): try add(version, sequence, &writer)
        case .engagement(let terms): try add(terms, sequence, &writer)
        case .rule(let rule):
            try writer.put([RuleRow(id: RuleID(sequence: sequence), code: rule.code)])
        case .hours(let worked):
            try writer.put([
                HoursRow(
                    engagement: worked.engagement, day: worked.day, sequence: sequence,
                    hours: worked.hours)
            ])
        case .file(let file):
            try writer.put([
                FileRow(digest: file.digest, name: file.name, size: file.size, sequence: sequence)
            ])
        case .statement(let statement):
            try writer.put([
                StatementRow(
                    bank: statement.bank, closingDay: statement.closingDay, sequence: sequence,
                    id: statement.id, openingDay: statement.openingDay,
                    opening: statement.opening.minor, closing: statement.closing.minor)
            ])
        case .trustTerms(let terms):
            try writer.put([
                TrustTermsRow(
                    account: terms.account, validFrom: terms.validFrom, version: sequence)
            ])
        case .hoursApproval(let approval):
            try writer.put([HoursApprovalRow(approval, sequence: sequence)])
        case .milestone(let milestone):
            try writer.put([MilestoneRow(milestone, sequence: sequence)])
        case .setting(let setting):
            try writer.put([SettingRow(name: setting.name, value: setting.value)])
        case .payerRule(let rule): try add(rule, sequence, &writer)
        case .book, .invoice, .bankLine, .entry, .match, .plan, .payout, .approval, .export,
            .withdrawal, .dispute, .creditNote, .writeOff, .misdirected, .setOff,
            .selfBilling,
            .change, .consent, .close, .pooling, .bankFailure,
            .interestAllocation, .sale, .salesReversal,
            .payoutStatus:
            throw EngineError.broken("record \(sequence) was projected in the wrong place")
        }
    }

    private static func add(
        _ rule: PayerRule, _ sequence: Int64, _ writer: inout any BookWriter
    ) throws {
        switch rule.says {
        case .forgotten: try writer.remove(PayerRuleRow.self, keys: [[.text(rule.account)]])
        case .client(let client):
            try writer.put([
                PayerRuleRow(account: rule.account, client: client, sequence: sequence)
            ])
        case .several:
            try writer.put([PayerRuleRow(account: rule.account, client: nil, sequence: sequence)])
        }
    }

    private static func add(
        _ command: Command, _ sequence: Int64, _ writer: inout any BookWriter
    ) throws {
        guard let key = command.key else { return }
        try writer.put([
            AnswerRow(
                key: key, fingerprint: command.fingerprint, answer: command.answer,
                sequence: sequence)
        ])
    }

    private static func add(
        _ version: PartyVersion, _ sequence: Int64, _ writer: inout any BookWriter
    ) throws {
        let id = version.party ?? PartyID(sequence: sequence)
        let known = try writer.row(PartyRow.self, key: [.integer(id.sequence)])
        var row =
            known
            ?? PartyRow(
                id: id, code: version.code, role: version.role, iban: nil, version: sequence)
        row.iban = version.details.iban?.electronic
        row.version = sequence
        try writer.put([row])
        let start = version.role == .client ? PartyName(version.details.name).start : nil
        try writer.put([
            PartyVersionRow(
                party: id, validFrom: version.validFrom, version: sequence, nameStart: start)
        ])
    }

    private static func add(
        _ terms: EngagementTerms, _ sequence: Int64, _ writer: inout any BookWriter
    ) throws {
        try writer.put([
            EngagementRow(
                id: terms.engagement ?? EngagementID(sequence: sequence),
                validFrom: terms.validFrom, validTo: terms.validTo, code: terms.code,
                client: terms.client, freelancer: terms.freelancer, version: sequence)
        ])
    }
}
