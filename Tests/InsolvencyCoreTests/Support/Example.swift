import EscrowCore
import InsolvencyCore
import MoneyCore
import Testing

/// The worked example of one freelancer: 160 h a month at 100.00 and 80.00, 19 % VAT on both
/// sides, invoices on the last day of the month, filing on 22 March 2013.
enum Example {
    static let filingDay = day("2013-03-22")
    static let vat = percent("19")

    static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }
    static func percent(_ text: String) -> Share { Share(percent: text) ?? .zero }
    static func eur(_ minor: Int64) -> Money { Money(minor: minor, .eur) }

    static func prices(_ hours: String) throws -> Prices {
        try Prices(
            hours: #require(Hours(hours)), clientRate: eur(100_00), freelancerRate: eur(80_00),
            clientVAT: .domestic(vat), freelancerVAT: .domestic(vat))
    }

    /// A month of work that is invoiced on its last day, with a term of 30 days.
    static func month(
        _ year: Int, _ month: Int, receipts: [WorkItem.Movement] = [],
        payouts: [WorkItem.Movement] = [], holding: WorkItem.Holding? = nil,
        title: ClaimTitle = .freelancer
    ) throws -> WorkItem {
        let month = Month(year: year, month: month)
        return WorkItem(
            engagement: "E-01", client: "C-01", freelancer: "F-01", clientVAT: .domestic(vat),
            freelancerVAT: .domestic(vat), title: title, routingAgreedOn: day("2012-09-01"),
            performedFrom: month.firstDay, performedTo: month.lastDay,
            hours: try #require(Hours("160")), prices: try prices("160"),
            invoice: .init(
                number: "R-\(month)", day: month.lastDay, dueDay: month.lastDay.adding(days: 30)),
            receipts: receipts, payouts: payouts, holding: holding)
    }

    /// A month whose money came and went out to everybody.
    static func settledMonth(_ year: Int, _ month: Int, paidOn text: String) throws -> WorkItem {
        let paid = day(text)
        return try Self.month(
            year, month, receipts: [.init(day: paid, amount: eur(19_040_00))],
            payouts: [.init(day: paid.adding(days: 1), amount: eur(15_232_00))],
            holding: .init(
                freelancer: eur(0), freelancerInFlight: eur(0), agency: eur(0),
                agencyInFlight: eur(0), agencyPaid: eur(3_808_00)))
    }

    /// January: the client paid, the payout came back, so 15,232.00 lies in the trust.
    static func january(title: ClaimTitle = .freelancer) throws -> WorkItem {
        try month(
            2013, 1, receipts: [.init(day: day("2013-03-01"), amount: eur(19_040_00))],
            holding: .init(
                freelancer: eur(15_232_00), freelancerInFlight: eur(0), agency: eur(0),
                agencyInFlight: eur(0), agencyPaid: eur(3_808_00)), title: title)
    }

    /// 1 to 21 March, 120 h, not invoiced.
    static func march(title: ClaimTitle = .freelancer) throws -> WorkItem {
        WorkItem(
            engagement: "E-01", client: "C-01", freelancer: "F-01", clientVAT: .domestic(vat),
            freelancerVAT: .domestic(vat), title: title, routingAgreedOn: day("2012-09-01"),
            performedFrom: day("2013-03-01"), performedTo: day("2013-03-21"),
            hours: try #require(Hours("120")), prices: try prices("120"))
    }

    static func caseFile(_ items: [WorkItem], trust: TrustPosition? = nil) throws -> CaseFile {
        try CaseFile(
            currency: .eur, filingDay: filingDay, head: .init(size: 42, root: "ab12"),
            isSample: true, clients: ["C-01"], freelancers: ["F-01"], items: items, trust: trust)
    }

    /// October 2012 to 21 March 2013 as the sample book shows it.
    static func sample(title: ClaimTitle = .freelancer) throws -> CaseFile {
        try caseFile([
            settledMonth(2012, 10, paidOn: "2012-11-29"),
            settledMonth(2012, 11, paidOn: "2012-12-28"),
            settledMonth(2012, 12, paidOn: "2013-01-30"),
            january(title: title), month(2013, 2, title: title), march(title: title),
        ])
    }

    static func scenario(
        _ quota: String = "6.1", change: (inout TimeSettings) -> Void = { _ in }
    )
        throws -> Scenario
    {
        var time = TimeSettings()
        time.openingDay = filingDay
        change(&time)
        return try Scenario(quota: .fixed(percent(quota)), time: time)
    }

    static func run(
        _ caseFile: CaseFile, quota: QuotaMode = Scenario.meanQuota, models: [PaymentModel],
        trust: TrustSettings = TrustSettings(), estate: EstateSettings? = nil,
        puts: PutSettings? = nil, habit: HabitSettings = HabitSettings(),
        risk: ClientRisk = ClientRisk()
    ) throws -> Outcome {
        var time = TimeSettings()
        time.openingDay = filingDay
        return try Simulation.run(
            caseFile,
            Scenario(
                models: models, quota: quota, habit: habit, trust: trust, time: time,
                clientRisk: risk, estate: estate, puts: puts))
    }
}
