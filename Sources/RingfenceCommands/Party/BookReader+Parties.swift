import EscrowCore
import EscrowEngine
import MoneyCore

extension BookReader {
    /// The party that a person named.
    func namedParty(_ code: String) throws -> PartyRow {
        guard let row = try party(code: code) else {
            throw Refusal(
                "party.unknown", "there is no party \(code)", remedy: "see `ringfence party list`")
        }
        return row
    }

    /// All versions of a party with their records, by the day from which they hold.
    func versions(of party: PartyRow) throws -> [(version: PartyVersion, record: Int64)] {
        try rows(PartyVersionRow.self, Selection(equals: [.integer(party.id.sequence)])).map {
            (try partyVersion(at: $0.version), $0.version)
        }
    }

    private func partyVersion(at record: Int64) throws -> PartyVersion {
        guard case .party(let version) = try fact(at: record) else {
            throw EngineError.broken("record \(record) is no version of a party")
        }
        return version
    }
}
