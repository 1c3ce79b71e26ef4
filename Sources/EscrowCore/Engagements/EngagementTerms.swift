public import LedgerCore
public import MoneyCore

/// The terms under which a freelancer works for a client, for a span of days.
///
/// - Source: docs/spec/engagement.md
public struct EngagementTerms: Hashable, Sendable {
    /// nil in the record that brings the engagement in, whose number becomes its id.
    public let engagement: EngagementID?
    public let code: String
    public let client: PartyID
    public let freelancer: PartyID
    public let validFrom: Day
    /// The last day; nil while it is open.
    public let validTo: Day?
    public let clientRate: Money
    public let freelancerRate: Money
    public let clientVAT: VATStatus
    public let freelancerVAT: VATStatus
    public let title: ClaimTitle
    public let policy: SplitPolicy
    public let release: Release
    /// The version of the rule by which lines divide; nil is the freelancer's rate and the rest.
    public let rule: RuleID?
    /// Days from the invoice's day to the due day.
    public let termDays: Int
    /// When client, agency and freelancer agreed that the client pays into the trust account.
    public let routingAgreedOn: Day?
    /// What the work is, as the invoice says it.
    public let subject: String

    public init(
        engagement: EngagementID?, code: String, client: PartyID, freelancer: PartyID,
        validFrom: Day, validTo: Day?, clientRate: Money, freelancerRate: Money,
        clientVAT: VATStatus, freelancerVAT: VATStatus, title: ClaimTitle, policy: SplitPolicy,
        release: Release, rule: RuleID? = nil, termDays: Int, routingAgreedOn: Day?,
        subject: String
    ) throws(EngagementError) {
        guard clientRate.isPositive, freelancerRate.isPositive else { throw .rateNotPositive }
        guard clientRate.currency == freelancerRate.currency else { throw .currencies }
        if let validTo, validTo < validFrom { throw .endsBeforeItBegins }
        guard (0...365).contains(termDays) else { throw .term(termDays) }
        self.engagement = engagement
        self.code = code
        self.client = client
        self.freelancer = freelancer
        self.validFrom = validFrom
        self.validTo = validTo
        self.clientRate = clientRate
        self.freelancerRate = freelancerRate
        self.clientVAT = clientVAT
        self.freelancerVAT = freelancerVAT
        self.title = title
        self.policy = policy
        self.release = release
        self.rule = rule
        self.termDays = termDays
        self.routingAgreedOn = routingAgreedOn
        self.subject = subject
    }

    /// Whether a day lies in the span.
    public func holds(on day: Day) -> Bool {
        validFrom <= day && validTo.map { day <= $0 } ?? true
    }
}

/// Why terms cannot be, in the order of the checks.
public enum EngagementError: Error, Equatable, Sendable {
    case rateNotPositive
    case currencies
    case endsBeforeItBegins
    case term(Int)
}

/// Who owns the claim against the client: the switch that decides protection before the account does.
///
/// - Source: BGH IX ZR 49/10; docs/legal-model.md
public enum ClaimTitle: Hashable, Sendable {
    case agency
    case freelancer
    case trustee(assignedOn: Day, globalAssignmentReleased: Bool)
}

/// Who is served first when a client pays less than all.
///
/// - Source: docs/spec/split.md#policy
public enum SplitPolicy: UInt8, Sendable, CaseIterable {
    case proRata = 1
    case freelancerFirst = 2
    case agencyFirst = 3

    public var name: String {
        switch self {
        case .proRata: "pro-rata"
        case .freelancerFirst: "freelancer-first"
        case .agencyFirst: "agency-first"
        }
    }

    public init?(_ name: String) {
        guard let policy = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = policy
    }

    /// Where a part of this role stands among those to be served: a lower rank first.
    public func rank(of role: PartRole) -> UInt8 {
        switch (self, role) {
        case (.proRata, _), (.freelancerFirst, .freelancer), (.agencyFirst, .agency): 0
        case (.freelancerFirst, .agency), (.freelancerFirst, .producer),
            (.agencyFirst, .freelancer), (.agencyFirst, .producer):
            1
        }
    }
}

extension EngagementTerms: Recordable {
    public static var kind: RecordKind { .engagement }

    public func write(to record: inout RecordWriter) {
        record.optional(engagement)
        record.text(code)
        record.id(client)
        record.id(freelancer)
        record.day(validFrom)
        record.optional(validTo)
        record.money(clientRate)
        record.money(freelancerRate)
        record.vat(clientVAT)
        record.vat(freelancerVAT)
        switch title {
        case .agency: record.unsigned(1)
        case .freelancer: record.unsigned(2)
        case .trustee(let assignedOn, let released):
            record.unsigned(3)
            record.day(assignedOn)
            record.flag(released)
        }
        record.unsigned(UInt64(policy.rawValue))
        record.release(release)
        record.optional(rule)
        record.unsigned(UInt64(termDays))
        record.optional(routingAgreedOn)
        record.text(subject)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        let engagement: EngagementID? = try record.optionalID()
        let code = try record.text()
        let client: PartyID = try record.id()
        let freelancer: PartyID = try record.id()
        let (validFrom, validTo) = (try record.day(), try record.optionalDay())
        let (clientRate, freelancerRate) = (try record.money(), try record.money())
        let (clientVAT, freelancerVAT) = (try record.vat(), try record.vat())
        let title = try Self.title(from: &record)
        let policy = try record.value("policy") { SplitPolicy(rawValue: $0) }
        let release = try record.release()
        let rule: RuleID? = try record.optionalID()
        let termDays = Int(try record.natural())
        let routingAgreedOn = try record.optionalDay()
        let subject = try record.text()
        do throws(EngagementError) {
            try self.init(
                engagement: engagement, code: code, client: client, freelancer: freelancer,
                validFrom: validFrom, validTo: validTo, clientRate: clientRate,
                freelancerRate: freelancerRate, clientVAT: clientVAT,
                freelancerVAT: freelancerVAT, title: title, policy: policy, release: release,
                rule: rule, termDays: termDays, routingAgreedOn: routingAgreedOn, subject: subject)
        } catch {
            throw .field("engagement terms: \(error)")
        }
    }

    private static func title(from record: inout RecordReader) throws(RecordError) -> ClaimTitle {
        switch try record.unsigned() {
        case 1: .agency
        case 2: .freelancer
        case 3:
            .trustee(assignedOn: try record.day(), globalAssignmentReleased: try record.flag())
        default: throw .field("claim title")
        }
    }
}
