/// Where an invoice stands, by what is open, written off and left of its contract.
///
/// - Source: docs/spec/invoice.md#states
public enum InvoiceState: Sendable, CaseIterable {
    /// Nothing has come, all of it is open.
    case open
    /// Some has come, the rest is open.
    case part
    /// Nothing is open: all that is left of it has come.
    case settled
    /// Nothing is open, because somebody wrote it off; it is still owed.
    case writtenOff
    /// Nothing is left of it.
    case credited

    public var name: String {
        switch self {
        case .open: "open"
        case .part: "part"
        case .settled: "settled"
        case .writtenOff: "written off"
        case .credited: "credited"
        }
    }

    /// - Parameters:
    ///   - contract: What is left of all parts, in minor units.
    ///   - writtenOff: What nobody expects of it though it is owed.
    ///   - open: What is still expected.
    public init(contract: Int64, writtenOff: Int64, open: Int64) {
        if contract == 0 {
            self = .credited
        } else if open > 0 {
            self = contract - writtenOff > open ? .part : .open
        } else {
            self = writtenOff > 0 ? .writtenOff : .settled
        }
    }
}
