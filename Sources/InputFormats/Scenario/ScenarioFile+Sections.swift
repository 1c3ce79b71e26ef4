import EscrowCore
import InsolvencyCore
import MoneyCore

extension ScenarioFile {
    static func habit(
        _ top: SettingsReader, _ currency: Currency
    ) throws(InputError)
        -> HabitSettings
    {
        var habit = HabitSettings()
        guard let section = try top.section("habit") else { return habit }
        try section.allow(["daysAfterInvoice", "remitDays", "oldClaims", "setOffBarred"])
        habit.daysAfterInvoice = try days(section, "daysAfterInvoice") ?? habit.daysAfterInvoice
        habit.remitDays = try days(section, "remitDays") ?? habit.remitDays
        habit.isSetOffBarred = try section.bool("setOffBarred") ?? habit.isSetOffBarred
        if let claims = try section.section("oldClaims") {
            for freelancer in claims.keys {
                habit.oldClaims[freelancer] = try claims.money(freelancer, in: currency)
            }
        }
        return habit
    }

    static func trust(
        _ top: SettingsReader, _ jurisdiction: Jurisdiction
    ) throws(InputError) -> TrustSettings {
        var trust = jurisdiction.trust
        guard let section = try top.section("trust") else { return trust }
        try section.allow([
            "grade", "contribution", "agencySubordinated", "releaseDays", "title", "assignedOn",
            "globalAssignmentReleased", "guaranteesClients",
        ])
        trust.grade =
            try section.value("grade", allowed: "G1, G2 or G3") { TrustGrade(rawValue: $0) }
            ?? trust.grade
        trust.isGradeStated = trust.isGradeStated || section.node("grade") != nil
        trust.contribution = try section.percent("contribution") ?? trust.contribution
        trust.agencySubordinated =
            try section.bool("agencySubordinated") ?? trust.agencySubordinated
        trust.releaseDays = try days(section, "releaseDays") ?? trust.releaseDays
        trust.guaranteesClients = try section.bool("guaranteesClients") ?? trust.guaranteesClients
        trust.titleOverride = try title(section)
        return trust
    }

    static func title(_ section: SettingsReader) throws(InputError) -> ClaimTitle? {
        let assignedOn = try section.day("assignedOn")
        let isReleased = try section.bool("globalAssignmentReleased")
        let words = ["agency", "freelancer", "trustee"]
        let word = try section.value("title", allowed: "agency, freelancer or trustee") {
            words.contains($0) ? $0 : nil
        }
        guard word == "trustee" else {
            for key in ["assignedOn", "globalAssignmentReleased"] where section.node(key) != nil {
                throw section.refusal(
                    key, "is without meaning here.", "Write it with title: trustee.")
            }
            return word.map { $0 == "agency" ? .agency : .freelancer }
        }
        guard let assignedOn else {
            throw section.refusal(
                "title", "is trustee without a day of assignment.",
                "Write assignedOn with a day such as 2013-01-01.")
        }
        return .trustee(assignedOn: assignedOn, globalAssignmentReleased: isReleased ?? false)
    }

    static func time(_ top: SettingsReader) throws(InputError) -> TimeSettings {
        var time = TimeSettings()
        guard let section = try top.section("time") else { return time }
        try section.allow(["openingDay", "openingDays", "years", "discountRate", "clientDays"])
        time.openingDay = try section.day("openingDay")
        if time.openingDay != nil, section.node("openingDays") != nil {
            throw section.refusal(
                "openingDays", "stands beside openingDay.", "Leave one of them.")
        }
        time.openingDays = try days(section, "openingDays") ?? time.openingDays
        time.years =
            try section.value("years", allowed: "years from 0 to 50, such as 4.25", years)
            ?? time.years
        time.discountRate = try section.percent("discountRate") ?? time.discountRate
        time.clientDays = try days(section, "clientDays") ?? time.clientDays
        return time
    }

    private static func years(_ text: String) -> Share? {
        guard let decimal = ExactDecimal(text), (0...6).contains(decimal.decimals) else {
            return nil
        }
        let scale = (0..<decimal.decimals).reduce(Int64(1)) { scale, _ in scale * 10 }
        guard decimal.digits <= 50 * scale else { return nil }
        return Share(decimal.digits, over: scale)
    }

