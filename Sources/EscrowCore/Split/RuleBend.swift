import MoneyCore

/// Where a part of a rule begins to grow otherwise: a bound of its amount or of a tier.
///
/// Between two bends of a rule each of its parts grows evenly with its line.
struct RuleBend {
    fileprivate let part: RulePart
    fileprivate let reckoned: Reckoned
    fileprivate let bound: Money

    fileprivate enum Reckoned {
        /// What the part is reckoned from.
        case base
        /// The part itself, before its bounds.
        case amount
    }

    /// Whether a line is so large that it lies at the bend or behind it.
    ///
    /// What is too large to be reckoned does; what the premiums leave nothing of does not.
    func isReached(by line: RuledLine) -> Bool {
        do throws(RuleDivisionError) {
            let draft = try SplitRule.premiums(of: line)
            let rest = part.isPassedThrough ? (net: line.net, gross: line.gross) : try draft.rest()
            let base = part.basis == .net ? rest.net : rest.gross
            switch reckoned {
            case .base: return base.minor >= bound.minor
            case .amount: return try draft.reckon(part.amount, from: base).minor >= bound.minor
            }
        } catch {
            return error == .overflow
        }
    }
}

extension SplitRule {
    /// Where the parts bend, as lines grow.
    var bends: [RuleBend] {
        parts.flatMap { part in
            let bounds = [part.floor, part.cap].compactMap(\.self)
                .map { RuleBend(part: part, reckoned: .amount, bound: $0) }
            guard case .tiers(let tiers) = part.amount else { return bounds }
            return bounds
                + tiers.compactMap(\.upTo).map { RuleBend(part: part, reckoned: .base, bound: $0) }
        }
    }
}
