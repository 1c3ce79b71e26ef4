public import LedgerCore
public import MoneyCore

/// What is known of a party, from a day on: a version, never an update.
public struct PartyVersion: Hashable, Sendable {
    /// nil in the record that brings the party in, whose number becomes its id.
    public let party: PartyID?
    public let code: String
    public let role: PartyRole
    public let validFrom: Day
    public let details: PartyDetails

    public init(
        party: PartyID?, code: String, role: PartyRole, validFrom: Day, details: PartyDetails
    ) {
        self.party = party
        self.code = code
        self.role = role
        self.validFrom = validFrom
        self.details = details
    }
}

/// The personal part of a party: it stands in the log as a salted hash only.
public struct PartyDetails: Hashable, Sendable {
    public let name: String
    public let address: Address?
    /// Where payouts go; for a client, where his payments come from.
    public let iban: IBAN?
    public let vatID: String?
    public let taxNumber: String?
    public let contact: PartyContact

    public init(
        name: String, address: Address?, iban: IBAN?, vatID: String?, taxNumber: String?,
        contact: PartyContact = PartyContact()
    ) {
        self.name = name
        self.address = address
        self.iban = iban
        self.vatID = vatID
        self.taxNumber = taxNumber
        self.contact = contact
    }
}

/// A postal address, as invoices print it.
public struct Address: Hashable, Sendable {
    public let street: String
    public let postcode: String
    public let city: String
    /// Two letters, ISO 3166.
    public let country: String

    public init(street: String, postcode: String, city: String, country: String) {
        self.street = street
        self.postcode = postcode
        self.city = city
        self.country = country
    }
}

extension PartyVersion: Recordable {
    public static var kind: RecordKind { .party }

    public func write(to record: inout RecordWriter) {
        record.optional(party)
        record.text(code)
        record.unsigned(UInt64(role.rawValue))
        record.day(validFrom)
        let contact = details.contact
        let fields = [
            details.name, details.address?.street, details.address?.postcode,
            details.address?.city, details.address?.country, details.iban?.electronic,
            details.vatID, details.taxNumber,
        ]
        // One value has one form: a party without a contact has no fields for one.
        record.personal(
            contact.isEmpty
                ? fields
                : fields + [
                    contact.name, contact.phone, contact.email, contact.electronicAddress,
                    contact.buyerReference,
                ])
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        let party: PartyID? = try record.optionalID()
        let code = try record.text()
        let role = try record.value("role") { PartyRole(rawValue: $0) }
        let validFrom = try record.day()
        let fields = try record.personal()
        guard fields.count == 8 || fields.count == 13, let name = fields[0] else {
            throw .field("party")
        }
        let contact = Self.contact(fields[8...])
        guard contact.isEmpty == (fields.count == 8) else { throw .field("contact") }
        var iban: IBAN?
        if let text = fields[5] {
            guard let valid = try? IBAN(text) else { throw .field("IBAN") }
            iban = valid
        }
        self.init(
            party: party, code: code, role: role, validFrom: validFrom,
            details: PartyDetails(
                name: name, address: Self.address(fields[1...4]), iban: iban, vatID: fields[6],
                taxNumber: fields[7], contact: contact))
    }

    private static func contact(_ fields: ArraySlice<String?>) -> PartyContact {
        let fields = Array(fields)
        guard fields.count == 5 else { return PartyContact() }
        return PartyContact(
            name: fields[0], phone: fields[1], email: fields[2], electronicAddress: fields[3],
            buyerReference: fields[4])
    }

    private static func address(_ fields: ArraySlice<String?>) -> Address? {
        let fields = Array(fields)
        guard let street = fields[0], let postcode = fields[1], let city = fields[2],
            let country = fields[3]
        else { return nil }
        return Address(street: street, postcode: postcode, city: city, country: country)
    }
}
