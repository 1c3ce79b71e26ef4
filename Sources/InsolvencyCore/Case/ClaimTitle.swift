public import MoneyCore

/// Who owns the claim against the client; more than the account, this decides what is protected.
///
/// - Source: BGH IX ZR 49/10 (F4); docs/legal-model.md#title
public enum ClaimTitle: Hashable, Sendable {
    /// The agency invoices in its own name: open client money belongs to its estate.
    case agency
    /// The claim arises in the freelancer's own person.
    case freelancer
    /// Assigned in advance to an independent trustee; `globalAssignmentReleased` says that no
    /// earlier global assignment to a bank outranks it.
    case trustee(assignedOn: Day, globalAssignmentReleased: Bool)

    /// Whether open client money stays outside the agency's estate if proceedings open that day.
    ///
    /// - Source: BGH IX ZR 90/08, InsO §91 (F25)
    public func protectsOpenClaim(ifOpenedOn openingDay: Day) -> Bool {
        switch self {
        case .agency: false
        case .freelancer: true
        case .trustee(let assignedOn, let isReleased): assignedOn < openingDay && isReleased
        }
    }
}

/// Which party's part a partial payment fills first.
public enum SplitPolicy: String, Hashable, Sendable, CaseIterable {
    case proRata = "pro-rata"
    case freelancerFirst = "freelancer-first"
    case agencyFirst = "agency-first"
}
