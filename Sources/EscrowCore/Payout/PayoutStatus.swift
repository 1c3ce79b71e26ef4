public import LedgerCore
public import MoneyCore

/// What is known of an exported payout before a bank line says it: from the bank, or from people
/// who asked the bank.
///
/// - Source: docs/spec/payout.md#status
public struct PayoutStatus: Hashable, Sendable {
    public let payout: PayoutID
    public let verdict: Verdict
    /// The bank's reason code, such as AC04.
    public let reason: String?

    /// What is said of the payout; numbers stand on disk.
    public enum Verdict: UInt8, Sendable, CaseIterable {
        case accepted = 1
        case rejected = 2
        case unknown = 3
        /// One person says that the bank did not and will not pay it.
        case resendRequested = 4
        /// Another person says the same.
        case resendConfirmed = 5

        public var event: PayoutEvent {
            switch self {
            case .accepted: .accept
            case .rejected: .reject
            case .unknown: .loseTrack
            case .resendRequested: .requestResend
            case .resendConfirmed: .confirmResend
            }
        }

        /// Whether the money comes back into the book by it.
        public var bringsBack: Bool {
            switch self {
            case .rejected, .resendConfirmed: true
            case .accepted, .unknown, .resendRequested: false
            }
        }
    }

    public init(payout: PayoutID, verdict: Verdict, reason: String? = nil) {
        self.payout = payout
        self.verdict = verdict
        self.reason = reason
    }

    /// Whether a text can be a reason code: four letters and digits, as ISO 20022 has them.
    public static func isReason(_ text: String) -> Bool {
        text.utf8.count == 4
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
    }
}

extension PayoutStatus: Recordable {
    public static var kind: RecordKind { .payoutStatus }

    public func write(to record: inout RecordWriter) {
        record.id(payout)
        record.unsigned(UInt64(verdict.rawValue))
        record.optional(reason)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        let payout: PayoutID = try record.id()
        let verdict = try record.value("verdict") { Verdict(rawValue: $0) }
        let reason = try record.optionalText()
        guard reason.map(Self.isReason) ?? true else { throw .field("reason") }
        self.init(payout: payout, verdict: verdict, reason: reason)
    }
}
