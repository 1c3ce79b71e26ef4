/// Where a payout plan stands.
public enum PlanState: UInt8, Sendable, CaseIterable {
    case planned = 1
    case approved = 2
    case exported = 3
    case withdrawn = 4

    public var name: String { "\(self)" }
}

/// Where a payout stands.
public enum PayoutState: UInt8, Sendable, CaseIterable {
    case planned = 1
    case exported = 2
    case settled = 3
    case returned = 4
    case withdrawn = 5
    /// It came back, and the bank line that took it out has not been seen yet.
    case returnedInFlight = 6

    public var name: String {
        switch self {
        case .planned: "planned"
        case .exported: "exported"
        case .settled: "settled"
        case .returned: "returned"
        case .withdrawn: "withdrawn"
        case .returnedInFlight: "returned, debit not seen"
        }
    }
}

/// What can happen to a plan.
public enum PlanEvent: Sendable, CaseIterable { case approve, export, withdraw }

/// What can happen to a payout.
public enum PayoutEvent: Sendable, CaseIterable { case export, settle, `return`, withdraw }

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

extension PayoutState {
    /// Moves on, or refuses.
    ///
    /// - Source: docs/spec/payout.md#payout-states
    public func after(_ event: PayoutEvent) throws(IllegalStep) -> PayoutState {
        switch (self, event) {
        case (.planned, .export): .exported
        case (.planned, .withdraw): .withdrawn
        case (.exported, .settle): .settled
        case (.exported, .return): .returnedInFlight
        case (.settled, .return), (.returnedInFlight, .settle): .returned
        case (.planned, .settle), (.planned, .return), (.exported, .export),
            (.exported, .withdraw), (.settled, .export), (.settled, .settle),
            (.settled, .withdraw), (.returned, .export), (.returned, .settle),
            (.returned, .return), (.returned, .withdraw), (.withdrawn, .export),
            (.withdrawn, .settle), (.withdrawn, .return), (.withdrawn, .withdraw),
            (.returnedInFlight, .export), (.returnedInFlight, .return),
            (.returnedInFlight, .withdraw):
            throw IllegalStep(state: "\(self)", event: "\(event)")
        }
    }
}
