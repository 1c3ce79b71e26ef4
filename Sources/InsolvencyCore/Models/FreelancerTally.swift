import MoneyCore

/// What one freelancer has and may ask under one model, in minor units, while it is added up.
struct FreelancerTally: Sendable {
    let freelancer: String
    /// The gross value of all work up to filing.
    var performed: Int64 = 0
    var alreadyPaid: Int64 = 0
    var exposure: Int64 = 0
    /// The VAT in the exposure.
    var exposureVAT: Int64 = 0
    var inTrust: Int64 = 0
    var withClient: Int64 = 0
    /// The insolvency claim (InsO §38).
    var claim: Int64 = 0
    /// What the freelancer owes the estate at par.
    var owed: Int64 = 0
    /// Given back after opening (InsO §143); its claim revives.
    var clawedBack: Int64 = 0
    /// Cash from other routes than the quota.
    var cash: [Cash] = []

    struct Cash: Sendable {
        let route: CashRoute
        let day: Day
        let minor: Int64
        /// The work that a client pays; nil for other routes.
        let item: WorkItem?
    }

    init(_ freelancer: String) { self.freelancer = freelancer }

    /// Notes cash; nothing for a zero amount.
    mutating func add(
        _ route: CashRoute, _ minor: Int64, on day: Day, of item: WorkItem? = nil
    ) {
        guard minor != 0 else { return }
        cash.append(Cash(route: route, day: day, minor: minor, item: item))
    }

    /// Notes what is given back to the estate, and the claim that revives (InsO §144).
    mutating func giveBack(_ minor: Int64, vat: Int64, on day: Day) {
        guard minor > 0 else { return }
        clawedBack += minor
        claim += minor
        exposureVAT += vat
        add(.clawback, -minor, on: day)
    }
}

/// What one model's routing gives to the common settlement, in minor units.
struct Routed: Sendable {
    var tallies: [FreelancerTally]
    /// Book money that the agency had before filing, and what of it went on to freelancers.
    var agencyReceived: Int64 = 0
    var agencyPaidOn: Int64 = 0
    /// Book claims that the estate collects after filing, and the VAT due on that (InsO §55).
    var proceeds: Int64 = 0
    var vatOnProceeds: Int64 = 0
    /// What the estate gets out of the trust, or the top-up it never had to make.
    var toEstate: Int64 = 0
    /// What clients get back, and what they may claim.
    var clientsHold: Int64 = 0
    var clientsClaim: Int64 = 0
    /// What others took out of the trust; negative if others put money in.
    var takenFromTrust: Int64 = 0
    /// Corrections of VAT one logical second before opening (6.6).
    var inputVAT: Int64 = 0
    var outputVAT: Int64 = 0
    /// What freelancers were paid before filing, for the test of avoidance.
    var payments: [AvoidablePayment] = []
}