    static func estate(
        _ top: SettingsReader, _ currency: Currency
    ) throws(InputError)
        -> EstateSettings
    {
        var estate = EstateSettings(currency)
        guard let section = try top.section("estate") else { return estate }
        let amounts: [(String, WritableKeyPath<EstateSettings, Money>)] = [
            ("cash", \.cash), ("otherAssets", \.otherAssets), ("receivables", \.receivables),
            ("loan", \.loan), ("avoidance", \.avoidance), ("newLiabilities", \.newLiabilities),
            ("oldLiabilities", \.oldLiabilities), ("otherClaims", \.otherClaims),
            ("disputedClaims", \.disputedClaims), ("taxClaims", \.taxClaims),
        ]
        let shares: [(String, WritableKeyPath<EstateSettings, Share>)] = [
            ("collected", \.collected), ("assigned", \.assigned), ("contribution", \.contribution),
            ("spentShare", \.spentShare),
        ]
        try section.allow(amounts.map(\.0) + shares.map(\.0))
        for (key, part) in amounts {
            if let amount = try section.money(key, in: currency) { estate[keyPath: part] = amount }
        }
        for (key, part) in shares {
            if let share = try section.percent(key) { estate[keyPath: part] = share }
        }
        return estate
    }

    static func costs(
        _ top: SettingsReader, _ currency: Currency
    ) throws(InputError)
        -> CostSettings
    {
        var costs = CostSettings(currency)
        guard let section = try top.section("costs") else { return costs }
        try section.allow([
            "naturalPersonCreditors", "opening", "provisionalShare", "provisionalBase", "expenses",
            "committee", "vatOnFees",
        ])
        if let creditors = try section.whole("naturalPersonCreditors", 0...10_000_000) {
            costs.debtor = .naturalPerson(creditors: Int(creditors))
        }
        costs.opening =
            try section.value("opening", allowed: "tested, opened or refused") {
                CostSettings.Opening(rawValue: $0)
            } ?? costs.opening
        costs.provisionalShare = try section.percent("provisionalShare") ?? costs.provisionalShare
        costs.provisionalBase = try section.money("provisionalBase", in: currency)
        costs.expenses = try section.money("expenses", in: currency) ?? costs.expenses
        costs.committee = try section.money("committee", in: currency) ?? costs.committee
        costs.vatOnFees = try section.percent("vatOnFees") ?? costs.vatOnFees
        return costs
    }

    static func puts(
        _ top: SettingsReader, _ currency: Currency
    ) throws(InputError)
        -> PutSettings?
    {
        guard let section = try top.section("puts") else { return nil }
        try section.allow([
            "listed", "strike", "premium", "priceAtFiling", "expiry", "hedgeRatio", "contracts",
            "rolls", "monthsPerRoll",
        ])
        let zero = Money.zero(currency)
        for key in ["strike", "premium", "priceAtFiling", "expiry"] where section.node(key) == nil {
            throw section.refusal(
                key, "is missing.", "Write strike, premium, priceAtFiling, expiry.")
        }
        var puts = PutSettings(
            strike: try section.money("strike", in: currency) ?? zero,
            premium: try section.money("premium", in: currency) ?? zero,
            priceAtFiling: try section.money("priceAtFiling", in: currency) ?? zero,
            expiry: try section.day("expiry") ?? Day(number: 0))
        puts.isListed = try section.bool("listed") ?? true
        if let ratio = try section.percent("hedgeRatio") { puts.size = .ratio(ratio) }
        if let contracts = try section.whole("contracts", 0...1_000_000_000) {
            guard section.node("hedgeRatio") == nil else {
                throw section.refusal(
                    "contracts", "stands beside hedgeRatio.", "Leave one of them.")
            }
            puts.size = .contracts(contracts)
        }
        puts.rolls = try section.whole("rolls", 0...1000) ?? puts.rolls
        puts.monthsPerRoll = try section.whole("monthsPerRoll", 1...120) ?? puts.monthsPerRoll
        return puts
    }

    static func days(_ section: SettingsReader, _ key: String) throws(InputError) -> Int? {
        try section.whole(key, 0...3650).map { Int($0) }
    }
}
