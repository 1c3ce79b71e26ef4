public import MoneyCore

/// What shall be different of a party; what is nil stays.
public struct PartyPatch: Hashable, Sendable {
    public var name: String?
    public var street: String?
    public var postcode: String?
    public var city: String?
    public var country: String?
    /// An IBAN, or none from here on.
    public var iban: IBAN??
    public var vatID: String?
    public var taxNumber: String?
    public var contact = PartyContact()

    public init() {}

    public var isEmpty: Bool { self == PartyPatch() }

    private var changesAddress: Bool {
        street != nil || postcode != nil || city != nil || country != nil
    }
}

/// The address would have only some of its four parts.
public struct AddressIncomplete: Error, Equatable, Sendable {}

extension PartyPatch {
    public func applied(
        to details: PartyDetails
    ) throws(AddressIncomplete) -> PartyDetails {
        PartyDetails(
            name: name ?? details.name, address: try address(details.address),
            iban: iban ?? details.iban, vatID: vatID ?? details.vatID,
            taxNumber: taxNumber ?? details.taxNumber,
            contact: details.contact.changed(by: contact))
    }

    private func address(_ before: Address?) throws(AddressIncomplete) -> Address? {
        guard changesAddress else { return before }
        guard let street = street ?? before?.street, let postcode = postcode ?? before?.postcode,
            let city = city ?? before?.city, let country = country ?? before?.country
        else { throw AddressIncomplete() }
        return Address(street: street, postcode: postcode, city: city, country: country)
    }

    /// What of the patch a later version takes over: the fields that it has from the version
    /// before, and not those that it was made for.
    public func inherited(by later: PartyDetails, from before: PartyDetails) -> PartyPatch {
        var patch = self
        if later.name != before.name { patch.name = nil }
        if later.address != before.address {
            patch.street = nil
            patch.postcode = nil
            patch.city = nil
            patch.country = nil
        }
        if later.iban != before.iban { patch.iban = nil }
        if later.vatID != before.vatID { patch.vatID = nil }
        if later.taxNumber != before.taxNumber { patch.taxNumber = nil }
        patch.contact = contact.inherited(by: later.contact, from: before.contact)
        return patch
    }
}
