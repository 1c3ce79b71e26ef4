import LedgerCore
public import MoneyCore

/// What a rule makes of one line, and of payments for it, with nothing recorded.
///
/// It calls what invoices and receipts call, so that it agrees with them to the cent.
///
/// - Source: docs/spec/rule.md#preview
public struct SplitPreview: Hashable, Sendable {
    public let parts: [RuledPart]
    public let payments: [Payment]

    /// One payment: what each part gets of it, in the order of the parts, and what exceeds all.
    public struct Payment: Hashable, Sendable {
        public let received: Money
        public let given: [Money]
        public let excess: Money
    }

    /// - Parameters:
    ///   - line: The line, as an invoice with no other would have it.
    ///   - received: Payments in their order, each greater than zero.
    /// - Throws: What the rule cannot divide.
    public init(_ line: RuledLine, received: [Money] = []) throws(RuleDivisionError) {
        parts = try SplitRule.divide([line])[0]
        var has = parts.map { _ in Int64(0) }
        var payments: [Payment] = []
        for money in received {
            let state = Self.state(of: parts, has)
            let split = Split.divide(money.minor, over: [state])
            let given = split.shares.first?.given ?? parts.map { _ in 0 }
            has = zip(has, given).map { $0 + $1 }
            payments.append(
                Payment(
                    received: money, given: given.map { Money(minor: $0, money.currency) },
                    excess: Money(minor: split.excess, money.currency)))
        }
        self.payments = payments
    }

    /// Parties are told apart by their place: a preview needs no book that names them.
    private static func state(of parts: [RuledPart], _ has: [Int64]) -> LineState {
        LineState(
            line: InvoiceLineID(invoice: InvoiceID(sequence: 1), number: 1), release: .onReceipt,
            parts: parts.enumerated().map { index, part in
                LinePart(
                    owner: PartyID(sequence: Int64(index + 1)), role: part.payee.role,
                    rank: part.rank,
                    part: Instalment.Part(whole: part.gross.minor, has: has[index]))
            })
    }
}
