/// Where the pooling of the trust's money stands.
///
/// - Source: docs/spec/pooling.md#states
public enum PoolState: UInt8, Sendable, CaseIterable {
    /// Nobody declared it, or it was lifted.
    case none = 0
    /// The trust is frozen: nothing leaves until somebody else confirms or lifts it.
    case declared = 1
    /// All entitlements of the moment are claims to the pool.
    case pooled = 2
    /// At least one share was planned.
    case shared = 3
    /// Nothing is left to share; what was missing is a claim outside the trust.
    case closed = 4
}

/// What can happen to the pool.
public enum PoolEvent: Sendable, CaseIterable {
    case declare, lift, confirm, identify, share, close, reopen
}

extension PoolState {
    /// Moves on, or refuses.
    ///
    /// - Source: docs/spec/pooling.md#states
    public func after(_ event: PoolEvent) throws(IllegalStep) -> PoolState {
        switch (self, event) {
        case (.none, .declare): .declared
        case (.declared, .lift): .none
        case (.declared, .confirm): .pooled
        case (.pooled, .identify): .pooled
        case (.pooled, .share), (.shared, .share), (.shared, .identify): .shared
        case (.pooled, .close), (.shared, .close): .closed
        case (.closed, .reopen): .shared
        case (.none, .lift), (.none, .confirm), (.none, .identify), (.none, .share),
            (.none, .close), (.declared, .declare), (.declared, .identify), (.declared, .share),
            (.declared, .close), (.pooled, .declare), (.pooled, .lift), (.pooled, .confirm),
            (.shared, .declare), (.shared, .lift), (.shared, .confirm), (.closed, .declare),
            (.closed, .lift), (.closed, .confirm), (.closed, .identify), (.closed, .share),
            (.closed, .close), (.none, .reopen), (.declared, .reopen), (.pooled, .reopen),
            (.shared, .reopen):
            throw IllegalStep(state: "pool \(self)", event: "\(event)")
        }
    }

    /// Whether the money of the moment is in the pool and not shared out yet.
    public var holdsMoney: Bool { self == .pooled || self == .shared }
}
