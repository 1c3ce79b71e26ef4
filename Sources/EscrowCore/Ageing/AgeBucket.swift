/// How old something is, in the steps in which people look at it.
///
/// - Source: docs/spec/questions.md#ageing
public enum AgeBucket: UInt8, Sendable, CaseIterable {
    /// Not due yet, or due today.
    case notDue = 0
    case upTo30 = 1
    case upTo60 = 2
    case upTo90 = 3
    case over90 = 4

    /// - Parameter days: Days behind the due day; zero or less is not due.
    public init(daysOverdue days: Int) {
        self =
            switch days {
            case ...0: .notDue
            case ...30: .upTo30
            case ...60: .upTo60
            case ...90: .upTo90
            default: .over90
            }
    }

    /// A stable name for programs.
    public var key: String {
        switch self {
        case .notDue: "notDue"
        case .upTo30: "upTo30"
        case .upTo60: "upTo60"
        case .upTo90: "upTo90"
        case .over90: "over90"
        }
    }
}
