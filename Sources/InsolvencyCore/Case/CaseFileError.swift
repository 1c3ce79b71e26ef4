public import MoneyCore

/// Why facts do not make a case file, in the order in which they are checked.
public enum CaseFileError: Error, Equatable, Sendable {
    case overflow
    case currencyMismatch(Currency, Currency)
    case notPositive(Money)
    case netAboveGross(net: Money, gross: Money)
    /// The client pays less than the freelancer is owed, so no receipt can be split.
    case freelancerAboveClient(freelancer: Money, client: Money)
    case negative(Money, what: String)
    case amountTooLarge(Money)
    case duplicateParty(String)
    case unknownClient(String, engagement: String)
    case unknownFreelancer(String, engagement: String)
    case workEndsBeforeItBegins(engagement: String, from: Day, to: Day)
    case afterFilingDay(engagement: String, what: String, day: Day)
    case receivedMoreThanGross(engagement: String, received: Money, gross: Money)
    case shortfallAboveEntitlements(shortfall: Money, entitlements: Money)
}

extension CaseFileError: CustomStringConvertible {
    /// What happened, with its values, and what to do.
    public var description: String {
        switch self {
        case .overflow: "An amount is too large to compute with; check hours and rates."
        case .currencyMismatch(let first, let second):
            "Amounts in \(first) and \(second) stand in one case; make one case for each currency."
        case .notPositive(let amount): "A price of \(amount) is not positive; leave the item out."
        case .netAboveGross(let net, let gross):
            "The net amount \(net) is above its gross \(gross); check the VAT."
        case .freelancerAboveClient(let freelancer, let client):
            "The freelancer's gross \(freelancer) is above the client's gross \(client): no receipt "
                + "can be split. Change the rates, or let the agency fund the difference first."
        case .negative(let amount, let what): "\(what) is \(amount), below zero; check the book."
        case .amountTooLarge(let amount):
            "\(amount) is above what a case can hold; split the case in several."
        case .duplicateParty(let code): "Party \(code) stands twice in the case; name it once."
        case .unknownClient(let code, let engagement):
            "Engagement \(engagement) names client \(code), who is not in the case; add the client."
        case .unknownFreelancer(let code, let engagement):
            "Engagement \(engagement) names freelancer \(code), who is not in the case; add them."
        case .workEndsBeforeItBegins(let engagement, let from, let to):
            "Work of engagement \(engagement) ends on \(to), before it begins on \(from)."
        case .afterFilingDay(let engagement, let what, let day):
            "\(what) of engagement \(engagement) is of \(day), after the filing day; cut the case "
                + "at the filing day."
        case .receivedMoreThanGross(let engagement, let received, let gross):
            "Engagement \(engagement) has received \(received) for a gross of \(gross); book the "
                + "excess as refundable to the client."
        case .shortfallAboveEntitlements(let shortfall, let entitlements):
            "A shortfall of \(shortfall) is above all entitlements of \(entitlements); check the "
                + "reconciliation."
        }
    }
}
