/// Whom to ask about an invoice of a party, and how electronic ones reach it.
///
/// - Source: EN 16931-1, BG-6, BT-10, BT-34 and BT-49; docs/spec/invoice-files.md#master-data
public struct PartyContact: Hashable, Sendable {
    /// A person or a place to ask.
    public var name: String?
    public var phone: String?
    public var email: String?
    /// Where electronic invoices go: a code of the list EAS and the address, `0204:991-12345-67`.
    public var electronicAddress: String?
    /// What a client wants to read on every invoice to find whom it is for: a Leitweg-ID, or any
    /// other text.
    public var buyerReference: String?

    public init(
        name: String? = nil, phone: String? = nil, email: String? = nil,
        electronicAddress: String? = nil, buyerReference: String? = nil
    ) {
        self.name = name
        self.phone = phone
        self.email = email
        self.electronicAddress = electronicAddress
        self.buyerReference = buyerReference
    }

    public var isEmpty: Bool { self == PartyContact() }
}

extension PartyContact {
    /// This contact with what another one has.
    func changed(by other: PartyContact) -> PartyContact {
        PartyContact(
            name: other.name ?? name, phone: other.phone ?? phone, email: other.email ?? email,
            electronicAddress: other.electronicAddress ?? electronicAddress,
            buyerReference: other.buyerReference ?? buyerReference)
    }

    /// What of this contact a later version takes over: the fields in which it is as before.
    func inherited(by later: PartyContact, from before: PartyContact) -> PartyContact {
        PartyContact(
            name: later.name == before.name ? name : nil,
            phone: later.phone == before.phone ? phone : nil,
            email: later.email == before.email ? email : nil,
            electronicAddress: later.electronicAddress == before.electronicAddress
                ? electronicAddress : nil,
            buyerReference: later.buyerReference == before.buyerReference ? buyerReference : nil)
    }
}

/// The forms that electronic invoices ask of a contact.
extension PartyContact {
    /// Whether a text has three digits at least.
    ///
    /// - Source: XRechnung 3.0, BR-DE-27
    public static func isPhone(_ text: String) -> Bool {
        text.utf8.filter { $0 >= 48 && $0 <= 57 }.count >= 3
    }

    /// Whether a text has exactly one @ with two characters at least on both sides, none of them a
    /// blank, and no dot beside it.
    ///
    /// - Source: XRechnung 3.0, BR-DE-28
    public static func isEmail(_ text: String) -> Bool {
        let sides = text.split(separator: "@", omittingEmptySubsequences: false)
        guard sides.count == 2, !text.contains(where: \.isWhitespace) else { return false }
        return sides.allSatisfy { $0.utf8.count >= 2 } && sides[0].last != "."
            && sides[1].first != "." && sides[0].first != "." && sides[1].last != "."
    }

    /// Whether a text is a code of the list EAS, a colon and an address: `0204:991-12345-67`.
    public static func isElectronicAddress(_ text: String) -> Bool {
        guard let colon = text.firstIndex(of: ":"), text[colon...].utf8.count > 1 else {
            return false
        }
        let scheme = text[..<colon]
        return scheme == "EM"
            || (scheme.utf8.count == 4 && scheme.utf8.allSatisfy { $0 >= 48 && $0 <= 57 })
    }
}
