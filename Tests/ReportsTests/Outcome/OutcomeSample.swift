import EscrowCore
import InsolvencyCore
import MoneyCore
import Testing

/// One freelancer's January in the trust and March with the client; more freelancers on demand.
enum OutcomeSample {
    static func outcome(freelancers count: Int = 1, isSample: Bool = true) throws -> Outcome {
        try Simulation.run(
            caseFile(freelancers: count, isSample: isSample), Scenario(name: "sample, 2013"))
    }

    static func caseFile(freelancers count: Int = 1, isSample: Bool = true) throws -> CaseFile {
        let codes = (1...count).map { $0 < 10 ? "F-0\($0)" : "F-\($0)" }
        let items = try codes.flatMap { [try january($0), try march($0)] }
        let filingDay = try #require(Day("2013-03-22"))
        return try CaseFile(
            currency: .eur, filingDay: filingDay, head: .init(size: 42, root: "ab12"),
            isSample: isSample, clients: ["C-01"], freelancers: codes, items: items)
    }

    private static func january(_ freelancer: String) throws -> WorkItem {
        let lastDay = Month(year: 2013, month: 1).lastDay
        let zero = Money.zero(.eur)
        let paid = WorkItem.Movement(
            day: try #require(Day("2013-03-01")), amount: Money(minor: 19_040_00, .eur))
        return try item(
            freelancer, hours: "160", from: Month(year: 2013, month: 1).firstDay, to: lastDay,
            invoice: .init(number: "R-1", day: lastDay, dueDay: lastDay.adding(days: 30)),
            receipts: [paid],
            holding: .init(
                freelancer: Money(minor: 15_232_00, .eur), freelancerInFlight: zero, agency: zero,
                agencyInFlight: zero, agencyPaid: Money(minor: 3_808_00, .eur)))
    }

    private static func march(_ freelancer: String) throws -> WorkItem {
        let from = Month(year: 2013, month: 3).firstDay
        return try item(
            freelancer, hours: "120", from: from, to: from.adding(days: 20), invoice: nil,
            receipts: [], holding: nil)
    }

    private static func item(
        _ freelancer: String, hours: String, from: Day, to: Day, invoice: WorkItem.Invoice?,
        receipts: [WorkItem.Movement], holding: WorkItem.Holding?
    ) throws -> WorkItem {
        let vat = try #require(Share(percent: "19"))
        let hours = try #require(Hours(hours))
        return WorkItem(
            engagement: "E-01", client: "C-01", freelancer: freelancer, clientVAT: .domestic(vat),
            freelancerVAT: .domestic(vat), title: .freelancer, performedFrom: from,
            performedTo: to, hours: hours,
            prices: try Prices(
                hours: hours, clientRate: Money(minor: 100_00, .eur),
                freelancerRate: Money(minor: 80_00, .eur), clientVAT: .domestic(vat),
                freelancerVAT: .domestic(vat)), invoice: invoice, receipts: receipts,
            holding: holding)
    }
}
