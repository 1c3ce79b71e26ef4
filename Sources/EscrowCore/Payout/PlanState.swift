/// Where a payout plan stands.
public enum PlanState: UInt8, Sendable, CaseIterable {
    case planned = 1
    case approved = 2
    case exported = 3
    case withdrawn = 4

    public var name: String { "\(self)" }
}

/// What can happen to a plan.
public enum PlanEvent: Sendable, CaseIterable { case approve, export, withdraw }

/// A step that the state does not allow.
public struct IllegalStep: Error, Equatable, Sendable {
    public let state: String
    public let event: String
}

extension PlanState {
    /// Moves on, or refuses.
    ///
    /// - Source: docs/spec/payout.md#plan-states
    public func after(_ event: PlanEvent) throws(IllegalStep) -> PlanState {
        switch (self, event) {
        case (.planned, .approve): .approved
        case (.approved, .export): .exported
        case (.planned, .withdraw), (.approved, .withdraw): .withdrawn
        case (.planned, .export), (.approved, .approve), (.exported, .approve),
            (.exported, .export), (.exported, .withdraw), (.withdrawn, .approve),
            (.withdrawn, .export), (.withdrawn, .withdraw):
            throw IllegalStep(state: "\(self)", event: "\(event)")
        }
    }
}
