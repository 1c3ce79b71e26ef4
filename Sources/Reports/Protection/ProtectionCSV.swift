package import EscrowCore
import MoneyCore

/// Writes the protection report as CSV: one row per subject, account and place of its money.
package enum ProtectionCSV {
    package static func render(_ protection: Protection, _ heading: ProtectionHeading) -> String {
        var csv = CSVText(
            header: [
                "subject", "engagement", "validFrom", "client", "freelancer", "account", "place",
                "grade", "freelancerAmount", "agencyAmount", "clientAmount", "producerAmount",
                "nobodyAmount", "total", "decidedBy",
            ] + (heading.isSample ? ["sample"] : []))
        for position in protection.positions {
            let iban = protection.accounts.first { $0.facts.account == position.account }?
                .facts.iban
            var named = [position.subject.key, "", "", "", ""]
            if case .engagement(let facts) = position.subject {
                named = [
                    position.subject.key, facts.code, facts.validFrom.description, facts.client,
                    facts.freelancer,
                ]
            }
            func append(
                _ place: String, _ grade: TrustGrade, _ amounts: OwnedAmounts,
                _ deciding: [ProtectionRule]
            ) {
                let figures = [
                    amounts.freelancer, amounts.agency, amounts.client, amounts.producer,
                    amounts.nobody, amounts.total,
                ].map { Money(minor: $0, protection.facts.currency).plain }
                csv.append(
                    named + [iban ?? "", place, grade.rawValue] + figures
                        + [deciding.map(\.rawValue).joined(separator: " ")]
                        + (heading.isSample ? ["SAMPLE"] : []))
            }
            append(
                "trust", position.gradeInTrust, position.inTrust, position.decidingInTrust)
            if position.hasClient {
                append(
                    "client", position.gradeWithClient, position.withClient,
                    position.decidingWithClient)
            }
        }
        return csv.text
    }
}
