/// What a person may do.
///
/// Roles are granted by somebody else, never to oneself.
///
/// - Source: docs/spec/actors.md
public struct ActorRoles: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Enters facts, imports files, plans payouts.
    public static let clerk = ActorRoles(rawValue: 1)
    /// Approves what somebody else planned.
    public static let approver = ActorRoles(rawValue: 2)
    /// Reads and checks.
    public static let auditor = ActorRoles(rawValue: 4)

    private static let named: [(String, ActorRoles)] = [
        ("clerk", .clerk), ("approver", .approver), ("auditor", .auditor),
    ]

    public var names: [String] { Self.named.filter { contains($0.1) }.map(\.0) }

    public init?(name: String) {
        guard let role = Self.named.first(where: { $0.0 == name })?.1 else { return nil }
        self = role
    }
}
