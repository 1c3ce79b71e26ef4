public import LedgerCore
public import MoneyCore

/// What somebody owes the trust, as far as money of his or for him can meet it.
///
/// - Source: docs/spec/events.md#J13
public struct OpenClaim: Hashable, Sendable {
    /// 1100 to 1130, or 1150.
    public let subledger: Subledger
    /// What is open, in minor units, greater than zero.
    public let minor: Int64
    /// Whom money that meets a claim of 1150 is for; nil for cash claims, which it just closes.
    public let client: PartyID?

    public init(_ subledger: Subledger, minor: Int64, client: PartyID? = nil) {
        self.subledger = subledger
        self.minor = minor
        self.client = client
    }
}

/// Claims while money is given to them, one after the other.
struct ClaimMeeting {
    private var claims: [OpenClaim]
    private var open: [Int64]

    init(_ claims: [OpenClaim]) {
        self.claims = claims
        open = claims.map(\.minor)
    }

    /// One claim that is met, and by how much.
    struct Met {
        let claim: OpenClaim
        let minor: Int64
    }

    /// Gives an amount to the claims that fit, in their order.
    mutating func meet(_ minor: Int64, where fits: (OpenClaim) -> Bool) -> [Met] {
        var left = minor
        var met: [Met] = []
        for index in claims.indices where left > 0 && open[index] > 0 && fits(claims[index]) {
            let part = min(left, open[index])
            open[index] -= part
            left -= part
            met.append(Met(claim: claims[index], minor: part))
        }
        return met
    }
}
