import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Shows all versions of a party.
struct PartyShow: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a party with all its versions, oldest first.")

    @Argument(help: "Code of the party.")
    var code: String

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                var listing = Listing(
                    "versions", Self.columns, isSample: try reader.opened().1.isSample)
                let row = try reader.namedParty(code)
                for version in try reader.versions(of: row) {
                    let details = version.version.details
                    listing.append([
                        .text(row.code), .text(row.role.name), .day(version.version.validFrom),
                        .number(version.record), .text(details.name),
                        .optional(details.address?.street), .optional(details.address?.postcode),
                        .optional(details.address?.city), .optional(details.address?.country),
                        .optional(details.iban?.electronic), .optional(details.vatID),
                        .optional(details.taxNumber), .optional(details.contact.name),
                        .optional(details.contact.phone), .optional(details.contact.email),
                        .optional(details.contact.electronicAddress),
                        .optional(details.contact.buyerReference),
                    ])
                }
                return listing
            })
    }

    private static let columns: [Listing.Column] = [
        .left("code", "code"), .left("role", "role"), .left("validFrom", "valid from"),
        .right("record", "record"), .left("name", "name"), .left("street", "street"),
        .left("postcode", "postcode"), .left("city", "city"), .left("country", "country"),
        .left("iban", "IBAN"), .left("vatId", "VAT id"), .left("taxNumber", "tax number"),
        Listing.Column.left("contactName", "contact").whenNeeded,
        Listing.Column.left("phone", "phone").whenNeeded,
        Listing.Column.left("email", "e-mail").whenNeeded,
        Listing.Column.left("electronicAddress", "electronic address").whenNeeded,
        Listing.Column.left("buyerReference", "buyer reference").whenNeeded,
    ]
}
