public import EscrowCore
import MoneyCore

extension Scenario {
    /// Every setting with its value and the source of its default, in the order of a scenario file.
    public var assumptions: [Assumption] {
        let all =
            lawAssumptions + quotaAssumptions + trustAssumptions + timeAssumptions
            + avoidanceAssumptions + clientAssumptions + estateAssumptions + costAssumptions
            + putAssumptions
        return all.map { $0.sourced(sources) }
    }

    private var lawAssumptions: [Assumption] {
        let settings = tracing.settings
        return [
            Assumption("jurisdiction", jurisdiction.rawValue, jurisdiction.citation),
            Assumption(
                "tracing.rules", tracing.rules.map(\.rawValue).joined(separator: ", "),
                jurisdiction.citation),
            Assumption(
                "tracing.order", settings.order.rawValue, "statements often do not say (U13)"),
            Assumption(
                "tracing.ownMoneyFirst", "\(settings.ownMoneyFirst)",
                "Re Hallett's Estate (U12)"),
            Assumption(
                "tracing.holderSubordinated", "\(settings.holderSubordinated)", "assumption"),
        ]
    }

    private var quotaAssumptions: [Assumption] {
        let quotaValue =
            switch quota {
            case .fixed(let share): "\(share.percent) %"
            case .computed: "computed"
            }
        let habitSource = "assumption: the agency pays late, whether or not the client paid"
        return [
            Assumption(
                "quota", quotaValue,
                "Destatis: companies, opened 2011, ended by 2018: 6.1 % (Q1); 2010 to 2017: 6.2 % (Q2)"
            ),
            Assumption("habit.daysAfterInvoice", "\(habit.daysAfterInvoice)", habitSource),
            Assumption(
                "habit.remitDays", "\(habit.remitDays)",
                "assumption: the freelancer remits a month after a receipt"),
            Assumption(
                "habit.setOffBarred", "\(habit.isSetOffBarred)", "InsO §§94 to 96 (F15)"),
        ]
            + habit.oldClaims.sorted { $0.key < $1.key }.map {
                Assumption("habit.oldClaims.\($0.key)", $0.value.plain, "given")
            }
    }

    private var trustAssumptions: [Assumption] {
        [
            Assumption(
                "trust.grade", trust.grade.rawValue,
                "InsO §§47, 51; BGH IX ZR 49/10, BAG 6 AZR 47/12 (F3 to F9)"),
            Assumption(
                "trust.contribution", "\(trust.contribution.percent) %",
                "InsO §§170, 171: 9 %, or 4 % without realisation (F26)"),
            Assumption(
                "trust.agencySubordinated", "\(trust.agencySubordinated)",
                "contract: the agency bears a shortfall first"),
            Assumption(
                "trust.releaseDays", "\(trust.releaseDays)",
                "assumption; AvP took 40 months while the grade was disputed (Q6)"),
            Assumption(
                "trust.title", trust.titleOverride.map { "\($0.word)" } ?? "of each engagement",
                "BGH IX ZR 49/10, IX ZR 90/08; InsO §91 (F4, F25)"),
            Assumption(
                "trust.guaranteesClients", "\(trust.guaranteesClients)",
                "contract: who bears a client's default"),
        ]
    }

    private var timeAssumptions: [Assumption] {
        [
            Assumption(
                "time.openingDay",
                time.openingDay?.description ?? "\(time.openingDays) days after filing",
                "IfM Bonn: opening phase of 2 to 3 months (Q5)"),
            Assumption(
                "time.years", time.years.decimal, "IfM Bonn: about 4 years for legal persons (Q5)"),
            Assumption("time.discountRate", "\(time.discountRate.percent) %", "assumption"),
            Assumption(
                "time.clientDays", "\(time.clientDays)",
                "assumption: open work is paid within the usual term"),
        ]
    }

    /// Only where payments are tested at all.
    private var avoidanceAssumptions: [Assumption] {
        guard avoidance.isTested else { return [] }
        return [
            Assumption("avoidance.tested", "true", "InsO §§129 to 147 (F17 to F22)"),
            Assumption(
                "avoidance.illiquidSince", avoidance.illiquidSince?.description ?? "filing",
                "given"),
            Assumption(
                "avoidance.knownSince", avoidance.knownSince?.description ?? "never", "given"),
            Assumption(
                "avoidance.intentKnownSince", avoidance.intentKnownSince?.description ?? "never",
                "InsO §133 (F20); given"),
            Assumption(
                "avoidance.shortMonths", "\(avoidance.shortMonths)", "InsO §131(1) no. 1 (F18)"),
            Assumption(
                "avoidance.longMonths", "\(avoidance.longMonths)", "InsO §§130, 131 (F17, F18)"),
            Assumption(
                "avoidance.intentMonths", "\(avoidance.intentMonths)", "InsO §133(2) (F20)"),
            Assumption(
                "avoidance.exchangeDays",
                "\(avoidance.exchangeDays) from \(avoidance.exchangeStart.rawValue)",
                "InsO §142; BGH: at most 30 days (F21)"),
            Assumption(
                "avoidance.repaymentDays", "\(avoidance.repaymentDays)", "assumption"),
        ]
            + avoidance.knownSinceBy.sorted { $0.key < $1.key }.map {
                Assumption("avoidance.knownSinceBy.\($0.key)", "\($0.value)", "given")
            }
    }

