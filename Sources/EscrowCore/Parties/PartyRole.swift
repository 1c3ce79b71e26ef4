/// What a party is to the book.
public enum PartyRole: UInt8, Sendable, CaseIterable {
    case agency = 1
    case client = 2
    case freelancer = 3
    /// Gets a premium that passes through: the second price of two.
    case producer = 4

    public var name: String {
        switch self {
        case .agency: "agency"
        case .client: "client"
        case .freelancer: "freelancer"
        case .producer: "producer"
        }
    }

    public init?(_ name: String) {
        guard let role = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = role
    }
}
