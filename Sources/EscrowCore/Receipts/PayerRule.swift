public import LedgerCore

/// Whose payments come from an account that is no party's own, as a person's decision said it.
///
/// - Source: docs/spec/matching.md#remembered
public struct PayerRule: Hashable, Sendable {
    /// As banks write it; sealed.
    public let account: String
    public let says: Says

    public enum Says: Hashable, Sendable {
        /// It pays for this client.
        case client(PartyID)
        /// It was seen to pay for several, so that it says nothing.
        case several
        /// A person took it back.
        case forgotten
    }

    public init(account: String, says: Says) {
        self.account = account
        self.says = says
    }
}

extension PayerRule: Recordable {
    public static var kind: RecordKind { .payerRule }

    public func write(to record: inout RecordWriter) {
        switch says {
        case .forgotten: record.unsigned(0)
        case .client(let client):
            record.unsigned(1)
            record.id(client)
        case .several: record.unsigned(2)
        }
        record.personal([account])
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        switch try record.unsigned() {
        case 0: says = .forgotten
        case 1: says = .client(try record.id())
        case 2: says = .several
        default: throw .field("says")
        }
        account = try record.reason()
        guard !account.isEmpty else { throw .field("account") }
    }
}
