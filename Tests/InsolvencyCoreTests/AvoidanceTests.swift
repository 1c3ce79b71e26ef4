import InsolvencyCore
import MoneyCore
import Testing

@Suite("Avoidance of payments before filing")
struct AvoidanceTests {
    struct Paid: Sendable, CustomTestStringConvertible {
        let name: String
        let minor: Int64
        let day: String
        let workTo: String
        let verdict: AvoidanceVerdict
        var change: @Sendable (inout AvoidablePayment) -> Void = { _ in }
        var testDescription: String { name }

        var payment: AvoidablePayment {
            let end = Example.day(workTo)
            var payment = AvoidablePayment(
                creditor: "F-01", day: Example.day(day), minor: minor,
                performedFrom: end.month.firstDay, performedTo: end)
            change(&payment)
            return payment
        }
    }

    /// Filing on 22 March 2013, opened in June, illiquid since New Year's Day.
    static let rules: AvoidanceRules = AvoidanceRules(
        filingDay: Example.day("2013-03-22"), openingDay: Example.day("2013-06-05"),
        illiquidSince: Example.day("2013-01-01"))

    static let payments: [Paid] = [
        Paid(
            name: "P1 before the third month", minor: 15_232_00, day: "2012-12-10",
            workTo: "2012-10-31", verdict: .stands(.outsidePeriod)),
        Paid(
            name: "P2 46 days after the work, known", minor: 15_232_00, day: "2013-01-15",
            workTo: "2012-11-30", verdict: .avoided(.congruent)
        ) { $0.knowledge = .illiquidity },
        Paid(
            name: "P3 20 days after the work, known", minor: 15_232_00, day: "2013-02-20",
            workTo: "2013-01-31", verdict: .stands(.exchange)
        ) { $0.knowledge = .illiquidity },
        Paid(
            name: "P4 by the client, not agreed", minor: 10_000_00, day: "2013-03-10",
            workTo: "2013-02-28", verdict: .avoided(.incongruentLastMonth)
        ) { $0.means = .client(routingAgreedOn: nil) },
        Paid(
            name: "P5 late, not known", minor: 15_232_00, day: "2013-02-05",
            workTo: "2012-11-30", verdict: .stands(.notKnown)),
        Paid(
            name: "P6 after filing, known", minor: 5_000_00, day: "2013-03-25",
            workTo: "2013-01-31", verdict: .avoided(.congruentAfterFiling)
        ) { $0.knowledge = .filing },
        Paid(
            name: "P7 by the client, agreed before", minor: 10_000_00, day: "2013-03-10",
            workTo: "2013-02-28", verdict: .stands(.exchange)
        ) {
            $0.means = .client(routingAgreedOn: Example.day("2012-09-01"))
            $0.knowledge = .illiquidity
        },
    ]

    @Test("each payment by its section (O7)", arguments: payments)
    func verdicts(_ paid: Paid) {
        #expect(Self.rules.test(paid.payment) == paid.verdict)
    }

