public import LedgerCore

/// A number by which a book decides, from now on; what nobody set has its default.
///
/// - Source: docs/spec/settings.md
public struct Setting: Hashable, Sendable {
    public let name: Name
    /// Not below zero, at most the name's greatest value.
    public let value: Int64

    /// What can be set: the closed list.
    ///
    /// Numbers stand on disk.
    public enum Name: UInt8, Sendable, CaseIterable {
        /// How much of the agency's own money may lie in 2800, in minor units (I7).
        case topUpLimit = 1
        /// How sure a rule must be to place a receipt, in percent.
        case matchConfidence = 2
        /// How much less than open a payment may be and still pay its invoice, in minor units.
        case matchDifferenceLimit = 3
        /// From which minute of the local day on the bank takes no order for that day; 0 is never.
        case paymentCutOff = 4
        /// How many transfers a payment file holds at most; 0 is as many as there are.
        case transfersPerFile = 5
        /// What the transfers of a payment file come to at most, in minor units; 0 is no limit.
        case amountPerFile = 6

        public var text: String {
            switch self {
            case .topUpLimit: "top-up-limit"
            case .matchConfidence: "match-confidence"
            case .matchDifferenceLimit: "match-difference-limit"
            case .paymentCutOff: "payment-cut-off"
            case .transfersPerFile: "transfers-per-file"
            case .amountPerFile: "amount-per-file"
            }
        }

        public init?(_ text: String) {
            guard let name = Self.allCases.first(where: { $0.text == text }) else { return nil }
            self = name
        }

        public var byDefault: Int64 {
            switch self {
            case .topUpLimit, .matchDifferenceLimit, .paymentCutOff, .transfersPerFile,
                .amountPerFile:
                0
            case .matchConfidence: 90
            }
        }

        /// The greatest value that it takes.
        public var greatest: Int64 {
            switch self {
            case .topUpLimit, .amountPerFile: 1_000_000_000_00
            case .matchConfidence: 100
            case .matchDifferenceLimit: 100_00
            case .paymentCutOff: 24 * 60 - 1
            case .transfersPerFile: 1_000_000
            }
        }
    }

    /// Takes 0 to the name's greatest value; nil for any other.
    public init?(_ name: Name, _ value: Int64) {
        guard (0...name.greatest).contains(value) else { return nil }
        self.name = name
        self.value = value
    }
}

extension Setting: Recordable {
    public static var kind: RecordKind { .setting }

    public func write(to record: inout RecordWriter) {
        record.unsigned(UInt64(name.rawValue))
        record.unsigned(UInt64(value))
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        let name = try record.value("setting") { Name(rawValue: $0) }
        guard let setting = Self(name, try record.natural()) else { throw .field("value") }
        self = setting
    }
}
