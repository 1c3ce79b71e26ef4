import MoneyCore

/// Reads a Cross Industry Invoice (D16B and later, and the names of ZUGFeRD 1), by local names.
///
/// - Source: CEN/TS 16931-3-3; docs/spec/invoice-files.md#cii
struct CIIReader {
    private var draft: InvoiceDraft

    static func read(
        _ bytes: [UInt8], syntax: InvoiceDocument.Syntax
    ) throws(InvoiceFileError) -> InvoiceDraft {
        let groups = groups(syntax)
        var reader = CIIReader(
            draft: InvoiceDraft(syntax: syntax, currency: try currency(of: bytes, groups)))
        try groups.forEach(in: bytes) { group in
            reader.take(group)
            return .next
        }
        return reader.draft
    }

    private static func groups(_ syntax: InvoiceDocument.Syntax) -> XMLGroups {
        XMLGroups(
            containers: ["SupplyChainTradeTransaction"],
            skipped: ["AttachmentBinaryObject", "IncludedBinaryObject"],
            aliases: syntax == .zugferd1 ? CIINames.ofVersion1 : [:])
    }

    /// The currency stands behind the lines, so that it is looked for first.
    private static func currency(
        of bytes: [UInt8], _ groups: XMLGroups
    ) throws(InvoiceFileError) -> Currency {
        var text = ""
        try groups.forEach(in: bytes) { group in
            guard group.name == "ApplicableHeaderTradeSettlement" else { return .next }
            text = group.text("InvoiceCurrencyCode") ?? ""
            return .stop
        }
        guard let currency = Currency(text) else {
            throw InvoiceFileError(.wrongCurrency(InvoiceDraft.short(text)))
        }
        return currency
    }

    private mutating func take(_ group: XMLElement) {
        switch group.name {
        case "ExchangedDocumentContext":
            draft.document.customization = group.text(
                "GuidelineSpecifiedDocumentContextParameter", "ID")
            draft.document.profile = group.text(
                "BusinessProcessSpecifiedDocumentContextParameter", "ID")
        case "ExchangedDocument":
            draft.document.number = group.text("ID")
            draft.document.typeCode = group.text("TypeCode")
            draft.document.day = draft.formattedDay(
                group.first("IssueDateTime", "DateTimeString") ?? group.first("IssueDateTime"))
            draft.document.notes = group.all("IncludedNote").compactMap { $0.text("Content") }
        case "IncludedSupplyChainTradeLineItem": draft.document.lines.append(line(group))
        case "ApplicableHeaderTradeAgreement": take(agreement: group)
        case "ApplicableHeaderTradeDelivery":
            draft.document.deliveryDay = draft.formattedDay(
                group.first(
                    "ActualDeliverySupplyChainEvent", "OccurrenceDateTime", "DateTimeString"))
            draft.document.references.despatch = group.reference(
                "DespatchAdviceReferencedDocument")
            draft.document.references.receipt = group.reference(
                "ReceivingAdviceReferencedDocument")
        case "ApplicableHeaderTradeSettlement": take(settlement: group)
        default: break
        }
    }

    private mutating func take(agreement group: XMLElement) {
        draft.document.references.buyer = group.text("BuyerReference")
        draft.document.references.order = group.reference("BuyerOrderReferencedDocument")
        draft.document.references.salesOrder = group.reference("SellerOrderReferencedDocument")
        draft.document.references.contract = group.reference("ContractReferencedDocument")
        draft.document.references.project = group.text("SpecifiedProcuringProject", "ID")
        if let seller = group.first("SellerTradeParty") { draft.document.seller = party(seller) }
        if let buyer = group.first("BuyerTradeParty") { draft.document.buyer = party(buyer) }
    }

