import EscrowCore
import MoneyCore

extension XRechnung {
    /// Hours at their rate, where these give the amount; else one piece at the amount.
    ///
    /// - Source: docs/spec/invoice-files.md#lines
    func line(
        _ line: OutgoingInvoice.Line, number: Int
    ) throws(XRechnungError) -> InvoiceDocument.Line {
        var written = InvoiceDocument.Line()
        written.id = "\(number)"
        written.name = line.subject.isEmpty ? line.item : line.subject
        written.description = line.description
        written.item = line.item
        written.period = InvoiceDocument.Period(from: line.from, to: line.to)
        written.category = category(line.status).category
        written.net = line.net
        if !isCredit, let quantity = Self.quantity(line) {
            written.quantity = quantity
            written.unit = "HUR"
            written.price = DecimalText.read(line.rate.plain)
        } else {
            written.quantity = DecimalText.read("1")
            written.unit = "C62"
            written.price = DecimalText.read(line.net.plain)
        }
        return written
    }

    private var isCredit: Bool {
        switch invoice.kind {
        case .creditNote: true
        case .invoice, .selfBilling: false
        }
    }

    /// The hours with six decimals at most, where hours times rate is the net amount.
    private static func quantity(_ line: OutgoingInvoice.Line) -> ExactDecimal? {
        guard let exact = try? line.hours.at(ratePerHour: line.rate), exact == line.net,
            let millionths = Rounding.halfAway(Int128(line.hours.seconds) * 1_000_000, over: 3600)
        else { return nil }
        let digits = String(millionths)
        let padded = String(repeating: "0", count: max(0, 7 - digits.utf8.count)) + digits
        let quantity = DecimalText.read("\(padded.dropLast(6)).\(padded.suffix(6))")
        // Rounded hours may differ by the last minor unit: readers allow two.
        let product = Rounding.halfAway(
            Int128(millionths) * Int128(line.rate.minor), over: 1_000_000)
        return product.map { abs($0 - line.net.minor) <= 1 } ?? false ? quantity : nil
    }

    /// VAT by category and rate, in the order of the statuses.
    func taxes() throws(XRechnungError) -> [InvoiceDocument.Tax] {
        var taxes: [InvoiceDocument.Tax] = []
        for tax in invoice.taxes {
            let (category, reason, code) = category(tax.status)
            guard let index = taxes.firstIndex(where: { $0.category == category }) else {
                var first = InvoiceDocument.Tax(category, base: tax.net, amount: tax.vat)
                first.reason = reason
                first.reasonCode = code
                taxes.append(first)
                continue
            }
            taxes[index].base = try Self.sum([taxes[index].base, tax.net])
            taxes[index].amount = try Self.sum([taxes[index].amount, tax.vat])
            if let reason, taxes[index].reason != reason {
                taxes[index].reason = [taxes[index].reason, reason].compactMap { $0 }
                    .joined(separator: " ")
            }
        }
        guard taxes.count == 1 || !taxes.contains(where: { $0.category.code == "O" }) else {
            throw .mixedWithOutOfScope
        }
        return taxes
    }

    func totals(_ document: InvoiceDocument) throws(XRechnungError) -> InvoiceDocument.Totals {
        var totals = InvoiceDocument.Totals()
        totals.lines = try Self.sum(document.lines.map(\.net))
        totals.net = totals.lines
        totals.vat = try Self.sum(document.taxes.map(\.amount))
        totals.gross = try Self.sum([totals.net, totals.vat])
        totals.payable = totals.gross
        return totals
    }

    private static func sum(_ amounts: [Money?]) throws(XRechnungError) -> Money {
        let amounts = amounts.compactMap { $0 }
        do throws(MoneyError) {
            return try Money.sum(amounts, in: amounts.first?.currency ?? .eur)
        } catch {
            throw .amounts("its amounts do not fit")
        }
    }

    /// How a status is called in the file, and why there is no VAT where there is none.
    ///
    /// - Source: UStG § 13b, § 14a (5), § 19, § 3a (2); UStDV § 34a; UNTDID 5305;
    ///   docs/spec/invoice-files.md#categories
    func category(
        _ status: VATStatus
    ) -> (category: InvoiceDocument.Category, reason: String?, code: String?) {
        let zero = DecimalText.read("0")
        switch status {
        case .standard(let rate):
            return (.init("S", rate: DecimalText.read(rate.percent)), nil, nil)
        case .smallBusiness:
            return (
                .init("E", rate: zero), "Steuerbefreit als Kleinunternehmer nach § 19 UStG.", nil
            )
        case .reverseCharge:
            return (.init("AE", rate: zero), Self.reverseCharge, "VATEX-EU-AE")
        case .foreign:
            guard isUnionBuyer else {
                return (
                    .init("O", rate: nil), "In Deutschland nicht steuerbar (§ 3a Abs. 2 UStG).",
                    "VATEX-EU-O"
                )
            }
            return (.init("AE", rate: zero), Self.reverseCharge, "VATEX-EU-AE")
        }
    }

    private static let reverseCharge = "Steuerschuldnerschaft des Leistungsempfängers"

    /// Whether no VAT id may stand in the file: its lines are not taxable here.
    var isOutOfScope: Bool { invoice.taxes.contains { category($0.status).category.code == "O" } }
}

/// Member states, as VAT ids name them.
enum EuropeanUnion {
    private static let prefixes: Set<String> = [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE",
        "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    ]

    /// Whether a member state other than Germany issued a VAT id.
    static func issued(_ vatID: String) -> Bool {
        let prefix = vatID.prefix(2).uppercased()
        return prefix != "DE" && prefixes.contains(prefix)
    }
}
