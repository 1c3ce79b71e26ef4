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

    @Option(help: "The first day on which this holds. Default: today.")
    var validFrom: Day?

    /// The details with what is not given taken from those before.
    func details(name: String, before: PartyDetails?) throws -> PartyDetails {
        guard !name.isEmpty, name.count <= 140 else {
            throw Failure(
                "party.name", "the name does not have 1 to 140 characters",
                hint: "give a shorter name", .refused)
        }
        return PartyDetails(
            name: name, address: try address(before: before?.address),
            iban: try iban.map { try Reading.iban($0, "--iban") } ?? before?.iban,
            vatID: vatId ?? before?.vatID, taxNumber: taxNumber ?? before?.taxNumber)
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
        ]
    }

    private func address(before: Address?) throws -> Address? {
        guard street != nil || postcode != nil || city != nil || country != nil else {
            return before
        }
        guard let street = street ?? before?.street, let postcode = postcode ?? before?.postcode,
            let city = city ?? before?.city, let country = country ?? before?.country
        else {
            throw Failure(
                "party.address", "the address is not whole",
                hint: "give --street, --postcode, --city and --country, or none of them", .refused)
        }
        guard country.utf8.count == 2, country.utf8.allSatisfy({ (65...90).contains($0) }) else {
            throw Failure(
                "party.country", "\(country) is no country code",
                hint: "give two capital letters such as DE", .refused)
        }
        return Address(street: street, postcode: postcode, city: city, country: country)
    }
}