    private mutating func party(_ element: XMLElement) -> InvoiceDocument.Party {
        var party = InvoiceDocument.Party()
        party.name = element.text("Name")
        party.tradingName = element.text("SpecifiedLegalOrganization", "TradingBusinessName")
        party.identifiers = (element.all("ID") + element.all("GlobalID")).compactMap {
            draft.identifier($0)
        }
        party.registration = draft.identifier(element.first("SpecifiedLegalOrganization", "ID"))
        for number in element.all("SpecifiedTaxRegistration", "ID") {
            if number.attributes[.scheme] == "FC" {
                party.taxNumber = party.taxNumber ?? number.value
            } else {
                party.vatID = party.vatID ?? number.value
            }
        }
        party.electronicAddress = draft.identifier(
            element.first("URIUniversalCommunication", "URIID"))
        if let address = element.first("PostalTradeAddress") {
            party.street = address.text("LineOne")
            party.moreStreet = address.text("LineTwo")
            party.postcode = address.text("PostcodeCode")
            party.city = address.text("CityName")
            party.country = address.text("CountryID")
        }
        let contact = element.first("DefinedTradeContact")
        party.contactName = contact?.text("PersonName") ?? contact?.text("DepartmentName")
        party.phone = contact?.text("TelephoneUniversalCommunication", "CompleteNumber")
        party.email = contact?.text("EmailURIUniversalCommunication", "URIID")
        return party
    }
}

extension CIIReader {
    private mutating func take(settlement group: XMLElement) {
        draft.refer(to: group.text("PaymentReference"))
        draft.document.accountingCurrency = group.text("TaxCurrencyCode").flatMap { Currency($0) }
        draft.document.payee = group.first("PayeeTradeParty").map { party($0) }
        draft.document.period = group.first("BillingSpecifiedPeriod").map { draft.span($0) }
        for terms in group.all("SpecifiedTradePaymentTerms") {
            if let text = terms.text("Description") { draft.document.terms.append(text) }
            let due = draft.formattedDay(terms.first("DueDateDateTime", "DateTimeString"))
            draft.document.dueDay = draft.document.dueDay ?? due
        }
        let mandate = group.text("SpecifiedTradePaymentTerms", "DirectDebitMandateID")
        for element in group.all("SpecifiedTradeSettlementPaymentMeans") {
            draft.document.means.append(means(element, mandate))
        }
        draft.document.adjustments = group.all("SpecifiedTradeAllowanceCharge").map {
            draft.change($0)
        }
        draft.document.adjustments += group.all("SpecifiedLogisticsServiceCharge").map {
            draft.freight($0)
        }
        for tax in group.all("ApplicableTradeTax") { take(tax: tax) }
        let sums =
            group.first("SpecifiedTradeSettlementHeaderMonetarySummation")
            ?? group.first(CIINames.summation)
        if let sums { take(totals: sums) }
        draft.document.references.preceding = group.all("InvoiceReferencedDocument").compactMap {
            guard let number = $0.text("IssuerAssignedID") else { return nil }
            let day = draft.formattedDay($0.first("FormattedIssueDateTime", "DateTimeString"))
            return InvoiceDocument.Preceding(number: number, day: day)
        }
    }

    private func means(
        _ element: XMLElement, _ mandate: String?
    ) -> InvoiceDocument.PaymentMeans {
        var means = InvoiceDocument.PaymentMeans()
        means.code = element.text("TypeCode")
        let account = element.first("PayeePartyCreditorFinancialAccount")
        means.account =
            account?.text("IBANID") ?? account?.text("ProprietaryID")
            ?? element.text("PayerPartyDebtorFinancialAccount", "IBANID")
        means.accountName = account?.text("AccountName")
        means.bic =
            element.text("PayeeSpecifiedCreditorFinancialInstitution", "BICID")
        means.mandate = ["49", "59"].contains(means.code ?? "") ? mandate : nil
        return means
    }

    private mutating func take(tax element: XMLElement) {
        var tax = InvoiceDocument.Tax(
            draft.category(in: element) ?? .init("", rate: nil),
            base: draft.money(element.first("BasisAmount")),
            amount: draft.money(element.first("CalculatedAmount")))
        tax.reason = element.text("ExemptionReason")
        tax.reasonCode = element.text("ExemptionReasonCode")
        draft.document.taxes.append(tax)
    }

    private mutating func take(totals group: XMLElement) {
        draft.document.totals.lines = draft.money(group.first("LineTotalAmount"))
        draft.document.totals.charges = draft.money(group.first("ChargeTotalAmount"))
        draft.document.totals.allowances = draft.money(group.first("AllowanceTotalAmount"))
        draft.document.totals.net = draft.money(group.first("TaxBasisTotalAmount"))
        draft.document.totals.gross = draft.money(group.first("GrandTotalAmount"))
        draft.document.totals.prepaid = draft.money(group.first("TotalPrepaidAmount"))
        draft.document.totals.rounding = draft.money(group.first("RoundingAmount"))
        draft.document.totals.payable = draft.money(group.first("DuePayableAmount"))
        for amount in group.all("TaxTotalAmount") {
            let written = amount.attributes[.currency]
            if let accounting = draft.document.accountingCurrency, written == accounting.code,
                accounting != draft.document.currency
            {
                draft.document.totals.vatAccounting = draft.money(amount, in: accounting)
            } else {
                draft.document.totals.vat = draft.money(amount)
            }
        }
    }

