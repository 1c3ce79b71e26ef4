import EscrowCore
import MoneyCore

/// Which country's rules a scenario starts from; every one of them can be changed.
///
/// - Source: docs/spec/simulation-law.md#presets
public enum Jurisdiction: String, Hashable, Sendable, CaseIterable {
    /// Germany: title and purity decide, and a mixed account protects nobody.
    case germany = "DE"
    /// A client-money pool as in the United Kingdom: what there is is shared rateably.
    case unitedKingdomPool = "UK"

    /// The rules by which money on a mixed account is looked for.
    public var tracingRules: [TracingRule] {
        switch self {
        case .germany: [.segregation, .substitute]
        case .unitedKingdomPool: [.lowestBalance, .pariPassu, .firstIn, .rolling]
        }
    }

    /// Where these rules come from.
    public var citation: String {
        switch self {
        case .germany: "InsO §§47, 48; BGH IX ZR 49/10, IX ZR 164/98 (F5, F11)"
        case .unitedKingdomPool: "CASS 7A.2, 7A.3; Barlow Clowes v Vaughan (U7, U8, U11)"
        }
    }

    /// The trust's settings to start from.
    public var trust: TrustSettings {
        var settings = TrustSettings()
        switch self {
        case .germany: break
        case .unitedKingdomPool:
            // All client money is pooled and shared rateably; the firm is no client.
            settings.grade = .segregated
            settings.isGradeStated = true
            settings.agencySubordinated = true
            settings.contribution = .zero
        }
        return settings
    }
}
