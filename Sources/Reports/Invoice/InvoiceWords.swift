import EscrowCore
import MoneyCore

/// The words of an invoice in one language; text and page say the same.
struct InvoiceWords {
    let view: InvoiceView
    let language: Language

    var title: String {
        let kind =
            if view.correction != nil {
                language.pick("Rechnungskorrektur", "Credit note")
            } else if view.selfBilling != nil {
                // The German word is mandatory: UStG § 14 (4) no. 10.
                language.pick("Gutschrift", "Self-billing invoice (Gutschrift)")
            } else {
                language.pick("Rechnung", "Invoice")
            }
        return "\(kind) \(view.number)"
    }

    /// What a document says of itself: which invoice it corrects and why, or who issued it; empty
    /// for an invoice.
    ///
    /// - Source: UStDV § 31 (5); UStG § 14 (2).
    var corrects: [String] {
        if let selfBilling = view.selfBilling {
            let issued = language.pick(
                "Ausgestellt vom Leistungsempfänger nach vorheriger Vereinbarung (§ 14 Abs. 2 UStG).",
                "Issued by the recipient of the service as agreed beforehand (§ 14 (2) UStG).")
            var lines = [issued]
            if let correction = view.correction {
                let day = language.write(correction.day)
                lines.append(
                    language.pick(
                        "Korrektur der Gutschrift \(correction.invoice) vom \(day): Das Entgelt hat "
                            + "sich geändert (§ 17 UStG).",
                        "Corrects self-billing invoice \(correction.invoice) of \(day): the "
                            + "consideration has changed (§ 17 UStG)."))
            }
            guard let day = selfBilling.objectedOn.map(language.write) else { return lines }
            return lines + [
                language.pick(
                    "Dieser Gutschrift wurde am \(day) widersprochen: Sie ist keine Rechnung mehr.",
                    "Objected to on \(day): this is no invoice any more.")
            ]
        }
        guard let correction = view.correction else { return [] }
        let day = language.write(correction.day)
        return [
            language.pick(
                "Korrektur der Rechnung \(correction.invoice) vom \(day).",
                "Corrects invoice \(correction.invoice) of \(day)."),
            language.pick("Grund: ", "Reason: ") + correction.reason,
        ]
    }

    var sample: String {
        language.pick(
            "MUSTER - erfundene Daten, keine echte Rechnung",
            "SAMPLE - made-up data, not a real invoice")
    }

    /// Name and value, in order.
    var dates: [(String, String)] {
        guard view.correction == nil, view.selfBilling == nil else {
            return [(language.pick("Datum", "Date"), language.write(view.day))]
        }
        return [
            (language.pick("Rechnungsdatum", "Invoice date"), language.write(view.day)),
            (language.pick("Fällig am", "Due on"), language.write(view.dueDay)),
        ]
    }

    /// The lines of an addressee: name, address, tax numbers.
    func letter(_ addressee: InvoiceView.Addressee) -> [String] {
        let details = addressee.details
        var lines = [details.name]
        if let address = details.address {
            lines += [address.street, "\(address.postcode) \(address.city)", address.country]
        }
        if let id = details.vatID { lines.append(language.pick("USt-IdNr.", "VAT ID") + " \(id)") }
        if let number = details.taxNumber {
            lines.append(language.pick("Steuernummer", "Tax number") + " \(number)")
        }
        return lines
    }

    var recipient: String {
        view.selfBilling == nil
            ? language.pick("Leistungsempfänger", "Recipient")
            : language.pick("Leistender Unternehmer", "Supplier")
    }

    /// Headings of the lines; the last four keep to the right.
    var headings: [String] {
        language == .german
            ? ["Pos.", "Leistung", "Leistungszeitraum", "Stunden", "Stundensatz", "USt", "Netto"]
            : ["No.", "Service", "Period of service", "Hours", "Rate per hour", "VAT", "Net"]
    }

    func cells(_ line: InvoiceView.Line, position: Int) -> [String] {
        [
            "\(position)", "\(line.subject) (\(line.freelancer))",
            "\(language.write(line.from)) - \(language.write(line.to))",
            view.correction == nil ? language.write(line.hours) : "",
            view.correction == nil ? language.write(line.rate) : "", rate(line.status),
            language.write(line.net),
        ]
    }

