/// Where the failure of a bank stands.
///
/// - Source: docs/spec/bank-failure.md#states
public enum BankFailureState: UInt8, Sendable, CaseIterable {
    case none = 0
    /// The balance lies at the failed bank (1030).
    case failed = 1
    /// It is divided into what is covered (1040) and what is lost for now.
    case covered = 2
    /// Nothing more is expected; what comes all the same is taken.
    case closed = 3
}

/// What can happen to a failed bank.
public enum BankFailureEvent: Sendable, CaseIterable {
    case fail, cover, pay, reduce, dividend, close
}

extension BankFailureState {
    /// Moves on, or refuses.
    ///
    /// - Source: docs/spec/bank-failure.md#states
    public func after(_ event: BankFailureEvent) throws(IllegalStep) -> BankFailureState {
        switch (self, event) {
        case (.none, .fail): .failed
        case (.failed, .cover), (.covered, .cover), (.closed, .cover), (.covered, .pay),
            (.covered, .reduce), (.covered, .dividend):
            .covered
        case (.covered, .close), (.closed, .dividend): .closed
        case (.none, .reduce), (.failed, .reduce), (.closed, .reduce), (.none, .cover),
            (.none, .pay), (.none, .dividend), (.none, .close),
            (.failed, .fail), (.failed, .pay), (.failed, .dividend), (.failed, .close),
            (.covered, .fail), (.closed, .fail), (.closed, .pay), (.closed, .close):
            throw IllegalStep(state: "bank failure \(self)", event: "\(event)")
        }
    }
}
