public import MoneyCore

/// Where a change stands on a day.
public enum ChangeState: UInt8, Sendable, CaseIterable {
    case requested = 1
    case consented = 2
    case refused = 3
    case withdrawn = 4
    case expired = 5
    case effective = 6

    public var name: String { "\(self)" }
}

/// What can happen to a change; the last two happen by a day's passing.
public enum ChangeEvent: Sendable, CaseIterable {
    case consent, refuse, withdraw, expire, takeEffect

    /// As a sentence goes on after "it cannot".
    public var name: String {
        switch self {
        case .consent: "consent"
        case .refuse: "refuse"
        case .withdraw: "withdraw"
        case .expire: "expire"
        case .takeEffect: "take effect"
        }
    }
}

extension ChangeState {
    /// Moves on, or refuses.
    ///
    /// - Source: docs/spec/changes.md#states
    public func after(_ event: ChangeEvent) throws(IllegalStep) -> ChangeState {
        switch (self, event) {
        case (.requested, .consent): .consented
        case (.requested, .refuse), (.consented, .refuse): .refused
        case (.requested, .withdraw), (.consented, .withdraw): .withdrawn
        case (.requested, .expire): .expired
        case (.consented, .takeEffect): .effective
        case (.requested, .takeEffect), (.consented, .consent), (.consented, .expire),
            (.refused, .consent), (.refused, .refuse), (.refused, .withdraw), (.refused, .expire),
            (.refused, .takeEffect), (.withdrawn, .consent), (.withdrawn, .refuse),
            (.withdrawn, .withdraw), (.withdrawn, .expire), (.withdrawn, .takeEffect),
            (.expired, .consent), (.expired, .refuse), (.expired, .withdraw), (.expired, .expire),
            (.expired, .takeEffect), (.effective, .consent), (.effective, .refuse),
            (.effective, .withdraw), (.effective, .expire), (.effective, .takeEffect):
            throw IllegalStep(state: "\(self)", event: event.name)
        }
    }

    /// What the state has become by a day, given what the records say.
    ///
    /// Days pass without a record; so what a record said last and two days of it decide.
    ///
    /// - Parameters:
    ///   - day: The day that is asked for.
    ///   - expiresOn: The last day for consent.
    ///   - effectiveOn: The first day on which it holds, once somebody consented.
    /// - Returns: The state on that day.
    public func on(_ day: Day, expiresOn: Day, effectiveOn: Day?) -> ChangeState {
        switch self {
        case .requested: day > expiresOn ? .expired : .requested
        case .consented: effectiveOn.map { day >= $0 } == true ? .effective : .consented
        case .refused, .withdrawn, .expired, .effective: self
        }
    }

    /// Whether it stands in the way of another change of the same thing.
    public var isPending: Bool {
        switch self {
        case .requested, .consented: true
        case .refused, .withdrawn, .expired, .effective: false
        }
    }
}
