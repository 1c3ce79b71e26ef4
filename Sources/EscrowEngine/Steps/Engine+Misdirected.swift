import EscrowCore
import LedgerCore
package import MoneyCore

extension Engine {
    /// Records that a client paid into the agency's own account (J24).
    ///
    /// - Source: docs/spec/invoice.md#misdirected
    package func misdirected(
        _ number: String, amount: Money?, paidOn: Day, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let row = try draft.writer.knownInvoice(number: number)
            let today = draft.header.recordedDay
            guard paidOn <= today else {
                throw Refusal(
                    "day.future", "\(paidOn) has not come yet, it is \(today)",
                    remedy: "record it when it has happened")
            }
            let known = try draft.misdirected(of: row.id).reduce(0) { $0 + $1.amount }
            let money = amount ?? Money(minor: row.open - known, draft.book.currency)
            try Self.checkOpen(money, row.open - known, number, draft.book)
            let allocation = try ReceiptAllocation(to: row.id, in: &draft)
            let record = try draft.append(
                .misdirected(
                    Misdirected(
                        invoice: row.id, amount: money, step: .reported(paidOn: paidOn))))
            try draft.append(
                .entry(
                    try Entry.misdirected(
                        allocation.lines(of: money.minor), bank: row.bank,
                        agency: try draft.writer.agency().id, record: record, on: today,
                        in: draft.book.currency)))
            return Answer(
                "The agency has \(money) of invoice \(number) in its own account and owes it to the trust.",
                ["invoice": number, "amount": money.plain])
        }
    }

    /// Records that the agency paid misdirected money back to the client, or never had so much: its
    /// debt to the trust ends, the client's does not.
    ///
    /// - Source: docs/spec/invoice.md#misdirected
    package func paidBack(
        _ number: String, amount: Money?, on day: Day, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let row = try draft.writer.knownInvoice(number: number)
            let today = draft.header.recordedDay
            guard day <= today else {
                throw Refusal(
                    "day.future", "\(day) has not come yet, it is \(today)",
                    remedy: "record it when it has happened")
            }
            let claims = Standing(try draft.misdirected(of: row.id))
            let money = amount ?? Money(minor: claims.total, draft.book.currency)
            guard money.currency == draft.book.currency, money.isPositive,
                money.minor <= claims.total
            else {
                throw Refusal(
                    "misdirected.amount",
                    "the agency has \(Money(minor: claims.total, draft.book.currency)) of invoice \(number) in its own account",
                    remedy: "give at most that, see `ringfence receipt misdirections`")
            }
            let record = try draft.append(
                .misdirected(
                    Misdirected(invoice: row.id, amount: money, step: .paidBack(on: day))))
            try draft.append(
                .entry(
                    try Entry.paidBack(
                        claims.take(money.minor).taken, record: record, on: today,
                        in: draft.book.currency)))
            return Answer(
                "The agency owes the trust \(money) of invoice \(number) no longer; what is open of it the client owes.",
                ["invoice": number, "amount": money.plain])
        }
    }

    /// The agency passes misdirected money on out of its available share (J24), then J3.
    ///
    /// - Source: docs/spec/invoice.md#misdirected
    package func passFromShare(
        _ number: String, amount: Money?, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let row = try draft.writer.knownInvoice(number: number)
            let agency = try draft.writer.agency()
            let claims = Standing(try draft.misdirected(of: row.id))
            let money = amount ?? Money(minor: claims.total, draft.book.currency)
            try Self.checkOpen(money, min(claims.total, row.open), number, draft.book)
            let share = Standing(
                try draft.subledgers(.agencyAvailable, of: agency.id)
                    .filter { $0.subledger.bank == row.bank }
                    .map { Standing.Place($0.subledger, $0.free) })
            let allocation = try ReceiptAllocation(to: row.id, in: &draft)
            guard money.minor <= share.total, allocation.canSplit else {
                throw Refusal(
                    "misdirected.share",
                    "the agency has \(Money(minor: share.total, draft.book.currency)) available, less than \(money)",
                    remedy: "let it transfer the money, naming the invoice")
            }
            let today = draft.header.recordedDay
            let record = try draft.append(
                .misdirected(
                    Misdirected(invoice: row.id, amount: money, step: .passedFromShare)))
            try draft.append(
                .entry(
                    try Entry.passedFromShare(
                        share.take(money.minor).taken, claims.take(money.minor).taken,
                        lines: allocation.lines(of: money.minor), client: row.client,
                        record: record, on: today, in: draft.book.currency)))
            try allocation.enterSplit(
                Receipt(
                    // No bank line: the record of the step is the evidence.
                    bankLine: BankLineID(sequence: record), bank: row.bank, bookingDay: today,
                    valueDay: today, amount: money), onlyTo: nil, in: &draft)
            return Answer(
                "The agency's share passes \(money) on to invoice \(number).",
                ["invoice": number, "amount": money.plain])
        }
    }
}
