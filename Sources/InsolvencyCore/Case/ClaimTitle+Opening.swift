public import EscrowCore
public import MoneyCore

extension ClaimTitle {
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
