import EscrowCore
package import LedgerCore
package import MoneyCore

extension Engine {
    /// J26: what is still here of a receipt for an invoice becomes its client's again, to be paid
    /// out to whom his administrator names, by a plan of two people.
    ///
    /// What is out already has no entry: that claim runs outside the trust.
    ///
    /// - Source: docs/spec/receipt.md#clawback
    package func clawBack(
        receipt: BankLineID, invoice number: String, amount: Money?, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            try PoolFreeze.checkPlacing(receipt, draft.writer)
            let invoice = try draft.writer.knownInvoice(number: number)
            let (allocation, wanted) = try Self.allocated(receipt, invoice, amount, in: &draft)
            let bank = try draft.writer.bankLine(receipt).bank
            guard try draft.isFinal(receipt, bank: bank) else {
                throw Refusal(
                    "receipt.not-final",
                    "receipt \(receipt.sequence) is not final: its payer can have it back from the bank",
                    remedy: "wait for the bank, or until it is final")
            }
            let takeback = try draft.takeback(of: allocation, wanted.minor)
            let taken = takeback.here()
            try draft.refuseDisputed(taken.debits)
            guard taken.amount > 0 else {
                throw Refusal(
                    "clawback.nothing",
                    "nothing of receipt \(receipt.sequence) for invoice \(number) is still here",
                    remedy: "the claim runs against those who were paid, outside the trust")
            }
            let withdrawn = try draft.withdrawPlans(reserving: taken.entitlements)
            let back = Money(minor: taken.amount, wanted.currency)
            try draft.append(
                .match(Match(bankLine: receipt, decision: .clawback(invoice.id), amount: back)))
            let refundable = Subledger(
                .clientRefundable, bank: bank, owner: invoice.client,
                source: .invoiceLine(InvoiceLineID(invoice: invoice.id, number: invoice.lineCount)))
            try draft.append(
                .entry(
                    try Entry.takenBack(
                        taken,
                        Entry.Occasion(
                            .clawback, bookingDay: draft.header.recordedDay,
                            evidence: receipt.sequence),
                        credits: [Standing.Place(refundable, taken.amount)], wanted.currency)))
            try draft.expectDifference(of: receipt, on: invoice.id)
            let outside = Money(
                minor: wanted.minor - taken.amount - takeback.isRefundable, wanted.currency)
            return Answer(
                "\(back) of receipt \(receipt.sequence) are refundable to the client\(outside.isZero ? "" : "; \(outside) are not here any more").",
                [
                    "amount": back.plain, "outside": outside.plain,
                    "withdrawn": withdrawn.map { "\($0.sequence)" }.joined(separator: " "),
                ])
        }
    }

    /// J31: a receipt was allocated to the wrong invoice.
    ///
    /// While none of its money moved on its split is reversed; else it is taken out of the wrong
    /// invoice as if the bank took it back.
    ///
    /// - Source: docs/spec/receipt.md#moved
    package func move(
        receipt: BankLineID, from wrong: String, to right: String, amount: Money?,
        _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            try PoolFreeze.checkPlacing(receipt, draft.writer)
            let from = try draft.writer.knownInvoice(number: wrong)
            let to = try draft.writer.knownInvoice(number: right)
            guard from.id != to.id else {
                throw Refusal(
                    "receipt.same-invoice",
                    "a receipt is moved to another invoice",
                    remedy: "name two invoices")
            }
            let (allocation, moved) = try Self.allocated(receipt, from, amount, in: &draft)
            let target = try ReceiptAllocation(to: to.id, in: &draft)
            if let obstacle = target.obstacle {
                throw Refusal(
                    "receipt.split", "the split cannot be made: \(obstacle)",
                    remedy: "the money stays where it is; mend the cause first")
            }
            let fact = try draft.writer.bankLine(receipt)
            let placed = Receipt(
                bankLine: receipt, bank: fact.bank, bookingDay: draft.header.recordedDay,
                valueDay: fact.line.valueDay, amount: moved,
                isFinal: try draft.isFinal(receipt, bank: fact.bank))
            try draft.append(
                .match(
                    Match(
                        bankLine: receipt, decision: .move(from: from.id, to: to.id),
                        amount: moved)))
            let out = try draft.takeOut(allocation, placed, to: target.waiting(placed))
            // The claims that arose can hold the agency's share back.
            let excess = try ReceiptAllocation(to: to.id, in: &draft).split(placed, in: &draft)
            return Answer(
                "Moved \(moved) of receipt \(receipt.sequence) from invoice \(wrong) to invoice \(right)\(try draft.words(of: out)).",
                [
                    "amount": moved.plain, "owed": Money(minor: out.owed, moved.currency).plain,
                    "excess": Money(minor: excess, moved.currency).plain,
                    "expected-again": Money(minor: out.expectedAgain, moved.currency).plain,
                ])
        }
    }

    static func allocated(
        _ receipt: BankLineID, _ invoice: InvoiceRow, _ amount: Money?, in draft: inout Draft
    ) throws -> (AllocationRow, Money) {
        let allocation = try draft.allocations(of: receipt).first {
            $0.invoice == invoice.id && $0.amount > 0
        }
        guard let allocation else {
            throw Refusal(
                "receipt.not-allocated",
                "nothing of receipt \(receipt.sequence) is for invoice \(invoice.number)",
                remedy: "see `ringfence receipt list --all`")
        }
        let all = Money(minor: allocation.amount, draft.book.currency)
        let wanted = amount ?? all
        guard wanted.currency == all.currency, wanted.isPositive, wanted.minor <= all.minor else {
            throw Refusal(
                "receipt.amount", "\(wanted) is not more than zero and at most \(all)",
                remedy: "give an amount that the receipt brought to the invoice")
        }
        return (allocation, wanted)
    }
}
