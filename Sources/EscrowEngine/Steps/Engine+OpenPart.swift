import EscrowCore
import LedgerCore
package import MoneyCore

extension Engine {
    /// Writes off what is open of an invoice, or so much of it (J23): nobody expects it any more.
    ///
    /// - Source: docs/spec/invoice.md#write-off
    package func writeOff(
        _ number: String, amount: Money?, reason: String, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let row = try draft.writer.knownInvoice(number: number)
            let money = amount ?? Money(minor: row.open, draft.book.currency)
            try Self.checkOpen(money, row.open, number, draft.book)
            try draft.writeOff(money, of: row.id, reason: reason)
            return Answer(
                "Wrote off \(money) of invoice \(number); it is still owed.",
                ["invoice": number, "amount": money.plain])
        }
    }

    /// Records that a client sets off against an invoice, and that it is refused: no entry, the
    /// expectation stays open (J30).
    ///
    /// - Source: docs/spec/invoice.md#set-off
    package func refuseSetOff(
        _ number: String, amount: Money, declaredOn: Day?, reason: String, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let row = try draft.writer.knownInvoice(number: number)
            let today = draft.header.recordedDay
            let day = declaredOn ?? today
            guard day <= today else {
                throw Refusal(
                    "day.future", "\(day) has not come yet, it is \(today)",
                    remedy: "record it when it has happened")
            }
            guard amount.currency == draft.book.currency, amount.isPositive,
                amount.minor <= row.gross
            else {
                throw Refusal(
                    "invoice.amount", "\(amount) is not more than zero and at most the invoice",
                    remedy: "give the amount that the client declares")
            }
            try draft.append(
                .setOff(
                    SetOff(invoice: row.id, amount: amount, declaredOn: day, reason: reason)))
            let open = Money(minor: row.open, draft.book.currency)
            return Answer(
                "Refused the set-off of \(amount) against invoice \(number): the claim is not the agency's, so what the agency owes does not lower it; \(open) stays open.",
                ["invoice": number, "refused": amount.plain, "open": open.plain])
        }
    }

    static func checkOpen(
        _ money: Money, _ open: Int64, _ number: String, _ book: BookOpening
    ) throws {
        guard money.currency == book.currency, money.isPositive, money.minor <= open else {
            throw Refusal(
                "invoice.amount",
                "\(money) is not more than zero and at most the open \(Money(minor: open, book.currency)) of \(number)",
                remedy: "give at most what is open, see `ringfence invoice list --open`")
        }
    }
}
