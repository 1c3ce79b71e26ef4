import EscrowCore
import MoneyCore

extension SplitPreview {
    /// One row per part, one column per payment; what exceeds all parts is the client's.
    func listing(of line: RuledLine) -> Listing {
        var listing = Listing("parts", columns, isSample: false)
        for (index, part) in parts.enumerated() {
            listing.append(
                [
                    .text(part.payee.name),
                    part.share.map { .text($0.share.description) } ?? .empty,
                    .money(part.net), .optional(part.vat?.text), .money(part.gross),
                ] + payments.map { .money($0.given[index]) })
        }
        if payments.contains(where: { $0.excess.isPositive }) {
            listing.append(
                [.text("refundable"), .empty, .empty, .empty, .empty]
                    + payments.map { .money($0.excess) })
        }
        listing.totals =
            [
                .text("client"), .empty, .money(line.net), .text(line.clientVAT.text),
                .money(line.gross),
            ] + payments.map { .money($0.received) }
        return listing
    }

    private var columns: [Listing.Column] {
        [
            .left("payee", "payee"), .left("share", "share"), .right("net", "net"),
            .left("vat", "VAT"), .right("gross", "gross"),
        ]
            + payments.indices.map {
                .right("payment\($0 + 1)", "payment \($0 + 1)")
            }
    }
}
