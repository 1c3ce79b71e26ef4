public import MoneyCore

/// The statutory rates of German VAT by the day of supply.
///
/// - Source: UStG § 12 (1), (2), § 27 (1), § 28 (1) to (3); docs/spec/invoice.md#rates
public struct VATRates: Hashable, Sendable {
    public let validFrom: Day
    /// Whole percent.
    public let standard: Int64
    public let reduced: Int64

    /// Oldest first; each holds until the next.
    public static let table = [
        VATRates(day(1993, 1, 1), 15, 7), VATRates(day(1998, 4, 1), 16, 7),
        VATRates(day(2007, 1, 1), 19, 7), VATRates(day(2020, 7, 1), 16, 5),
        VATRates(day(2021, 1, 1), 19, 7),
    ]

    /// The rates of a day; nil before the table begins.
    public static func on(_ day: Day) -> VATRates? { table.last { $0.validFrom <= day } }

    /// Whether a status can be written on a supply of that day: a rate only while it is in force.
    public func allows(_ status: VATStatus) -> Bool {
        switch status {
        case .standard(let rate):
            rate == Share(standard, over: 100) || rate == Share(reduced, over: 100)
        case .smallBusiness, .reverseCharge, .foreign: true
        }
    }

    private init(_ validFrom: Day, _ standard: Int64, _ reduced: Int64) {
        self.validFrom = validFrom
        self.standard = standard
        self.reduced = reduced
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
        Day(year: year, month: month, day: day) ?? Day(number: 0)
    }
}
