package import EscrowCore
import Evidence
package import LedgerCore
package import MoneyCore

/// A change as people read it.
package struct ChangeView: Sendable {
    package let row: ChangeRow
    package let state: ChangeState
    /// The party's code, the actor's name, or `book`.
    package let about: String
    /// The new IBAN, the key's fingerprint, the number of days.
    package let what: String
    package let requester: String
    package let decider: String?
}

extension Engine {
    /// The day that it is for a book: a sample's newest record's, otherwise the calendar's.
    package func today(_ reader: any BookReader) throws -> Day {
        let (head, book) = try reader.opened()
        guard !book.isSample else { return head.recordedDay }
        guard let day = surroundings.day(surroundings.now(), book.timeZone) else {
            throw EngineError.broken("the time zone \(book.timeZone) is not known here")
        }
        return max(day, head.recordedDay)
    }

    /// All changes that take two people, oldest first.
    package func changes() async throws(EngineError) -> (book: BookOpening, [ChangeView]) {
        try await look { reader in
            let today = try today(reader)
            return (
                try reader.opened().1,
                try reader.rows(ChangeRow.self, .all).map { try reader.view($0, on: today) }
            )
        }
    }
}

extension BookReader {
    /// The fingerprint of the key that stands for an actor.
    package func fingerprint(of actor: ActorID) throws -> String? {
        try publicKey(of: actor)?.fingerprint().description
    }

    fileprivate func view(_ row: ChangeRow, on day: Day) throws -> ChangeView {
        guard case .change(let change) = try fact(at: row.id.sequence) else {
            throw EngineError.broken("change \(row.id) does not exist")
        }
        let (about, what) = try words(change.subject)
        return ChangeView(
            row: row, state: row.state(on: day), about: about, what: what,
            requester: try actor(row.requester)?.name ?? "",
            decider: try row.decider.flatMap { try actor($0)?.name })
    }

    private func trustIBAN(of bank: TrustAccountID) throws -> String {
        try trustAccounts().first { $0.id == bank }?.iban ?? ""
    }

    /// All that can give the freelancer less: who consents sees what he consents to.
    private func words(_ terms: EngagementTerms) throws -> String {
        let rule =
            try terms.rule.map { ", rule \(try self.rule($0).code) version \($0.sequence)" } ?? ""
        let end = terms.validTo.map { " to \($0)" } ?? " on"
        return
            "\(terms.freelancerRate) of \(terms.clientRate) an hour to the freelancer from \(terms.validFrom)\(end), \(terms.policy.name), \(terms.release.name), VAT \(terms.freelancerVAT.text) of \(terms.clientVAT.text)\(rule)"
    }

    private func words(_ subject: ChangeSubject) throws -> (about: String, what: String) {
        switch subject {
        case .account(let party, let iban, let from):
            (
                try self.party(party)?.code ?? "",
                iban.electronic + (from.map { ", not before \($0)" } ?? "")
            )
        case .key(let actor, let key):
            (
                try self.actor(actor)?.name ?? "",
                try PublicKey(key)?.fingerprint().description ?? "no key"
            )
        case .waiting(let days): ("book", "\(days) bank days")
        case .trustAccount(let account): ("book", account.iban.electronic)
        case .payerAccount(let line, let iban): ("receipt \(line.sequence)", iban.electronic)
        case .bankFailure(let bank, let day, let reason):
            (try trustIBAN(of: bank), "failed on \(day): \(reason)")
        case .coverLimit(let bank, let limit): (try trustIBAN(of: bank), "\(limit) per person")
        case .coverPaid(let bank, let party, let amount):
            (try self.party(party)?.code ?? "", "\(amount), at \(try trustIBAN(of: bank))")
        case .coverReduced(let bank, let party, let amount, let reason):
            (
                try self.party(party)?.code ?? "",
                "\(amount) less, at \(try trustIBAN(of: bank)): \(reason)"
            )
        case .terms(let terms): (terms.code, try words(terms))
        }
    }
}
