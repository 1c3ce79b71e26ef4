package import EscrowCore
package import LedgerCore
import MoneyCore

/// How many days after its value day a direct debit is there for good.
///
/// - Source: docs/spec/receipt.md#final
package struct FinalityDays: Hashable, Sendable {
    /// The payer of a core direct debit can have it back for eight weeks without a reason.
    package var core = 56
    /// Of one between businesses only his bank can send it back, within three bank days.
    package var business = 7

    package static let coreMin = 56
    /// Three bank days, with no weekend between them.
    package static let businessMin = 3

    package init() {}

    package func days(_ kind: BankLine.Kind) -> Int {
        switch kind {
        case .directDebit: core
        case .businessDirectDebit: business
        case .transfer, .bankCharge, .returned, .interest, .takenBack: 0
        }
    }
}

extension Engine {
    /// Makes receipts final whose time has passed (J15): one, or all that are due.
    ///
    /// - Source: docs/spec/receipt.md#final
    package func makeFinal(
        _ receipt: BankLineID?, after days: FinalityDays, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            guard days.core >= FinalityDays.coreMin, days.business >= FinalityDays.businessMin
            else {
                throw Refusal(
                    "receipt.days",
                    "a core debit can go back for \(FinalityDays.coreMin) days, one between businesses for \(FinalityDays.businessMin)",
                    remedy: "give as many days or more")
            }
            let due = try Self.due(receipt, after: days, in: &draft)
            var total = Money.zero(draft.book.currency)
            for receipt in due { total = try total.adding(try draft.makeFinal(receipt)) }
            let names = due.map { "\($0.sequence)" }.joined(separator: " ")
            return Answer(
                "Final: \(total) of \(due.count) receipts.",
                ["receipts": names, "amount": total.plain])
        }
    }

    private static func due(
        _ only: BankLineID?, after days: FinalityDays, in draft: inout Draft
    ) throws -> [BankLineID] {
        let today = draft.header.recordedDay
        var due: [BankLineID] = []
        for row in try draft.subledgers(.incomingNotFinal, of: nil) {
            guard case .receipt(let receipt) = row.subledger.source,
                only == nil || only == receipt
            else { continue }
            let line = try draft.writer.bankLine(receipt).line
            let from = line.valueDay.adding(days: days.days(line.kind))
            if from <= today {
                due.append(receipt)
            } else if only != nil {
                throw Refusal(
                    "receipt.not-due",
                    "the payer can have receipt \(receipt.sequence) back until \(from)",
                    remedy: "wait until then, or give the days that the bank assures")
            }
        }
        if let only, due.isEmpty {
            throw Refusal(
                "receipt.final", "receipt \(only.sequence) is no direct debit that is not final",
                remedy: "see `ringfence receipt list --all`")
        }
        return due
    }
}
