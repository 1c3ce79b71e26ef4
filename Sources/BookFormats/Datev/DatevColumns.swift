/// The 125 columns of a batch of bookings, version 13, in their order.
enum DatevColumns {
    static let names: [String] =
        [
            "Umsatz (ohne Soll/Haben-Kz)", "Soll/Haben-Kennzeichen", "WKZ Umsatz", "Kurs",
            "Basis-Umsatz", "WKZ Basis-Umsatz", "Konto", "Gegenkonto (ohne BU-Schlüssel)",
            "BU-Schlüssel", "Belegdatum", "Belegfeld 1", "Belegfeld 2", "Skonto", "Buchungstext",
            "Postensperre", "Diverse Adressnummer", "Geschäftspartnerbank", "Sachverhalt",
            "Zinssperre", "Beleglink",
        ]
        + numbered("Beleginfo - Art", "Beleginfo - Inhalt", through: 8)
        + [
            "KOST1 - Kostenstelle", "KOST2 - Kostenstelle", "Kost-Menge",
            "EU-Land u. UStID (Bestimmung)", "EU-Steuersatz (Bestimmung)",
            "Abw. Versteuerungsart", "Sachverhalt L+L", "Funktionsergänzung L+L",
            "BU 49 Hauptfunktionstyp", "BU 49 Hauptfunktionsnummer", "BU 49 Funktionsergänzung",
        ]
        + numbered("Zusatzinformation - Art", "Zusatzinformation- Inhalt", through: 20)
        + [
            "Stück", "Gewicht", "Zahlweise", "Forderungsart", "Veranlagungsjahr",
            "Zugeordnete Fälligkeit", "Skontotyp", "Auftragsnummer", "Buchungstyp",
            "USt-Schlüssel (Anzahlungen)", "EU-Land (Anzahlungen)",
            "Sachverhalt L+L (Anzahlungen)", "EU-Steuersatz (Anzahlungen)",
            "Erlöskonto (Anzahlungen)", "Herkunft-Kz", "Buchungs GUID", "KOST-Datum",
            "SEPA-Mandatsreferenz", "Skontosperre", "Gesellschaftername", "Beteiligtennummer",
            "Identifikationsnummer", "Zeichnernummer", "Postensperre bis",
            "Bezeichnung SoBil-Sachverhalt", "Kennzeichen SoBil-Buchung", "Festschreibung",
            "Leistungsdatum", "Datum Zuord. Steuerperiode", "Fälligkeit", "Generalumkehr (GU)",
            "Steuersatz", "Land", "Abrechnungsreferenz", "BVV-Position",
            "EU-Land u. UStID (Ursprung)", "EU-Steuersatz (Ursprung)", "Abw. Skontokonto",
        ]

    private static func numbered(
        _ kind: String, _ content: String, through last: Int
    ) -> [String] {
        (1...last).flatMap { ["\(kind) \($0)", "\(content) \($0)"] }
    }
}
