import EscrowCore
import MoneyCore
import Testing

@Suite("Whom to ask about a party's invoices")
struct PartyContactTests {
    @Test(
        "The form of an e-mail address",
        arguments: [
            ("ap@c-01.example", true), ("a@b", false), ("ap@c-01@example", false),
            ("ap.@c-01.example", false), ("ap@.example", false), ("a p@c-01.example", false),
            ("ap", false), ("", false),
        ])
    func email(text: String, isForm: Bool) { #expect(PartyContact.isEmail(text) == isForm) }

    @Test(
        "The form of an electronic address",
        arguments: [
            ("0204:991-12345-67", true), ("EM:ap@c-01.example", true), ("9930:DE123", true),
            ("0204:", false), ("204:1", false), ("0204", false), ("em:x", false), (":x", false),
        ])
    func address(text: String, isForm: Bool) {
        #expect(PartyContact.isElectronicAddress(text) == isForm)
    }

    @Test("A telephone number has three digits", arguments: [("030 1", true), ("03-x", false)])
    func phone(text: String, isForm: Bool) { #expect(PartyContact.isPhone(text) == isForm) }

    @Test("A change takes what it has, and later versions keep what they were made for")
    func patch() throws {
        let before = details(PartyContact(name: "desk", phone: "030 1"))
        let later = details(PartyContact(name: "desk", phone: "040 2", email: "a1@b.example"))
        var patch = PartyPatch()
        patch.contact = PartyContact(name: "office", phone: "030 9", buyerReference: "L-1")
        #expect(
            try patch.applied(to: before).contact
                == PartyContact(name: "office", phone: "030 9", buyerReference: "L-1"))
        #expect(
            patch.inherited(by: later, from: before).contact
                == PartyContact(name: "office", buyerReference: "L-1"))
        #expect(!patch.isEmpty)
    }

    private func details(_ contact: PartyContact) -> PartyDetails {
        PartyDetails(
            name: "client C-01", address: nil, iban: nil, vatID: nil, taxNumber: nil,
            contact: contact)
    }
}
