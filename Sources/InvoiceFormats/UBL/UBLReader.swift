import MoneyCore

/// Reads an invoice or a credit note of UBL 2.1, by local names.
///
/// - Source: CEN/TS 16931-3-2; docs/spec/invoice-files.md#ubl
struct UBLReader {
    private var draft: InvoiceDraft

    static let groups = XMLGroups(
        skipped: ["UBLExtensions", "Signature", "EmbeddedDocumentBinaryObject"])

    static func read(
        _ bytes: [UInt8], syntax: InvoiceDocument.Syntax
    ) throws(InvoiceFileError) -> InvoiceDraft {
        var reader = UBLReader(
            draft: InvoiceDraft(syntax: syntax, currency: try currency(of: bytes)))
        try groups.forEach(in: bytes) { group in
            reader.take(group)
            return .next
        }
        return reader.draft
    }

    /// The currency stands before the lines, but nothing is read on the strength of that.
    private static func currency(of bytes: [UInt8]) throws(InvoiceFileError) -> Currency {
        var text = ""
        try groups.forEach(in: bytes) { group in
            guard group.name == "DocumentCurrencyCode", let value = group.value else {
                return .next
            }
            text = value
            return .stop
        }
        guard let currency = Currency(text) else {
            throw InvoiceFileError(.wrongCurrency(InvoiceDraft.short(text)))
        }
        return currency
    }

    private mutating func take(_ group: XMLElement) {
        switch group.name {
        case "CustomizationID": draft.document.customization = group.value
        case "ProfileID": draft.document.profile = group.value
        case "ID": draft.document.number = group.value
        case "IssueDate": draft.document.day = draft.day(group)
        case "DueDate": draft.document.dueDay = draft.day(group)
        case "InvoiceTypeCode", "CreditNoteTypeCode": draft.document.typeCode = group.value
        case "Note": group.value.map { draft.document.notes.append($0) }
        case "TaxCurrencyCode":
            draft.document.accountingCurrency = group.value.flatMap { Currency($0) }
        case "InvoicePeriod": draft.document.period = draft.period(group)
        case "AccountingSupplierParty":
            group.first("Party").map { draft.document.seller = party($0) }
        case "AccountingCustomerParty":
            group.first("Party").map { draft.document.buyer = party($0) }
        case "PayeeParty": draft.document.payee = party(group)
        case "Delivery":
            let day = draft.day(group.first("ActualDeliveryDate"))
            draft.document.deliveryDay = draft.document.deliveryDay ?? day
        case "PaymentMeans": take(means: group)
        case "PaymentTerms": group.text("Note").map { draft.document.terms.append($0) }
        case "AllowanceCharge": draft.document.adjustments.append(draft.adjustment(group))
        case "TaxTotal": take(taxes: group)
        case "LegalMonetaryTotal": take(totals: group)
        case "InvoiceLine", "CreditNoteLine": draft.document.lines.append(line(group))
        default: take(reference: group)
        }
    }

    private mutating func take(reference group: XMLElement) {
        switch group.name {
        case "BuyerReference": draft.document.references.buyer = group.value
        case "OrderReference":
            draft.document.references.order = group.text("ID")
            draft.document.references.salesOrder = group.text("SalesOrderID")
        case "BillingReference":
            guard let earlier = group.first("InvoiceDocumentReference"),
                let number = earlier.text("ID")
            else { return }
            let day = draft.day(earlier.first("IssueDate"))
            draft.document.references.preceding.append(.init(number: number, day: day))
        case "DespatchDocumentReference": draft.document.references.despatch = group.text("ID")
        case "ReceiptDocumentReference": draft.document.references.receipt = group.text("ID")
        case "ContractDocumentReference": draft.document.references.contract = group.text("ID")
        case "ProjectReference": draft.document.references.project = group.text("ID")
        default: break
        }
    }

    private mutating func party(_ element: XMLElement) -> InvoiceDocument.Party {
        var party = InvoiceDocument.Party()
        party.electronicAddress = draft.identifier(element.first("EndpointID"))
        party.identifiers = element.all("PartyIdentification", "ID").compactMap {
            draft.identifier($0)
        }
        let trading = element.text("PartyName", "Name")
        party.name = element.text("PartyLegalEntity", "RegistrationName") ?? trading
        party.tradingName = trading == party.name ? nil : trading
        party.registration = draft.identifier(element.first("PartyLegalEntity", "CompanyID"))
        for scheme in element.all("PartyTaxScheme") {
            let isVAT = (scheme.text("TaxScheme", "ID") ?? "VAT").uppercased() == "VAT"
            if isVAT {
                party.vatID = party.vatID ?? scheme.text("CompanyID")
            } else {
                party.taxNumber = party.taxNumber ?? scheme.text("CompanyID")
            }
        }
        if let address = element.first("PostalAddress") {
            party.street = address.text("StreetName")
            party.moreStreet = address.text("AdditionalStreetName")
            party.postcode = address.text("PostalZone")
            party.city = address.text("CityName")
            party.country = address.text("Country", "IdentificationCode")
        }
        party.contactName = element.text("Contact", "Name")
        party.phone = element.text("Contact", "Telephone")
        party.email = element.text("Contact", "ElectronicMail")
        return party
    }