    /// Net, VAT per status, gross.
    var sums: [(String, String)] {
        var sums = [(language.pick("Nettobetrag", "Net amount"), language.write(view.net))]
        for tax in view.taxes {
            let base = language.write(tax.net)
            sums.append(
                (
                    sum(of: tax, on: base),
                    language.write(tax.vat)
                ))
        }
        sums.append(
            (
                total,
                language.write(view.gross)
            ))
        return sums
    }

    private var total: String {
        if view.correction != nil, view.selfBilling != nil {
            return language.pick("Änderungsbetrag", "Change of the total")
        }
        if view.correction != nil { return language.pick("Korrekturbetrag", "Amount credited") }
        if view.selfBilling != nil { return language.pick("Gutschriftsbetrag", "Total") }
        return language.pick("Rechnungsbetrag", "Amount payable")
    }

    /// Whether the document asks for a payment.
    var asksForPayment: Bool { view.correction == nil && view.selfBilling == nil }

    /// Why there is no VAT where there is none.
    ///
    /// - Source: UStG § 14 (4) no. 8, § 14a (5), § 3a (2), § 19; UStDV § 34a.
    var notes: [String] {
        view.taxes.compactMap { tax in
            switch tax.status {
            case .standard: nil
            case .smallBusiness where !isExempt:
                language.pick(
                    "Umsatzsteuer wird nicht erhoben, Kleinunternehmer nach § 19 UStG.",
                    "VAT is not charged: small business (§ 19 UStG).")
            case .smallBusiness:
                language.pick(
                    "Steuerbefreit als Kleinunternehmer nach § 19 UStG.",
                    "Exempt from VAT as a small business (§ 19 UStG).")
            case .reverseCharge:
                language.pick(
                    "Steuerschuldnerschaft des Leistungsempfängers (§ 13b UStG).",
                    "Reverse charge: the recipient is liable for the VAT (§ 13b UStG).")
            case .foreign:
                language.pick(
                    "In Deutschland nicht steuerbar (§ 3a Abs. 2 UStG). Steuerschuldnerschaft des "
                        + "Leistungsempfängers nach dem Recht seines Staates.",
                    "Not taxable in Germany (§ 3a (2) UStG). Reverse charge: the recipient is "
                        + "liable for the VAT under the law of its state.")
            }
        }
    }

    var paymentTitle: String {
        language.pick("Zahlung auf das Treuhandkonto", "Payment to the trust account")
    }

    /// Where to pay, and under which reference.
    var payment: [(String, String)] {
        var lines = [
            (language.pick("Empfänger", "Account holder"), view.account.holder),
            ("IBAN", view.account.iban.grouped),
        ]
        if let bic = view.account.bic { lines.append(("BIC", bic.description)) }
        lines += [
            (language.pick("Betrag", "Amount"), language.write(view.gross)),
            (language.pick("Referenz", "Creditor reference"), view.reference.grouped),
            (language.pick("Verwendungszweck", "Remittance text"), title),
        ]
        return lines
    }

    /// The sentence by which a payment elsewhere does not discharge the debt.
    var discharge: String {
        language.pick(
            "Mit befreiender Wirkung kann nur auf dieses Treuhandkonto gezahlt werden.",
            "Only payment to this trust account discharges the debt.")
    }

    /// Since 2025 small businesses are exempt; before, the tax was not charged.
    ///
    /// - Source: UStG § 19 (1), as in force until 31 December 2024 and since.
    private var isExempt: Bool {
        (view.lines.map(\.to).max() ?? view.day).description >= "2025-01-01"
    }

    private func sum(of tax: InvoiceView.Tax, on base: String) -> String {
        guard case .standard = tax.status else {
            return language.pick(
                "Ohne USt (\(rate(tax.status))) auf \(base)",
                "No VAT (\(rate(tax.status))) on \(base)")
        }
        return language.pick(
            "\(rate(tax.status)) USt auf \(base)", "\(rate(tax.status)) VAT on \(base)")
    }

    /// The rate; where the law has none, the rule by which there is none.
    private func rate(_ status: VATStatus) -> String {
        switch status {
        case .standard(let rate): language.percent(rate)
        case .smallBusiness: "§ 19"
        case .reverseCharge: "§ 13b"
        case .foreign: "§ 3a"
        }
    }
}
