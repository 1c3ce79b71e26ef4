package import MoneyCore

/// The languages of what clients, freelancers and clerks read.
package enum Language: String, CaseIterable, Sendable {
    case german = "de"
    case english = "en"

    /// The one of two texts that is in this language.
    package func pick(_ german: String, _ english: String) -> String {
        switch self {
        case .german: german
        case .english: english
        }
    }

    /// `1.234,56 EUR` or `1,234.56 EUR`.
    package func write(_ money: Money) -> String {
        switch self {
        case .german: "\(money.grouped(separator: ".", point: ",")) \(money.currency)"
        case .english: "\(money)"
        }
    }

    /// `22.03.2013` or `2013-03-22`.
    package func write(_ day: Day) -> String { pick(day.german, day.description) }

    /// `7,50` or `7.50`.
    package func write(_ hours: Hours) -> String { point(hours.description) }

    /// `6,1 %` or `6.1 %`.
    package func percent(_ share: Share) -> String { "\(point(share.percent)) %" }

    private func point(_ text: String) -> String {
        pick(String(text.map { $0 == "." ? "," : $0 }), text)
    }
}
