package import EscrowCore
package import MoneyCore

/// - Source: docs/spec/matching.md
extension BookReader {
    /// For which invoices a bank line would be as the book stands, without entering it.
    package func matching(of line: BankLine, _ currency: Currency) throws -> Matching {
        let lookup = try MatchLookup(self, currency)
        return Matching.decide(
            try lookup.candidates(for: line), line: Int(try setting(.matchConfidence)))
    }
}
