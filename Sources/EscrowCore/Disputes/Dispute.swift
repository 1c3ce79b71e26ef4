public import LedgerCore
public import MoneyCore

/// What somebody says of a party's part of an invoice line: it is disputed, or how that ended.
///
/// - Source: docs/spec/hold.md#disputes
public enum Dispute: Hashable, Sendable {
    case opened(Opening)
    case decided(Decision)

    /// So much of the part is disputed.
    public struct Opening: Hashable, Sendable {
        public let line: InvoiceLineID
        /// Whose part it is.
        public let owner: PartyID
        /// Greater than zero.
        public let amount: Money
        /// In words, sealed: it may name persons.
        public let reason: String

        public init(line: InvoiceLineID, owner: PartyID, amount: Money, reason: String) {
            self.line = line
            self.owner = owner
            self.amount = amount
            self.reason = reason
        }
    }

    /// Of what is still disputed, so much is the client's and so much the party's.
    public struct Decision: Hashable, Sendable {
        public let dispute: DisputeID
        public let line: InvoiceLineID
        public let owner: PartyID
        /// By which the party's part of the contract falls; 0 or more.
        public let forClient: Money
        /// 0 or more; both together are more than zero.
        public let forParty: Money

        public init(
            dispute: DisputeID, line: InvoiceLineID, owner: PartyID, forClient: Money,
            forParty: Money
        ) {
            self.dispute = dispute
            self.line = line
            self.owner = owner
            self.forClient = forClient
            self.forParty = forParty
        }
    }
}

extension Dispute: Recordable {
    public static var kind: RecordKind { .dispute }

    public func write(to record: inout RecordWriter) {
        switch self {
        case .opened(let opening):
            record.unsigned(1)
            record.id(opening.line)
            record.id(opening.owner)
            record.money(opening.amount)
            record.personal([opening.reason])
        case .decided(let decision):
            record.unsigned(2)
            record.id(decision.dispute)
            record.id(decision.line)
            record.id(decision.owner)
            record.money(decision.forClient)
            record.money(decision.forParty)
        }
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        switch try record.unsigned() {
        case 1:
            let opening = Opening(
                line: try record.id(), owner: try record.id(), amount: try record.money(),
                reason: try record.reason())
            guard opening.amount.isPositive else { throw .field("disputed amount") }
            self = .opened(opening)
        case 2:
            let decision = Decision(
                dispute: try record.id(), line: try record.id(), owner: try record.id(),
                forClient: try record.money(), forParty: try record.money())
            guard decision.forClient.minor >= 0, decision.forParty.minor >= 0,
                decision.forClient.currency == decision.forParty.currency,
                decision.forClient.isPositive || decision.forParty.isPositive
            else { throw .field("decided amounts") }
            self = .decided(decision)
        default: throw .field("dispute")
        }
    }
}

extension RecordReader {
    /// One sealed text.
    mutating func reason() throws(RecordError) -> String {
        let fields = try personal()
        guard fields.count == 1, let reason = fields[0] else { throw .field("reason") }
        return reason
    }
}
