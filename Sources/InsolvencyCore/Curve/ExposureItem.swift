import EscrowCore
import MoneyCore

/// One piece of work as the curve knows it on a day: what it gives to everybody under each model.
struct ExposureItem: Sendable {
    let work: WorkItem
    /// Where its freelancer stands.
    let place: Int
    let world: WorldItem
    /// One for each routing.
    let parts: [ItemPart]
    /// What of its payments is given back, one for each routing.
    let givenBack: [GivenBack]

    /// Payments to one freelancer that are given back.
    struct GivenBack: Hashable, Sendable {
        var minor: Int64 = 0
        var inputVAT: Int64 = 0
        var creditorVAT: Int64 = 0

        static func += (sum: inout GivenBack, part: GivenBack) {
            sum.minor += part.minor
            sum.inputVAT += part.inputVAT
            sum.creditorVAT += part.creditorVAT
        }

        static func -= (sum: inout GivenBack, part: GivenBack) {
            sum.minor -= part.minor
            sum.inputVAT -= part.inputVAT
            sum.creditorVAT -= part.creditorVAT
        }
    }

    init(_ work: WorkItem, _ place: Int, _ routings: [PaymentModel], _ context: FilingContext) {
        let world = WorldItem(work, context)
        self.work = work
        self.place = place
        self.world = world
        parts = routings.map { ItemPart.of(world, $0, context) }
        let settings = context.scenario.avoidance
        guard settings.isTested else {
            givenBack = []
            return
        }
        let rules = settings.rules(context)
        givenBack = routings.map { model in
            let payments = ItemPart.payments(world, model, context.scenario.trust.grade, context)
            var sum = GivenBack()
            for payment in payments where rules.test(payment).isAvoided {
                sum += GivenBack(
                    minor: payment.minor, inputVAT: payment.inputVAT,
                    creditorVAT: payment.creditorVAT)
            }
            return sum
        }
    }

    /// Later filing days on which the same facts give something else.
    static func turningDays(_ work: WorkItem, _ context: FilingContext) -> [Day] {
        let scenario = context.scenario
        var days: [Day] = []
        if let invoice = work.invoice {
            days.append(invoice.day.adding(days: scenario.habit.daysAfterInvoice + 1))
        }
        days += work.receipts.map { $0.day.adding(days: scenario.habit.remitDays + 1) }
        if case .trustee(let assignedOn, _) = scenario.trust.titleOverride ?? work.title {
            days.append(assignedOn.adding(days: 1 - context.filingDay.days(to: context.openingDay)))
        }
        if scenario.avoidance.isTested { days += avoidanceDays(work, scenario) }
        return days.filter { $0 > context.filingDay }
    }

    /// When payments leave the periods in which they may be avoided.
    private static func avoidanceDays(_ work: WorkItem, _ scenario: Scenario) -> [Day] {
        let settings = scenario.avoidance
        var paid = (work.receipts + work.payouts).map(\.day)
        if let invoice = work.invoice {
            paid.append(invoice.day.adding(days: scenario.habit.daysAfterInvoice))
        }
        let months = [settings.shortMonths, settings.longMonths, settings.intentMonths]
        return paid.flatMap { day in
            months.map { AvoidancePeriod.firstFiling(leavingOut: day, months: Int32(clamping: $0)) }
        }
    }
}

extension AvoidancePeriod {
    /// The first filing day whose period of months no longer holds a day.
    static func firstFiling(leavingOut day: Day, months: Int32) -> Day {
        var filing = Month(number: day.month.number + months).firstDay
        while firstDay(months: months, before: filing) <= day { filing = filing.adding(days: 1) }
        return filing
    }
}
