package import EscrowCore
package import LedgerCore
package import MoneyCore

/// The newest facts that commands look a party up by; all versions are in the log.
package struct PartyRow: DerivedRow {
    package static let table = Table(
        "party", key: [.integer("id")],
        [.text("code"), .integer("role"), .text("iban", optional: true), .integer("version")],
        indexes: [
            .unique("partyByCode", "code"), .plain("partyByIBAN", "iban"),
            .plain("partyByRole", "role"),
        ])

    package let id: PartyID
    package let code: String
    package let role: PartyRole
    package var iban: String?
    /// The record that holds the newest version.
    package var version: Int64

    package init(id: PartyID, code: String, role: PartyRole, iban: String?, version: Int64) {
        self.id = id
        self.code = code
        self.role = role
        self.iban = iban
        self.version = version
    }

    package init(from row: inout some FieldReader) throws {
        id = PartyID(sequence: try row.integer())
        code = try row.text()
        let number = try row.integer()
        guard let role = PartyRole(rawValue: UInt8(truncatingIfNeeded: number)) else {
            throw StoreError.corrupt("no party role \(number)")
        }
        self.role = role
        iban = try row.optionalText()
        version = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(id.sequence)
        row.text(code)
        row.integer(Int64(role.rawValue))
        row.optional(iban)
        row.integer(version)
    }
}

/// From which day on which version of a party holds.
package struct PartyVersionRow: DerivedRow {
    package static let table = Table(
        "partyVersion", key: [.integer("party"), .integer("validFrom"), .integer("version")],
        [.text("nameStart", optional: true)], indexes: [.plain("partyByName", "nameStart")])

    package let party: PartyID
    package let validFrom: Day
    package let version: Int64
    /// How a client's name begins, as names are compared; nil for other parties.
    package let nameStart: String?

    package init(party: PartyID, validFrom: Day, version: Int64, nameStart: String?) {
        self.party = party
        self.validFrom = validFrom
        self.version = version
        self.nameStart = nameStart
    }

    package init(from row: inout some FieldReader) throws {
        party = PartyID(sequence: try row.integer())
        validFrom = try row.day()
        version = try row.integer()
        nameStart = try row.optionalText()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(party.sequence)
        row.day(validFrom)
        row.integer(version)
        row.optional(nameStart)
    }
}

/// One span of an engagement's terms; the terms themselves are in the record `version`.
package struct EngagementRow: DerivedRow {
    package static let table = Table(
        "engagement", key: [.integer("id"), .integer("validFrom")],
        [
            .integer("validTo", optional: true), .text("code"), .integer("client"),
            .integer("freelancer"), .integer("version"),
        ],
        indexes: [
            .plain("engagementByCode", "code", "validFrom"), .plain("engagementByClient", "client"),
        ])

    package let id: EngagementID
    package let validFrom: Day
    package var validTo: Day?
    package let code: String
    package let client: PartyID
    package let freelancer: PartyID
    package let version: Int64

    package init(
        id: EngagementID, validFrom: Day, validTo: Day?, code: String, client: PartyID,
        freelancer: PartyID, version: Int64
    ) {
        self.id = id
        self.validFrom = validFrom
        self.validTo = validTo
        self.code = code
        self.client = client
        self.freelancer = freelancer
        self.version = version
    }

    /// Whether a day lies in the span.
    package func holds(on day: Day) -> Bool {
        validFrom <= day && validTo.map { day <= $0 } ?? true
    }

    package init(from row: inout some FieldReader) throws {
        id = EngagementID(sequence: try row.integer())
        validFrom = try row.day()
        validTo = try row.optionalDay()
        code = try row.text()
        client = PartyID(sequence: try row.integer())
        freelancer = PartyID(sequence: try row.integer())
        version = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(id.sequence)
        row.day(validFrom)
        row.optional(validTo)
        row.text(code)
        row.integer(client.sequence)
        row.integer(freelancer.sequence)
        row.integer(version)
    }
}

/// One version of a split rule; what it says is in its record.
package struct RuleRow: DerivedRow {
    package static let table = Table(
        "rule", key: [.integer("id")], [.text("code")], indexes: [.plain("ruleByCode", "code")])

    package let id: RuleID
    package let code: String

    package init(id: RuleID, code: String) {
        self.id = id
        self.code = code
    }

    package init(from row: inout some FieldReader) throws {
        id = RuleID(sequence: try row.integer())
        code = try row.text()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(id.sequence)
        row.text(code)
    }
}

/// Hours of one engagement on one day.
package struct HoursRow: DerivedRow {
    package static let table = Table(
        "hours", key: [.integer("engagement"), .integer("day"), .integer("sequence")],
        [.integer("seconds"), .integer("invoiceLine", optional: true)])

    package let engagement: EngagementID
    package let day: Day
    package let sequence: Int64
    package let hours: Hours
    /// The invoice line that bills them; nil while they are not invoiced.
    package var invoiceLine: InvoiceLineID?

    package init(
        engagement: EngagementID, day: Day, sequence: Int64, hours: Hours,
        invoiceLine: InvoiceLineID? = nil
    ) {
        self.engagement = engagement
        self.day = day
        self.sequence = sequence
        self.hours = hours
        self.invoiceLine = invoiceLine
    }

    package init(from row: inout some FieldReader) throws {
        engagement = EngagementID(sequence: try row.integer())
        day = try row.day()
        sequence = try row.integer()
        hours = Hours(seconds: try row.integer())
        invoiceLine = try row.optionalInteger().map { InvoiceLineID(sequence: $0) }
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(engagement.sequence)
        row.day(day)
        row.integer(sequence)
        row.integer(hours.seconds)
        row.optional(invoiceLine?.sequence)
    }
}

/// Who may act, and as what.
package struct ActorRow: DerivedRow {
    package static let table = Table(
        "actor", key: [.integer("id")], [.text("name"), .integer("roles")],
        indexes: [.unique("actorByName", "name")])

    package let id: ActorID
    package let name: String
    package var roles: ActorRoles

    package init(id: ActorID, name: String, roles: ActorRoles) {
        self.id = id
        self.name = name
        self.roles = roles
    }

    package init(from row: inout some FieldReader) throws {
        id = ActorID(sequence: try row.integer())
        name = try row.text()
        roles = ActorRoles(rawValue: UInt8(truncatingIfNeeded: try row.integer()))
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(id.sequence)
        row.text(name)
        row.integer(Int64(roles.rawValue))
    }
}
