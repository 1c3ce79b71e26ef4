import EscrowCore
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("A receipt's way through the book conserves money (split.md, chart.md#invariants)")
struct ReceiptEntryLaws {
    @Test(
        "what came is what somebody may ask, and what is expected falls by it",
        arguments: UInt64(1)...100)
    func conservation(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let work = try (0..<Int.random(in: 1...4, using: &random)).map { number in
            let rate = Int64.random(in: 1_00...90_00, using: &random)
            return Sample.work(
                try Sample.terms(
                    clientRate: rate + .random(in: 1_00...20_00, using: &random),
                    freelancerRate: rate,
                    freelancer: PartyID(sequence: .random(in: 10...11, using: &random)),
                    policy: SplitPolicy.allCases.randomElement(using: &random) ?? .proRata,
                    release: Sample.releases.randomElement(using: &random) ?? .held,
                    code: "E-\(number)"),
                seconds: .random(in: 3600...360_000, using: &random))
        }
        let invoice = try Invoice.issue(Sample.heading(), work)
        var book = Snapshot()
        book.post(try Entry.expectation(invoice, id: Sample.invoice))
        var received: Int64 = 0
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let receipt = Sample.receipt(.random(in: 1...(invoice.gross.minor), using: &random))
            received += receipt.amount.minor
            try Self.post(receipt, invoice, &book)

            let open = book.sum { $0.account == .expectedReceipts }
            #expect(open == max(0, invoice.gross.minor - received))
            #expect(book.resource == received)
            #expect(book.requirement == received)
            #expect(book.sum { $0.account == .unallocated } == 0)
            #expect(
                book.sum { $0.account == .clientRefundable }
                    == -max(0, received - invoice.gross.minor))
        }
        for (index, line) in invoice.lines.enumerated() where received >= invoice.gross.minor {
            let source = Source.invoiceLine(
                InvoiceLineID(invoice: Sample.invoice, number: index + 1))
            let entitled = book.sum {
                $0.source == source && $0.owner == line.freelancer
                    && $0.account.kind == .entitlement
            }
            #expect(entitled == -line.freelancerGross.minor)
        }
    }

    static func post(_ receipt: Receipt, _ invoice: Invoice, _ book: inout Snapshot) throws {
        let states = invoice.lines.enumerated().map { index, line in
            let id = InvoiceLineID(invoice: Sample.invoice, number: index + 1)
            return LineState(
                line: id, release: line.release,
                parts: line.parts.map { part in
                    let open = -book.sum {
                        $0.source == .invoiceLine(id) && $0.owner == part.owner
                            && $0.account == part.role.expected
                    }
                    return LinePart(
                        owner: part.owner, role: part.role, rank: part.rank,
                        part: Instalment.Part(
                            whole: part.gross.minor, has: part.gross.minor - open))
                })
        }
        let split = Split.divide(receipt.amount.minor, over: states)
        let last = InvoiceLineID(invoice: Sample.invoice, number: invoice.lines.count)
        book.post(
            try Entry.matched(
                receipt, client: invoice.client, split: split, last: last, wasUnidentified: false))
        book.post(try Entry.split(receipt, client: invoice.client, split: split, last: last))
    }
}
