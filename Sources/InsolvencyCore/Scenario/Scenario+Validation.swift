import MoneyCore

extension Scenario {
    /// Checks every setting, in the order of a scenario file.
    func validate() throws(ScenarioError) {
        if let asOfSequence, asOfSequence < 1 { throw .sequenceNotPositive(asOfSequence) }
        guard !models.isEmpty else { throw .noModels }
        for (index, model) in models.enumerated() where models[..<index].contains(model) {
            throw .duplicateModel(model)
        }
        if case .fixed(let share) = quota { try check(share, "quota") }
        try validateHabitAndTrust()
        try validateTime()
        try check(avoidance.shortMonths, "avoidance.shortMonths", 0...120)
        try check(avoidance.longMonths, "avoidance.longMonths", 0...120)
        try check(avoidance.intentMonths, "avoidance.intentMonths", 0...120)
        try check(avoidance.exchangeDays, "avoidance.exchangeDays", 0...3650)
        try check(avoidance.repaymentDays, "avoidance.repaymentDays", 0...3650)
        try check(clientRisk, "clients.default")
        for (client, risk) in clientRisks.sorted(by: { $0.key < $1.key }) {
            try check(risk, "clients.\(client)")
        }
        try validateEstate()
        try validateCosts()
        try validatePuts()
    }

    private func validateHabitAndTrust() throws(ScenarioError) {
        try check(habit.daysAfterInvoice, "habit.daysAfterInvoice", 0...3650)
        try check(habit.remitDays, "habit.remitDays", 0...3650)
        for (freelancer, amount) in habit.oldClaims.sorted(by: { $0.key < $1.key }) {
            try check(amount, "habit.oldClaims.\(freelancer)")
        }
        try check(trust.contribution, "trust.contribution")
        try check(trust.releaseDays, "trust.releaseDays", 0...3650)
    }

    private func validateTime() throws(ScenarioError) {
        try check(time.openingDays, "time.openingDays", 0...3650)
        if let openingDay = time.openingDay, let filingDay, openingDay < filingDay {
            throw .opensBeforeFiling(openingDay: openingDay, filingDay: filingDay)
        }
        let years = Int64(time.years.numerator / time.years.denominator)
        try check(Int(clamping: years), "time.years", 0...50)
        guard time.years.denominator <= Self.denominatorMax else {
            throw .shareOutOfRange(key: "time.years", time.years)
        }
        try check(time.discountRate, "time.discountRate")
        try check(time.clientDays, "time.clientDays", 0...3650)
    }

    private func validateEstate() throws(ScenarioError) {
        try check(estate.cash, "estate.cash")
        try check(estate.otherAssets, "estate.otherAssets")
        try check(estate.receivables, "estate.receivables")
        try check(estate.collected, "estate.collected")
        try check(estate.assigned, "estate.assigned")
        try check(estate.loan, "estate.loan")
        try check(estate.contribution, "estate.contribution")
        try check(estate.avoidance, "estate.avoidance")
        try check(estate.newLiabilities, "estate.newLiabilities")
        try check(estate.oldLiabilities, "estate.oldLiabilities")
        try check(estate.otherClaims, "estate.otherClaims")
        try check(estate.disputedClaims, "estate.disputedClaims")
        try check(estate.taxClaims, "estate.taxClaims")
        try check(estate.spentShare, "estate.spentShare")
    }

    private func validateCosts() throws(ScenarioError) {
        try check(costs.provisionalShare, "costs.provisionalShare")
        if let base = costs.provisionalBase { try check(base, "costs.provisionalBase") }
        try check(costs.expenses, "costs.expenses")
        try check(costs.committee, "costs.committee")
        try check(costs.vatOnFees, "costs.vatOnFees")
        if case .naturalPerson(let creditors) = costs.debtor {
            try check(creditors, "costs.creditors", 0...10_000_000)
        }
    }

    private func validatePuts() throws(ScenarioError) {
        guard let puts else { return }
        try check(puts.strike, "puts.strike")
        try check(puts.premium, "puts.premium")
        try check(puts.priceAtFiling, "puts.priceAtFiling")
        switch puts.size {
        case .ratio(let ratio): try check(ratio, "puts.hedgeRatio")
        case .contracts(let count):
            try check(Int(clamping: count), "puts.contracts", 0...1_000_000_000)
        }
        try check(Int(clamping: puts.rolls), "puts.rolls", 0...1000)
        try check(Int(clamping: puts.monthsPerRoll), "puts.monthsPerRoll", 1...120)
    }

    private func check(_ risk: ClientRisk, _ key: String) throws(ScenarioError) {
        try check(risk.defaultProbability, "\(key).defaultProbability")
        try check(risk.lossGivenDefault, "\(key).lossGivenDefault")
    }

    /// A denominator of this size leaves room for every product in 128 bits.
    private static var denominatorMax: Int64 { 1_000_000_000 }

    private func check(_ share: Share, _ key: String) throws(ScenarioError) {
        guard share.numerator <= share.denominator, share.denominator <= Self.denominatorMax else {
            throw .shareOutOfRange(key: key, share)
        }
    }

    private func check(_ amount: Money, _ key: String) throws(ScenarioError) {
        guard amount.currency == currency else {
            throw .currencyMismatch(key: key, amount.currency, expected: currency)
        }
        guard (0...CaseFile.limit).contains(amount.minor) else {
            throw .amountOutOfRange(key: key, amount)
        }
    }

    private func check(
        _ number: Int, _ key: String, _ allowed: ClosedRange<Int64>
    )
        throws(ScenarioError)
    {
        guard allowed.contains(Int64(number)) else {
            throw .numberOutOfRange(key: key, Int64(number), allowed: allowed)
        }
    }
}
