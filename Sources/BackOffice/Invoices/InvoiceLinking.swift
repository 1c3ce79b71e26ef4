package import EscrowCore
package import EscrowEngine
import InvoiceFormats
import LedgerCore
import MoneyCore

/// Says which engagement a freelancer's own invoice bills; nothing is recorded.
///
/// - Source: docs/spec/invoice-files.md#link
extension BookReader {
    /// The link of a file that was read.
    package func link(_ inspection: InvoiceInspection) throws -> InvoiceLink {
        let document = try inspection.result.get().document
        guard let gross = document.totals.gross ?? document.totals.payable else {
            throw Refusal(
                "invoice.amount", "\(inspection.file) has no amount",
                remedy: "ask the sender for a corrected invoice")
        }
        let agency = try agency()
        let version = try version(of: agency.id, on: document.day ?? Day(number: .max)).version
        return Self.received(document, gross).link(
            among: try candidates(), agencyVATID: version.details.vatID)
    }

    private static func received(
        _ document: InvoiceDocument, _ gross: Money
    ) -> ReceivedInvoice {
        let references = document.references
        let mentions =
            [references.order, references.contract, references.project, references.buyer]
            + document.notes
            + document.lines.flatMap { [$0.item, $0.name, $0.description, $0.note, $0.order] }
        let days = document.lines.compactMap(\.period)
        return ReceivedInvoice(
            vatID: document.seller.vatID,
            accounts: Set(document.means.compactMap { $0.iban?.electronic }),
            buyerVATID: document.buyer.vatID, mentions: mentions.compactMap { $0 },
            from: document.period?.from ?? days.compactMap(\.from).min(),
            to: document.period?.to ?? days.compactMap(\.to).max(),
            gross: document.isCredit ? Money(minor: -gross.minor, gross.currency) : gross)
    }

    /// Every engagement with its freelancer and the lines billed of it.
    private func candidates() throws -> [LinkCandidate] {
        var lines: [EngagementID: [LinkCandidate.Line]] = [:]
        for row in try rows(InvoiceRow.self, .all) {
            guard case .invoice(let invoice) = try fact(at: row.id.sequence) else { continue }
            for (index, line) in invoice.lines.enumerated() {
                lines[line.engagement, default: []].append(
                    LinkCandidate.Line(
                        name: "\(invoice.number)/\(index + 1)", from: line.from, to: line.to,
                        gross: line.freelancerGross))
            }
        }
        var candidates: [LinkCandidate] = []
        var seen: Set<EngagementID> = []
        for span in try rows(EngagementRow.self, .all) where seen.insert(span.id).inserted {
            guard let freelancer = try party(span.freelancer) else { continue }
            let details = try version(of: freelancer.id, on: Day(number: .max)).version.details
            candidates.append(
                LinkCandidate(
                    engagement: span.code, freelancer: freelancer.code, vatID: details.vatID,
                    accounts: try accounts(of: freelancer.id), lines: lines[span.id] ?? []))
        }
        return candidates
    }
}

extension InvoiceLink.Reason {
    /// In words, for the work list.
    package var text: String {
        switch self {
        case .otherBuyer(let id): "the buyer's VAT id \(id) is not the agency's"
        case .unknownSeller: "no freelancer has the seller's VAT id or account"
        case .severalSellers(let codes):
            "VAT id and accounts are of \(codes.joined(separator: ", "))"
        case .severalEngagements(let codes):
            "it may bill any of \(codes.joined(separator: ", "))"
        case .amountDiffers(let engagement, let billed):
            billed.map { "\(engagement) was billed with \($0)" }
                ?? "nothing of \(engagement) was billed in this period"
        case .noEngagement: "it names no engagement, and the amount fits none"
        }
    }
}
