import InvoiceFormats
package import MoneyCore

/// What one line of a table says about a file that was read.
package struct InvoiceSummary: Sendable {
    package let syntax: String
    package let number: String?
    package let type: String?
    package let day: Day?
    package let due: Day?
    package let seller: String?
    package let buyer: String?
    package let gross: Money?
    package let payable: Money?
    package let ibans: [String]
    package let references: [String]
    package let balances: Bool
    package let off: Money?
    /// One text for each finding, with its rule and place.
    package let findings: [String]
}

extension InvoiceInspection {
    /// The line of a file; nil where it could not be read.
    package var summary: InvoiceSummary? {
        guard case .success(let found) = result else { return nil }
        let document = found.document
        return InvoiceSummary(
            syntax: document.syntax.rawValue, number: document.number, type: document.typeCode,
            day: document.day, due: document.dueDay, seller: document.seller.name,
            buyer: document.buyer.name, gross: document.totals.gross,
            payable: document.totals.payable,
            ibans: document.means.compactMap { $0.iban?.electronic },
            references: document.paymentReferences,
            balances: InvoiceCheck.balances(found.findings), off: InvoiceCheck.off(document),
            findings: found.findings.map(Self.text))
    }

    private static func text(_ finding: InvoiceFinding) -> String {
        let place = finding.place.map { ", \($0)" } ?? ""
        let off = finding.off.map { " (off by \($0.plain))" } ?? ""
        return "\(finding.weight.rawValue) \(finding.rule)\(place): \(finding.message)\(off)"
    }
}
