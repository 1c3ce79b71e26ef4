import MoneyCore

extension FilingContext {
    /// A payment to an item's freelancer before filing, as the administrator sees it.
    func payment(
        _ minor: Int64, for item: WorldItem, on day: Day, _ means: AvoidablePayment.Means
    ) -> AvoidablePayment {
        var payment = AvoidablePayment(
            creditor: item.item.freelancer, day: day, minor: minor,
            performedFrom: item.item.performedFrom, performedTo: item.item.performedTo)
        payment.means = means
        payment.knowledge = scenario.avoidance.knowledge(of: item.item.freelancer, on: day)
        payment.creditorVAT = item.freelancerVAT(in: minor)
        // What comes straight from a client was never input VAT of the agency's own payment.
        payment.inputVAT = means == .debtor ? payment.creditorVAT : 0
        return payment
    }

    /// The freelancer's part of each receipt, paid straight by the client under (b) and (c).
    ///
    /// With a routing agreement from before the work the client pays its own debt; without, the
    /// payment is tested as one on the agency's instruction.
    func directPayments(_ item: WorldItem) -> [AvoidablePayment] {
        let agreedOn = item.item.routingAgreedOn
        let isAgreed = agreedOn.map { $0 <= item.item.performedFrom } ?? false
        var (received, given) = (Int64(0), Int64(0))
        return item.item.receipts.sorted { $0.day < $1.day }.compactMap { receipt in
            received += receipt.amount.minor
            let part = WorldItem.freelancerPart(of: received, item.item) - given
            given += part
            guard part > 0 else { return nil }
            return payment(
                part, for: item, on: receipt.day,
                isAgreed ? .notDebtors : .client(routingAgreedOn: agreedOn))
        }
    }
}
