import LedgerCore
import MoneyCore

/// What the rules find at a trust account.
///
/// - Source: docs/spec/protection.md#rules
extension AccountFacts {
    func findings(
        on day: Day, _ currency: Currency, _ settings: ProtectionSettings
    ) -> [Finding] {
        (ofTerms(on: day) + ofPurity(on: day, currency)
            + ofRecords(on: day, currency, settings))
            .filter { !settings.without.contains($0.rule) }
    }

    /// Weakens what is the freelancer's own to G2, and leaves nothing of what was the agency's.
    private static let ofTrustee = Finding.Caps(ownTitle: .preferential, otherTitle: .quotaOnly)

    private func ofTerms(on day: Day) -> [Finding] {
        guard let terms else {
            return [
                Finding(.trusteeIndependent, .notRecorded, Self.ofTrustee),
                Finding(.directRight, .notRecorded, Self.ofTrustee),
                Finding(.accountExclusive, .notRecorded, .inTrust(.quotaOnly)),
                Finding(.bankWaiver, .notRecorded, .inTrust(.preferential)),
                Finding(.bankInformed, .notRecorded, .inTrust(.preferential)),
                Finding(.noOverdraft, .notRecorded, .inTrust(.preferential)),
            ]
        }
        var found: [Finding] = []
        if terms.trustee == .agency {
            found.append(Finding(.trusteeIndependent, .trusteeIsAgency, Self.ofTrustee))
        }
        if !terms.hasDirectRight {
            found.append(Finding(.directRight, .noDirectRight, Self.ofTrustee))
        }
        if !terms.isExclusive {
            found.append(Finding(.accountExclusive, .notExclusive, .inTrust(.quotaOnly)))
        }
        if let waived = terms.bankWaivedOn {
            if waived > day {
                found.append(
                    Finding(.bankWaiver, .waivedLater(waived), .inTrust(.preferential)))
            }
        } else {
            found.append(Finding(.bankWaiver, .notWaived, .inTrust(.preferential)))
        }
        if !terms.isBankInformed {
            found.append(Finding(.bankInformed, .bankNotInformed, .inTrust(.preferential)))
        }
        if !terms.hasNoOverdraft {
            found.append(Finding(.noOverdraft, .overdraft, .inTrust(.preferential)))
        }
        if !terms.hasNoStandingOrders {
            found.append(Finding(.noOverdraft, .standingOrders, .inTrust(.preferential)))
        }
        return found
    }

    /// Whether the agency's own affairs ever ran over the account.
    private func ofPurity(on day: Day, _ currency: Currency) -> [Finding] {
        var found: [Finding] = []
        if statements.newest == nil {
            found.append(Finding(.ownDebit, .noStatement, .inTrust(.quotaOnly)))
        }
        if let first = ownDebits.map(\.day).min() {
            let sum = Money(minor: ownDebits.reduce(0) { $0 + $1.minor }, currency)
            found.append(
                Finding(
                    .ownDebit, .ownDebits(count: ownDebits.count, sum, since: first),
                    .inTrust(.quotaOnly)))
        }
        for (account, since, sum) in Self.summed(agencyMoney, currency) {
            found.append(
                Finding(
                    .agencyMoney, .agencyMoney(account, sum, since: since),
                    .inTrust(.preferential)))
        }
        // The share of a day without banks may leave on the next bank day.
        let late = ownShare.filter { BusinessCalendar.target.onOrAfter($0.since) < day }
        for (account, since, sum) in Self.summed(late, currency) {
            let age = BusinessCalendar.target.bankDays(from: since, to: day)
            found.append(
                Finding(
                    .ownShareSwept, .shareLeft(account, sum, since: since, bankDays: age),
                    .inTrust(.preferential)))
        }
        return found
    }

    /// Whether the records show at any time what is whose.
    private func ofRecords(
        on day: Day, _ currency: Currency, _ settings: ProtectionSettings
    ) -> [Finding] {
        func weak(_ rule: ProtectionRule, _ weakness: BookWeakness) -> Finding {
            Finding(rule, weakness, .inTrust(.preferential))
        }
        func money(_ minor: Int64) -> Money { Money(minor: minor, currency) }
        var found: [Finding] = []
        if let failedOn {
            // The money is a claim on deposit guarantee, and beyond it on the bank's estate.
            found.append(Finding(.bankStands, .bankFailed(failedOn), .inTrust(.quotaOnly)))
        } else if let newest = statements.newest {
            if newest < BusinessCalendar.target.before(day) {
                found.append(weak(.reconciled, .statementsEnd(newest)))
            }
        } else {
            found.append(weak(.reconciled, .noStatement))
        }
        for gap in statements.gaps {
            found.append(
                weak(
                    .reconciled,
                    .statementGap(
                        closing: gap.closingDay, money(gap.closing), opening: money(gap.opening)))
            )
        }
        for difference in statements.differences {
            found.append(
                weak(.reconciled, .statementDiffers(difference.day, money(difference.minor))))
        }
        found += shortfalls.map { weak(.noShortfall, .shortfall($0)) }
        let old = unidentified.filter {
            BusinessCalendar.target.bankDays(from: $0.day, to: day) > settings.unidentifiedDays
        }
        if let since = old.map(\.day).min() {
            let sum = money(old.reduce(0) { $0 + $1.minor })
            let age = BusinessCalendar.target.bankDays(from: since, to: day)
            found.append(
                weak(.identified, .unidentified(sum, since: since, bankDays: age)))
        }
        return found
    }

    /// One row per account that something stands in: since when, and how much in all.
    private static func summed(
        _ standing: [Standing], _ currency: Currency
    ) -> [(Account, Day, Money)] {
        let byAccount = Dictionary(grouping: standing, by: \.account)
        return byAccount.keys.sorted { $0.rawValue < $1.rawValue }.compactMap { account in
            let rows = byAccount[account] ?? []
            guard let since = rows.map(\.since).min() else { return nil }
            return (account, since, Money(minor: rows.reduce(0) { $0 + $1.minor }, currency))
        }
    }
}

extension BusinessCalendar {
    /// How many bank days lie behind one day, up to and including another.
    fileprivate func bankDays(from first: Day, to last: Day) -> Int {
        var count = 0
        var day = first.adding(days: 1)
        while day <= last {
            if isBusinessDay(day) { count += 1 }
            day = day.adding(days: 1)
        }
        return count
    }

    /// The last bank day before a day.
    fileprivate func before(_ day: Day) -> Day {
        var candidate = day.adding(days: -1)
        while !isBusinessDay(candidate) { candidate = candidate.adding(days: -1) }
        return candidate
    }
}
