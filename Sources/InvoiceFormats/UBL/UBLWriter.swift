import MoneyCore

/// Writes a document as UBL 2.1, in the order of its schema.
///
/// A credit note is a `CreditNote` with amounts above zero, everything else an `Invoice`.
///
/// - Source: OASIS UBL 2.1; CEN/TS 16931-3-2; docs/spec/invoice-files.md#xrechnung
package struct UBLWriter {
    private let document: InvoiceDocument
    private let isCreditNote: Bool
    private var xml = XMLText()

    package static func write(_ document: InvoiceDocument) -> String {
        var writer = UBLWriter(document)
        writer.root()
        return writer.xml.text
    }

    private init(_ document: InvoiceDocument) {
        self.document = document
        isCreditNote = document.syntax == .ublCreditNote
    }

    private mutating func root() {
        let name = isCreditNote ? "CreditNote" : "Invoice"
        let family = "urn:oasis:names:specification:ubl:schema:xsd"
        let spaces =
            " xmlns=\"\(family):\(name)-2\"\n"
            + "  xmlns:cac=\"\(family):CommonAggregateComponents-2\"\n"
            + "  xmlns:cbc=\"\(family):CommonBasicComponents-2\""
        let writer = self
        xml.element(name, spaces) { xml in
            writer.head(&xml)
            writer.references(&xml)
            writer.party("cac:AccountingSupplierParty", writer.document.seller, &xml)
            writer.party("cac:AccountingCustomerParty", writer.document.buyer, &xml)
            writer.payee(&xml)
            writer.payment(&xml)
            for adjustment in writer.document.adjustments { writer.adjustment(adjustment, &xml) }
            writer.taxes(&xml)
            writer.totals(&xml)
            for line in writer.document.lines { writer.line(line, &xml) }
        }
    }

    private func head(_ xml: inout XMLText) {
        xml.leaf("cbc:CustomizationID", document.customization)
        xml.leaf("cbc:ProfileID", document.profile)
        xml.leaf("cbc:ID", document.number)
        xml.leaf("cbc:IssueDate", document.day?.description)
        if isCreditNote {
            xml.leaf("cbc:CreditNoteTypeCode", document.typeCode)
        } else {
            xml.leaf("cbc:DueDate", document.dueDay?.description)
            xml.leaf("cbc:InvoiceTypeCode", document.typeCode)
        }
        for note in document.notes { xml.leaf("cbc:Note", note) }
        xml.leaf("cbc:DocumentCurrencyCode", document.currency.code)
        xml.leaf("cbc:BuyerReference", document.references.buyer)
        period(document.period, &xml)
    }

    private func references(_ xml: inout XMLText) {
        let references = document.references
        if references.order != nil || references.salesOrder != nil {
            xml.element("cac:OrderReference") { xml in
                xml.leaf("cbc:ID", references.order ?? "NA")
                xml.leaf("cbc:SalesOrderID", references.salesOrder)
            }
        }
        for preceding in references.preceding {
            xml.element("cac:BillingReference") { xml in
                xml.element("cac:InvoiceDocumentReference") { xml in
                    xml.leaf("cbc:ID", preceding.number)
                    xml.leaf("cbc:IssueDate", preceding.day?.description)
                }
            }
        }
        if let contract = references.contract {
            xml.element("cac:ContractDocumentReference") { $0.leaf("cbc:ID", contract) }
        }
    }

    private func period(_ period: InvoiceDocument.Period?, _ xml: inout XMLText) {
        guard let period else { return }
        xml.element("cac:InvoicePeriod") { xml in
            xml.leaf("cbc:StartDate", period.from?.description)
            xml.leaf("cbc:EndDate", period.to?.description)
        }
    }
}

extension UBLWriter {
    private func party(
        _ name: String, _ party: InvoiceDocument.Party, _ xml: inout XMLText
    ) {
        xml.element(name) { xml in
            xml.element("cac:Party") { xml in
                identifier("cbc:EndpointID", party.electronicAddress, &xml)
                for id in party.identifiers {
                    xml.element("cac:PartyIdentification") { identifier("cbc:ID", id, &$0) }
                }
                if let trading = party.tradingName {
                    xml.element("cac:PartyName") { $0.leaf("cbc:Name", trading) }
                }
                address(party, &xml)
                taxScheme("VAT", party.vatID, &xml)
                taxScheme("FC", party.taxNumber, &xml)
                xml.element("cac:PartyLegalEntity") { xml in
                    xml.leaf("cbc:RegistrationName", party.name)
                    identifier("cbc:CompanyID", party.registration, &xml)
                }
                contact(party, &xml)
            }
        }
    }

    private func identifier(
        _ name: String, _ id: InvoiceDocument.Identifier?, _ xml: inout XMLText
    ) {
        xml.leaf(name, id?.value, XMLText.attribute("schemeID", id?.scheme))
    }

    private func address(_ party: InvoiceDocument.Party, _ xml: inout XMLText) {
        guard let country = party.country else { return }
        xml.element("cac:PostalAddress") { xml in
            xml.leaf("cbc:StreetName", party.street)
            xml.leaf("cbc:AdditionalStreetName", party.moreStreet)
            xml.leaf("cbc:CityName", party.city)
            xml.leaf("cbc:PostalZone", party.postcode)
            xml.element("cac:Country") { $0.leaf("cbc:IdentificationCode", country) }
        }
    }

    private func taxScheme(_ scheme: String, _ number: String?, _ xml: inout XMLText) {
        guard let number else { return }
        xml.element("cac:PartyTaxScheme") { xml in
            xml.leaf("cbc:CompanyID", number)
            xml.element("cac:TaxScheme") { $0.leaf("cbc:ID", scheme) }
        }
    }

