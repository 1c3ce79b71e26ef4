import ArgumentParser
import EscrowCore

/// What electronic invoices need of a party, as options.
struct PartyContactFields: ParsableArguments {
    @Option(help: "Whom to ask about invoices, a person or a department.")
    var contactName: String?

    @Option(help: "The contact's telephone number.")
    var phone: String?

    @Option(help: "The contact's e-mail address.")
    var email: String?

    @Option(
        help: "Where electronic invoices go, as CODE:ADDRESS of the list EAS. Default: the e-mail.")
    var electronicAddress: String?

    @Option(help: "What the client wants to read on each invoice, such as a Leitweg-ID.")
    var buyerReference: String?

    /// What is given, with what it must look like.
    func value() throws -> PartyContact {
        try check(phone, "phone", "no telephone number", "1 030 1234", PartyContact.isPhone)
        try check(email, "email", "no e-mail address", "invoices@example.org", PartyContact.isEmail)
        try check(
            electronicAddress, "electronic-address", "no code of the list EAS with an address",
            "0204:991-12345-67", PartyContact.isElectronicAddress)
        return PartyContact(
            name: contactName, phone: phone, email: email, electronicAddress: electronicAddress,
            buyerReference: buyerReference)
    }

    private func check(
        _ text: String?, _ option: String, _ what: String, _ example: String,
        _ isForm: (String) -> Bool
    ) throws {
        guard let text, !isForm(text) else { return }
        throw Failure(
            "party.\(option)", "--\(option) \(text) is \(what)",
            hint: "write it such as \(example)", .refused)
    }

    /// All that is given in one text, for the fingerprint; nil where nothing is.
    var content: String? {
        let given = [
            ("contact-name", contactName), ("phone", phone), ("email", email),
            ("electronic-address", electronicAddress), ("buyer-reference", buyerReference),
        ].compactMap { name, text in text.map { "\(name) \($0)" } }
        return given.isEmpty ? nil : given.joined(separator: "\n")
    }
}
