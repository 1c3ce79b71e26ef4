/// Where an amount of a party's part of an invoice line stands.
///
/// - Source: docs/spec/hold.md#states
public enum HoldState: Sendable, CaseIterable {
    case expected
    /// Disputed before it came.
    case doubtful
    case held
    /// Paid out, and come back.
    case returned
    case disputed
    case available
    /// In flight or settled.
    case out
    /// Out, though it is no longer the party's.
    case owed
    /// No longer the party's: the client's, or nobody expects it.
    case gone

    public var name: String { "\(self)" }
}

/// What can happen to such an amount.
public enum HoldEvent: Sendable, CaseIterable {
    /// Split while its release waits for something.
    case arrive
    /// Split with nothing to wait for.
    case arriveFree
    /// Its condition is met, and the releases are run.
    case meet
    /// Somebody releases it.
    case release
    case dispute
    /// The dispute is decided for the party.
    case party
    /// The same, while its release waits for something.
    case partyEarly
    case client
    case payOut
    case comeBack
    /// The receipt is taken back by the payer's bank.
    case takeBack
    case credit

    /// As the table of the document writes it.
    public var name: String {
        switch self {
        case .arrive: "arrive"
        case .arriveFree: "arrive free"
        case .meet: "meet"
        case .release: "release"
        case .dispute: "dispute"
        case .party: "party"
        case .partyEarly: "party early"
        case .client: "client"
        case .payOut: "pay out"
        case .comeBack: "come back"
        case .takeBack: "take back"
        case .credit: "credit"
        }
    }
}

extension HoldState {
    /// Moves on, or refuses.
    ///
    /// - Source: docs/spec/hold.md#states
    public func after(_ event: HoldEvent) throws(IllegalStep) -> HoldState {
        let next =
            switch self {
            case .expected: Self.afterExpected(event)
            case .doubtful: Self.afterDoubtful(event)
            case .held: Self.afterHeld(event)
            case .returned: Self.afterReturned(event)
            case .disputed: Self.afterDisputed(event)
            case .available: Self.afterAvailable(event)
            case .out: Self.afterOut(event)
            case .owed: Self.afterOwed(event)
            case .gone: Self.afterGone(event)
            }
        guard let next else { throw IllegalStep(state: name, event: event.name) }
        return next
    }

    private static func afterExpected(_ event: HoldEvent) -> HoldState? {
        switch event {
        case .arrive: .held
        case .arriveFree: .available
        case .dispute: .doubtful
        case .credit: .gone
        case .meet, .release, .party, .partyEarly, .client, .payOut, .comeBack, .takeBack: nil
        }
    }

    private static func afterDoubtful(_ event: HoldEvent) -> HoldState? {
        switch event {
        case .arrive, .arriveFree: .disputed
        case .party, .partyEarly: .expected
        case .client, .credit: .gone
        case .meet, .release, .dispute, .payOut, .comeBack, .takeBack: nil
        }
    }

    private static func afterHeld(_ event: HoldEvent) -> HoldState? {
        switch event {
        case .meet, .release: .available
        case .dispute: .disputed
        case .takeBack: .expected
        case .credit: .gone
        case .arrive, .arriveFree, .party, .partyEarly, .client, .payOut, .comeBack: nil
        }
    }

    private static func afterReturned(_ event: HoldEvent) -> HoldState? {
        switch event {
        case .release: .available
        case .dispute: .disputed
        case .takeBack: .expected
        case .credit: .gone
        case .arrive, .arriveFree, .meet, .party, .partyEarly, .client, .payOut, .comeBack: nil
        }
    }

    private static func afterDisputed(_ event: HoldEvent) -> HoldState? {
        switch event {
        case .party: .available
        case .partyEarly: .held
        case .client, .credit: .gone
        case .takeBack: .doubtful
        case .arrive, .arriveFree, .meet, .release, .dispute, .payOut, .comeBack: nil
        }
    }

    private static func afterAvailable(_ event: HoldEvent) -> HoldState? {
        switch event {
        case .dispute: .disputed
        case .payOut: .out
        case .takeBack: .expected
        case .credit: .gone
        case .arrive, .arriveFree, .meet, .release, .party, .partyEarly, .client, .comeBack: nil
        }
    }

    private static func afterOut(_ event: HoldEvent) -> HoldState? {
        switch event {
        case .comeBack: .returned
        case .takeBack, .credit: .owed
        case .arrive, .arriveFree, .meet, .release, .dispute, .party, .partyEarly, .client,
            .payOut:
            nil
        }
    }

    private static func afterOwed(_ event: HoldEvent) -> HoldState? {
        switch event {
        case .comeBack: .gone
        case .arrive, .arriveFree, .meet, .release, .dispute, .party, .partyEarly, .client,
            .payOut, .takeBack, .credit:
            nil
        }
    }

    private static func afterGone(_ event: HoldEvent) -> HoldState? {
        switch event {
        case .arrive, .arriveFree, .meet, .release, .dispute, .party, .partyEarly, .client,
            .payOut, .comeBack, .takeBack, .credit:
            nil
        }
    }
}
