import EscrowCore
import LedgerCore
import MoneyCore

/// Parties, terms and work of the base invoice: 160 h at 100.00 / 80.00 with 19 % on both sides,
/// 19,040.00 = 15,232.00 + 3,808.00.
enum Sample {
    static let bank = TrustAccountID(sequence: 2)
    static let agency = PartyID(sequence: 8)
    static let client = PartyID(sequence: 9)
    static let freelancer = PartyID(sequence: 10)
    static let secondFreelancer = PartyID(sequence: 11)
    static let engagement = EngagementID(sequence: 14)
    static let invoice = InvoiceID(sequence: 20)
    static let line = InvoiceLineID(invoice: invoice, number: 1)
    /// 31 January 2013.
    static let day = Day(number: 15_736)

    static let standard = VATStatus.standard(Share(19, over: 100) ?? .zero)

    static let releases: [Release] = [
        .onReceipt, .held, .afterDays(14), .onHoursApproval, .onMilestone("M-1"),
    ]

    static func euros(_ minor: Int64) -> Money { Money(minor: minor, .eur) }

    static func terms(
        clientRate: Int64 = 100_00, freelancerRate: Int64 = 80_00,
        clientVAT: VATStatus = standard, freelancerVAT: VATStatus = standard,
        freelancer: PartyID = freelancer, policy: SplitPolicy = .proRata,
        release: Release = .onReceipt, termDays: Int = 30, code: String = "E-01"
    ) throws(EngagementError) -> EngagementTerms {
        try EngagementTerms(
            engagement: nil, code: code, client: client, freelancer: freelancer,
            validFrom: Day(number: 15_614), validTo: nil, clientRate: euros(clientRate),
            freelancerRate: euros(freelancerRate), clientVAT: clientVAT,
            freelancerVAT: freelancerVAT, title: .freelancer, policy: policy, release: release,
            termDays: termDays, routingAgreedOn: nil, subject: "Software")
    }

    static func work(
        _ terms: EngagementTerms, seconds: Int64 = 160 * 3600, rule: AgreedRule? = nil
    )
        -> BillableWork
    {
        BillableWork(
            engagement: engagement, terms: terms, from: day.adding(days: -30), to: day,
            hours: Hours(seconds: seconds), rule: rule)
    }

    static func heading(_ number: String = "2013-0001") -> InvoiceHeading {
        InvoiceHeading(number: number, client: client, agency: agency, bank: bank, day: day)
    }

    static func issued(_ terms: EngagementTerms...) throws -> Invoice {
        try Invoice.issue(heading(), terms.map { work($0) })
    }

    /// The state of the base invoice's line when so much of each part is there.
    static func state(
        _ policy: SplitPolicy = .proRata, release: Release = .onReceipt, agencyWaits: Bool = false,
        freelancerHas: Int64 = 0, agencyHas: Int64 = 0, line: InvoiceLineID = line
    ) -> LineState {
        LineState(
            line: line, release: release, agencyWaits: agencyWaits,
            parts: [
                LinePart(
                    owner: freelancer, role: .freelancer, rank: policy.rank(of: .freelancer),
                    part: Instalment.Part(whole: 15_232_00, has: freelancerHas)),
                LinePart(
                    owner: agency, role: .agency, rank: policy.rank(of: .agency),
                    part: Instalment.Part(whole: 3_808_00, has: agencyHas)),
            ])
    }

    static func receipt(_ minor: Int64) -> Receipt {
        Receipt(
            bankLine: BankLineID(sequence: 40), bank: bank, bookingDay: day.adding(days: 30),
            valueDay: day.adding(days: 29), amount: euros(minor))
    }
}

extension Entry {
    /// The lines as one reads them: side, account, owner, source, amount in cents.
    var drawn: [String] {
        lines.map { line in
            let subledger = line.subledger
            let owner = subledger.owner.map { " of \($0.sequence)" } ?? ""
            let source: String =
                switch subledger.source {
                case .none: ""
                case .invoiceLine(let line): " line \(line.number)"
                case .unidentified(let line), .receipt(let line): " receipt \(line.sequence)"
                case .transfer(let payout): " transfer \(payout.sequence)"
                case .interest: " interest"
                case .topUp: " top-up"
                }
            let side = line.side == .debit ? "Dr" : "Cr"
            return "\(side) \(subledger.account.number)\(owner)\(source): \(line.minor)"
        }
    }
}
