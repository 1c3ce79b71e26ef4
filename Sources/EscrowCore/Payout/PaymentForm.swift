/// How a payment file is written and how the bank shall treat it: one form for all its transfers.
///
/// - Source: docs/spec/payment-file.md#form
public struct PaymentForm: Hashable, Sendable {
    public let version: Version
    /// Paid within seconds, on any day.
    public let isInstant: Bool
    /// Write the payees' addresses wherever they are known; else only where a transfer needs one.
    public let hasAddresses: Bool

    /// The version of pain.001.
    public enum Version: String, Sendable, CaseIterable {
        case v09 = "pain.001.001.09"
        case v03 = "pain.001.001.03"
    }

    public init(
        version: Version = .v09, isInstant: Bool = false, hasAddresses: Bool = false
    ) {
        self.version = version
        self.isInstant = isInstant
        self.hasAddresses = hasAddresses
    }
}
