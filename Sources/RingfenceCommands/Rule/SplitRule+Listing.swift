import EscrowCore
import MoneyCore

extension SplitRule {
    /// One row per part, as rule files name things.
    func listing(isSample: Bool) -> Listing {
        var listing = Listing(
            "parts",
            [
                .left("payee", "payee"), .left("amount", "amount"), .left("of", "of"),
                .left("vat", "VAT"), .left("passThrough", "passes through"),
                .right("floor", "floor"), .right("cap", "cap"), .right("place", "place"),
            ], isSample: isSample)
        for part in parts {
            let place = order.flatMap { $0.firstIndex { $0.contains(part.payee) } }
            listing.append([
                .text(part.payee.name), .text(part.amount.text), .text(part.basis.name),
                .optional(part.vat?.text), .flag(part.isPassedThrough),
                part.floor.map { .money($0) } ?? .empty, part.cap.map { .money($0) } ?? .empty,
                place.map { .number(Int64($0 + 1)) } ?? .empty,
            ])
        }
        return listing
    }
}

extension RuleAmount {
    /// One line: `1/3`, `80.00 per hour`, `4/5 up to 10,000.00, then 9/10`.
    var text: String {
        switch self {
        case .hours(let rate): rate.map { "\($0) per hour" } ?? "agreed rate per hour"
        case .share(let share): share.description
        case .tiers(let tiers):
            tiers.map { tier in
                tier.upTo.map { "\(tier.share) up to \($0)" } ?? "then \(tier.share)"
            }.joined(separator: ", ")
        case .fixed(let amount): amount.description
        case .perUnit(let amount): "\(amount) per unit"
        case .remainder: "remainder"
        }
    }
}
