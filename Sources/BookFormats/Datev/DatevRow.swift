package import EscrowCore
package import LedgerCore
package import MoneyCore

/// One row of a DATEV batch of bookings.
///
/// - Source: docs/spec/book-export.md#datev-rows
package struct DatevRow: Hashable, Sendable {
    /// Minor units of the euro, greater than zero.
    package let minor: Int64
    package let debit: Int
    package let credit: Int
    /// Key for the VAT, or to cancel what an automatic account would do; empty for none.
    package let key: String
    package let day: Day
    package let document: String
    package let text: String

    /// Ten digits before the comma.
    package static let minorMax: Int64 = 999_999_999_999
}

/// Makes rows of bookings by a chart.
package struct DatevRows {
    private let chart: AgencyChart
    private let code: (PartyID) -> String

    /// - Parameters:
    ///   - chart: What number an account has.
    ///   - codes: The code of a party in the book.
    package init(_ chart: AgencyChart, codes: @escaping (PartyID) -> String) {
        self.chart = chart
        code = codes
    }

    package func rows(_ entry: AgencyEntry) -> [DatevRow] {
        entry.bookings.flatMap { booking -> [DatevRow] in
            guard let tax = booking.tax, tax.minor > 0 else {
                return [row(entry, booking, booking.minor, booking.untaxedKey)]
            }
            if let key = booking.automaticKey {
                return [row(entry, booking, booking.minor, key)]
            }
            return apart(entry, booking, tax)
        }
    }

    /// Net and VAT in rows of their own, where the reading program would come to another cent, or
    /// has no key for it.
    private func apart(
        _ entry: AgencyEntry, _ booking: AgencyBooking, _ tax: AgencyBooking.Tax
    ) -> [DatevRow] {
        let account: AgencyAccount
        switch tax.kind {
        case .output: account = .outputVAT(tax.rate)
        case .input: account = .inputVAT(tax.rate)
        case .suspended: account = .suspendedInputVAT
        case .reverseCharge: return reversed(entry, booking, tax)
        }
        let net = booking.minor - tax.minor
        var rows = net > 0 ? [row(entry, booking, net, booking.untaxedKey)] : []
        let isDebit = booking.debit.isTaxed
        rows.append(
            row(
                entry, booking, tax.minor, "", debit: isDebit ? account : nil,
                credit: isDebit ? nil : account))
        return rows
    }

    private func reversed(
        _ entry: AgencyEntry, _ booking: AgencyBooking, _ tax: AgencyBooking.Tax
    ) -> [DatevRow] {
        let isDebit = booking.debit.isTaxed
        return [
            row(entry, booking, booking.minor, booking.untaxedKey),
            row(
                entry, booking, tax.minor, "",
                debit: isDebit ? .reverseChargeInputVAT : .reverseChargeOutputVAT,
                credit: isDebit ? .reverseChargeOutputVAT : .reverseChargeInputVAT),
        ]
    }

    private func row(
        _ entry: AgencyEntry, _ booking: AgencyBooking, _ minor: Int64, _ key: String,
        debit: AgencyAccount? = nil, credit: AgencyAccount? = nil
    ) -> DatevRow {
        let party = booking.party.map { " " + code($0) } ?? ""
        let document = entry.document ?? "R\(entry.record)"
        return DatevRow(
            minor: minor, debit: chart.number(debit ?? booking.debit, code: code),
            credit: chart.number(credit ?? booking.credit, code: code), key: key, day: entry.day,
            document: DatevText.document(document),
            text: DatevText.text("\(entry.event) \(booking.words)\(party) \(document)"))
    }
}

extension AgencyBooking {
    fileprivate var base: AgencyAccount? {
        if debit.isTaxed { return debit }
        return credit.isTaxed ? credit : nil
    }

    /// The party that is named in the text.
    fileprivate var party: PartyID? { debit.party ?? credit.party }

    /// Key 40 cancels the VAT of an account that has it by itself.
    fileprivate var untaxedKey: String { base?.isAutomatic == true ? "40" : "" }

