public import MoneyCore

/// What a bank answers to one payment file (pain.002), level by level.
///
/// - Source: docs/spec/payment-status.md
public struct StatusReport: Hashable, Sendable {
    /// The bank's own id of the answer.
    public var messageID: String?
    /// The message id of the file that is answered.
    public var originalMessageID: String?
    /// Which message it was, such as pain.001.001.09.
    public var originalMessageName: String?
    /// What the bank counted in it.
    public var original = Totals()
    public var status = Stated()
    public var payments: [Payment] = []

    public init() {}

    /// How many transfers, and their sum; nil where the bank does not say.
    public struct Totals: Hashable, Sendable {
        public var count: Int64?
        public var sum: Money?

        public init(count: Int64? = nil, sum: Money? = nil) {
            self.count = count
            self.sum = sum
        }
    }

    /// A status as one level states it.
    public struct Stated: Hashable, Sendable {
        /// Four letters of the code list, or what the bank wrote; nil where the level has none.
        public var code: String?
        public var reasons: [Reason] = []

        public init(_ code: String? = nil, _ reasons: [Reason] = []) {
            self.code = code
            self.reasons = reasons
        }
    }

    public struct Reason: Hashable, Sendable {
        /// A code of the list, such as AC04, or the bank's own.
        public var code: String?
        /// What the bank adds in words; it may name people.
        public var texts: [String] = []

        public init(_ code: String? = nil, _ texts: [String] = []) {
            self.code = code
            self.texts = texts
        }
    }

    /// The answer to one payment information block.
    public struct Payment: Hashable, Sendable {
        /// nil where transactions stand outside of any block.
        public var paymentID: String?
        public var original = Totals()
        public var status = Stated()
        public var transactions: [Transaction] = []

        public init(_ paymentID: String? = nil) { self.paymentID = paymentID }
    }

    /// The answer to one transfer.
    public struct Transaction: Hashable, Sendable {
        /// Where it stands: `payment 1, transaction 3`.
        public var place: String
        public var endToEndID: String?
        public var status = Stated()
        /// The amount that the bank repeats; nil where it repeats none.
        public var amount: Money?

        public init(_ place: String) { self.place = place }
    }
}
