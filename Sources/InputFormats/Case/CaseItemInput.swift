import EscrowCore
import InsolvencyCore
import MoneyCore

/// One piece of work of a case that is written by hand.
struct CaseItemInput {
    private let section: SettingsReader
    private let currency: Currency

    private static let keys = [
        "engagement", "client", "freelancer", "clientVAT", "freelancerVAT", "title", "assignedOn",
        "globalAssignmentReleased", "routingAgreedOn", "policy", "from", "to", "hours",
        "clientRate", "freelancerRate", "clientNet", "clientGross", "freelancerNet",
        "freelancerGross", "invoice", "receipts", "payouts", "holding",
    ]

    init(_ section: SettingsReader, _ currency: Currency) throws(InputError) {
        try section.allow(Self.keys)
        self.section = section
        self.currency = currency
    }

    func item() throws(InputError) -> WorkItem {
        let vat = try (client: clientVAT(), freelancer: freelancerVAT())
        let from = try needed("from", "a day such as 2013-01-01", section.day("from"))
        let to = try needed("to", "a day such as 2013-01-31", section.day("to"))
        guard from <= to else {
            throw section.refusal("to", "is \(to), before from.", "Write a day from \(from) on.")
        }
        let hours = try section.value("hours", allowed: "hours such as 160 or 7.5") { Hours($0) }
        let policy =
            try section.value(
                "policy", allowed: "pro-rata, freelancer-first or agency-first"
            ) { SplitPolicy($0) } ?? .proRata
        return WorkItem(
            engagement: try section.text("engagement") ?? section.path,
            client: try needed("client", "a code such as C-01", section.text("client")),
            freelancer: try needed("freelancer", "a code such as F-01", section.text("freelancer")),
            clientVAT: vat.client, freelancerVAT: vat.freelancer,
            title: try ScenarioFile.title(section) ?? .agency,
            routingAgreedOn: try section.day("routingAgreedOn"), policy: policy,
            performedFrom: from, performedTo: to, hours: hours ?? Hours(seconds: 0),
            prices: try prices(hours, vat.client, vat.freelancer), invoice: try invoice(),
            receipts: try movements("receipts"), payouts: try movements("payouts"),
            holding: try holding())
    }

    private func needed<Value>(
        _ key: String, _ allowed: String, _ value: Value?
    ) throws(InputError) -> Value {
        guard let value else { throw section.refusal(key, "is missing.", "Write \(allowed).") }
        return value
    }

    private func clientVAT() throws(InputError) -> ClientVAT {
        try section.value("clientVAT", allowed: "a percentage, or reverse-charge") { text in
            text == "reverse-charge"
                ? .reverseCharge : SettingsReader.percent(text).map { .domestic($0) }
        } ?? .reverseCharge
    }

    private func freelancerVAT() throws(InputError) -> FreelancerVAT {
        let allowed = "a percentage, small-entrepreneur or reverse-charge"
        return try section.value("freelancerVAT", allowed: allowed) { text in
            switch text {
            case "small-entrepreneur": .smallEntrepreneur
            case "reverse-charge": .reverseCharge
            default: SettingsReader.percent(text).map { .domestic($0) }
            }
        } ?? .reverseCharge
    }

    /// By hours and two rates, or as four amounts.
    private func prices(
        _ hours: Hours?, _ clientVAT: ClientVAT, _ freelancerVAT: FreelancerVAT
    ) throws(InputError) -> Prices {
        let rated = ["clientRate", "freelancerRate"]
        let fixed = ["clientNet", "clientGross", "freelancerNet", "freelancerGross"]
        let isRated = rated.contains { section.node($0) != nil }
        for key in fixed where isRated && section.node(key) != nil {
            throw section.refusal(key, "stands beside a rate.", "Leave amounts or rates.")
        }
        var amounts: [Money] = []
        for key in isRated ? rated : fixed {
            amounts.append(
                try needed(key, "an amount such as 100.00", section.money(key, in: currency)))
        }
        do {
            guard isRated else {
                return try Prices(
                    clientNet: amounts[0], clientGross: amounts[1], freelancerNet: amounts[2],
                    freelancerGross: amounts[3])
            }
            return try Prices(
                hours: try needed("hours", "hours such as 160", hours), clientRate: amounts[0],
                freelancerRate: amounts[1], clientVAT: clientVAT, freelancerVAT: freelancerVAT)
        } catch let error as InputError {
            throw error
        } catch {
            throw section.refusal(
                isRated ? "clientRate" : "clientNet", "makes no price: \(error)",
                "See docs/spec/simulation.md#case-files.")
        }
    }

    private func invoice() throws(InputError) -> WorkItem.Invoice? {
        guard let part = try section.section("invoice") else { return nil }
        try part.allow(["number", "day", "dueDay"])
        guard let day = try part.day("day") else {
            throw part.refusal("day", "is missing.", "Write a day such as 2013-01-31.")
        }
        return WorkItem.Invoice(
            number: try part.text("number") ?? "-", day: day,
            dueDay: try part.day("dueDay") ?? day.adding(days: 30))
    }

    private func movements(_ key: String) throws(InputError) -> [WorkItem.Movement] {
        var movements: [WorkItem.Movement] = []
        for part in try section.sections(key) ?? [] {
            try part.allow(["day", "amount"])
            guard let day = try part.day("day"), let amount = try part.money("amount", in: currency)
            else { throw part.refusal("day", "is missing.", "Write day and amount.") }
            movements.append(WorkItem.Movement(day: day, amount: amount))
        }
        return movements
    }

    private func holding() throws(InputError) -> WorkItem.Holding? {
        guard let part = try section.section("holding") else { return nil }
        let keys = [
            "freelancer", "freelancerInFlight", "agency", "agencyInFlight", "agencyPaid",
        ]
        try part.allow(keys)
        var amounts: [Money] = []
        for key in keys { amounts.append(try part.money(key, in: currency) ?? .zero(currency)) }
        return WorkItem.Holding(
            freelancer: amounts[0], freelancerInFlight: amounts[1], agency: amounts[2],
            agencyInFlight: amounts[3], agencyPaid: amounts[4])
    }
}
