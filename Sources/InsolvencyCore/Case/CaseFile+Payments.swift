import MoneyCore

extension CaseFile {
    /// How long each invoiced piece of work took to be paid in full, or had waited by the filing day:
    /// what a curve of the clients' payments is made of.
    ///
    /// - Source: docs/spec/simulation-chance.md#client-payments
    public var paymentObservations: [SurvivalCurve.Observation] {
        items.compactMap { item in
            guard let invoice = item.invoice else { return nil }
            let received = item.receipts.reduce(Int64(0)) { $0 + $1.amount.minor }
            let paidOn = item.receipts.map(\.day).max()
            guard received == item.prices.clientGross.minor, let paidOn else {
                return SurvivalCurve.Observation(
                    days: max(0, invoice.day.days(to: filingDay)), isEvent: false)
            }
            return SurvivalCurve.Observation(
                days: max(0, invoice.day.days(to: paidOn)), isEvent: true)
        }
    }
}
