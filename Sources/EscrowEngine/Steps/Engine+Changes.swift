import EscrowCore
package import Evidence
package import LedgerCore
package import MoneyCore

extension Engine {
    /// Asks for a public key to stand for an actor; somebody else must consent.
    ///
    /// - Source: docs/spec/actors.md#keys
    package func requestKey(
        _ key: PublicKey, for name: String, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            guard let actor = try draft.writer.actor(named: name) else {
                throw Refusal(
                    "actor.unknown", "\(name) is not registered",
                    remedy: "register the person with `ringfence actor add`")
            }
            let keys = try draft.writer.rows(ActorKeyRow.self, .all)
            guard !keys.contains(where: { $0.publicKey == key.bytes }) else {
                throw Refusal(
                    "key.taken", "this key stands for somebody already",
                    remedy: "give each person a key of his own")
            }
            let (id, expiresOn) = try draft.request(.key(actor.id, key.bytes))
            return try Self.requested(
                "a key", id, expiresOn, ["fingerprint": key.fingerprint().description])
        }
    }

    /// Asks for another waiting time between consent and effect.
    ///
    /// - Source: docs/spec/changes.md#waiting-time
    package func requestWaiting(
        days: Int, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            guard Change.waitingRange.contains(days) else {
                throw Refusal(
                    "change.waiting", "the waiting time is 0 to 30 bank days",
                    remedy: "give a number of days such as 3")
            }
            let (id, expiresOn) = try draft.request(.waiting(days))
            return Self.requested("a waiting time of \(days) bank days", id, expiresOn, [:])
        }
    }

    /// Asks to send a receipt's money back to another account than it came from.
    ///
    /// - Source: docs/spec/changes.md#payer
    package func requestPayerAccount(
        _ iban: IBAN, of receipt: BankLineID, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            try draft.checkPayer(iban, of: receipt)
            let (id, expiresOn) = try draft.request(.payerAccount(receipt, iban))
            return Self.requested(
                "another account for receipt \(receipt.sequence)", id, expiresOn, [:])
        }
    }

    static func requested(
        _ what: String, _ id: ChangeID, _ expiresOn: Day, _ more: KeyValuePairs<String, String>
    ) -> Answer {
        Answer(
            "Asked for \(what) as change \(id.sequence); somebody else must consent by \(expiresOn).",
            values: [
                Answer.Value(name: "change", text: "\(id.sequence)"),
                Answer.Value(name: "expires", text: "\(expiresOn)"),
            ] + more.map { Answer.Value(name: $0.key, text: $0.value) })
    }

    /// A second person agrees; the change holds from a day on.
    ///
    /// - Source: docs/spec/changes.md#deciding
    package func consent(
        to id: ChangeID, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let (row, change) = try draft.change(id, for: .consent)
            try draft.checkSecondPerson(row, change)
            let today = draft.header.recordedDay
            let day = change.effectiveDay(
                consentedOn: today, waiting: try draft.writer.waitingDays(on: today))
            try draft.append(.consent(Consent(change: id, verdict: .consented(from: day))))
            let enacted = try draft.enact(change, id, from: day)
            let what = enacted.sentence.isEmpty ? "" : " \(enacted.sentence)"
            return Answer(
                "Consented to change \(id.sequence); it holds from \(day) on.\(what)",
                values: [
                    Answer.Value(name: "change", text: "\(id.sequence)"),
                    Answer.Value(name: "effective", text: "\(day)"),
                ] + enacted.values)
        }
    }

    /// A second person disagrees, also to what was consented to and does not hold yet.
    package func refuseChange(
        _ id: ChangeID, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let (row, change) = try draft.change(id, for: .refuse)
            try draft.checkSecondPerson(row, change)
            return try Self.end(row, change, .refused, in: &draft)
        }
    }

    /// Who asked for a change takes it back.
    package func withdrawChange(
        _ id: ChangeID, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let (row, change) = try draft.change(id, for: .withdraw)
            guard row.requester == draft.header.actor else {
                throw Refusal(
                    "change.requester", "change \(id.sequence) was asked for by somebody else",
                    remedy: "refuse it with `ringfence change refuse \(id.sequence)`")
            }
            return try Self.end(row, change, .withdrawn, in: &draft)
        }
    }

    private static func end(
        _ row: ChangeRow, _ change: Change, _ verdict: Consent.Verdict, in draft: inout Draft
    ) throws -> Answer {
        try draft.append(.consent(Consent(change: row.id, verdict: verdict)))
        if let day = row.effectiveOn { try draft.revoke(change, effectiveOn: day) }
        return Answer(
            "Change \(row.id.sequence) is \(verdict == .refused ? "refused" : "withdrawn"); all stays as it was.",
            ["change": "\(row.id.sequence)"])
    }
}
