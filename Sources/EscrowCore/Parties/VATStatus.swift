import LedgerCore
public import MoneyCore

/// How a supply is taxed.
///
/// - Source: UStG § 12 (rates), § 19 (small business), § 13b (reverse charge), § 3a (2) (place of
///   business-to-business services).
public enum VATStatus: Hashable, Sendable {
    case standard(Share)
    case smallBusiness
    case reverseCharge
    /// A recipient abroad: not taxable here.
    case foreign

    /// The rate that is added to the net amount; zero unless the supply is taxed here.
    public var rate: Share {
        switch self {
        case .standard(let rate): rate
        case .smallBusiness, .reverseCharge, .foreign: .zero
        }
    }

    /// As files and options write it: `19`, `small-business`, `reverse-charge`, `foreign`.
    public var text: String {
        switch self {
        case .standard(let rate): rate.percent
        case .smallBusiness: "small-business"
        case .reverseCharge: "reverse-charge"
        case .foreign: "foreign"
        }
    }

    public init?(_ text: String) {
        switch text {
        case "small-business": self = .smallBusiness
        case "reverse-charge": self = .reverseCharge
        case "foreign": self = .foreign
        default:
            guard let rate = Share(percent: text), rate.numerator > 0,
                rate.numerator < rate.denominator
            else { return nil }
            self = .standard(rate)
        }
    }
}

extension RecordWriter {
    mutating func vat(_ status: VATStatus) {
        switch status {
        case .standard(let rate):
            unsigned(1)
            share(rate)
        case .smallBusiness: unsigned(2)
        case .reverseCharge: unsigned(3)
        case .foreign: unsigned(4)
        }
    }
}

extension RecordReader {
    mutating func vat() throws(RecordError) -> VATStatus {
        switch try unsigned() {
        case 1: .standard(try share())
        case 2: .smallBusiness
        case 3: .reverseCharge
        case 4: .foreign
        default: throw .field("VAT status")
        }
    }
}
