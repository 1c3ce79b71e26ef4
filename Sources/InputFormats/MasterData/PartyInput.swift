package import EscrowCore
package import MoneyCore

/// A party as a line of a CSV file gives it.
///
/// - Source: docs/csv.md#parties
package struct PartyInput: Hashable, Sendable {
    package let line: Int
    package let code: String
    package let role: PartyRole
    package let validFrom: Day?
    package let details: PartyDetails

    package static let columns = CSVFile.Columns(
        required: ["code", "role", "name"],
        optional: [
            "street", "postcode", "city", "country", "iban", "vat-id", "tax-number", "valid-from",
            "contact-name", "phone", "email", "electronic-address", "buyer-reference",
        ])

    /// Reads all parties of a file.
    package static func read(_ bytes: [UInt8], name: String) throws(InputError) -> [PartyInput] {
        let file = try CSVFile(bytes, name: name, columns: columns)
        var lines: [String: Int] = [:]
        return try file.rows.map { row throws(InputError) in
            let input = try PartyInput(row)
            if let other = lines.updateValue(row.line, forKey: input.code) {
                throw row.error(
                    "code", "\(input.code) stands in line \(other) already.",
                    "Keep one line for each party.")
            }
            return input
        }
    }

    private init(_ row: CSVRow) throws(InputError) {
        line = row.line
        code = try row.text("code")
        role = try row.value("role", "agency, client, freelancer or producer") { PartyRole($0) }
        validFrom = try row.optionalDay("valid-from")
        details = PartyDetails(
            name: try row.text("name"), address: try Self.address(row), iban: try Self.iban(row),
            vatID: row.optional("vat-id"), taxNumber: row.optional("tax-number"),
            contact: try Self.contact(row))
    }

    private static func contact(_ row: CSVRow) throws(InputError) -> PartyContact {
        func checked(
            _ name: String, _ form: String, _ isForm: (String) -> Bool
        ) throws(InputError) -> String? {
            guard row.optional(name) != nil else { return nil }
            return try row.value(name, form) { isForm($0) ? $0 : nil }
        }
        return PartyContact(
            name: row.optional("contact-name"),
            phone: try checked("phone", "a number with three digits", PartyContact.isPhone),
            email: try checked("email", "an address such as a@b.de", PartyContact.isEmail),
            electronicAddress: try checked(
                "electronic-address", "a code and an address, such as 0204:991-12345-67",
                PartyContact.isElectronicAddress),
            buyerReference: row.optional("buyer-reference"))
    }

    /// All of an address, or nothing of it.
    private static func address(_ row: CSVRow) throws(InputError) -> Address? {
        let names = ["street", "postcode", "city", "country"]
        guard names.contains(where: { row.optional($0) != nil }) else { return nil }
        let country = try row.value("country", "the two letters of a country, such as DE") {
            CountryCode.isForm($0) ? $0 : nil
        }
        return Address(
            street: try row.text("street"), postcode: try row.text("postcode"),
            city: try row.text("city"), country: country)
    }

    private static func iban(_ row: CSVRow) throws(InputError) -> IBAN? {
        guard let text = row.optional("iban") else { return nil }
        do throws(IBANError) {
            return try IBAN(text)
        } catch {
            throw row.error(
                "iban", "iban is \"\(text)\": \(error).", "Write the IBAN as the bank prints it.")
        }
    }
}

/// What addresses name countries by.
package enum CountryCode {
    /// Whether a text has the form of a code of ISO 3166: two capital letters.
    package static func isForm(_ text: String) -> Bool {
        text.utf8.count == 2 && text.utf8.allSatisfy { $0 >= 65 && $0 <= 90 }
    }
}
