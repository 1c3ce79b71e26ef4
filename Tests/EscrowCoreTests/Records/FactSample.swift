import EscrowCore
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// Makes one fact of every kind, with content from a seed.
struct FactSample {
    var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func all() throws -> [Fact] {
        try [
            .command(command()), .book(book()), .trustAccount(trustAccount()),
            .actor(ActorNaming(name: text())),
            .role(
                RoleGrant(
                    actor: ActorID(sequence: sequence()),
                    roles: ActorRoles(rawValue: .random(in: 0...7, using: &random)),
                    signature: signature())),
            .party(party()), .engagement(engagement()), .hours(hours()), .invoice(invoice()),
            .file(KeptFile(digest: digest(), name: text(), size: sequence())),
            .statement(statement()), .bankLine(bankLine()), .entry(entry()), .match(match()),
            .plan(plan()), .payout(payout()),
            .approval(
                Approval(plan: PlanID(sequence: sequence()), file: digest(), signature: signature())
            ),
            .export(Export(plan: PlanID(sequence: sequence()))),
            .withdrawal(Withdrawal(plan: PlanID(sequence: sequence()))),
            .rule(rule()),
            .actorKey(
                ActorKey(
                    actor: ActorID(sequence: sequence()), key: digest(),
                    change: ChangeID(sequence: sequence()))),
            .change(change()), .consent(consent()),
            .close(PeriodClose(through: day())),
            .trustTerms(trustTerms()), .creditNote(creditNote()),
            .writeOff(
                WriteOff(
                    invoice: InvoiceID(sequence: sequence()), amount: paid(), reason: text(),
                    receipt: Bool.random(using: &random)
                        ? BankLineID(sequence: sequence()) : nil)),
            .dispute(dispute()),
            .hoursApproval(try #require(hoursApproval())),
            .milestone(
                Milestone(
                    engagement: EngagementID(sequence: sequence()), code: text(),
                    reachedOn: day())),
            .payoutStatus(payoutStatus()), .misdirected(misdirected()),
            .pooling(pooling()), .bankFailure(bankFailure()), .sale(try sales()),
            .setOff(
                SetOff(
                    invoice: InvoiceID(sequence: sequence()), amount: paid(), declaredOn: day(),
                    reason: text())),
            .selfBilling(selfBilling()), .setting(setting()), .interestAllocation(interest()),
            .salesReversal(
                SalesReversal(
                    sales: InvoiceID(sequence: sequence()), amount: paid(), reason: text())),
            .payerRule(try payerRule()),
        ]
    }

    private mutating func sales() throws -> SalesDay {
        let rows = (1...Int.random(in: 1...5, using: &random)).map { _ in
            Sale(
                product: text(), units: .random(in: 1...99, using: &random), basePrice: paid(),
                premium: paid(), producer: PartyID(sequence: sequence()))
        }
        let seven = Share(7, over: 100) ?? .zero
        return try SalesDay.issue(
            SalesHeading(
                number: "SALES-2026-0001", client: PartyID(sequence: sequence()),
                bank: Sample.bank, day: day(), file: digest()), rows,
            premium: isSo() ? .passThrough : .consideration(seven, passesOn: .gross),
            release: isSo() ? .onReceipt : .held)
    }

    // MARK: Values

    private mutating func sequence() -> Int64 {
        .random(in: 1...(1 << Int64.random(in: 1...50, using: &random)), using: &random)
    }

    /// Nobody is agency and freelancer of one line.
    private mutating func other(than party: PartyID) -> PartyID {
        PartyID(sequence: party.sequence + sequence())
    }

    private mutating func isSo() -> Bool { Bool.random(using: &random) }

    private mutating func text() -> String {
        (0..<Int.random(in: 1...12, using: &random))
            .map { _ in ["F-01", "ä", "€", " ", "7"].randomElement(using: &random) ?? "" }.joined()
    }

    private mutating func optionalText() -> String? { isSo() ? text() : nil }

    private mutating func digest() -> [UInt8] {
        (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    private mutating func day() -> Day {
        Day(number: .random(in: -100_000...100_000, using: &random))
    }

    private mutating func optionalDay() -> Day? { isSo() ? day() : nil }

    private mutating func money() -> Money {
        Money(minor: .random(in: -1_000_000_00...1_000_000_00, using: &random), .eur)
    }

    private mutating func paid() -> Money { Money(minor: sequence(), .eur) }

    private mutating func iban() throws -> IBAN {
        let account = "\(Int64.random(in: 1...9_999_999_999, using: &random))"
        return try #require(IBAN.german(bankCode: "10000000", account: account))
    }

    private mutating func one<Value>(of values: [Value]) throws -> Value {
        try #require(values.randomElement(using: &random))
    }

    private mutating func vat() throws -> VATStatus {
        let rate = try #require(Share(.random(in: 1...99, using: &random), over: 100))
        return try one(of: [.standard(rate), .smallBusiness, .reverseCharge, .foreign])
    }

    // MARK: Facts

    private mutating func command() -> Command {
        Command(name: "bank import", key: optionalText(), fingerprint: digest(), answer: text())
    }

    private mutating func book() throws -> BookOpening {
        BookOpening(
            book: BookID(rawValue: .random(in: 0...(.max), using: &random)),
            currency: try one(of: [.eur, try #require(Currency("JPY"))]),
            timeZone: "Europe/Berlin", isSample: isSo())
    }

    private mutating func trustAccount() throws -> TrustAccount {
        TrustAccount(
            iban: try iban(), bic: isSo() ? BIC("COBADEFF") : nil, holder: text(), currency: .eur)
    }

    private mutating func pooling() throws -> Pooling {
        let claims = try (0..<Int.random(in: 0...3, using: &random)).map { _ in
            Pooling.Claim(
                account: try one(of: [.dueFromAgencyFee, .dueFromClient, .dueFromAgencyMisdirected]
                ),
                debtor: PartyID(sequence: sequence()),
                source: try one(of: [.none, .invoiceLine(InvoiceLineID(sequence: sequence()))]),
                amount: paid())
        }
        return try one(of: [
            .declared(
                Pooling.Terms(day: day(), isAgencySubordinated: isSo(), reason: text())),
            .lifted, .confirmed(claims: claims),
            .identified(BankLineID(sequence: sequence()), PartyID(sequence: sequence())),
            .shared(paid()), .closed(claims: claims), .reopened(reason: text()),
        ])
    }

    private mutating func bankFailure() throws -> BankFailure {
        let cover = sequence()
        let losses = try (0..<Int.random(in: 0...3, using: &random)).map { _ in
            BankFailure.Loss(
                account: try one(of: [.freelancerHeld, .unidentified, .pool]),
                owner: isSo() ? PartyID(sequence: sequence()) : nil,
                source: try one(of: [.none, .interest]), minor: sequence())
        }
        let holder = BankFailure.Holder(
            owner: isSo() ? PartyID(sequence: sequence()) : nil,
            receipt: isSo() ? BankLineID(sequence: sequence()) : nil, entitlement: cover + 9,
            share: cover + 5, otherDeposits: sequence(), cover: cover)
        return try one(of: [
            .failed(TrustAccountID(sequence: sequence()), day: day(), reason: text()),
            .covered(sequence(), limit: paid(), holders: [holder, holder], losses: losses),
            .paid(sequence(), paid(), receipt: isSo() ? BankLineID(sequence: sequence()) : nil),
            .dividend(sequence(), BankLineID(sequence: sequence()), losses: losses),
            .closed(sequence()),
            .reduced(sequence(), PartyID(sequence: sequence()), losses: losses, reason: text()),
        ])
    }

    private mutating func interest() -> InterestAllocation {
        let from = day()
        return InterestAllocation(
            bank: TrustAccountID(sequence: sequence()), from: from,
            to: from.adding(days: .random(in: 0...400, using: &random)), includesClients: isSo(),
            includesProducers: isSo(), amount: paid())
    }

    private mutating func trustTerms() throws -> TrustTerms {
        TrustTerms(
            account: TrustAccountID(sequence: sequence()), validFrom: day(),
            trustee: try one(of: Trustee.allCases), hasDirectRight: isSo(),
            bankWaivedOn: optionalDay(), isBankInformed: isSo(),
            globalAssignment: try one(of: [.absent, .released(on: day()), .open]),
            isExclusive: isSo(), hasNoOverdraft: isSo(), hasNoStandingOrders: isSo())
    }

    private mutating func creditNote() -> CreditNote {
        let (net, vat) = (paid(), paid())
        let parts = [Money(minor: 1, .eur), Money(minor: net.minor + vat.minor - 1, .eur)]
        return CreditNote(
            number: text(), line: InvoiceLineID(sequence: sequence()), day: day(), net: net,
            vat: vat, reason: text(),
            parts: parts.map {
                CreditNote.Part(
                    owner: PartyID(sequence: sequence()), amount: $0,
                    ofWrittenOff: isSo() ? $0 : .zero(.eur))
            })
    }

    private mutating func selfBilling() -> SelfBilling {
        switch Int.random(in: 0...3, using: &random) {
        case 0: .agreed(freelancer: PartyID(sequence: sequence()), on: day())
        case 1:
            .issued(
                SelfBilling.Document(
                    number: text(), freelancer: PartyID(sequence: sequence()), day: day(),
                    lines: [billedLine()]))
        case 2:
            .corrected(
                SelfBilling.Correction(
                    number: text(), document: sequence(), day: day(), lines: [billedLine()]))
        default: .objected(document: sequence(), on: day())
        }
    }

    private mutating func billedLine() -> SelfBilling.Line {
        SelfBilling.Line(InvoiceLineID(sequence: sequence()), net: paid(), vat: paid())
    }

    private mutating func misdirected() -> Misdirected {
        Misdirected(
            invoice: InvoiceID(sequence: sequence()), amount: paid(),
            step: isSo()
                ? .reported(paidOn: day()) : isSo() ? .passedFromShare : .paidBack(on: day()))
    }

    private mutating func dispute() -> Dispute {
        let line = InvoiceLineID(sequence: sequence())
        let owner = PartyID(sequence: sequence())
        return isSo()
            ? .opened(
                Dispute.Opening(line: line, owner: owner, amount: paid(), reason: text()))
            : .decided(
                Dispute.Decision(
                    dispute: DisputeID(sequence: sequence()), line: line, owner: owner,
                    forClient: paid(), forParty: isSo() ? paid() : .zero(.eur)))
    }

    private mutating func hoursApproval() -> HoursApproval? {
        let from = day()
        return HoursApproval(
            engagement: EngagementID(sequence: sequence()), from: from,
            to: from.adding(days: Int.random(in: 0...40, using: &random)), approvedOn: day())
    }

    private mutating func party() throws -> PartyVersion {
        PartyVersion(
            party: isSo() ? PartyID(sequence: sequence()) : nil, code: text(),
            role: try one(of: PartyRole.allCases), validFrom: day(),
            details: PartyDetails(
                name: text(),
                address: isSo()
                    ? Address(street: text(), postcode: text(), city: text(), country: "DE") : nil,
                iban: isSo() ? try iban() : nil, vatID: optionalText(), taxNumber: optionalText(),
                contact: isSo()
                    ? PartyContact(
                        name: optionalText(), phone: optionalText(), email: optionalText(),
                        electronicAddress: optionalText(), buyerReference: optionalText())
                    : PartyContact()))
    }

    private mutating func engagement() throws -> EngagementTerms {
        let from = day()
        return try EngagementTerms(
            engagement: isSo() ? EngagementID(sequence: sequence()) : nil, code: text(),
            client: PartyID(sequence: sequence()), freelancer: PartyID(sequence: sequence()),
            validFrom: from, validTo: isSo() ? from.adding(days: 90) : nil, clientRate: paid(),
            freelancerRate: paid(), clientVAT: try vat(), freelancerVAT: try vat(),
            title: try one(of: [
                .agency, .freelancer,
                .trustee(assignedOn: day(), globalAssignmentReleased: isSo()),
            ]),
            policy: try one(of: SplitPolicy.allCases), release: try one(of: Sample.releases),
            rule: isSo() ? RuleID(sequence: sequence()) : nil,
            termDays: .random(in: 0...365, using: &random), routingAgreedOn: optionalDay(),
            subject: text())
    }

    private mutating func hours() throws -> HoursWorked {
        try #require(
            HoursWorked(
                engagement: EngagementID(sequence: sequence()), day: day(),
                hours: Hours(seconds: .random(in: 1...86_400, using: &random))))
    }

    private mutating func invoice() throws -> Invoice {
        let work = try (0..<Int.random(in: 1...5, using: &random)).map { number in
            let rate = Int64.random(in: 1_00...90_00, using: &random)
            let shared = try SplitRule(
                code: "R-02", currency: .eur,
                parts: [
                    RulePart(.freelancer, .hours(rate: nil), basis: .net),
                    RulePart(
                        .producer("P-01"), .share(try #require(Share(1, over: 9))), basis: .gross),
                    RulePart(.agency, .remainder, basis: .gross),
                ], setsVATAside: isSo())
            let agreed = AgreedRule(
                id: RuleID(sequence: sequence()), rule: shared,
                producers: ["P-01": PartyID(sequence: 1 << 60)])
            return Sample.work(
                try Sample.terms(
                    clientRate: rate * 3, freelancerRate: rate, clientVAT: try vat(),
                    freelancerVAT: try vat(), freelancer: other(than: Sample.agency),
                    policy: try one(of: SplitPolicy.allCases),
                    release: try one(of: Sample.releases), code: "E-\(number)"),
                seconds: .random(in: 3600...360_000, using: &random),
                rule: isSo() ? agreed : nil)
        }
        return try Invoice.issue(Sample.heading(), work)
    }

    private mutating func amount() throws -> RuleAmount {
        let share = try #require(Share(.random(in: 1...10, using: &random), over: 100))
        return try one(of: [
            .share(share), .fixed(paid()), .perUnit(paid()),
            .tiers([.init(upTo: paid(), share: .zero), .init(upTo: nil, share: share)]),
        ])
    }

    private mutating func rule() throws -> SplitRule {
        let premium = RulePart(
            .producer("P-01"), try amount(), basis: try one(of: AmountBasis.allCases),
            vat: isSo() ? try vat() : nil, isPassedThrough: isSo())
        let share = RuleAmount.share(try #require(Share(1, over: 3)))
        return try SplitRule(
            code: "R-01", currency: .eur,
            parts: [
                RulePart(.freelancer, .hours(rate: isSo() ? paid() : nil), basis: .net),
                premium, RulePart(.agency, .remainder, basis: .gross),
                RulePart(
                    .producer("P-02"), share, basis: .net, floor: isSo() ? paid() : nil,
                    cap: isSo() ? Money(minor: 1 << 60, .eur) : nil),
            ],
            order: isSo()
                ? [[.freelancer], [.agency, .producer("P-01")], [.producer("P-02")]] : nil,
            release: isSo() ? try one(of: Sample.releases) : nil, setsVATAside: isSo())
    }

    private mutating func statement() throws -> StatementFact {
        StatementFact(
            bank: TrustAccountID(sequence: sequence()),
            BankStatement(
                account: try iban(), id: text(), number: isSo() ? sequence() : nil,
                opening: money(), openingDay: day(), closing: money(), closingDay: day()),
            file: digest())
    }

    private mutating func bankLine() throws -> BankLineFact {
        BankLineFact(
            bank: TrustAccountID(sequence: sequence()), statement: sequence(),
            fingerprint: .random(in: .min...(.max), using: &random),
            meaning: try one(of: BankLineMeaning.allCases),
            payout: isSo() ? PayoutID(sequence: sequence()) : nil,
            payouts: isSo() ? [PayoutID(sequence: sequence()), PayoutID(sequence: 9)] : [],
            receipt: isSo() ? BankLineID(sequence: sequence()) : nil,
            rule: isSo() ? try one(of: Matching.Rule.allCases) : nil,
            work: isSo() ? BankLineFact.Work(code: "payer-unknown", sentence: text()) : nil,
            line: BankLine(
                amount: money(), bookingDay: day(), valueDay: day(), bankReference: optionalText(),
                endToEndID: optionalText(), creditorReference: optionalText(),
                remittance: isSo() ? text() : "", counterpartyName: optionalText(),
                counterpartyAccount: optionalText(), kind: try one(of: BankLine.Kind.allCases),
                returnReason: isSo() ? "AC04" : nil, place: "statement 1, entry 3"))
    }

    private mutating func entry() throws -> Entry {
        let amount = sequence()
        let split = Split.divide(amount, over: [Sample.state()])
        return try Entry.split(
            Sample.receipt(amount), client: Sample.client, split: split, last: Sample.line)
    }

    private mutating func match() throws -> Match {
        Match(
            bankLine: BankLineID(sequence: sequence()),
            decision: try one(of: [
                .invoice(InvoiceID(sequence: sequence())), .topUp, .sentBack,
                .claim(PartyID(sequence: sequence())), .takesBack(BankLineID(sequence: sequence())),
                .move(
                    from: InvoiceID(sequence: sequence()), to: InvoiceID(sequence: sequence())),
                .clawback(InvoiceID(sequence: sequence())),
                .creditClaim(
                    InvoiceLineID(sequence: sequence()), PartyID(sequence: sequence())),
                .undone(InvoiceID(sequence: sequence())),
                .settles(PayoutID(sequence: sequence())),
                .maySettle([PayoutID(sequence: sequence()), PayoutID(sequence: sequence())]),
            ]),
            amount: paid(), rule: try one(of: Matching.Rule.allCases))
    }

    private mutating func payerRule() throws -> PayerRule {
        PayerRule(
            account: "DE\(sequence())",
            says: try one(of: [.client(PartyID(sequence: sequence())), .several, .forgotten]))
    }

    private mutating func plan() -> PayoutPlan {
        PayoutPlan(
            bank: Sample.bank, executionDay: day(), count: .random(in: 1...9999, using: &random),
            total: paid(), file: digest(), isConfirmed: isSo())
    }

    private mutating func payoutStatus() throws -> PayoutStatus {
        PayoutStatus(
            payout: PayoutID(sequence: sequence()),
            verdict: try one(of: PayoutStatus.Verdict.allCases), reason: isSo() ? "AC04" : nil)
    }

    private mutating func setting() throws -> Setting {
        try #require(Setting(.topUpLimit, .random(in: 0...1_000_000, using: &random)))
    }

    private mutating func signature() -> Signature? {
        isSo() ? Signature(digest() + digest()) : nil
    }

    private mutating func change() throws -> Change {
        Change(
            subject: try one(of: [
                .account(PartyID(sequence: sequence()), try iban(), from: optionalDay()),
                .key(ActorID(sequence: sequence()), digest()),
                .waiting(.random(in: Change.waitingRange, using: &random)),
                .trustAccount(try trustAccount()),
                .payerAccount(BankLineID(sequence: sequence()), try iban()),
                .bankFailure(TrustAccountID(sequence: sequence()), day(), reason: text()),
                .coverLimit(TrustAccountID(sequence: sequence()), paid()),
                .coverPaid(
                    TrustAccountID(sequence: sequence()), PartyID(sequence: sequence()), paid()),
                .coverReduced(
                    TrustAccountID(sequence: sequence()), PartyID(sequence: sequence()), paid(),
                    reason: text()),
                .terms(try engagement()),
            ]),
            expiresOn: day(), signature: signature())
    }

    private mutating func consent() throws -> Consent {
        Consent(
            change: ChangeID(sequence: sequence()),
            verdict: try one(of: [.consented(from: day()), .refused, .withdrawn]),
            signature: signature())
    }

    private mutating func payout() throws -> Payout {
        if Bool.random(using: &random) { return try transfer() }
        let isOwned = Bool.random(using: &random)
        return Payout(
            plan: PlanID(sequence: sequence()),
            payee: isOwned ? PartyID(sequence: sequence()) : nil,
            to: isOwned
                ? .party(version: sequence()) : .payer(BankLineID(sequence: sequence())),
            account: isOwned
                ? try one(of: [.freelancerAvailable, .agencyAvailable]) : .unidentified,
            bank: Sample.bank,
            parts: (1...Int.random(in: 1...5, using: &random)).map { number in
                Payout.Part(
                    isOwned
                        ? .invoiceLine(InvoiceLineID(invoice: Sample.invoice, number: number))
                        : .unidentified(BankLineID(sequence: Int64(number))), paid())
            })
    }

    private mutating func transfer() throws -> Payout {
        let isMoneyOnly = Bool.random(using: &random)
        let place =
            isMoneyOnly
            ? Payout.Part.Place(.trustBank, owner: nil)
            : Payout.Part.Place(
                try one(of: [.freelancerHeld, .clientRefundable, .disputed]),
                owner: PartyID(sequence: sequence()))
        return Payout(
            plan: PlanID(sequence: sequence()), payee: nil,
            to: .trustAccount(TrustAccountID(sequence: Sample.bank.sequence + sequence())),
            account: .trustBank, bank: Sample.bank,
            parts: (1...(isMoneyOnly ? 1 : 3)).map { number in
                Payout.Part(
                    isMoneyOnly
                        ? .none
                        : .invoiceLine(InvoiceLineID(invoice: Sample.invoice, number: number)),
                    paid(), at: place)
            })
    }
}
