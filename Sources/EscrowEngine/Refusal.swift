/// A command that is refused for what it asks: what happened, and what to do.
package struct Refusal: Error, Equatable, Sendable {
    /// Stable for programs, `noun.reason`.
    package let code: String
    package let message: String
    package let remedy: String

    package init(_ code: String, _ message: String, remedy: String) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }
}

/// What a step can end in other than its answer.
package enum EngineError: Error, Equatable, Sendable {
    case refused(Refusal)
    case store(StoreError)
    /// The book breaks one of its own rules; nothing was written.
    case broken(String)

    /// Whether the same command can succeed when tried again.
    package var isTransient: Bool {
        switch self {
        case .store(let error): error.isTransient
        case .refused, .broken: false
        }
    }
}
