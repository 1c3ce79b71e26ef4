import EscrowCore

/// An address as a payment file carries it: structured where street and number can be told apart,
/// else hybrid, never unstructured.
///
/// - Source: docs/spec/payment-file.md#addresses
struct PaymentAddress: Hashable {
    let street: String?
    let building: String?
    /// The street line as it is; then there is no street of its own.
    let line: String?
    let postcode: String?
    let town: String
    let country: String

    /// Town and country are what every address needs; nil without them.
    init?(_ address: Address) {
        let town = SEPAText.basic(address.city)
        guard town.contains(where: \.isLetter), address.country.utf8.count == 2 else { return nil }
        let line = SEPAText.basic(address.street)
        let parts = Self.parts(line)
        street = parts?.street
        building = parts?.building
        self.line = parts == nil && !line.isEmpty ? line : nil
        let postcode = SEPAText.basic(address.postcode)
        self.postcode = postcode.isEmpty ? nil : postcode
        self.town = town
        country = address.country
    }

    /// The number is the last word that begins with a digit, and what a single letter adds to it.
    private static func parts(_ line: String) -> (street: String, building: String)? {
        let words = line.split(separator: " ")
        guard let number = words.lastIndex(where: { $0.first?.isNumber ?? false }), number > 0,
            words[(number + 1)...].allSatisfy({ $0.count == 1 })
        else { return nil }
        let street = words[..<number].joined(separator: " ")
        guard street.contains(where: \.isLetter) else { return nil }
        return (street, words[number...].joined(separator: " "))
    }

    /// Whether every part is as short as both versions ask.
    var fits: Bool {
        let parts = [
            (street, 70), (building, 16), (line, 70), (postcode, 16), (Optional(town), 35),
        ]
        return parts.allSatisfy { ($0.0?.utf8.count ?? 0) <= $0.1 }
    }

    func write(to text: inout PaymentText) {
        text.open("PstlAdr")
        if let street { text.leaf("StrtNm", street) }
        if let building { text.leaf("BldgNb", building) }
        if let postcode { text.leaf("PstCd", postcode) }
        text.leaf("TwnNm", town)
        text.leaf("Ctry", country)
        if let line { text.leaf("AdrLine", line) }
        text.close("PstlAdr")
    }
}
