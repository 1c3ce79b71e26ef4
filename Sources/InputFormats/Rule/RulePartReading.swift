import EscrowCore
import MoneyCore
import Yams

/// Reads one part of a rule file.
struct RulePartReading {
    let section: SettingsReader
    let currency: Currency

    private static let amounts = [
        "rate", "percent", "fraction", "tiers", "fixed", "perUnit", "remainder",
    ]

    func part() throws(InputError) -> RulePart {
        try section.allow(["payee", "of", "vat", "passThrough", "floor", "cap"] + Self.amounts)
        guard let payee = try section.text("payee") else {
            throw section.refusal(
                "payee", "is missing.", "Write freelancer, agency or the code of a producer.")
        }
        let written = Self.amounts.filter { section.node($0) != nil }
        guard written.count == 1, let kind = written.first else {
            throw section.refusal(
                written.last ?? "payee",
                written.isEmpty ? "has no amount." : "stands beside \(written[0]).",
                "Write one of \(Self.amounts.joined(separator: ", ")).")
        }
        let amount = try amount(kind)
        return RulePart(
            RulePayee(payee), amount, basis: try basis(kind),
            vat: try section.value(
                "vat", allowed: "a rate such as 19, or small-business, reverse-charge or foreign"
            ) { VATStatus($0) }, isPassedThrough: try section.bool("passThrough") ?? false,
            floor: try section.money("floor", in: currency),
            cap: try section.money("cap", in: currency))
    }

    private func amount(_ kind: String) throws(InputError) -> RuleAmount {
        switch kind {
        case "rate":
            if section.node(kind)?.scalar?.string == "agreed" { return .hours(rate: nil) }
            return .hours(rate: try money(kind))
        case "percent", "fraction": return .share(try Self.share(section))
        case "tiers": return .tiers(try tiers())
        case "fixed": return .fixed(try money(kind))
        case "perUnit": return .perUnit(try money(kind))
        default:
            guard try section.bool(kind) == true else {
                throw section.refusal(kind, "is false.", "Write remainder: true, or leave it.")
            }
            return .remainder
        }
    }

    private func money(_ key: String) throws(InputError) -> Money {
        try section.money(key, in: currency) ?? .zero(currency)
    }

    /// What a fraction is of must be said; hours are net, the remainder and other amounts gross.
    private func basis(_ kind: String) throws(InputError) -> AmountBasis {
        let written = try section.value("of", allowed: "net or gross") { AmountBasis($0) }
        switch kind {
        case "rate": return written ?? .net
        case "fixed", "perUnit": return written ?? .gross
        case "remainder":
            guard written == nil else {
                throw section.refusal(
                    "of", "is without meaning here.", "The remainder is of the gross; leave it.")
            }
            return .gross
        default:
            guard let written else {
                throw section.refusal(
                    "of", "is missing.", "Write of: net or of: gross beside \(kind).")
            }
            return written
        }
    }

    private func tiers() throws(InputError) -> [RuleAmount.Tier] {
        try (section.sections("tiers") ?? []).map { tier throws(InputError) in
            try tier.allow(["upTo", "percent", "fraction"])
            return RuleAmount.Tier(
                upTo: try tier.money("upTo", in: currency), share: try Self.share(tier))
        }
    }

    private static func share(_ section: SettingsReader) throws(InputError) -> Share {
        if section.node("percent") != nil, section.node("fraction") != nil {
            throw section.refusal("fraction", "stands beside percent.", "Leave one of them.")
        }
        let percent = try section.value("percent", allowed: "a percentage such as 12.5") {
            Share(percent: $0)
        }
        let fraction = try section.value("fraction", allowed: "a fraction such as 1/3") {
            Self.fraction($0)
        }
        guard let share = percent ?? fraction else {
            throw section.refusal("percent", "is missing.", "Write percent or fraction.")
        }
        return share
    }

    private static func fraction(_ text: String) -> Share? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let numerator = Int64(parts[0]), let denominator = Int64(parts[1])
        else { return nil }
        return Share(numerator, over: denominator)
    }
}
