/// Layouts of tables that many German banks hand out, found by their headers.
///
/// - Source: docs/bank-layouts.md#known
extension CSVLayout {
    package static let known: [CSVLayout] = [
        camtV8, camtV2, cooperative, accountTable, bookingTable, debitCredit, turnoverTable,
        comdirect, hypovereinsbank, consorsbank, n26,
    ]

    package static func known(_ name: String) -> CSVLayout? { known.first { $0.name == name } }

    /// The savings banks' "CSV-CAMT", eighth form.
    private static let camtV8: CSVLayout = {
        var layout = camtV2
        layout.name = "camt-csv-v8"
        layout.endToEndID = "Kundenreferenz (End-to-End)"
        layout.mandateID = "Mandatsreferenz"
        layout.counterpartyAccount = "Kontonummer/IBAN"
        return layout
    }()

    /// The same with the older names of two columns.
    private static let camtV2: CSVLayout = {
        var layout = CSVLayout(
            name: "camt-csv", sign: .inAmount("Betrag"), bookingDay: "Buchungstag",
            text: ["Verwendungszweck"])
        layout.valueDay = "Valutadatum"
        layout.accountColumn = "Auftragskonto"
        layout.currencyColumn = "Waehrung"
        layout.payer = "Beguenstigter/Zahlungspflichtiger"
        layout.payee = "Beguenstigter/Zahlungspflichtiger"
        layout.counterpartyAccount = "Kontonummer"
        layout.codeText = "Buchungstext"
        layout.status = "Info"
        layout.booked = ["Umsatz gebucht"]
        return layout
    }()

    /// The cooperative banks' table.
    private static let cooperative: CSVLayout = {
        var layout = CSVLayout(
            name: "vr", sign: .inAmount("Betrag"), bookingDay: "Buchungstag",
            text: ["Verwendungszweck"])
        layout.valueDay = "Valutadatum"
        layout.accountColumn = "IBAN Auftragskonto"
        layout.currencyColumn = "Waehrung"
        layout.payer = "Name Zahlungsbeteiligter"
        layout.payee = "Name Zahlungsbeteiligter"
        layout.counterpartyAccount = "IBAN Zahlungsbeteiligter"
        layout.codeText = "Buchungstext"
        layout.mandateID = "Mandatsreferenz"
        layout.balance = "Saldo nach Buchung"
        return layout
    }()

    /// DKB: payer and payee in columns of their own, the account above the table.
    private static let accountTable: CSVLayout = {
        var layout = CSVLayout(
            name: "dkb", sign: .inAmount("Betrag (€)"), bookingDay: "Buchungsdatum",
            text: ["Verwendungszweck"])
        layout.valueDay = "Wertstellung"
        layout.currency = "EUR"
        layout.payer = "Zahlungspflichtige*r"
        layout.payee = "Zahlungsempfänger*in"
        layout.counterpartyAccount = "IBAN"
        layout.codeText = "Umsatztyp"
        layout.endToEndID = "Kundenreferenz"
        layout.mandateID = "Mandatsreferenz"
        layout.status = "Status"
        layout.booked = ["Gebucht"]
        return layout
    }()

    /// ING: a balance behind every entry, the account above the table.
    private static let bookingTable: CSVLayout = {
        var layout = CSVLayout(
            name: "ing", sign: .inAmount("Betrag"), bookingDay: "Buchung",
            text: ["Verwendungszweck"])
        layout.currencyColumn = "Währung"
        layout.payer = "Auftraggeber/Empfänger"
        layout.payee = "Auftraggeber/Empfänger"
        layout.codeText = "Buchungstext"
        layout.balance = "Saldo"
        return layout
    }()

    /// Deutsche Bank and Postbank: debits and credits in columns of their own.
    private static let debitCredit: CSVLayout = {
        var layout = CSVLayout(
            name: "soll-haben", sign: .columns(debit: "Soll", credit: "Haben"),
            bookingDay: "Buchungstag", text: ["Verwendungszweck"])
        layout.valueDay = "Wert"
        layout.currencyColumn = "Währung"
        layout.openingLabel = "Letzter Kontostand"
        layout.closingLabel = "Kontostand"
        layout.payer = "Begünstigter / Auftraggeber"
        layout.payee = "Begünstigter / Auftraggeber"
        layout.counterpartyAccount = "IBAN / Kontonummer"
        layout.codeText = "Umsatzart"
        layout.endToEndID = "Kundenreferenz"
        layout.mandateID = "Mandatsreferenz"
        return layout
    }()

    /// Commerzbank: one text for everything.
    private static let turnoverTable: CSVLayout = {
        var layout = CSVLayout(
            name: "commerzbank", sign: .inAmount("Betrag"), bookingDay: "Buchungstag",
            text: ["Buchungstext"])
        layout.valueDay = "Wertstellung"
        layout.accountColumn = "IBAN Kontoinhaber"
        layout.currencyColumn = "Währung"
        layout.codeText = "Umsatzart"
        return layout
    }()

    /// comdirect: both balances in rows of their own, one text for everything, no account.
    private static let comdirect: CSVLayout = {
        var layout = CSVLayout(
            name: "comdirect", sign: .inAmount("Umsatz in EUR"), bookingDay: "Buchungstag",
            text: ["Buchungstext"])
        layout.valueDay = "Wertstellung (Valuta)"
        layout.currency = "EUR"
        layout.codeText = "Vorgang"
        layout.openingLabel = "Alter Kontostand"
        layout.closingLabel = "Neuer Kontostand"
        return layout
    }()

    /// HypoVereinsbank: an account number without its bank.
    private static let hypovereinsbank: CSVLayout = {
        var layout = CSVLayout(
            name: "hvb", sign: .inAmount("Betrag"), bookingDay: "Buchungsdatum",
            text: ["Verwendungszweck"])
        layout.valueDay = "Valuta"
        layout.accountColumn = "Kontonummer"
        layout.currencyColumn = "Waehrung"
        layout.payer = "Empfaenger 1"
        layout.payee = "Empfaenger 1"
        return layout
    }()

    /// Consorsbank: no account.
    private static let consorsbank: CSVLayout = {
        var layout = CSVLayout(
            name: "consorsbank", sign: .inAmount("Betrag"), bookingDay: "Buchung",
            text: ["Verwendungszweck"])
        layout.valueDay = "Valuta"
        layout.currencyColumn = "Währung"
        layout.payer = "Sender / Empfänger"
        layout.payee = "Sender / Empfänger"
        layout.counterpartyAccount = "IBAN"
        layout.codeText = "Buchungstext"
        return layout
    }()

    /// N26: English names, and a point in the amounts; no account.
    private static let n26: CSVLayout = {
        var layout = CSVLayout(
            name: "n26", sign: .inAmount("Amount (EUR)"), bookingDay: "Booking Date",
            text: ["Payment Reference"])
        layout.dates = .yearFirst
        layout.decimals = .point
        layout.valueDay = "Value Date"
        layout.currency = "EUR"
        layout.payer = "Partner Name"
        layout.payee = "Partner Name"
        layout.counterpartyAccount = "Partner Iban"
        layout.codeText = "Type"
        return layout
    }()
}
