import MoneyCore

/// What the rules find at an engagement.
///
/// - Source: docs/spec/protection.md#rules
extension EngagementFacts {
    /// Asks all rules about title and agreements; the terms are those of the account in which the
    /// money lies or is expected.
    func findings(
        on day: Day, _ terms: TrustTerms?, _ settings: ProtectionSettings
    ) -> [Finding] {
        var found = ofTitle(on: day)
        found += ofRouting()
        found += ofGlobalAssignment(on: day, terms)
        return found.filter { !settings.without.contains($0.rule) }
    }

    private func ofTitle(on day: Day) -> [Finding] {
        switch title {
        case .freelancer: return []
        case .agency:
            // What lies with an independent trustee is still a security; what is not paid yet is
            // the agency's alone.
            return [Finding(.claimTitle, .titleIsAgency, Finding.Caps.ofAgencysTitle)]
        case .trustee(let assignedOn, _):
            guard assignedOn <= day else {
                return [
                    Finding(
                        .assignmentBeforeWork, .notAssignedYet(assignedOn),
                        .init(
                            ownTitle: .quotaOnly, otherTitle: .quotaOnly, withClient: .quotaOnly)
                    )
                ]
            }
            guard let workFrom, assignedOn > workFrom else { return [] }
            return [
                Finding(
                    .assignmentBeforeWork, .assignedLate(assignedOn, workFrom: workFrom),
                    .init(
                        ownTitle: .preferential, otherTitle: .preferential,
                        withClient: .preferential))
            ]
        }
    }

    private func ofRouting() -> [Finding] {
        guard let routingAgreedOn else {
            return [Finding(.routingBeforeWork, .routingNotAgreed, .inTrust(.preferential))]
        }
        guard let workFrom, routingAgreedOn > workFrom else { return [] }
        return [
            Finding(
                .routingBeforeWork, .routingLate(routingAgreedOn, workFrom: workFrom),
                .inTrust(.preferential))
        ]
    }

    /// An earlier assignment takes what was ever the agency's; it does not reach a claim that
    /// arose in the freelancer's own person.
    private func ofGlobalAssignment(on day: Day, _ terms: TrustTerms?) -> [Finding] {
        let says: Bool
        switch title {
        case .freelancer: return []
        case .agency: says = false
        case .trustee(_, let isReleased): says = isReleased
        }
        let weakness: EngagementWeakness
        switch terms?.globalAssignment {
        case .absent: return []
        case .released(let released):
            guard released > day else { return [] }
            weakness = .globalAssignmentReleasedLater(released)
        case .open:
            guard !says else { return [] }
            weakness = .globalAssignmentOpen
        case nil:
            guard !says else { return [] }
            weakness = .globalAssignmentUnknown
        }
        return [
            Finding(
                .globalAssignment, weakness,
                .init(ownTitle: .segregated, otherTitle: .quotaOnly, withClient: .quotaOnly))
        ]
    }
}
