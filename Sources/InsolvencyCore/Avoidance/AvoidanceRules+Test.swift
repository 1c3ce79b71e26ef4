import MoneyCore

extension AvoidanceRules {
    /// Whether a payment must be given back.
    ///
    /// Money that was never the debtor's is asked about first: it is no part of the estate, also
    /// after opening.
    ///
    /// - Source: docs/spec/simulation-law.md#avoidance
    public func test(_ payment: AvoidablePayment) -> AvoidanceVerdict {
        if payment.means == .notDebtors { return .stands(.notDebtorsMoney) }
        if payment.day >= openingDay, isAfterFiling(payment) { return .avoided(.afterOpening) }
        let verdict = withinMonths(payment)
        guard !verdict.isAvoided, testsIntent, isIntended(payment) else { return verdict }
        return .avoided(.intent)
    }

    private func withinMonths(_ payment: AvoidablePayment) -> AvoidanceVerdict {
        let isCongruent = isCongruent(payment)
        if isAfterFiling(payment) {
            guard isCongruent else { return .avoided(.incongruentLastMonth) }
            if payment.knowledge.isDisjoint(with: [.illiquidity, .filing]) {
                return .stands(.notKnown)
            }
            return isExchange(payment) ? .stands(.exchange) : .avoided(.congruentAfterFiling)
        }
        guard payment.day >= longPeriod else { return .stands(.outsidePeriod) }
        if isCongruent { return congruent(payment) }
        if payment.day >= shortPeriod { return .avoided(.incongruentLastMonth) }
        if isIlliquid(on: payment.day) { return .avoided(.incongruentIlliquid) }
        return payment.knowledge.contains(.disadvantage)
            ? .avoided(.incongruentKnown) : .stands(.notIlliquid)
    }

    private func congruent(_ payment: AvoidablePayment) -> AvoidanceVerdict {
        guard isIlliquid(on: payment.day) else { return .stands(.notIlliquid) }
        guard payment.knowledge.contains(.illiquidity) else { return .stands(.notKnown) }
        return isExchange(payment) ? .stands(.exchange) : .avoided(.congruent)
    }

    private func isAfterFiling(_ payment: AvoidablePayment) -> Bool {
        payment.day > filingDay || (payment.day == filingDay && payment.isLaterThatDay)
    }

    private func isIlliquid(on day: Day) -> Bool { illiquidSince.map { day >= $0 } ?? false }

    /// Owed, due, in the usual manner, and not over a route that was agreed only after the work had
    /// begun (F19).
    func isCongruent(_ payment: AvoidablePayment) -> Bool {
        guard payment.isOwed, payment.isUsual else { return false }
        if let dueDay = payment.dueDay, payment.day < dueDay.adding(days: -graceDays) {
            return false
        }
        switch payment.means {
        case .debtor, .notDebtors: return true
        case .client(let agreedOn): return agreedOn.map { $0 <= payment.performedFrom } ?? false
        }
    }

    /// Whether work and pay are one cash-like exchange; incongruent cover never is (F21).
    func isExchange(_ payment: AvoidablePayment) -> Bool {
        let start =
            switch exchangeStart {
            case .periodEnd: payment.performedTo
            case .eachPart: payment.performedFrom
            }
        return isCongruent(payment) && payment.isEqualExchange && !payment.isRecognisedUnfair
            && start.days(to: payment.day) <= exchangeDays
    }

    /// Over four years, if the creditor knew that others were to be harmed; of cash-like exchanges
    /// only those that he saw to be unfair; of payments as owed only once the debtor was illiquid
    /// (F20).
    private func isIntended(_ payment: AvoidablePayment) -> Bool {
        guard payment.day >= intentPeriod, payment.knowledge.contains(.intent) else { return false }
        if isExchange(payment) { return false }
        return !isCongruent(payment)
            || (isIlliquid(on: payment.day) && payment.knowledge.contains(.illiquidity))
    }
}
