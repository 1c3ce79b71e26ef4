public import LedgerCore

/// What a record of the log says: one case per kind, so that a new kind is a compile error wherever
/// facts are told apart.
public enum Fact: Hashable, Sendable {
    case command(Command)
    case book(BookOpening)
    case trustAccount(TrustAccount)
    case actor(ActorNaming)
    case role(RoleGrant)
    case party(PartyVersion)
    case engagement(EngagementTerms)
    case hours(HoursWorked)
    case invoice(Invoice)
    case file(KeptFile)
    case statement(StatementFact)
    case bankLine(BankLineFact)
    case entry(Entry)
    case match(Match)
    case plan(PayoutPlan)
    case payout(Payout)
    case approval(Approval)
    case export(Export)
    case withdrawal(Withdrawal)
    case rule(SplitRule)
    case actorKey(ActorKey)
    case change(Change)
    case consent(Consent)
    case close(PeriodClose)
    case trustTerms(TrustTerms)
    case payoutStatus(PayoutStatus)
    case pooling(Pooling)
    case bankFailure(BankFailure)
    case setting(Setting)
    case interestAllocation(InterestAllocation)
    case payerRule(PayerRule)
    case creditNote(CreditNote)
    case writeOff(WriteOff)
    case misdirected(Misdirected)
    case setOff(SetOff)
    case selfBilling(SelfBilling)
    case dispute(Dispute)
    case hoursApproval(HoursApproval)
    case milestone(Milestone)
    case sale(SalesDay)
    case salesReversal(SalesReversal)
}

extension Fact {
    public var kind: RecordKind { recordable.kind }

    public func write(to record: inout RecordWriter) { recordable.fact.write(to: &record) }

    /// The decision that the record is, for those that their actors sign; nil for all others.
    ///
    /// - Source: docs/spec/actors.md#what-is-signed
    public var decision: (any Decision)? {
        switch self {
        case .role(let fact): fact
        case .approval(let fact): fact
        case .change(let fact): fact
        case .consent(let fact): fact
        case .creditNote, .writeOff, .misdirected, .setOff, .selfBilling: nil
        case .dispute, .hoursApproval, .milestone: nil
        case .command, .book, .trustAccount, .actor, .party, .engagement, .hours, .invoice, .file,
            .statement, .bankLine, .entry, .match, .plan, .payout, .export, .withdrawal, .rule,
            .actorKey, .close, .trustTerms, .payoutStatus, .pooling, .setting, .interestAllocation,
            .sale, .salesReversal, .payerRule,
            .bankFailure:
            nil
        }
    }

    private var recordable: (fact: any Recordable, kind: RecordKind) {
        switch self {
        case .command(let fact): (fact, Command.kind)
        case .book(let fact): (fact, BookOpening.kind)
        case .trustAccount(let fact): (fact, TrustAccount.kind)
        case .actor(let fact): (fact, ActorNaming.kind)
        case .role(let fact): (fact, RoleGrant.kind)
        case .party(let fact): (fact, PartyVersion.kind)
        case .engagement(let fact): (fact, EngagementTerms.kind)
        case .hours(let fact): (fact, HoursWorked.kind)
        case .invoice(let fact): (fact, Invoice.kind)
        case .file(let fact): (fact, KeptFile.kind)
        case .statement(let fact): (fact, StatementFact.kind)
        case .bankLine(let fact): (fact, BankLineFact.kind)
        case .entry(let fact): (fact, Entry.kind)
        case .match(let fact): (fact, Match.kind)
        case .plan(let fact): (fact, PayoutPlan.kind)
        case .payout(let fact): (fact, Payout.kind)
        case .approval(let fact): (fact, Approval.kind)
        case .export(let fact): (fact, Export.kind)
        case .withdrawal(let fact): (fact, Withdrawal.kind)
        case .rule(let fact): (fact, SplitRule.kind)
        case .actorKey(let fact): (fact, ActorKey.kind)
        case .change(let fact): (fact, Change.kind)
        case .consent(let fact): (fact, Consent.kind)
        case .close(let fact): (fact, PeriodClose.kind)
        case .trustTerms(let fact): (fact, TrustTerms.kind)
        case .payoutStatus(let fact): (fact, PayoutStatus.kind)
        case .pooling(let fact): (fact, Pooling.kind)
        case .bankFailure(let fact): (fact, BankFailure.kind)
        case .setting(let fact): (fact, Setting.kind)
        case .interestAllocation(let fact): (fact, InterestAllocation.kind)
        case .payerRule(let fact): (fact, PayerRule.kind)
        case .creditNote(let fact): (fact, CreditNote.kind)
        case .writeOff(let fact): (fact, WriteOff.kind)
        case .misdirected(let fact): (fact, Misdirected.kind)
        case .setOff(let fact): (fact, SetOff.kind)
        case .selfBilling(let fact): (fact, SelfBilling.kind)
        case .dispute(let fact): (fact, Dispute.kind)
        case .hoursApproval(let fact): (fact, HoursApproval.kind)
        case .milestone(let fact): (fact, Milestone.kind)
        case .sale(let fact): (fact, SalesDay.kind)
        case .salesReversal(let fact): (fact, SalesReversal.kind)
        }
    }

