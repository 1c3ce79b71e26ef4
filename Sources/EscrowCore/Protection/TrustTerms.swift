public import LedgerCore
public import MoneyCore

/// What holds for a trust account from a day on: a version, never an update.
///
/// These are the facts outside the book that decide how well its money is protected.
///
/// - Source: docs/spec/protection.md#terms
public struct TrustTerms: Hashable, Sendable {
    public let account: TrustAccountID
    public let validFrom: Day
    public let trustee: Trustee
    /// The trust agreement gives freelancers a right of their own against the trustee (BGB §328),
    /// which stays when the agency's mandate ends.
    public let hasDirectRight: Bool
    /// Since when the bank has waived lien and set-off; nil if it has not.
    public let bankWaivedOn: Day?
    /// The bank knows that others' money lies in the account.
    public let isBankInformed: Bool
    public let globalAssignment: GlobalAssignment
    /// Declared: nothing but trust money runs over the account.
    public let isExclusive: Bool
    /// The account cannot be overdrawn.
    public let hasNoOverdraft: Bool
    /// No standing orders, direct debits or cards draw on it.
    public let hasNoStandingOrders: Bool

    public init(
        account: TrustAccountID, validFrom: Day, trustee: Trustee, hasDirectRight: Bool,
        bankWaivedOn: Day?, isBankInformed: Bool, globalAssignment: GlobalAssignment,
        isExclusive: Bool, hasNoOverdraft: Bool, hasNoStandingOrders: Bool
    ) {
        self.account = account
        self.validFrom = validFrom
        self.trustee = trustee
        self.hasDirectRight = hasDirectRight
        self.bankWaivedOn = bankWaivedOn
        self.isBankInformed = isBankInformed
        self.globalAssignment = globalAssignment
        self.isExclusive = isExclusive
        self.hasNoOverdraft = hasNoOverdraft
        self.hasNoStandingOrders = hasNoStandingOrders
    }
}

/// Who holds the trust account.
public enum Trustee: UInt8, Sendable, CaseIterable {
    case independent = 1
    case agency = 2

    public var name: String {
        switch self {
        case .independent: "independent"
        case .agency: "agency"
        }
    }

    public init?(_ name: String) {
        guard let trustee = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = trustee
    }
}

/// Whether the agency assigned all its receivables to a bank before, which then comes first.
public enum GlobalAssignment: Hashable, Sendable {
    /// There never was one.
    case absent
    case released(on: Day)
    case open

    public var name: String {
        switch self {
        case .absent: "none"
        case .released: "released"
        case .open: "open"
        }
    }

    public var releasedOn: Day? {
        switch self {
        case .absent, .open: nil
        case .released(let day): day
        }
    }
}

extension TrustTerms: Recordable {
    public static var kind: RecordKind { .trustTerms }

    public func write(to record: inout RecordWriter) {
        record.id(account)
        record.day(validFrom)
        record.unsigned(UInt64(trustee.rawValue))
        record.flag(hasDirectRight)
        record.optional(bankWaivedOn)
        record.flag(isBankInformed)
        switch globalAssignment {
        case .absent: record.unsigned(1)
        case .released(let day):
            record.unsigned(2)
            record.day(day)
        case .open: record.unsigned(3)
        }
        record.flag(isExclusive)
        record.flag(hasNoOverdraft)
        record.flag(hasNoStandingOrders)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        self.init(
            account: try record.id(), validFrom: try record.day(),
            trustee: try record.value("trustee") { Trustee(rawValue: $0) },
            hasDirectRight: try record.flag(), bankWaivedOn: try record.optionalDay(),
            isBankInformed: try record.flag(),
            globalAssignment: try Self.globalAssignment(from: &record),
            isExclusive: try record.flag(), hasNoOverdraft: try record.flag(),
            hasNoStandingOrders: try record.flag())
    }

    private static func globalAssignment(
        from record: inout RecordReader
    ) throws(RecordError) -> GlobalAssignment {
        switch try record.unsigned() {
        case 1: .absent
        case 2: .released(on: try record.day())
        case 3: .open
        default: throw .field("global assignment")
        }
    }
}