    private mutating func line(_ group: XMLElement) -> InvoiceDocument.Line {
        var line = InvoiceDocument.Line()
        line.id = group.text("AssociatedDocumentLineDocument", "LineID")
        line.note = group.text("AssociatedDocumentLineDocument", "IncludedNote", "Content")
        let status = group.text("AssociatedDocumentLineDocument", "LineStatusReasonCode")
        line.isCounted = status != "GROUP" && status != "INFORMATION"
        let product = group.first("SpecifiedTradeProduct")
        line.name = product?.text("Name")
        line.description = product?.text("Description")
        line.item = product?.text("SellerAssignedID")
        let agreement = group.first("SpecifiedLineTradeAgreement")
        line.order = agreement?.text("BuyerOrderReferencedDocument", "LineID")
        let price = agreement?.first("NetPriceProductTradePrice")
        line.price = draft.decimal(price?.first("ChargeAmount"))
        line.priceBase = draft.decimal(price?.first("BasisQuantity"))
        let quantity = group.first("SpecifiedLineTradeDelivery", "BilledQuantity")
        line.quantity = draft.decimal(quantity)
        line.unit = quantity?.attributes[.unit]
        let settlement = group.first("SpecifiedLineTradeSettlement")
        line.category = settlement?.first("ApplicableTradeTax").flatMap { draft.category(in: $0) }
        line.period = settlement?.first("BillingSpecifiedPeriod").map { draft.span($0) }
        line.adjustments = (settlement?.all("SpecifiedTradeAllowanceCharge") ?? []).map {
            draft.change($0)
        }
        let sums =
            settlement?.first("SpecifiedTradeSettlementLineMonetarySummation")
            ?? settlement?.first(CIINames.summation)
        line.net = draft.money(sums?.first("LineTotalAmount"))
        return line
    }
}

extension XMLElement {
    /// The number of a document that is referred to.
    fileprivate func reference(_ name: String) -> String? {
        text(name, "IssuerAssignedID") ?? text(name, "ID")
    }
}

extension InvoiceDraft {
    fileprivate mutating func span(_ element: XMLElement) -> InvoiceDocument.Period {
        InvoiceDocument.Period(
            from: formattedDay(element.first("StartDateTime", "DateTimeString")),
            to: formattedDay(element.first("EndDateTime", "DateTimeString")))
    }

    fileprivate mutating func category(in element: XMLElement) -> InvoiceDocument.Category? {
        guard let code = element.text("CategoryCode") else { return nil }
        return InvoiceDocument.Category(
            code, rate: decimal(element.first("RateApplicablePercent")))
    }

    fileprivate mutating func change(_ element: XMLElement) -> InvoiceDocument.Adjustment {
        let indicator = element.text("ChargeIndicator", "Indicator") ?? ""
        if !["true", "false", "1", "0"].contains(indicator) {
            note(element, "ChargeIndicator is neither true nor false; it is read as an allowance")
        }
        var adjustment = InvoiceDocument.Adjustment(
            isCharge: indicator == "true" || indicator == "1",
            amount: money(element.first("ActualAmount")))
        adjustment.base = money(element.first("BasisAmount"))
        adjustment.percent = decimal(element.first("CalculationPercent"))
        adjustment.reason = element.text("Reason")
        adjustment.reasonCode = element.text("ReasonCode")
        adjustment.category = element.first("CategoryTradeTax").flatMap { category(in: $0) }
        return adjustment
    }

    /// Freight and the like, which has an element of its own beside other charges.
    fileprivate mutating func freight(_ element: XMLElement) -> InvoiceDocument.Adjustment {
        var charge = InvoiceDocument.Adjustment(
            isCharge: true, amount: money(element.first("AppliedAmount")))
        charge.reason = element.text("Description")
        charge.category = element.first("AppliedTradeTax").flatMap { category(in: $0) }
        return charge
    }
}
