/// Where a payout stands.
///
/// That its plan is approved is the plan's state; the payout is planned until it is exported.
public enum PayoutState: UInt8, Sendable, CaseIterable {
    case planned = 1
    case exported = 2
    case settled = 3
    case returned = 4
    case withdrawn = 5
    /// It came back, and the bank line that took it out has not been seen yet.
    case returnedInFlight = 6
    /// The bank took the order; it did not pay yet.
    case accepted = 7
    /// The bank does not pay it: it said so, or two people did after asking it.
    case rejected = 8
    /// Nobody knows what the bank did with it.
    case unknown = 9
    /// Its fate is unknown, and one person says that the bank did not and will not pay it.
    case resendRequested = 10
    /// A transfer: the account that it goes to has the money, and the bank line that took it out
    /// has not been seen yet.
    case arrivedInFlight = 11
    /// A transfer: out of the one account and in the other.
    case arrived = 12

    public var name: String {
        switch self {
        case .planned: "planned"
        case .exported: "exported"
        case .settled: "settled"
        case .returned: "returned"
        case .withdrawn: "withdrawn"
        case .returnedInFlight: "returned, debit not seen"
        case .accepted: "accepted"
        case .rejected: "rejected"
        case .unknown: "unknown"
        case .resendRequested: "unknown, resend requested"
        case .arrivedInFlight: "arrived, debit not seen"
        case .arrived: "arrived"
        }
    }
}

/// What can happen to a payout.
public enum PayoutEvent: Sendable, CaseIterable {
    case export, accept, reject, loseTrack, requestResend, confirmResend, settle, `return`,
        withdraw,
        arrive

    /// As a sentence goes on after "it cannot".
    public var name: String {
        switch self {
        case .export: "be exported"
        case .accept: "be accepted"
        case .reject: "be rejected"
        case .loseTrack: "become unknown"
        case .requestResend: "be requested to be sent again"
        case .confirmResend: "be confirmed to be sent again"
        case .settle: "be settled"
        case .return: "be returned"
        case .withdraw: "be withdrawn"
        case .arrive: "arrive"
        }
    }
}

extension PayoutState {
    /// Moves on, or refuses.
    ///
    /// - Source: docs/spec/payout.md#payout-states
    public func after(_ event: PayoutEvent) throws(IllegalStep) -> PayoutState {
        switch self {
        case .planned: try plannedAfter(event)
        case .exported: try exportedAfter(event)
        case .accepted: try acceptedAfter(event)
        case .unknown: try unknownAfter(event)
        case .resendRequested: try resendRequestedAfter(event)
        case .returnedInFlight: try returnedInFlightAfter(event)
        case .settled: try settledAfter(event)
        case .arrivedInFlight: try arrivedInFlightAfter(event)
        case .rejected, .returned, .withdrawn, .arrived: throw refusal(of: event)
        }
    }

    private func refusal(of event: PayoutEvent) -> IllegalStep {
        IllegalStep(state: name, event: event.name)
    }

    private func plannedAfter(_ event: PayoutEvent) throws(IllegalStep) -> PayoutState {
        switch event {
        case .export: .exported
        case .withdraw: .withdrawn
        case .accept, .reject, .loseTrack, .requestResend, .confirmResend, .settle, .return,
            .arrive:
            throw refusal(of: event)
        }
    }

    private func exportedAfter(_ event: PayoutEvent) throws(IllegalStep) -> PayoutState {
        switch event {
        case .accept: .accepted
        case .reject: .rejected
        case .loseTrack: .unknown
        case .settle: .settled
        case .return: .returnedInFlight
        case .arrive: .arrivedInFlight
        case .export, .requestResend, .confirmResend, .withdraw: throw refusal(of: event)
        }
    }

    private func acceptedAfter(_ event: PayoutEvent) throws(IllegalStep) -> PayoutState {
        switch event {
        case .reject: .rejected
        case .loseTrack: .unknown
        case .settle: .settled
        case .return: .returnedInFlight
        case .arrive: .arrivedInFlight
        case .export, .accept, .requestResend, .confirmResend, .withdraw: throw refusal(of: event)
        }
    }

    /// One person's word that the bank rejected it is not enough here: that takes two.
    private func unknownAfter(_ event: PayoutEvent) throws(IllegalStep) -> PayoutState {
        switch event {
        case .accept: .accepted
        case .requestResend: .resendRequested
        case .settle: .settled
        case .return: .returnedInFlight
        case .arrive: .arrivedInFlight
        case .export, .reject, .loseTrack, .confirmResend, .withdraw: throw refusal(of: event)
        }
    }

    private func resendRequestedAfter(_ event: PayoutEvent) throws(IllegalStep) -> PayoutState {
        switch event {
        case .accept: .accepted
        case .loseTrack: .unknown
        case .confirmResend: .rejected
        case .settle: .settled
        case .return: .returnedInFlight
        case .arrive: .arrivedInFlight
        case .export, .reject, .requestResend, .withdraw: throw refusal(of: event)
        }
    }

    private func returnedInFlightAfter(_ event: PayoutEvent) throws(IllegalStep) -> PayoutState {
        switch event {
        case .settle: .returned
        case .export, .accept, .reject, .loseTrack, .requestResend, .confirmResend, .return,
            .withdraw, .arrive:
            throw refusal(of: event)
        }
    }

    /// Where the money is, is known: only the line that took it out is missing.
    private func arrivedInFlightAfter(_ event: PayoutEvent) throws(IllegalStep) -> PayoutState {
        switch event {
        case .settle: .arrived
        case .export, .accept, .reject, .loseTrack, .requestResend, .confirmResend, .return,
            .withdraw, .arrive:
            throw refusal(of: event)
        }
    }

    private func settledAfter(_ event: PayoutEvent) throws(IllegalStep) -> PayoutState {
        switch event {
        case .return: .returned
        case .arrive: .arrived
        case .export, .accept, .reject, .loseTrack, .requestResend, .confirmResend, .settle,
            .withdraw:
            throw refusal(of: event)
        }
    }

    /// Whether its money is on its way: exported, and neither paid nor known not to be.
    public var isInFlight: Bool {
        switch self {
        case .exported, .accepted, .unknown, .resendRequested: true
        case .planned, .settled, .returned, .withdrawn, .returnedInFlight, .rejected,
            .arrivedInFlight, .arrived:
            false
        }
    }
}
