import InsolvencyCore
import MoneyCore

/// How estimates are written: in the currency, rounded to its smallest unit.
struct ForecastFigures {
    let currency: Currency

    /// An estimate of minor units as an exact amount; estimates are never owed.
    func money(_ minor: Double) -> Money {
        Money(minor: Int64(exactly: minor.rounded()) ?? 0, currency)
    }

    func plain(_ minor: Double) -> String { money(minor).plain }

    /// A share as a percentage with two decimals.
    static func percent(_ share: Double) -> String { DecimalText.fixed(share * 100, decimals: 2) }

    /// A level such as 0.95 as people say it: `95`.
    static func level(_ level: Double) -> String { DecimalText.of(level * 100) }
}

extension ModelForecast {
    /// The first watched day by which, on the middle path, so much of the last day's cash has come.
    func day(of share: Double) -> Int? {
        guard let last = cash.last?.quantiles[2], last > 0 else { return nil }
        return cash.first { $0.quantiles[2] >= share * last }?.day
    }

    /// The mean chance of a freelancer to lose more than a month's pay.
    var monthLost: Double {
        guard !freelancers.isEmpty else { return 0 }
        return freelancers.reduce(0) { $0 + $1.monthLost } / Double(freelancers.count)
    }
}
