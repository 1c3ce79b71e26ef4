package import EscrowCore
package import LedgerCore
package import MoneyCore

/// What a payout plan is to pay.
package struct PayoutRequest: Sendable {
    package let kind: Kind
    /// Only these parties, by code; empty is everybody who can be paid something.
    package let payees: [String]
    /// The trust account that pays; nil is the book's only one.
    package let account: IBAN?
    /// nil is today or the next day on which banks work.
    package let executionDay: Day?
    /// Whether the agency's own share is swept with one payment or one per invoice.
    package let sweepsPerInvoice: Bool
    /// The total that the maker names; needed while the trust has a shortfall.
    package let confirmed: Money?
    package let form: PaymentForm
    /// Writes the payment file of an order.
    package let render: @Sendable (PaymentOrder) throws -> [UInt8]

    /// Which entitlements a plan pays: one kind each, because their rules differ.
    package enum Kind: Sendable {
        /// What is available to freelancers and producers, and the agency's share last.
        case entitlements
        /// What clients paid too much (J6).
        case refunds
        /// A receipt that nobody could place goes back, or a part of it (J7c).
        case receipt(BankLineID, Money?)
        /// What was set aside for tax, to the agency (J22b).
        case setAside
        /// The agency's own money that cures nothing any more, or a part of it (J29).
        case topUp(Money?)
        /// To another trust account of the book (J33).
        case transfer(TransferOrder)
    }

    package init(
        _ kind: Kind = .entitlements, payees: [String] = [], account: IBAN? = nil,
        executionDay: Day?, sweepsPerInvoice: Bool = false, confirmed: Money? = nil,
        form: PaymentForm = PaymentForm(),
        render: @escaping @Sendable (PaymentOrder) throws -> [UInt8]
    ) {
        self.kind = kind
        self.payees = payees
        self.account = account
        self.executionDay = executionDay
        self.sweepsPerInvoice = sweepsPerInvoice
        self.confirmed = confirmed
        self.form = form
        self.render = render
    }
}

extension Engine {
    /// Plans payouts of all that is available: reserves the amounts, writes the payment file, and
    /// keeps its bytes in the book.
    ///
    /// - Source: docs/spec/payout.md#plan
    package func planPayout(
        _ request: PayoutRequest, _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            let isLate = try isPastCutOff(draft.header.recordedAt, in: draft)
            var planning = try PayoutPlanning(request, isLate: isLate, in: &draft)
            try planning.collect(in: &draft)
            return try planning.plan(in: &draft)
        }
    }

    /// Whether the bank takes no order for the local day any more.
    ///
    /// An instant as far from midnight as the cut-off is lies on the next day then: on a day on which
    /// banks work, no clock is changed before midnight.
    ///
    /// - Source: docs/spec/payout.md#cut-off
    func isPastCutOff(_ now: Instant, in draft: borrowing Draft) throws -> Bool {
        let minute = try draft.writer.setting(.paymentCutOff)
        guard minute > 0, let today = surroundings.day(now, draft.book.timeZone),
            let later = surroundings.day(
                now.adding(seconds: 86_400 - 60 * minute), draft.book.timeZone)
        else { return false }
        return later > today && today == draft.header.recordedDay
    }
}

extension PartyRole {
    /// The account out of which a party is paid; a client is only refunded.
    var available: Account? { part?.available }
}
