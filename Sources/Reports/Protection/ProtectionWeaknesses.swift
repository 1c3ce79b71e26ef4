import EscrowCore

/// A weakness with all that it weakens, as reports list it.
struct ProtectionWeakness {
    let finding: Finding
    /// Codes of engagements, or the account's IBAN.
    var subjects: [String]

    /// The lowest grade that the weakness leaves to anything.
    var caps: String { finding.lowest.rawValue }

    /// Accounts first, then engagements; the same weakness of many stands once.
    static func all(_ protection: Protection, _ language: Language) -> [ProtectionWeakness] {
        var found: [ProtectionWeakness] = []
        for account in protection.accounts {
            found += account.findings.map {
                ProtectionWeakness(finding: $0, subjects: [account.facts.iban])
            }
        }
        var places: [Finding: Int] = [:]
        for position in protection.positions {
            for finding in position.findings {
                let name = position.subject.code ?? position.subject.word(language)
                if let place = places[finding] {
                    if found[place].subjects.last != name { found[place].subjects.append(name) }
                } else {
                    places[finding] = found.count
                    found.append(ProtectionWeakness(finding: finding, subjects: [name]))
                }
            }
        }
        return found
    }
}

extension Finding {
    fileprivate var lowest: TrustGrade {
        caps.ownTitle.capped(at: caps.otherTitle).capped(at: caps.withClient)
    }
}

extension Protection.Subject {
    /// The engagement's code; nil for money without one.
    var code: String? {
        switch self {
        case .engagement(let facts): facts.code
        case .unidentified, .agencyMoney, .interest, .other: nil
        }
    }

    func word(_ language: Language) -> String {
        switch self {
        case .engagement(let facts): facts.code
        case .unidentified: language.pick("ungeklärt", "unidentified")
        case .agencyMoney: language.pick("Geld der Agentur", "agency's own money")
        case .interest: language.pick("Zinsen", "interest")
        case .other: language.pick("sonstiges", "other")
        }
    }

    var key: String {
        switch self {
        case .engagement: "engagement"
        case .unidentified: "unidentified"
        case .agencyMoney: "agency-money"
        case .interest: "interest"
        case .other: "other"
        }
    }
}

extension Protection.Position {
    /// Whether a client may owe something of it.
    var hasClient: Bool { subject.code != nil || withClient.total != 0 }
}
