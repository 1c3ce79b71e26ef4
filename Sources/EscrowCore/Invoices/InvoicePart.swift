public import LedgerCore
public import MoneyCore

/// What one party is to get of an invoice line, and from what its amount was computed.
///
/// - Source: docs/spec/invoice.md#parts
public struct InvoicePart: Hashable, Sendable {
    public let owner: PartyID
    public let role: PartRole
    /// Who is served first when the client pays less: a lower rank before a higher, equal ranks
    /// pro rata.
    public let rank: UInt8
    /// 0 or more.
    public let gross: Money
    /// Without VAT.
    ///
    /// The agency's, as the rest of the line's net, can be more than its gross or less than
    /// nothing, where the VAT of the others is not that of the client.
    public let net: Money
    /// nil where the part has no VAT of its own: the agency's rest, a premium passed through.
    public let vat: VATStatus?
    /// The exact fraction that the rule gives, where it gives one.
    public let share: PartShare?

    public init(
        owner: PartyID, role: PartRole, rank: UInt8 = 0, gross: Money, net: Money,
        vat: VATStatus? = nil, share: PartShare? = nil
    ) {
        self.owner = owner
        self.role = role
        self.rank = rank
        self.gross = gross
        self.net = net
        self.vat = vat
        self.share = share
    }

    /// More than this does one line not divide into.
    public static let partsMax = 64
}

/// As what a party gets a part of an invoice line.
///
/// Raw values are written to disk and never reused.
public enum PartRole: UInt8, Sendable, CaseIterable {
    case freelancer = 1
    case agency = 2
    case producer = 3

    public var name: String {
        switch self {
        case .freelancer: "freelancer"
        case .agency: "agency"
        case .producer: "producer"
        }
    }

    /// Where what was split waits for its release.
    public var held: Account {
        switch self {
        case .freelancer: .freelancerHeld
        case .agency: .agencyHeld
        case .producer: .producerHeld
        }
    }

    /// Where it can be paid out.
    public var available: Account {
        switch self {
        case .freelancer: .freelancerAvailable
        case .agency: .agencyAvailable
        case .producer: .producerAvailable
        }
    }

    /// Where it is expected, in the memo circle.
    public var expected: Account {
        switch self {
        case .freelancer: .expectedFreelancer
        case .agency: .expectedAgency
        case .producer: .expectedProducer
        }
    }
}

extension PartyRole {
    /// As what a party of this role gets parts of invoices; a client gets none.
    public var part: PartRole? {
        switch self {
        case .agency: .agency
        case .client: nil
        case .freelancer: .freelancer
        case .producer: .producer
        }
    }
}

/// An exact fraction of a line's net or gross amount.
public struct PartShare: Hashable, Sendable {
    public let share: Share
    public let basis: AmountBasis

    public init(_ share: Share, of basis: AmountBasis) {
        self.share = share
        self.basis = basis
    }
}

/// Which of a line's two amounts something is reckoned from.
///
/// Raw values are written to disk and never reused.
public enum AmountBasis: UInt8, Sendable, CaseIterable {
    case net = 1
    case gross = 2

    public var name: String {
        switch self {
        case .net: "net"
        case .gross: "gross"
        }
    }

    public init?(_ name: String) {
        guard let basis = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = basis
    }
}
