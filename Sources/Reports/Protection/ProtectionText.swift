package import EscrowCore
import LedgerCore
import MoneyCore

/// Writes the protection report for a person's terminal.
package enum ProtectionText {
    package static func render(
        _ protection: Protection, _ heading: ProtectionHeading, _ language: Language
    ) -> String {
        let page = ProtectionPage(protection, language)
        let blocks =
            [head(protection, heading, language), page.summary] + page.accounts
            + [page.positions] + page.weaknesses + [page.foot]
        return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    private static func head(
        _ protection: Protection, _ heading: ProtectionHeading, _ language: Language
    ) -> [String] {
        var lines = heading.isSample ? ["SAMPLE - made-up data, not a real book", ""] : []
        let day = language.write(protection.facts.day)
        lines.append(
            language.pick(
                "Schutzbericht zum \(day), Beträge in \(protection.facts.currency)",
                "Protection on \(day), amounts in \(protection.facts.currency)"))
        lines.append(
            language.pick("Buch", "Book") + " \(heading.book), head \(heading.size):\(heading.root)"
        )
        lines += TrustGrade.allCases.map { "\($0.rawValue)  \($0.meaning(language))" }
        return lines
    }
}

/// The blocks of the report.
private struct ProtectionPage {
    let protection: Protection
    let language: Language

    init(_ protection: Protection, _ language: Language) {
        self.protection = protection
        self.language = language
    }

    private func say(_ german: String, _ english: String) -> String {
        language.pick(german, english)
    }

    private func money(_ minor: Int64) -> String {
        let money = Money(minor: minor, protection.facts.currency)
        return switch language {
        case .german: money.grouped(separator: ".", point: ",")
        case .english: money.grouped()
        }
    }

    /// The euros at each grade: in the trust and still with the clients, apart.
    var summary: [String] {
        var table = TextTable(
            [.init(say("heute", "today"))]
                + TrustGrade.allCases.map { .init($0.rawValue, .right) }
                + [.init(say("zusammen", "all"), .right)])
        func row(_ title: String, _ amount: (TrustGrade) -> Int64) {
            let amounts = TrustGrade.allCases.map(amount)
            table.append([title] + (amounts + [amounts.reduce(0, +)]).map(money))
        }
        let ofFreelancers = say("  davon Freiberufler", "  of it freelancers'")
        row(say("im Treuhandkonto", "in the trust")) { protection.inTrust($0).total }
        row(ofFreelancers) { protection.inTrust($0).freelancer }
        row(say("noch beim Kunden", "still with the clients")) {
            protection.withClient($0).total
        }
        row(ofFreelancers) { protection.withClient($0).freelancer }
        return table.lines()
    }

    var accounts: [[String]] {
        protection.accounts.map { account in
            let missing = account.facts.shortfalls.reduce(Int64(0)) { $0 + $1.amount.minor }
            let name = say("Treuhandkonto", "Trust account") + " \(account.facts.iban)"
            let best = say("bestenfalls", "at best") + " \(account.grade.rawValue)"
            let alarm =
                missing == 0
                ? "" : say("; ALARM: es fehlen ", "; ALARM: missing ") + money(missing)
            return ["\(name): \(best)\(alarm)"] + recordedLater(account.facts)
        }
    }

    /// Terms that were recorded behind their first day were not known on it.
    private func recordedLater(_ facts: AccountFacts) -> [String] {
        guard let terms = facts.terms, let recorded = facts.termsRecordedOn,
            recorded > terms.validFrom
        else { return [] }
        let (from, on) = (language.write(terms.validFrom), language.write(recorded))
        return [
            say(
                "  Bedingungen ab \(from), erfasst erst am \(on)",
                "  terms from \(from), recorded only on \(on)")
        ]
    }

    var positions: [String] {
        var table = TextTable([
            .init(say("Projekt", "engagement")), .init(say("ab", "from")),
            .init(say("Kunde", "client")), .init(say("Freiberufler", "freelancer")),
            .init(say("im Konto", "in the trust"), .right), .init(say("Stufe", "grade")),
            .init(say("beim Kunden", "with client"), .right), .init(say("Stufe", "grade")),
            .init(say("entscheidend", "decided by")),
        ])
        for position in protection.positions {
            var named = [position.subject.word(language), "", "", ""]
            if case .engagement(let facts) = position.subject {
                named = [
                    facts.code, language.write(facts.validFrom), facts.client, facts.freelancer,
                ]
            }
            let deciding = Set(position.decidingInTrust + position.decidingWithClient)
            let rules = ProtectionRule.allCases.filter(deciding.contains).map(\.rawValue)
            table.append(
                named + [
                    money(position.inTrust.total), position.gradeInTrust.rawValue,
                    position.hasClient ? money(position.withClient.total) : "",
                    position.hasClient ? position.gradeWithClient.rawValue : "",
                    rules.joined(separator: ", "),
                ])
        }
        return table.rows.isEmpty
            ? [say("Keine Projekte und kein Geld.", "No engagements and no money.")]
            : table.lines()
    }

    var weaknesses: [[String]] {
        let found = ProtectionWeakness.all(protection, language)
        guard !found.isEmpty else { return [[say("Keine Schwächen.", "No weakness.")]] }
        let title = [say("Schwächen, und was sie heilt", "Weaknesses, and what would raise them")]
        return [title]
            + found.map { weakness in
                let rule = weakness.finding.rule
                return [
                    "\(weakness.caps)  \(rule.rawValue): \(weakness.finding.weakness.sentence(language))",
                    "    " + say("betrifft: ", "touches: ") + subjects(weakness),
                    "    " + say("hebt: ", "raises: ") + rule.remedy(language),
                    "    " + say("Quelle: ", "source: ") + rule.citation,
                ]
            }
    }

    private func subjects(_ weakness: ProtectionWeakness) -> String {
        let shown = weakness.subjects.prefix(8).joined(separator: ", ")
        let more = weakness.subjects.count - 8
        return more > 0 ? shown + say(" und \(more) weitere", " and \(more) more") : shown
    }

    var foot: [String] {
        let off = ProtectionRule.allCases.filter(protection.settings.without.contains)
        let switched =
            off.isEmpty
            ? say("keine", "none") : off.map(\.rawValue).joined(separator: ", ")
        return [
            say("Abgeschaltete Regeln: ", "Rules switched off: ") + switched,
            say(
                "Jede Regel ist eine Annahme mit Quelle, keine Rechtsberatung.",
                "Each rule is an assumption with its source, not legal advice."),
        ]
    }
}
