package import EscrowCore
package import MoneyCore

/// A held amount, and what it waits for on a day.
package struct HeldAmount: Hashable, Sendable {
    package let row: HoldRow
    /// nil when it can be released.
    package let reason: Hold.Reason?
}

extension BookReader {
    /// All that is held, with what it waits for on a day.
    ///
    /// - Source: docs/spec/hold.md#conditions
    package func held(on day: Day) throws -> [HeldAmount] {
        var facts = try HoldFacts(on: day, self)
        return try rows(HoldRow.self, .all).map { row in
            HeldAmount(row: row, reason: try facts.reason(row, self))
        }
    }
}
