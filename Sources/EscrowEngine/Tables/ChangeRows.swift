package import EscrowCore
package import LedgerCore
package import MoneyCore

/// Where a change stands that takes two people; what it is about is in the record `id`.
package struct ChangeRow: DerivedRow {
    package static let table = Table(
        "change", key: [.integer("id")],
        [
            .integer("subject"), .integer("about"), .integer("state"), .integer("requester"),
            .integer("decider", optional: true), .integer("expiresOn"),
            .integer("effectiveOn", optional: true),
        ],
        fixed: ["subject", "about", "requester", "expiresOn"],
        indexes: [.plain("changeByAbout", "subject", "about")])

    package let id: ChangeID
    package let subject: ChangeSubject.Kind
    /// The record of what is to change; 0 for the book.
    package let about: Int64
    /// As the records say; days that passed since are in `state(on:)`.
    package var recorded: ChangeState
    package let requester: ActorID
    package var decider: ActorID?
    package let expiresOn: Day
    package var effectiveOn: Day?

    package init(
        id: ChangeID, subject: ChangeSubject.Kind, about: Int64, recorded: ChangeState,
        requester: ActorID, decider: ActorID?, expiresOn: Day, effectiveOn: Day?
    ) {
        self.id = id
        self.subject = subject
        self.about = about
        self.recorded = recorded
        self.requester = requester
        self.decider = decider
        self.expiresOn = expiresOn
        self.effectiveOn = effectiveOn
    }

    package func state(on day: Day) -> ChangeState {
        recorded.on(day, expiresOn: expiresOn, effectiveOn: effectiveOn)
    }

    package init(from row: inout some FieldReader) throws {
        id = ChangeID(sequence: try row.integer())
        let kind = try row.integer()
        guard let subject = ChangeSubject.Kind(rawValue: UInt8(truncatingIfNeeded: kind)) else {
            throw StoreError.corrupt("no subject \(kind) of a change")
        }
        self.subject = subject
        about = try row.integer()
        let number = try row.integer()
        guard let state = ChangeState(rawValue: UInt8(truncatingIfNeeded: number)) else {
            throw StoreError.corrupt("no state \(number) of a change")
        }
        recorded = state
        requester = ActorID(sequence: try row.integer())
        decider = try row.optionalInteger().map { ActorID(sequence: $0) }
        expiresOn = try row.day()
        effectiveOn = try row.optionalDay()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(id.sequence)
        row.integer(Int64(subject.rawValue))
        row.integer(about)
        row.integer(Int64(recorded.rawValue))
        row.integer(requester.sequence)
        row.optional(decider?.sequence)
        row.day(expiresOn)
        row.optional(effectiveOn)
    }
}

/// The public key that stands for an actor.
package struct ActorKeyRow: DerivedRow {
    package static let table = Table(
        "actorKey", key: [.integer("actor")], [.bytes("publicKey"), .integer("sequence")])

    package let actor: ActorID
    package let publicKey: [UInt8]
    /// The record that says so.
    package let sequence: Int64

    package init(actor: ActorID, publicKey: [UInt8], sequence: Int64) {
        self.actor = actor
        self.publicKey = publicKey
        self.sequence = sequence
    }

    package init(from row: inout some FieldReader) throws {
        actor = ActorID(sequence: try row.integer())
        publicKey = try row.bytes()
        sequence = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(actor.sequence)
        row.bytes(publicKey)
        row.integer(sequence)
    }
}