    @Test("30,232.00 come back, and its claim gets 2,015.47 at 1/15 (O7)")
    func total() throws {
        let clawback = Clawback(Self.payments.map(\.payment), Self.rules)
        #expect(clawback.total == 30_232_00)
        #expect(clawback.revived == ["F-01": 30_232_00])
        let quota = try Example.eur(30_232_00).times(#require(Share(1, over: 15)))
        #expect(quota.minor == 2_015_47)
        #expect(30_232_00 - quota.minor == 28_216_53)
        #expect(clawback.repaymentDay == Example.day("2013-12-02"))
    }

    static let branches: [Paid] = [
        Paid(
            name: "after opening", minor: 1, day: "2013-06-05", workTo: "2013-05-31",
            verdict: .avoided(.afterOpening)),
        Paid(
            name: "after opening, but never the debtor's", minor: 1, day: "2013-06-05",
            workTo: "2013-05-31", verdict: .stands(.notDebtorsMoney)
        ) { $0.means = .notDebtors },
        Paid(
            name: "on the first day of the third month", minor: 1, day: "2012-12-22",
            workTo: "2012-10-31", verdict: .stands(.notIlliquid)
        ) { $0.isUsual = false },
        Paid(
            name: "the day before that", minor: 1, day: "2012-12-21", workTo: "2012-10-31",
            verdict: .stands(.outsidePeriod)
        ) {
            $0.isOwed = false
            $0.knowledge = [.illiquidity, .disadvantage]
        },
        Paid(
            name: "not as owed, second month, illiquid", minor: 1, day: "2013-02-21",
            workTo: "2013-01-31", verdict: .avoided(.incongruentIlliquid)
        ) { $0.isOwed = false },
        Paid(
            name: "not as owed, third month, still liquid, disadvantage known", minor: 1,
            day: "2012-12-31", workTo: "2012-12-15", verdict: .avoided(.incongruentKnown)
        ) {
            $0.isUsual = false
            $0.knowledge = .disadvantage
        },
        Paid(
            name: "early is not as owed", minor: 1, day: "2013-02-22", workTo: "2013-02-20",
            verdict: .avoided(.incongruentLastMonth)
        ) { $0.dueDay = Example.day("2013-02-23") },
        Paid(
            name: "agreed after the work had begun", minor: 1, day: "2013-02-22",
            workTo: "2013-01-31", verdict: .avoided(.incongruentLastMonth)
        ) { $0.means = .client(routingAgreedOn: Example.day("2013-01-02")) },
        Paid(
            name: "on the day of filing, before it", minor: 1, day: "2013-03-22",
            workTo: "2013-03-15", verdict: .stands(.exchange)
        ) { $0.knowledge = [.illiquidity, .filing] },
        Paid(
            name: "on the day of filing, after it, late", minor: 1, day: "2013-03-22",
            workTo: "2013-01-31", verdict: .avoided(.congruentAfterFiling)
        ) {
            $0.knowledge = .filing
            $0.isLaterThatDay = true
        },
        Paid(
            name: "31 days after the work", minor: 1, day: "2013-03-03", workTo: "2013-01-31",
            verdict: .avoided(.congruent)
        ) { $0.knowledge = .illiquidity },
        Paid(
            name: "30 days after the work", minor: 1, day: "2013-03-02", workTo: "2013-01-31",
            verdict: .stands(.exchange)
        ) { $0.knowledge = .illiquidity },
        Paid(
            name: "seen to be unfair", minor: 1, day: "2013-03-02", workTo: "2013-01-31",
            verdict: .avoided(.congruent)
        ) {
            $0.knowledge = .illiquidity
            $0.isRecognisedUnfair = true
        },
    ]

    @Test("every edge of the periods and of congruence", arguments: branches)
    func branch(_ paid: Paid) {
        #expect(Self.rules.test(paid.payment) == paid.verdict)
        #expect(paid.verdict.citation.hasPrefix("InsO"))
    }

    @Test("counted from the beginning of the work, a month's pay is no exchange any more")
    func exchangeStart() {
        var rules = Self.rules
        rules.exchangeStart = .eachPart
        #expect(rules.test(Self.payments[2].payment) == .avoided(.congruent))
    }

    @Test("days of grace make an early payment one as owed")
    func grace() {
        var rules = Self.rules
        rules.graceDays = 1
        #expect(rules.test(Self.branches[6].payment) == .stands(.notKnown))
    }

    @Test("intent reaches back four years, but not to exchanges, and only if it is tested")
    func intent() {
        var rules = Self.rules
        rules.illiquidSince = Example.day("2010-01-01")
        var payment = AvoidablePayment(
            creditor: "F-01", day: Example.day("2010-03-22"), minor: 1,
            performedFrom: Example.day("2010-01-01"), performedTo: Example.day("2010-01-31"))
        payment.knowledge = [.illiquidity, .intent]
        #expect(rules.test(payment) == .stands(.outsidePeriod))
        rules.testsIntent = true
        #expect(rules.test(payment) == .avoided(.intent))
        payment.knowledge = .intent
        #expect(rules.test(payment) == .stands(.outsidePeriod))
        payment.isUsual = false
        #expect(rules.test(payment) == .avoided(.intent))
    }
}
