import EscrowCore
import MoneyCore

/// Makes an invoice of the book a document that keeps EN 16931 and XRechnung 3.0.
///
/// - Source: docs/spec/invoice-files.md#xrechnung
package struct XRechnung {
    let invoice: OutgoingInvoice
    /// What the recipient is liable for abroad goes as reverse charge inside of the Union, and as not
    /// taxable outside of it.
    let isUnionBuyer: Bool

    static let customization =
        "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
    static let profile = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"

    /// The file of an invoice, as UBL.
    package static func write(_ invoice: OutgoingInvoice) throws(XRechnungError) -> String {
        UBLWriter.write(try document(invoice))
    }

    /// The document of an invoice; none leaves that breaks a rule of its own sums.
    ///
    /// - Throws: `missing`, `mixedWithOutOfScope`, `amounts`, in this order.
    package static func document(
        _ invoice: OutgoingInvoice
    ) throws(XRechnungError) -> InvoiceDocument {
        let writer = XRechnung(
            invoice: invoice,
            isUnionBuyer: invoice.buyer.details.vatID.map(EuropeanUnion.issued) ?? false)
        let missing = writer.missingFields()
        guard missing.isEmpty else { throw .missing(missing) }
        let document = try writer.document()
        let broken = InvoiceCheck.findings(of: document).filter { $0.weight == .error }
        guard broken.isEmpty else {
            throw .amounts(broken.map { "\($0.rule): \($0.message)" }.joined(separator: ", "))
        }
        return document
    }

    private func document() throws(XRechnungError) -> InvoiceDocument {
        var document = InvoiceDocument(
            syntax: isCreditNote ? .ublCreditNote : .ublInvoice,
            currency: invoice.account.currency)
        document.customization = Self.customization
        document.profile = Self.profile
        document.number = invoice.number
        document.typeCode = typeCode
        document.day = invoice.day
        document.period = InvoiceDocument.Period(
            from: invoice.lines.map(\.from).min(), to: invoice.lines.map(\.to).max())
        document.notes = notes
        document.references.buyer = buyerReference
        document.seller = party(invoice.seller, hasContact: true)
        document.buyer = party(invoice.buyer, hasContact: false)
        document.lines = try invoice.lines.enumerated().map {
            (index, line) throws(XRechnungError) in try self.line(line, number: index + 1)
        }
        document.taxes = try taxes()
        document.totals = try totals(document)
        pay(in: &document)
        return document
    }

    private var isCreditNote: Bool {
        switch invoice.kind {
        case .creditNote: true
        case .invoice, .selfBilling: false
        }
    }

    /// - Source: UNTDID 1001
    private var typeCode: String {
        switch invoice.kind {
        case .invoice: "380"
        case .creditNote: "381"
        case .selfBilling: "389"
        }
    }

    /// The words that the law wants in the document.
    ///
    /// - Source: UStG § 14 (2) and (4) no. 10; UStDV § 31 (5)
    private var notes: [String] {
        var notes: [String] = []
        if invoice.isSample { notes.append("MUSTER - erfundene Daten, keine echte Rechnung") }
        switch invoice.kind {
        case .invoice: break
        case .creditNote(let number, let day, let reason):
            notes.append(
                "Rechnungskorrektur zur Rechnung \(number) vom \(Self.german(day)). Grund: \(reason)"
            )
        case .selfBilling:
            notes.append("Gutschrift")
            notes.append(
                "Ausgestellt vom Leistungsempfänger nach vorheriger Vereinbarung "
                    + "(§ 14 Abs. 2 UStG).")
        }
        return notes
    }

    static func german(_ day: Day) -> String {
        let parts = day.description.split(separator: "-")
        return parts.reversed().joined(separator: ".")
    }
}

extension XRechnung {
    private func party(_ side: OutgoingInvoice.Side, hasContact: Bool) -> InvoiceDocument.Party {
        let details = side.details
        var party = InvoiceDocument.Party()
        party.name = details.name
        // An identifier of its own, for parties that have no VAT id (BR-CO-26).
        party.identifiers = [InvoiceDocument.Identifier(side.code)]
        // Where nothing is taxable, no VAT id may stand (BR-O-02).
        party.vatID = isOutOfScope ? nil : details.vatID
        party.taxNumber = hasContact ? details.taxNumber : nil
        party.electronicAddress = Self.electronicAddress(details.contact)
        party.street = details.address?.street
        party.postcode = details.address?.postcode
        party.city = details.address?.city
        party.country = details.address?.country
        if hasContact {
            party.contactName = details.contact.name ?? details.name
            party.phone = details.contact.phone
            party.email = details.contact.email
        }
        return party
    }

    static func electronicAddress(_ contact: PartyContact) -> InvoiceDocument.Identifier? {
        if let address = contact.electronicAddress {
            let parts = address.split(separator: ":", maxSplits: 1)
            return parts.count == 2
                ? InvoiceDocument.Identifier(String(parts[1]), scheme: String(parts[0])) : nil
        }
        return contact.email.map { InvoiceDocument.Identifier($0, scheme: "EM") }
    }

    /// What the buyer finds it by; the agency, which issues self-billing itself, finds it by whom
    /// it bills.
    var buyerReference: String? {
        if let reference = invoice.buyer.details.contact.buyerReference { return reference }
        switch invoice.kind {
        case .selfBilling: return invoice.seller.code
        case .invoice, .creditNote: return nil
        }
    }

    /// How it is paid: into the trust account, from it, or not at all.
    private func pay(in document: inout InvoiceDocument) {
        let transfer = document.currency == .eur ? "58" : "30"
        var means = InvoiceDocument.PaymentMeans()
        switch invoice.kind {
        case .invoice(let due):
            means.code = transfer
            means.account = invoice.account.iban.electronic
            means.accountName = invoice.account.holder
            means.bic = invoice.account.bic?.description
            document.paymentReferences = [invoice.reference.description]
            document.dueDay = due
            document.terms = [
                "Zahlbar bis \(Self.german(due)). Mit befreiender Wirkung kann nur auf dieses "
                    + "Treuhandkonto gezahlt werden."
            ]
            if invoice.account.holder != invoice.seller.details.name {
                var payee = InvoiceDocument.Party()
                payee.name = invoice.account.holder
                document.payee = payee
            }
        case .creditNote(let number, let day, _):
            // Nothing is to be paid: it lowers what is owed, or what was paid is given back.
            means.code = "97"
            document.references.preceding = [.init(number: number, day: day)]
            document.terms = [
                "Der Betrag mindert die Rechnung \(number); schon Gezahltes wird erstattet."
            ]
        case .selfBilling:
            means.code = transfer
            means.account = invoice.seller.details.iban?.electronic
            means.accountName = invoice.seller.details.name
            document.terms = [
                "Auszahlung vom Treuhandkonto nach Eingang der Zahlung und Freigabe."
            ]
        }
        document.means = [means]
    }
}
