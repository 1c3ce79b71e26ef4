import ArgumentParser
import EscrowCore
import MoneyCore

/// What is known of a party, as options.
struct PartyFields: ParsableArguments {
    @Option(help: "Street and number.")
    var street: String?

    @Option(help: "Postal code.")
    var postcode: String?

    @Option(help: "City.")
    var city: String?

    @Option(help: "Country, two letters (ISO 3166).")
    var country: String?

    @Option(help: "Where payouts go; a client's, from where his payments come.")
    var iban: String?

    @Option(help: "VAT identification number.")
    var vatId: String?

    @Option(help: "Tax number.")
    var taxNumber: String?

    @OptionGroup var contact: PartyContactFields

    @Option(help: "The first day on which this holds. Default: today.")
    var validFrom: Day?

    /// What is given, with what it must look like.
    func patch(name: String?) throws -> PartyPatch {
        if let name, name.isEmpty || name.count > 140 {
            throw Failure(
                "party.name", "the name does not have 1 to 140 characters",
                hint: "give a shorter name", .refused)
        }
        if let country,
            country.utf8.count != 2 || !country.utf8.allSatisfy({ (65...90).contains($0) })
        {
            throw Failure(
                "party.country", "\(country) is no country code",
                hint: "give two capital letters such as DE", .refused)
        }
        var patch = PartyPatch()
        patch.name = name
        patch.street = street
        patch.postcode = postcode
        patch.city = city
        patch.country = country
        patch.iban = try iban.map { .some(try Reading.iban($0, "--iban")) }
        patch.vatID = vatId
        patch.taxNumber = taxNumber
        patch.contact = try contact.value()
        return patch
    }

    /// The details of a new party.
    func details(name: String) throws -> PartyDetails {
        let empty = PartyDetails(
            name: name, address: nil, iban: nil, vatID: nil, taxNumber: nil)
        do {
            return try patch(name: name).applied(to: empty)
        } catch is AddressIncomplete {
            throw Failure(
                "party.address", "the address is not whole",
                hint: "give --street, --postcode, --city and --country, or none of them", .refused)
        }
    }

    /// All that is given, in order, for the fingerprint.
    func content(
        _ code: String, _ name: String?, _ role: PartyRole?
    ) -> KeyValuePairs<
        String, String?
    > {
        [
            "code": code, "role": role?.name, "name": name, "street": street,
            "postcode": postcode, "city": city, "country": country, "iban": iban,
            "vat-id": vatId, "tax-number": taxNumber, "valid-from": validFrom?.description,
            "contact": contact.content,
        ]
    }
}
