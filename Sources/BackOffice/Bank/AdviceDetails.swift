import BankFormats
import MoneyCore

/// The payments inside the entries of a message of advice, for the eyes of a clerk: they are shown,
/// not kept.
///
/// - Source: docs/spec/bank-import.md#lumps
enum AdviceDetails {
    private static let entriesMax = 20
    private static let paymentsMax = 20

    static func texts(of document: BankDocument) throws -> [String] {
        guard document.statements.contains(where: \.format.isAdvice) else { return [] }
        var texts: [String] = []
        try document.forEachEntry { index, entry in
            guard document.statements[index].format.isAdvice, entry.detailCount > 1,
                texts.count < entriesMax
            else { return }
            let shown = entry.details.prefix(paymentsMax).map(payment)
            let rest = entry.detailCount - shown.count
            texts.append(
                "\(entry.place) has \(entry.detailCount) payments: "
                    + (shown + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "; "))
        }
        return texts
    }

    private static func payment(_ detail: EntryDetail) -> String {
        let parts: [String?] = [
            detail.amount?.description, detail.counterparty.name, detail.endToEndID,
            detail.creditorReference, detail.remittance.isEmpty ? nil : detail.remittance,
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }
}