    /// Reads what a record says; nothing may follow behind it.
    public init(_ kind: RecordKind, from record: inout RecordReader) throws(RecordError) {
        switch kind {
        case .command: self = .command(try Command(from: &record))
        case .book: self = .book(try BookOpening(from: &record))
        case .trustAccount: self = .trustAccount(try TrustAccount(from: &record))
        case .actor: self = .actor(try ActorNaming(from: &record))
        case .role: self = .role(try RoleGrant(from: &record))
        case .party: self = .party(try PartyVersion(from: &record))
        case .engagement: self = .engagement(try EngagementTerms(from: &record))
        case .hours: self = .hours(try HoursWorked(from: &record))
        case .invoice: self = .invoice(try Invoice(from: &record))
        case .file: self = .file(try KeptFile(from: &record))
        case .statement: self = .statement(try StatementFact(from: &record))
        case .bankLine: self = .bankLine(try BankLineFact(from: &record))
        case .entry: self = .entry(try Entry(from: &record))
        case .match: self = .match(try Match(from: &record))
        case .plan: self = .plan(try PayoutPlan(from: &record))
        case .payout: self = .payout(try Payout(from: &record))
        case .approval: self = .approval(try Approval(from: &record))
        case .export: self = .export(try Export(from: &record))
        case .withdrawal: self = .withdrawal(try Withdrawal(from: &record))
        case .rule: self = .rule(try SplitRule(from: &record))
        case .actorKey: self = .actorKey(try ActorKey(from: &record))
        case .change: self = .change(try Change(from: &record))
        case .consent: self = .consent(try Consent(from: &record))
        case .close: self = .close(try PeriodClose(from: &record))
        case .trustTerms: self = .trustTerms(try TrustTerms(from: &record))
        case .payoutStatus: self = .payoutStatus(try PayoutStatus(from: &record))
        case .pooling: self = .pooling(try Pooling(from: &record))
        case .bankFailure: self = .bankFailure(try BankFailure(from: &record))
        case .sale: self = .sale(try SalesDay(from: &record))
        case .salesReversal: self = .salesReversal(try SalesReversal(from: &record))
        case .setting: self = .setting(try Setting(from: &record))
        case .payerRule: self = .payerRule(try PayerRule(from: &record))
        case .interestAllocation:
            self = .interestAllocation(try InterestAllocation(from: &record))
        case .creditNote: self = .creditNote(try CreditNote(from: &record))
        case .writeOff: self = .writeOff(try WriteOff(from: &record))
        case .misdirected: self = .misdirected(try Misdirected(from: &record))
        case .setOff: self = .setOff(try SetOff(from: &record))
        case .selfBilling: self = .selfBilling(try SelfBilling(from: &record))
        case .dispute: self = .dispute(try Dispute(from: &record))
        case .hoursApproval: self = .hoursApproval(try HoursApproval(from: &record))
        case .milestone: self = .milestone(try Milestone(from: &record))
        }
        try record.end()
    }
}
