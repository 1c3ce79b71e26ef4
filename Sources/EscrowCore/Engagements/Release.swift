import LedgerCore

/// When a split part becomes available.
///
/// - Source: docs/spec/split.md#release
public enum Release: Hashable, Sendable {
    case onReceipt
    /// Until somebody releases it.
    case held
    /// So many days after the booking day of the receipt: 1 to `daysMax`.
    case afterDays(Int)
    /// When the client has approved the hours of the line.
    case onHoursApproval
    /// When the milestone of this code is reached.
    case onMilestone(String)

    public static let daysMax = 3650

    /// The forms that files and options write.
    public static let forms = [
        "on-receipt", "held", "after-days:N", "hours-approved", "milestone:CODE",
    ]

    /// As files and options write it: `on-receipt`, `held`, `after-days:14`, `hours-approved`,
    /// `milestone:M1`.
    public var name: String {
        switch self {
        case .onReceipt: "on-receipt"
        case .held: "held"
        case .afterDays(let days): "after-days:\(days)"
        case .onHoursApproval: "hours-approved"
        case .onMilestone(let code): "milestone:\(code)"
        }
    }

    public init?(_ name: String) {
        switch name {
        case "on-receipt": self = .onReceipt
        case "held": self = .held
        case "hours-approved": self = .onHoursApproval
        default:
            let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            if parts[0] == "after-days", let days = Int(parts[1]), String(days) == parts[1],
                (1...Self.daysMax).contains(days)
            {
                self = .afterDays(days)
            } else if parts[0] == "milestone", CodeForm.isCode(parts[1]) {
                self = .onMilestone(String(parts[1]))
            } else {
                return nil
            }
        }
    }

    /// Whether what was split waits for something.
    public var isHeld: Bool { self != .onReceipt }
}

extension RecordWriter {
    mutating func release(_ release: Release) {
        switch release {
        case .onReceipt: unsigned(1)
        case .held: unsigned(2)
        case .afterDays(let days):
            unsigned(3)
            unsigned(UInt64(days))
        case .onHoursApproval: unsigned(4)
        case .onMilestone(let code):
            unsigned(5)
            text(code)
        }
    }
}

extension RecordReader {
    mutating func release() throws(RecordError) -> Release {
        switch try unsigned() {
        case 1: return .onReceipt
        case 2: return .held
        case 3:
            guard let release = Release("after-days:\(try natural())") else {
                throw .field("release")
            }
            return release
        case 4: return .onHoursApproval
        case 5:
            guard let release = Release("milestone:\(try text())") else { throw .field("release") }
            return release
        default: throw .field("release")
        }
    }
}
