import EscrowCore
import LedgerCore
import MoneyCore

extension Draft {
    /// Lets some fields of a party be different from a day on.
    ///
    /// Versions that begin later take the fields over that they had from the version before, so
    /// that neither change undoes the other.
    mutating func amend(_ party: PartyRow, from day: Day, _ patch: PartyPatch) throws {
        let before = try version(of: party.id, on: day)
        let later = try versions(of: party.id).filter { $0.validFrom > day }
        try append(party, from: day, patch, to: before.details)
        for version in later {
            let rest = patch.inherited(by: version.details, from: before.details)
            guard !rest.isEmpty else { continue }
            try append(party, from: version.validFrom, rest, to: version.details)
        }
    }

    private mutating func append(
        _ party: PartyRow, from day: Day, _ patch: PartyPatch, to details: PartyDetails
    ) throws {
        let changed: PartyDetails
        do throws(AddressIncomplete) {
            changed = try patch.applied(to: details)
        } catch {
            throw Refusal(
                "party.address", "the address is not whole",
                remedy: "give --street, --postcode, --city and --country, or none of them")
        }
        try append(
            .party(
                PartyVersion(
                    party: party.id, code: party.code, role: party.role, validFrom: day,
                    details: changed)))
    }

    /// The version that holds on a day, as this batch leaves it; the first if none does yet.
    func version(of party: PartyID, on day: Day) throws -> PartyVersion {
        let versions = try versions(of: party)
        guard let version = versions.last(where: { $0.validFrom <= day }) ?? versions.first else {
            throw EngineError.broken("party \(party) has no version")
        }
        return version
    }

    /// The versions that count, by the day from which they hold: the newest of each day.
    private func versions(of party: PartyID) throws -> [PartyVersion] {
        let rows = try writer.rows(
            PartyVersionRow.self, Selection(equals: [.integer(party.sequence)]))
        var versions: [PartyVersion] = []
        for row in rows {
            guard case .party(let version) = try fact(at: row.version) else {
                throw EngineError.broken("party \(party) has no version \(row.version)")
            }
            if versions.last?.validFrom == version.validFrom { versions.removeLast() }
            versions.append(version)
        }
        return versions
    }

    /// A trust account is nobody's own, and nobody shares the agency's.
    func checkAccount(
        _ iban: IBAN, of code: String, _ role: PartyRole, except own: PartyID?
    ) throws {
        let text = iban.electronic
        if try writer.trustAccounts().contains(where: { $0.iban == text }) {
            throw Refusal(
                "party.trust-account", "the IBAN of \(code) is the trust account's",
                remedy: "give the party's own account")
        }
        let others = try writer.parties(iban: text).filter { $0.id != own }
        if let other = others.first(where: { $0.role == .agency || role == .agency }) {
            throw Refusal(
                "party.shared-account", "\(other.code) has the same IBAN as \(code)",
                remedy: "the agency's account must be its own; compare the two")
        }
    }
}
