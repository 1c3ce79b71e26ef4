package import EscrowCore
import LedgerCore
package import MoneyCore

/// A new party, as a person or a file gives it.
package struct PartyRequest: Hashable, Sendable {
    package let code: String
    package let role: PartyRole
    package let validFrom: Day?
    package let details: PartyDetails
    /// Where a file says so, for messages: `parties.csv, line 3`.
    package let place: String?

    package init(
        code: String, role: PartyRole, validFrom: Day?, details: PartyDetails,
        place: String? = nil
    ) {
        self.code = code
        self.role = role
        self.validFrom = validFrom
        self.details = details
        self.place = place
    }
}

/// What shall be different of a party, from a day on.
package struct PartyChangeRequest: Hashable, Sendable {
    package let code: String
    /// nil is today; for another IBAN it is the first day on which it may hold.
    package let validFrom: Day?
    package let patch: PartyPatch

    package init(code: String, validFrom: Day?, patch: PartyPatch) {
        self.code = code
        self.validFrom = validFrom
        self.patch = patch
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
            for request in requests {
                do {
                    try Self.add(request, to: &draft)
                } catch let refusal as Refusal {
                    guard let place = request.place else { throw refusal }
                    throw Refusal(
                        refusal.code, "\(place): \(refusal.message)", remedy: refusal.remedy)
                }
            }
            let what =
                requests.count == 1 ? "party \(requests[0].code)" : "\(requests.count) parties"
            return Answer("Added \(what).", ["added": "\(requests.count)"])
        }
    }

    /// Changes a party from a day on; older versions stay.
    ///
    /// What it is now is read in the batch, so that two changes at once lose nothing. Another IBAN
    /// is only asked for: somebody else must consent.
    ///
    /// - Source: docs/spec/changes.md#account
    package func changeParty(
        _ request: PartyChangeRequest, _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            guard let party = try draft.writer.party(code: request.code) else {
                throw Refusal(
                    "party.unknown", "there is no party \(request.code)",
                    remedy: "see `ringfence party list`")
            }
            let iban = try Self.otherAccount(request, of: party, in: draft)
            var rest = request.patch
            rest.iban = nil
            guard !rest.isEmpty || iban != nil else {
                throw Refusal(
                    "party.nothing", "nothing of \(request.code) would change",
                    remedy: "give what shall be different")
            }
            let from = request.validFrom ?? draft.header.recordedDay
            if !rest.isEmpty { try draft.amend(party, from: from, rest) }
            let changed = "Changed party \(party.code) from \(from) on."
            guard let iban else { return Answer(changed, ["party": party.code]) }
            let (id, expiresOn) = try draft.request(
                .account(party.id, iban, from: request.validFrom))
            let asked = Self.requested(
                "another IBAN of \(party.code)", id, expiresOn, ["party": party.code])
            return rest.isEmpty
                ? asked : Answer("\(changed) \(asked.summary)", values: asked.values)
        }
    }

    /// The IBAN that a request asks for, if it is not the party's already.
    private static func otherAccount(
        _ request: PartyChangeRequest, of party: PartyRow, in draft: borrowing Draft
    ) throws -> IBAN? {
        guard case .some(.some(let iban)) = request.patch.iban else { return nil }
        let today = draft.header.recordedDay
        guard try draft.version(of: party.id, on: today).details.iban != iban else { return nil }
        try draft.checkAccount(iban, of: party.code, party.role, except: party.id)
        return iban
    }

    private static func add(_ request: PartyRequest, to draft: inout Draft) throws {
        try checkCode(request.code)
        guard try draft.writer.party(code: request.code) == nil else {
            throw Refusal(
                "party.exists", "there is a party \(request.code) already",
                remedy: "change it with `ringfence party change`, or choose another code")
        }
        if request.role == .agency, try draft.writer.agencyIfAny() != nil {
            throw Refusal(
                "agency.exists", "the book has its agency already",
                remedy: "open another book for another agency")
        }
        if request.role != .client, request.details.iban == nil {
            throw Refusal(
                "party.iban", "\(request.code) has no IBAN to be paid to",
                remedy:
                    "give the account of the \(request.role.name) \(request.place == nil ? "with --iban" : "in the column iban")"
            )
        }
        if let iban = request.details.iban {
            try draft.checkAccount(iban, of: request.code, request.role, except: nil)
        }
        try draft.append(
            .party(
                PartyVersion(
                    party: nil, code: request.code, role: request.role,
                    validFrom: request.validFrom ?? draft.header.recordedDay,
                    details: request.details)))
    }

    static func checkCode(_ code: String) throws {
        guard CodeForm.isCode(code) else {
            throw Refusal(
                "code.form", "the code \(code) is not 1 to 32 letters, digits, points, dashes",
                remedy: "choose a code such as F-01")
        }
    }
}
