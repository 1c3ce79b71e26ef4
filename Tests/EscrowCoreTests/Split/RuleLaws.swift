import EscrowCore
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("Laws of rules (rule.md#preview)")
struct RuleLaws {
    /// Rules that can be drawn: 2 to 6 payees, by every kind of amount, in any order of service.
    private static func rule(using random: inout SeededRandom) throws -> SplitRule {
        let producers = (1...4).prefix(Int.random(in: 0...4, using: &random))
            .map { RulePayee.producer("P-0\($0)") }
        var parts = [RulePart(.freelancer, .hours(rate: nil), basis: .net)]
        for producer in producers {
            let basis: AmountBasis = Bool.random(using: &random) ? .net : .gross
            let amount: RuleAmount =
                switch Int.random(in: 0...3, using: &random) {
                case 0: RuleSample.share(.random(in: 1...30, using: &random), 1_000)
                case 1: .fixed(Sample.euros(.random(in: 1...100_00, using: &random)))
                case 2: .perUnit(Sample.euros(.random(in: 1...50, using: &random)))
                default: .tiers(try tiers(using: &random))
                }
            parts.append(
                RulePart(
                    producer, amount, basis: basis,
                    vat: Bool.random(using: &random) ? VATStatus("7") : nil,
                    isPassedThrough: Bool.random(using: &random)))
        }
        parts.append(RulePart(.agency, .remainder, basis: .gross))
        parts.shuffle(using: &random)
        var order: [[RulePayee]]?
        if Bool.random(using: &random) {
            var groups: [[RulePayee]] = []
            for payee in parts.map(\.payee).shuffled(using: &random) {
                if groups.isEmpty || Bool.random(using: &random) {
                    groups.append([payee])
                } else {
                    groups[groups.count - 1].append(payee)
                }
            }
            order = groups
        }
        return try SplitRule(code: "R-01", currency: .eur, parts: parts, order: order)
    }

    private static func tiers(using random: inout SeededRandom) throws -> [RuleAmount.Tier] {
        let bound = Int64.random(in: 1...5_000_00, using: &random)
        return try [(bound, 3), (bound * 2, 2), (nil, 1)].map { bound, percent in
            .init(
                upTo: bound.map(Sample.euros),
                share: try #require(Share(percent, over: 100)))
        }
    }

    private static func payments(_ gross: Int64, using random: inout SeededRandom) -> [Money] {
        var left = gross
        var payments: [Money] = []
        for step in (0..<Int.random(in: 1...40, using: &random)).reversed() where left > 0 {
            let amount = step == 0 ? left : Int64.random(in: 1...left, using: &random)
            payments.append(Sample.euros(amount))
            left -= amount
        }
        return payments
    }

    @Test(
        "the parts are the line; 1 to 40 payments are never negative, never more than a part, and exact at the end",
        arguments: UInt64(1)...300)
    func instalments(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let line = try RuleSample.line(
            try Self.rule(using: &random), net: .random(in: 1_000_00...50_000_00, using: &random),
            hours: Hours(seconds: .random(in: 3600...36_000, using: &random)),
            units: .random(in: 0...200, using: &random), rate: 50_00)
        let payments = Self.payments(line.gross.minor, using: &random)
        let preview = try SplitPreview(line, received: payments)

        #expect(preview.parts.reduce(0) { $0 + $1.gross.minor } == line.gross.minor)
        #expect(preview.parts.reduce(0) { $0 + $1.net.minor } == line.net.minor)
        var has = preview.parts.map { _ in Int64(0) }
        for payment in preview.payments {
            #expect(
                payment.given.reduce(payment.excess.minor) { $0 + $1.minor }
                    == payment.received.minor)
            #expect(payment.given.allSatisfy { !$0.isNegative })
            has = zip(has, payment.given).map { $0 + $1.minor }
            #expect(zip(has, preview.parts).allSatisfy { $0 <= $1.gross.minor })
        }
        #expect(has == preview.parts.map(\.gross.minor))
    }

    @Test(
        "a preview agrees to the cent with invoice, receipts and entries",
        arguments: UInt64(1)...150)
    func preview(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var rule = try Self.rule(using: &random)
        while rule.parts.contains(where: { if case .perUnit = $0.amount { true } else { false } }) {
            rule = try Self.rule(using: &random)
        }
        let hours = Hours(seconds: .random(in: 36_000...360_000, using: &random))
        let terms = try Sample.terms(
            clientRate: .random(in: 90_00...150_00, using: &random), freelancerRate: 50_00,
            policy: SplitPolicy.allCases.randomElement(using: &random) ?? .proRata)
        let producers = Dictionary(
            uniqueKeysWithValues: rule.producers.enumerated().map {
                ($1, PartyID(sequence: 100 + Int64($0)))
            })
        let work = BillableWork(
            engagement: Sample.engagement, terms: terms, from: Sample.day, to: Sample.day,
            hours: hours,
            rule: AgreedRule(id: RuleID(sequence: 7), rule: rule, producers: producers))
        let invoice = try Invoice.issue(Sample.heading(), [work])
        let payments = Self.payments(invoice.gross.minor, using: &random)
        let preview = try SplitPreview(
            try RuleSample.line(
                rule, net: try hours.at(ratePerHour: terms.clientRate).minor, hours: hours,
                rate: 50_00, policy: terms.policy), received: payments)

        #expect(invoice.lines[0].parts.map(\.gross) == preview.parts.map(\.gross))
        #expect(invoice.lines[0].parts.map(\.share) == preview.parts.map(\.share))
        #expect(invoice.lines[0].rule == RuleID(sequence: 7))
        var book = Snapshot()
        book.post(try Entry.expectation(invoice, id: Sample.invoice))
        var has = preview.parts.map { _ in Int64(0) }
        for payment in preview.payments {
            try ReceiptEntryLaws.post(Sample.receipt(payment.received.minor), invoice, &book)
            has = zip(has, payment.given).map { $0 + $1.minor }
            #expect(Self.entitled(invoice, in: book) == has)
        }
        #expect(book.sum { $0.account.kind == .memo } == 0)
    }

    /// What each part of the first line has, as the entries say.
    private static func entitled(_ invoice: Invoice, in book: Snapshot) -> [Int64] {
        invoice.lines[0].parts.map { part in
            -book.sum {
                $0.owner == part.owner
                    && ($0.account == part.role.held || $0.account == part.role.available)
            }
        }
    }
}