    private mutating func take(means group: XMLElement) {
        for reference in group.all("PaymentID") { draft.refer(to: reference.value) }
        var means = InvoiceDocument.PaymentMeans()
        means.code = group.text("PaymentMeansCode")
        means.account =
            group.text("PayeeFinancialAccount", "ID")
            ?? group.text("PaymentMandate", "PayerFinancialAccount", "ID")
        means.accountName = group.text("PayeeFinancialAccount", "Name")
        means.bic =
            group.text("PayeeFinancialAccount", "FinancialInstitutionBranch", "ID")
            ?? group.text(
                "PayeeFinancialAccount", "FinancialInstitutionBranch", "FinancialInstitution", "ID")
        means.mandate = group.text("PaymentMandate", "ID")
        draft.document.means.append(means)
        let due = draft.day(group.first("PaymentDueDate"))
        draft.document.dueDay = draft.document.dueDay ?? due
    }
}

extension UBLReader {
    /// The total that has a breakdown, and the one in the accounting currency that has none.
    private mutating func take(taxes group: XMLElement) {
        let amount = group.first("TaxAmount")
        let written = amount?.attributes[.currency]
        if let accounting = draft.document.accountingCurrency, written == accounting.code,
            accounting != draft.document.currency
        {
            draft.document.totals.vatAccounting = draft.money(amount, in: accounting)
            return
        }
        draft.document.totals.vat = draft.money(amount)
        for part in group.all("TaxSubtotal") {
            let category = draft.category(part.first("TaxCategory"), rate: part.first("Percent"))
            var tax = InvoiceDocument.Tax(
                category ?? .init("", rate: nil), base: draft.money(part.first("TaxableAmount")),
                amount: draft.money(part.first("TaxAmount")))
            tax.reason = part.text("TaxCategory", "TaxExemptionReason")
            tax.reasonCode = part.text("TaxCategory", "TaxExemptionReasonCode")
            draft.document.taxes.append(tax)
        }
    }

    private mutating func take(totals group: XMLElement) {
        draft.document.totals.lines = draft.money(group.first("LineExtensionAmount"))
        draft.document.totals.net = draft.money(group.first("TaxExclusiveAmount"))
        draft.document.totals.gross = draft.money(group.first("TaxInclusiveAmount"))
        draft.document.totals.allowances = draft.money(group.first("AllowanceTotalAmount"))
        draft.document.totals.charges = draft.money(group.first("ChargeTotalAmount"))
        draft.document.totals.prepaid = draft.money(group.first("PrepaidAmount"))
        draft.document.totals.rounding = draft.money(group.first("PayableRoundingAmount"))
        draft.document.totals.payable = draft.money(group.first("PayableAmount"))
    }

    private mutating func line(_ group: XMLElement) -> InvoiceDocument.Line {
        var line = InvoiceDocument.Line()
        line.id = group.text("ID")
        line.note = group.text("Note")
        let quantity = group.first("InvoicedQuantity") ?? group.first("CreditedQuantity")
        line.quantity = draft.decimal(quantity)
        line.unit = quantity?.attributes[.unit]
        line.net = draft.money(group.first("LineExtensionAmount"))
        line.period = group.first("InvoicePeriod").map { draft.period($0) }
        line.order = group.text("OrderLineReference", "LineID")
        line.adjustments = group.all("AllowanceCharge").map { draft.adjustment($0) }
        line.name = group.text("Item", "Name")
        line.description = group.text("Item", "Description")
        line.item = group.text("Item", "SellersItemIdentification", "ID")
        line.category = draft.category(group.first("Item", "ClassifiedTaxCategory"))
        line.price = draft.decimal(group.first("Price", "PriceAmount"))
        line.priceBase = draft.decimal(group.first("Price", "BaseQuantity"))
        return line
    }
}

extension InvoiceDraft {
    fileprivate mutating func period(_ element: XMLElement) -> InvoiceDocument.Period {
        InvoiceDocument.Period(
            from: day(element.first("StartDate")), to: day(element.first("EndDate")))
    }

    fileprivate mutating func category(
        _ element: XMLElement?, rate: XMLElement? = nil
    ) -> InvoiceDocument.Category? {
        guard let element, let code = element.text("ID") else { return nil }
        return InvoiceDocument.Category(code, rate: decimal(element.first("Percent") ?? rate))
    }

    fileprivate mutating func adjustment(_ element: XMLElement) -> InvoiceDocument.Adjustment {
        let indicator = element.text("ChargeIndicator") ?? ""
        if !["true", "false", "1", "0"].contains(indicator) {
            note(element, "ChargeIndicator is neither true nor false; it is read as an allowance")
        }
        var adjustment = InvoiceDocument.Adjustment(
            isCharge: indicator == "true" || indicator == "1",
            amount: money(element.first("Amount")))
        adjustment.base = money(element.first("BaseAmount"))
        adjustment.percent = decimal(element.first("MultiplierFactorNumeric"))
        adjustment.reason = element.text("AllowanceChargeReason")
        adjustment.reasonCode = element.text("AllowanceChargeReasonCode")
        adjustment.category = category(element.first("TaxCategory"))
        return adjustment
    }
}
