import MoneyCore

/// A document while it is read, with what could not be read in it.
struct InvoiceDraft {
    var document: InvoiceDocument
    private(set) var findings: [InvoiceFinding] = []

    /// More findings than these tell nobody anything new.
    private static let findingsMax = 1000

    init(syntax: InvoiceDocument.Syntax, currency: Currency) {
        document = InvoiceDocument(syntax: syntax, currency: currency)
    }

    mutating func note(_ element: XMLElement, _ message: String) {
        guard findings.count < Self.findingsMax else { return }
        findings.append(
            InvoiceFinding(
                "READ", .warning, place: "\(element.name), line \(element.line)", message))
    }

    /// An amount in the document's currency, or in the one given; what cannot be read is noted.
    mutating func money(_ element: XMLElement?, in other: Currency? = nil) -> Money? {
        guard let element, let text = element.value else { return nil }
        let currency = other ?? document.currency
        if let written = element.attributes[.currency], written != currency.code {
            note(element, "the amount is in \(written), not in \(currency.code); it is left out")
            return nil
        }
        guard let decimal = DecimalText.read(text),
            let (money, isExact) = DecimalText.money(decimal, currency)
        else {
            note(element, "\"\(Self.short(text))\" is no amount")
            return nil
        }
        if !isExact { note(element, "\(text) has more decimals than \(currency.code): \(money)") }
        return money
    }

    mutating func decimal(_ element: XMLElement?) -> ExactDecimal? {
        guard let element, let text = element.value else { return nil }
        let decimal = DecimalText.read(text)
        if decimal == nil { note(element, "\"\(Self.short(text))\" is no number") }
        return decimal
    }

    /// A day written `2013-01-31`, with or without a time behind it.
    mutating func day(_ element: XMLElement?) -> Day? {
        guard let element, let text = element.value else { return nil }
        if let day = Day(text.prefix(10)) { return day }
        note(element, "\"\(Self.short(text))\" is no day")
        return nil
    }

    /// A day written by the format of its attribute: 102 is `20130131`.
    mutating func formattedDay(_ element: XMLElement?) -> Day? {
        guard let element, let text = element.value else { return nil }
        switch element.attributes[.format] {
        case "102", nil:
            if let day = Self.compactDay(text) { return day }
            return day(element)
        case .some(let format):
            note(element, "\"\(Self.short(text))\" is in the date format \(Self.short(format))")
            return nil
        }
    }

    private static func compactDay(_ text: String) -> Day? {
        let digits = Array(text.utf8)
        guard digits.count == 8, let number = Int(text), number >= 0 else { return nil }
        return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    static func short(_ text: String) -> String {
        text.count > 40 ? "\(text.prefix(40))..." : text
    }
}

extension InvoiceDraft {
    mutating func identifier(_ element: XMLElement?) -> InvoiceDocument.Identifier? {
        element?.value.map {
            InvoiceDocument.Identifier($0, scheme: element?.attributes[.scheme])
        }
    }

    /// Adds a payment reference that is not there yet.
    mutating func refer(to reference: String?) {
        guard let reference, !document.paymentReferences.contains(reference),
            document.paymentReferences.count < 1000
        else { return }
        document.paymentReferences.append(reference)
    }
}
