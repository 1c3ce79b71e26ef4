import EscrowCore
import Evidence
import LedgerCore
import MoneyCore

/// What a plan became: one payment file, to be approved and exported by itself.
struct PlannedFile {
    let plan: PlanID
    let digest: Digest
    let count: Int
    let total: Money
}

extension PayoutPlanning {
    private typealias Ready = (group: PayoutGroup, destination: PayoutDestinations.Destination)

    /// Plans what was collected: one file, or several where the bank takes no larger ones.
    ///
    /// - Source: docs/spec/payment-file.md#limits
    func plan(in draft: inout Draft) throws -> Answer {
        var destinations = PayoutDestinations()
        var ready: [Ready] = []
        for group in groups {
            ready.append((group, try destinations.destination(of: group, in: &draft)))
        }
        let total = try Money.sum(groups.map(\.amount), in: draft.book.currency)
        try draft.refuseFailed(bank)
        try draft.checkResource(total, of: bank, plan: nil)
        try draft.checkConfirmation(of: total, given: request.confirmed, isNeeded: isShort)
        var files: [PlannedFile] = []
        for part in try divided(ready, in: draft) {
            files.append(try plan(part, in: &draft))
        }
        if case .receipt(let line, _) = request.kind {
            try draft.append(
                .match(Match(bankLine: line, decision: .sentBack, amount: total)))
        }
        return answer(files, total)
    }

    /// As many payouts to a file as the bank takes, in their order.
    private func divided(_ ready: [Ready], in draft: borrowing Draft) throws -> [[Ready]] {
        let countMax = try draft.writer.setting(.transfersPerFile)
        let amountMax = try draft.writer.setting(.amountPerFile)
        var files: [[Ready]] = []
        var sum: Int64 = 0
        for next in ready {
            let minor = next.group.amount.minor
            guard amountMax == 0 || minor <= amountMax else {
                throw Refusal(
                    "payout.file-limit",
                    "a payout of \(next.group.amount) is more than a payment file may come to",
                    remedy: "agree on a higher limit with the bank and set amount-per-file")
            }
            let isFull =
                countMax > 0 && Int64(files.last?.count ?? 0) >= countMax
                || amountMax > 0 && sum > amountMax - minor
            if files.isEmpty || isFull {
                files.append([])
                sum = 0
            }
            files[files.count - 1].append(next)
            sum += minor
        }
        return files
    }

    private func plan(_ ready: [Ready], in draft: inout Draft) throws -> PlannedFile {
        // The file's record comes first, then the plan's, then one per payout.
        let plan = PlanID(sequence: draft.nextSequence + 1)
        var payouts: [Payout] = []
        var transfers: [PaymentOrder.Transfer] = []
        for (index, (group, destination)) in ready.enumerated() {
            let payout = Payout(
                plan: plan, payee: group.payee?.id, to: destination.place, account: group.account,
                bank: bank, parts: group.parts)
            payouts.append(payout)
            transfers.append(
                try transfer(
                    PayoutID(sequence: plan.sequence + 1 + Int64(index)), group, destination,
                    in: draft))
        }
        let total = try Money.sum(payouts.map(\.amount), in: draft.book.currency)
        let id = plan.text(in: draft.book.book)
        let bytes = try request.render(
            PaymentOrder(
                messageID: id, createdAt: draft.header.recordedAt, debtorName: account.holder,
                debtorAccount: account.iban, executionDay: executionDay, form: request.form,
                transfers: transfers))
        let digest = try draft.keepPaymentFile(bytes, "\(id).xml")
        try draft.append(
            .plan(
                PayoutPlan(
                    bank: bank, executionDay: executionDay, count: payouts.count, total: total,
                    file: digest.bytes, isConfirmed: isShort)))
        for payout in payouts { try draft.append(.payout(payout)) }
        return PlannedFile(plan: plan, digest: digest, count: payouts.count, total: total)
    }

    private func transfer(
        _ id: PayoutID, _ group: PayoutGroup, _ destination: PayoutDestinations.Destination,
        in draft: borrowing Draft
    ) throws -> PaymentOrder.Transfer {
        let id = id.text(in: draft.book.book)
        let numbers = try group.invoices.prefix(6).map { invoice in
            try draft.writer.row(InvoiceRow.self, key: [.integer(invoice.sequence)])?.number
                ?? "\(invoice)"
        }
        let isTransfer = group.target != nil
        return PaymentOrder.Transfer(
            endToEndID: id, amount: group.amount, creditorName: destination.name,
            creditorAccount: destination.iban, creditorAddress: destination.address,
            remittance: isTransfer ? "\(group.subject) \(id)" : remittance(of: group, numbers),
            references: isTransfer ? [id] : numbers)
    }

    private func remittance(of group: PayoutGroup, _ numbers: [String]) -> String {
        let more = group.invoices.count > 6 ? " and \(group.invoices.count - 6) more" : ""
        let subject = [group.subject, group.payee?.code].compactMap(\.self).joined(separator: " ")
        return numbers.isEmpty
            ? subject : "\(subject), invoice \(numbers.joined(separator: ", "))\(more)"
    }

    private func answer(_ files: [PlannedFile], _ total: Money) -> Answer {
        var values: [Answer.Value] = []
        for file in files {
            values += [
                Answer.Value(name: "plan", text: "\(file.plan.sequence)"),
                Answer.Value(name: "payouts", text: "\(file.count)"),
                Answer.Value(name: "total", text: file.total.plain),
                Answer.Value(name: "day", text: "\(executionDay)"),
                Answer.Value(name: "sha256", text: "\(file.digest)"),
            ]
        }
        values += notes.map { Answer.Value(name: "note", text: $0) }
        let what = groups.contains { $0.target != nil } ? "a transfer" : "\(groups.count) payouts"
        let planned = "Planned \(what) of \(total) for \(executionDay)"
        guard files.count > 1 else {
            let (plan, digest) = files.first.map { ($0.plan.sequence, "\($0.digest)") } ?? (0, "")
            return Answer("\(planned) as plan \(plan). File SHA-256 \(digest).", values: values)
        }
        let plans = files.map { "\($0.plan.sequence)" }.joined(separator: ", ")
        return Answer(
            "\(planned) in \(files.count) files, as plans \(plans): the bank takes no larger ones.",
            values: values)
    }
}