    private func contact(_ party: InvoiceDocument.Party, _ xml: inout XMLText) {
        guard party.contactName != nil || party.phone != nil || party.email != nil else { return }
        xml.element("cac:Contact") { xml in
            xml.leaf("cbc:Name", party.contactName)
            xml.leaf("cbc:Telephone", party.phone)
            xml.leaf("cbc:ElectronicMail", party.email)
        }
    }

    private func payee(_ xml: inout XMLText) {
        guard let name = document.payee?.name else { return }
        xml.element("cac:PayeeParty") { xml in
            xml.element("cac:PartyName") { $0.leaf("cbc:Name", name) }
        }
    }

    private func payment(_ xml: inout XMLText) {
        for means in document.means {
            xml.element("cac:PaymentMeans") { xml in
                xml.leaf("cbc:PaymentMeansCode", means.code)
                for reference in document.paymentReferences {
                    xml.leaf("cbc:PaymentID", reference)
                }
                guard let account = means.account else { return }
                xml.element("cac:PayeeFinancialAccount") { xml in
                    xml.leaf("cbc:ID", account)
                    xml.leaf("cbc:Name", means.accountName)
                    if let bic = means.bic {
                        xml.element("cac:FinancialInstitutionBranch") { $0.leaf("cbc:ID", bic) }
                    }
                }
            }
        }
        for terms in document.terms {
            xml.element("cac:PaymentTerms") { $0.leaf("cbc:Note", terms) }
        }
    }

    private func money(_ name: String, _ money: Money?, _ xml: inout XMLText) {
        guard let money else { return }
        xml.leaf(name, money.plain, XMLText.attribute("currencyID", money.currency.code))
    }

    private func category(
        _ name: String, _ category: InvoiceDocument.Category, _ xml: inout XMLText,
        reason: String? = nil, code: String? = nil
    ) {
        xml.element(name) { xml in
            xml.leaf("cbc:ID", category.code)
            xml.leaf("cbc:Percent", category.rate?.plain)
            xml.leaf("cbc:TaxExemptionReasonCode", code)
            xml.leaf("cbc:TaxExemptionReason", reason)
            xml.element("cac:TaxScheme") { $0.leaf("cbc:ID", "VAT") }
        }
    }

    private func adjustment(_ adjustment: InvoiceDocument.Adjustment, _ xml: inout XMLText) {
        xml.element("cac:AllowanceCharge") { xml in
            xml.leaf("cbc:ChargeIndicator", adjustment.isCharge ? "true" : "false")
            xml.leaf("cbc:AllowanceChargeReasonCode", adjustment.reasonCode)
            xml.leaf("cbc:AllowanceChargeReason", adjustment.reason)
            xml.leaf("cbc:MultiplierFactorNumeric", adjustment.percent?.plain)
            money("cbc:Amount", adjustment.amount, &xml)
            money("cbc:BaseAmount", adjustment.base, &xml)
            if let category = adjustment.category {
                self.category("cac:TaxCategory", category, &xml)
            }
        }
    }

    private func taxes(_ xml: inout XMLText) {
        xml.element("cac:TaxTotal") { xml in
            money("cbc:TaxAmount", document.totals.vat, &xml)
            for tax in document.taxes {
                xml.element("cac:TaxSubtotal") { xml in
                    money("cbc:TaxableAmount", tax.base, &xml)
                    money("cbc:TaxAmount", tax.amount, &xml)
                    category(
                        "cac:TaxCategory", tax.category, &xml, reason: tax.reason,
                        code: tax.reasonCode)
                }
            }
        }
    }

    private func totals(_ xml: inout XMLText) {
        let totals = document.totals
        xml.element("cac:LegalMonetaryTotal") { xml in
            money("cbc:LineExtensionAmount", totals.lines, &xml)
            money("cbc:TaxExclusiveAmount", totals.net, &xml)
            money("cbc:TaxInclusiveAmount", totals.gross, &xml)
            money("cbc:AllowanceTotalAmount", totals.allowances, &xml)
            money("cbc:ChargeTotalAmount", totals.charges, &xml)
            money("cbc:PrepaidAmount", totals.prepaid, &xml)
            money("cbc:PayableRoundingAmount", totals.rounding, &xml)
            money("cbc:PayableAmount", totals.payable, &xml)
        }
    }

    private func line(_ line: InvoiceDocument.Line, _ xml: inout XMLText) {
        xml.element(isCreditNote ? "cac:CreditNoteLine" : "cac:InvoiceLine") { xml in
            xml.leaf("cbc:ID", line.id)
            xml.leaf("cbc:Note", line.note)
            xml.leaf(
                isCreditNote ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity",
                line.quantity?.plain, XMLText.attribute("unitCode", line.unit))
            money("cbc:LineExtensionAmount", line.net, &xml)
            period(line.period, &xml)
            for adjustment in line.adjustments { self.adjustment(adjustment, &xml) }
            xml.element("cac:Item") { xml in
                xml.leaf("cbc:Description", line.description)
                xml.leaf("cbc:Name", line.name)
                if let item = line.item {
                    xml.element("cac:SellersItemIdentification") { $0.leaf("cbc:ID", item) }
                }
                if let category = line.category {
                    self.category("cac:ClassifiedTaxCategory", category, &xml)
                }
            }
            guard let price = line.price else { return }
            xml.element("cac:Price") { xml in
                xml.leaf(
                    "cbc:PriceAmount", price.plain,
                    XMLText.attribute("currencyID", document.currency.code))
                xml.leaf(
                    "cbc:BaseQuantity", line.priceBase?.plain,
                    XMLText.attribute("unitCode", line.unit))
            }
        }
    }
}
