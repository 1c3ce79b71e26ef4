package import EscrowCore
import LedgerCore
package import MoneyCore

/// A party, or a new version of one, as a person or a file gives it.
package struct PartyRequest: Hashable, Sendable {
    package let code: String
    package let role: PartyRole
    package let validFrom: Day?
    package let details: PartyDetails

    package init(code: String, role: PartyRole, validFrom: Day?, details: PartyDetails) {
        self.code = code
        self.role = role
        self.validFrom = validFrom
        self.details = details
    }
}

extension Engine {
    /// Adds parties: all of them, or none.
    package func addParties(
        _ requests: [PartyRequest], _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            for request in requests { try Self.add(request, to: &draft) }
            let what =
                requests.count == 1 ? "party \(requests[0].code)" : "\(requests.count) parties"
            return Answer("Added \(what).", ["added": "\(requests.count)"])
        }
    }

    /// Records a new version of a party, valid from a day; older versions stay.
    package func changeParty(
        _ request: PartyRequest, _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            let party = try draft.writer.knownParty(code: request.code, role: request.role)
            try Self.checkAccount(request, in: draft, except: party.id)
            let validFrom = request.validFrom ?? draft.header.recordedDay
            try draft.append(
                .party(
                    PartyVersion(
                        party: party.id, code: party.code, role: party.role, validFrom: validFrom,
                        details: request.details)))
            return Answer(
                "Changed party \(request.code) from \(validFrom) on.", ["party": request.code])
        }
    }

    private static func add(_ request: PartyRequest, to draft: inout Draft) throws {
        try checkCode(request.code)
        guard try draft.writer.party(code: request.code) == nil else {
            throw Refusal(
                "party.exists", "there is a party \(request.code) already",
                remedy: "change it with `ringfence party change`, or choose another code")
        }
        if request.role == .agency,
            try draft.writer.rows(PartyRow.self, .all).contains(where: { $0.role == .agency })
        {
            throw Refusal(
                "agency.exists", "the book has its agency already",
                remedy: "open another book for another agency")
        }
        if request.role != .client, request.details.iban == nil {
            throw Refusal(
                "party.iban", "\(request.code) has no IBAN to be paid to",
                remedy: "give the account of the \(request.role.name) with --iban")
        }
        try checkAccount(request, in: draft, except: nil)
        try draft.append(
            .party(
                PartyVersion(
                    party: nil, code: request.code, role: request.role,
                    validFrom: request.validFrom ?? draft.header.recordedDay,
                    details: request.details)))
    }

    static func checkCode(_ code: String) throws {
        let allowed = code.utf8.allSatisfy {
            ($0 >= 48 && $0 <= 57) || ($0 >= 65 && $0 <= 90) || ($0 >= 97 && $0 <= 122)
                || $0 == 45 || $0 == 46 || $0 == 95
        }
        guard allowed, (1...32).contains(code.utf8.count) else {
            throw Refusal(
                "code.form", "the code \(code) is not 1 to 32 letters, digits, points, dashes",
                remedy: "choose a code such as F-01")
        }
    }

    /// A trust account is nobody's own, and two parties do not share one.
    private static func checkAccount(
        _ request: PartyRequest, in draft: borrowing Draft, except own: PartyID?
    ) throws {
        guard let iban = request.details.iban?.electronic else { return }
        if try draft.writer.trustAccounts().contains(where: { $0.iban == iban }) {
            throw Refusal(
                "party.trust-account", "the IBAN of \(request.code) is the trust account's",
                remedy: "give the party's own account")
        }
        let others = try draft.writer.parties(iban: iban).filter { $0.id != own }
        if let other = others.first, other.role == .agency || request.role == .agency {
            throw Refusal(
                "party.shared-account", "\(other.code) has the same IBAN as \(request.code)",
                remedy: "the agency's account must be its own; compare the two")
        }
    }
}
