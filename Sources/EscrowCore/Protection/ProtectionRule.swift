/// The closed list of questions that decide a grade; each can be switched off.
///
/// The raw value is the rule's id in reports, files and options.
///
/// - Source: docs/spec/protection.md#rules
public enum ProtectionRule: String, Hashable, Sendable, CaseIterable {
    case claimTitle = "claim-title"
    case assignmentBeforeWork = "assignment-before-work"
    case routingBeforeWork = "routing-before-work"
    case globalAssignment = "global-assignment"
    case trusteeIndependent = "trustee-independent"
    case directRight = "direct-right"
    case accountExclusive = "account-exclusive"
    case ownDebit = "own-debit"
    case agencyMoney = "agency-money"
    case ownShareSwept = "own-share-swept"
    case bankWaiver = "bank-waiver"
    case bankInformed = "bank-informed"
    case noOverdraft = "no-overdraft"
    case bankStands = "bank-stands"
    case reconciled
    case noShortfall = "no-shortfall"
    case identified

    /// Statute, decision or pattern, with its number in the research.
    public var citation: String {
        switch self {
        case .claimTitle: "InsO §§47, 51; BGH IX ZR 49/10; BAG 6 AZR 47/12 (F3, F4, F9)"
        case .assignmentBeforeWork: "InsO §91; BGH IX ZR 90/08 (F25)"
        case .routingBeforeWork:
            "InsO §§130, 131; BGH IX ZR 240/13, IX ZR 287/14 (F18, F19)"
        case .globalAssignment: "BGB §398, InsO §91 (F25)"
        case .trusteeIndependent: "BGH IX ZR 49/10; BAG 6 AZR 47/12 (F4, F9)"
        case .directRight: "InsO §§115, 116; BGB §328; BAG 6 AZR 47/12 (F9, F24)"
        case .accountExclusive: "BGH IX ZR 49/10, IX ZR 120/02 (F4, F6)"
        case .ownDebit: "BGH IX ZR 49/10, BGHZ 188, 317 (F5)"
        case .agencyMoney: "BGH IX ZR 120/02; cf. CASS 7.13 (F6, U1)"
        case .ownShareSwept: "BGH IX ZR 151/95; cf. CASS 7.15.29 (F7, U3)"
        case .bankWaiver: "BGH NJW 1987, 3250; AGB-Banken no. 14 (F16)"
        case .bankInformed: "BGH NJW 1987, 3250; EinSiG §5(1) (F8, F16, R6, R7)"
        case .noOverdraft: "InsO §48 (F10)"
        case .bankStands: "EinSiG §§5(1), 8(1) (R5, R6, R7, U8)"
        case .reconciled: "BGH IX ZR 49/10; cf. CASS 7.15.15 (F8, Q7, U2)"
        case .noShortfall: "cf. CASS 7.15.29 (U3, U4)"
        case .identified: "InsO §47; cf. IOLTA (F3, U5, U10)"
        }
    }
}

/// Which rules count, and their periods.
///
/// - Source: docs/spec/protection.md#switches
public struct ProtectionSettings: Hashable, Sendable {
    /// Rules that are switched off: what they find lowers nothing.
    public var without: Set<ProtectionRule> = []
    /// For how many bank days money may lie unidentified.
    public var unidentifiedDays = 10

    public init() {}
}