    private var clientAssumptions: [Assumption] {
        let risks =
            [("default", clientRisk)]
            + clientRisks.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return risks.map { name, risk in
            Assumption(
                "clients.\(name)",
                "\(risk.defaultProbability.percent) % fail, \(risk.lossGivenDefault.percent) % lost",
                "assumption; expected value")
        }
    }

    private var estateAssumptions: [Assumption] {
        let amounts = [
            ("cash", estate.cash), ("otherAssets", estate.otherAssets),
            ("receivables", estate.receivables), ("loan", estate.loan),
            ("avoidance", estate.avoidance), ("newLiabilities", estate.newLiabilities),
            ("oldLiabilities", estate.oldLiabilities), ("otherClaims", estate.otherClaims),
            ("disputedClaims", estate.disputedClaims), ("taxClaims", estate.taxClaims),
        ]
        let shares = [
            ("collected", estate.collected, "assumption"),
            ("assigned", estate.assigned, "assumption: no global assignment (F25)"),
            ("contribution", estate.contribution, "InsO §§170, 171 (F26)"),
            (
                "spentShare", estate.spentShare,
                "assumption: the cash was empty the day before filing (computerwoche 2013)"
            ),
        ]
        return amounts.map { Assumption("estate.\($0)", $1.plain, "InsO §35; given or zero") }
            + shares.map { Assumption("estate.\($0)", "\($1.percent) %", $2) }
    }

    private var costAssumptions: [Assumption] {
        let debtor =
            switch costs.debtor {
            case .legalPerson: "legal person"
            case .naturalPerson(let creditors): "natural person, \(creditors) creditors"
            }
        return [
            Assumption("costs.debtor", debtor, "InsVV §2(2); BGH: not for legal persons (Q11)"),
            Assumption("costs.opening", costs.opening.rawValue, "InsO §§26, 207 (F14)"),
            Assumption(
                "costs.provisionalShare", "\(costs.provisionalShare.percent) %",
                "InsO §63(3), InsVV §11 (Q12)"),
            Assumption(
                "costs.provisionalBase", costs.provisionalBase?.plain ?? "the estate",
                "InsVV §11 (Q12)"),
            Assumption("costs.expenses", costs.expenses.plain, "InsVV §8(3) (Q12); given or zero"),
            Assumption("costs.committee", costs.committee.plain, "InsO §73; given or zero"),
            Assumption(
                "costs.vatOnFees", "\(costs.vatOnFees.percent) %",
                "assumption: the estate deducts it as input VAT"),
        ]
    }

    private var putAssumptions: [Assumption] {
        guard let puts else {
            return [Assumption("puts", "none", "most agencies are not listed")]
        }
        let size =
            switch puts.size {
            case .ratio(let ratio): "\(ratio.percent) % of the loss"
            case .contracts(let count): "\(count) contracts"
            }
        return [
            Assumption("puts.listed", "\(puts.isListed)", "given"),
            Assumption("puts.strike", puts.strike.plain, "given"),
            Assumption("puts.premium", puts.premium.plain, "given"),
            Assumption("puts.priceAtFiling", puts.priceAtFiling.plain, "given"),
            Assumption("puts.expiry", "\(puts.expiry)", "given"),
            Assumption("puts.size", size, "given; contracts of 100 shares"),
            Assumption("puts.rolls", "\(puts.rolls)", "given"),
            Assumption("puts.monthsPerRoll", "\(puts.monthsPerRoll)", "given"),
        ]
    }
}

extension ClaimTitle {
    /// The title as a scenario file writes it.
    public var word: String {
        switch self {
        case .agency: "agency"
        case .freelancer: "freelancer"
        case .trustee: "trustee"
        }
    }
}

extension Share {
    /// The fraction as a decimal number with up to six decimals: `4.25`.
    fileprivate var decimal: String {
        let scaled =
            Rounding.halfAway(Int128(numerator) * 1_000_000, over: Int128(denominator)) ?? 0
        var fraction = String(String(scaled % 1_000_000 + 1_000_000).dropFirst())
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(scaled / 1_000_000)" + (fraction.isEmpty ? "" : ".\(fraction)")
    }
}