    /// The key with which the reading program comes to the same VAT by itself; nil if it cannot.
    ///
    /// - Source: docs/spec/book-export.md#datev-vat
    fileprivate var automaticKey: String? {
        guard let tax, let base else { return nil }
        let usual =
            tax.kind == .reverseCharge
            ? Self.vat(on: minor, at: tax.rate) : Self.vat(inside: minor, at: tax.rate)
        guard tax.minor == usual else { return nil }
        switch (tax.kind, base) {
        case (.output, .revenue), (.reverseCharge, .services): return ""
        case (.output, .badDebts): return tax.rate.isReducedVAT ? "2" : "3"
        case (.input, .services): return tax.rate.isReducedVAT ? "8" : "9"
        default: return nil
        }
    }

    private static func vat(inside gross: Int64, at rate: Share) -> Int64 {
        let whole = Int128(rate.denominator + rate.numerator)
        let net = (2 * Int128(gross) * Int128(rate.denominator) + whole) / (2 * whole)
        return gross - Int64(net)
    }

    private static func vat(on net: Int64, at rate: Share) -> Int64 {
        let whole = Int128(rate.denominator)
        return Int64((2 * Int128(net) * Int128(rate.numerator) + whole) / (2 * whole))
    }

    /// In the language of those who read it.
    fileprivate var words: String {
        switch (debit, credit) {
        case (.receivable, .revenue): "Rechnung"
        case (.revenue, .receivable): "Rechnungskorrektur"
        case (.services, .payable): "Fremdleistung"
        case (.payable, .services): "Minderung Fremdleistung"
        case (.badDebts, .receivable): "Ausbuchung Forderung"
        case (.receivable, .badDebts): "Ausbuchung zurück"
        case (.payable, .receivable): "Zahlung über Treuhand"
        case (.receivable, .payable): "Zahlung zurück"
        case (.trusteeClaim, .receivable): "Eigener Anteil in Treuhand"
        case (.receivable, .trusteeClaim): "Eigener Anteil zurück"
        case (.bank, .trusteeClaim): "Auszahlung aus Treuhand"
        case (.trusteeClaim, .bank): "Zahlung in Treuhand"
        case (.bankCosts, _): "Bankkosten Treuhand"
        case (_, .interestIncome): "Zinsen Treuhand"
        case (.bank, .passThrough): "Fehlgeleitete Zahlung"
        case (.passThrough, _): "Weiterleitung Fehlzahlung"
        case (.suspendedInputVAT, _), (_, .suspendedInputVAT): "Vorsteuer Gutschrift"
        case (.badDebts, _): "Verlust in Treuhand"
        default: "Treuhand"
        }
    }
}

extension AgencyAccount {
    /// Whether the chart's own account takes VAT out by itself.
    fileprivate var isAutomatic: Bool {
        switch role {
        case .revenueStandard, .revenueReduced, .servicesReverseCharge: true
        case .bank, .trusteeClaim, .passThrough, .otherReceivables, .otherLiabilities,
            .receivables, .payables, .revenueSmallBusiness, .revenueReverseCharge,
            .revenueForeign, .services, .badDebts, .bankCosts, .interestIncome,
            .outputVATStandard, .outputVATReduced, .inputVATStandard, .inputVATReduced,
            .suspendedInputVAT, .reverseChargeInputVAT, .reverseChargeOutputVAT:
            false
        }
    }
}

/// Texts as the fields of a row take them.
enum DatevText {
    /// At most 36 letters and digits of ASCII and `$ & % * + - /`; everything else becomes `-`.
    static func document(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(36).map { scalar -> Character in
            let isLetter = scalar.isASCII && scalar.properties.isAlphabetic
            let isDigit = ("0"..."9").contains(scalar)
            return isLetter || isDigit || "$&%*+-/".unicodeScalars.contains(scalar)
                ? Character(scalar) : "-"
        }
        return String(scalars)
    }

    /// At most 60 characters.
    static func text(_ text: String) -> String { String(text.prefix(60)) }
}
