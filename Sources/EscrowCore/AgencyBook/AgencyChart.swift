public import LedgerCore
public import MoneyCore

/// What an account of the agency's own book is for: the words of an accounts file.
///
/// - Source: docs/spec/agency-book.md#accounts
public enum AgencyRole: String, Sendable, CaseIterable {
    case bank
    case trusteeClaim = "trustee-claim"
    case passThrough = "pass-through"
    case otherReceivables = "other-receivables"
    case otherLiabilities = "other-liabilities"
    case receivables
    case payables
    case revenueStandard = "revenue-standard"
    case revenueReduced = "revenue-reduced"
    case revenueSmallBusiness = "revenue-small-business"
    case revenueReverseCharge = "revenue-reverse-charge"
    case revenueForeign = "revenue-foreign"
    case services
    case servicesReverseCharge = "services-reverse-charge"
    case badDebts = "bad-debts"
    case bankCosts = "bank-costs"
    case interestIncome = "interest-income"
    case outputVATStandard = "output-vat-standard"
    case outputVATReduced = "output-vat-reduced"
    case inputVATStandard = "input-vat-standard"
    case inputVATReduced = "input-vat-reduced"
    case suspendedInputVAT = "input-vat-suspended"
    case reverseChargeInputVAT = "reverse-charge-input-vat"
    case reverseChargeOutputVAT = "reverse-charge-output-vat"
}

/// One of the two charts that German bookkeeping knows by number.
public enum AgencyChartName: String, Sendable, CaseIterable {
    case skr03
    case skr04

    /// As DATEV writes it in the heading of a file.
    public var datev: String {
        switch self {
        case .skr03: "03"
        case .skr04: "04"
        }
    }
}

/// Which number each account of the agency's own book has.
///
/// - Source: docs/spec/agency-book.md#accounts
public struct AgencyChart: Hashable, Sendable {
    public let name: AgencyChartName
    /// How many digits an account has that is not a person's; a person's has one more.
    public let accountLength: Int
    private let numbers: [AgencyRole: Int]
    /// Accounts of single persons by their code in the book.
    private let debtors: [String: Int]
    private let creditors: [String: Int]

    /// - Parameters:
    ///   - name: The chart whose numbers hold where nothing else is said.
    ///   - accountLength: 4 to 8; numbers of the chart get zeros behind them.
    ///   - numbers: What is numbered otherwise.
    ///   - debtors: Accounts of clients.
    ///   - creditors: Accounts of freelancers and producers.
    /// - Precondition: Numbers have the length that is said.
    public init(
        _ name: AgencyChartName, accountLength: Int = 4, numbers: [AgencyRole: Int] = [:],
        debtors: [String: Int] = [:], creditors: [String: Int] = [:]
    ) {
        self.name = name
        self.accountLength = accountLength
        let scale = (4..<max(4, accountLength)).reduce(1) { scale, _ in scale * 10 }
        self.numbers = Self.usual(name).mapValues { $0 * scale }.merging(numbers) { $1 }
        self.debtors = debtors
        self.creditors = creditors
    }

    /// The number of an account; of a person's own, where he has one.
    public func number(_ account: AgencyAccount, code: (PartyID) -> String) -> Int {
        let own: Int? =
            switch account {
            case .receivable(let party): debtors[code(party)]
            case .payable(let party): creditors[code(party)]
            case .bank, .trusteeClaim, .passThrough, .otherReceivables, .otherLiabilities,
                .revenue, .services, .badDebts, .bankCosts, .interestIncome, .outputVAT, .inputVAT,
                .suspendedInputVAT, .reverseChargeInputVAT, .reverseChargeOutputVAT:
                nil
            }
        return own ?? number(account.role)
    }

    public func number(_ role: AgencyRole) -> Int { numbers[role] ?? 0 }

    private static func usual(_ name: AgencyChartName) -> [AgencyRole: Int] {
        Dictionary(
            uniqueKeysWithValues: AgencyRole.allCases.map { role in
                let (skr03, skr04) = role.usual
                switch name {
                case .skr03: return (role, skr03)
                case .skr04: return (role, skr04)
                }
            })
    }
}

extension AgencyRole {
    /// The account's number in SKR03 and in SKR04, with four digits.
    public var usual: (skr03: Int, skr04: Int) {
        switch self {
        case .bank: (1200, 1800)
        case .trusteeClaim: (1505, 1379)
        case .passThrough: (1590, 1370)
        case .otherReceivables: (1500, 1300)
        case .otherLiabilities: (1700, 3500)
        case .receivables: (1400, 1200)
        case .payables: (1600, 3300)
        case .revenueStandard: (8400, 4400)
        case .revenueReduced: (8300, 4300)
        case .revenueSmallBusiness: (8195, 4185)
        case .revenueReverseCharge: (8337, 4337)
        case .revenueForeign: (8338, 4338)
        case .services: (3100, 5900)
        case .servicesReverseCharge: (3125, 5925)
        case .badDebts: (2400, 6930)
        case .bankCosts: (4970, 6855)
        case .interestIncome: (2650, 7110)
        case .outputVATStandard: (1776, 3806)
        case .outputVATReduced: (1771, 3801)
        case .inputVATStandard: (1576, 1406)
        case .inputVATReduced: (1571, 1401)
        case .suspendedInputVAT: (1548, 1434)
        case .reverseChargeInputVAT: (1577, 1407)
        case .reverseChargeOutputVAT: (1787, 3837)
        }
    }
}
