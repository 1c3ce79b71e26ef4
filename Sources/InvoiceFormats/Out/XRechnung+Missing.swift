import EscrowCore
import MoneyCore

extension XRechnung {
    /// What the file must have and the master data do not; the seller's first.
    ///
    /// - Source: XRechnung 3.0, BR-DE-1 to BR-DE-15; EN 16931, BR-AE-02, BR-E-02, BR-S-02;
    ///   UStG § 14 (4), § 14a (1); docs/spec/invoice-files.md#master-data
    func missingFields() -> [XRechnungError.MissingField] {
        missingOfSeller() + missingOfBuyer()
    }

    private func missingOfSeller() -> [XRechnungError.MissingField] {
        let (code, details) = (invoice.seller.code, invoice.seller.details)
        var missing = Self.missingOfAddress(code, details)
        func lacks(_ field: String, _ options: String) {
            missing.append(.init(party: code, field: field, options: options))
        }
        let isForeign = invoice.taxes.contains { $0.status == .foreign }
        if isOutOfScope {
            // The VAT id may not stand there, and one of the two must.
            if details.taxNumber == nil { lacks("tax number", "--tax-number NUMBER") }
        } else if isForeign, details.vatID == nil {
            lacks("VAT id", "--vat-id ID")
        } else if details.vatID == nil, details.taxNumber == nil {
            lacks("VAT id or tax number", "--vat-id ID")
        }
        missing += Self.missingOfVATID(code, details, isWritten: !isOutOfScope)
        if details.contact.phone == nil { lacks("telephone number", "--phone NUMBER") }
        if details.contact.email == nil { lacks("e-mail address", "--email ADDRESS") }
        switch invoice.kind {
        case .selfBilling:
            if details.iban == nil { lacks("IBAN", "--iban IBAN") }
        case .invoice, .creditNote: break
        }
        return missing
    }

    private func missingOfBuyer() -> [XRechnungError.MissingField] {
        let (code, details) = (invoice.buyer.code, invoice.buyer.details)
        var missing = Self.missingOfAddress(code, details)
        let isReverse = invoice.taxes.contains { category($0.status).category.code == "AE" }
        if isReverse, details.vatID == nil {
            missing.append(.init(party: code, field: "VAT id", options: "--vat-id ID"))
        }
        missing += Self.missingOfVATID(code, details, isWritten: !isOutOfScope)
        if Self.electronicAddress(details.contact) == nil {
            missing.append(
                .init(party: code, field: "electronic address", options: "--email ADDRESS"))
        }
        if buyerReference == nil {
            missing.append(
                .init(
                    party: code, field: "buyer reference", options: "--buyer-reference REFERENCE"))
        }
        return missing
    }

    private static func missingOfAddress(
        _ code: String, _ details: PartyDetails
    ) -> [XRechnungError.MissingField] {
        guard details.address == nil else { return [] }
        return [
            .init(
                party: code, field: "address",
                options: "--street STREET --postcode CODE --city CITY --country DE")
        ]
    }

    /// A VAT id begins with its country (BR-CO-09).
    private static func missingOfVATID(
        _ code: String, _ details: PartyDetails, isWritten: Bool
    ) -> [XRechnungError.MissingField] {
        guard isWritten, let id = details.vatID,
            id.utf8.count < 3 || !id.utf8.prefix(2).allSatisfy({ $0 >= 65 && $0 <= 90 })
        else { return [] }
        return [
            .init(party: code, field: "VAT id with its country before it", options: "--vat-id ID")
        ]
    }
}
