import EscrowCore
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("What a bank's answer means to the payouts of its file (payment-status.md#levels)")
struct StatusReadingTests {
    private static let file = "PF-1-7"

    private static func payout(
        _ number: Int64, _ state: PayoutState = .exported
    ) -> OrderedPayout {
        OrderedPayout(
            id: PayoutID(sequence: number), endToEndID: "PO-\(number)",
            amount: Money(minor: number * 100, .eur), state: state)
    }

    private static func report(
        _ group: String?, block: String?? = .none, id: String? = file,
        _ transactions: [(String?, String?)] = [], reason: String? = nil
    ) -> StatusReport {
        var report = StatusReport()
        report.status.code = group
        guard block != nil || !transactions.isEmpty else {
            if let reason { report.status.reasons = [StatusReport.Reason(reason)] }
            return report
        }
        var payment = StatusReport.Payment(id)
        payment.status.code = block ?? nil
        payment.transactions = transactions.enumerated().map { index, answer in
            var transaction = StatusReport.Transaction("payment 1, transaction \(index + 1)")
            transaction.endToEndID = answer.0
            transaction.status.code = answer.1
            if let reason { transaction.status.reasons = [StatusReport.Reason(reason)] }
            return transaction
        }
        report.payments = [payment]
        return report
    }

    private static func read(
        _ report: StatusReport, _ payouts: [OrderedPayout] = [payout(1), payout(2)]
    ) -> StatusReading {
        StatusReading(report, of: payouts, messageID: file)
    }

    /// `1 accepted`, `2 rejected AC04`.
    private static func words(_ reading: StatusReading) -> [String] {
        reading.statuses.map {
            ["\($0.payout.sequence)", "\($0.verdict)", $0.reason].compactMap(\.self)
                .joined(separator: " ")
        }
    }

    @Test("every word does what the document says (payment-status.md#words)")
    func table() throws {
        var drawn: [[String]] = []
        for status in BankStatus.allCases {
            let effect =
                switch status.effect {
                case .accepts: "accepted"
                case .rejects: "rejected"
                case .waits: "as it is"
                }
            drawn.append(["`\(status.rawValue)`", effect, status.advice ?? ""])
        }
        #expect(try SpecTable.read("payment-status", heading: "Words").rows == drawn)
    }

    @Test("the file's word is every payout's")
    func group() {
        #expect(Self.words(Self.read(Self.report("ACCP"))) == ["1 accepted", "2 accepted"])
        #expect(
            Self.words(Self.read(Self.report("RJCT", reason: "FF01")))
                == ["1 rejected FF01", "2 rejected FF01"])
        #expect(Self.words(Self.read(Self.report("PART"))) == [])
        #expect(Self.read(Self.report("RCVC")).waitingCount == 2)
        #expect(Self.read(Self.report("RCVC")).notes.count == 1)
    }

    @Test("the block goes before the file, the transfer before both")
    func levels() {
        let late = Self.report("ACCP", block: "RJCT", [("PO-2", "ACSP")], reason: nil)
        #expect(Self.words(Self.read(late)) == ["1 rejected", "2 accepted"])
        let partly = Self.report("PART", block: "PART", [("PO-2", "RJCT")], reason: "AC04")
        let reading = Self.read(partly)
        #expect(Self.words(reading) == ["2 rejected AC04"])
        #expect(reading.waitingCount == 1)
        let checked = Self.report("ACCP", [("PO-1", "PDNG")])
        #expect(Self.words(Self.read(checked)) == ["2 accepted"])
    }

    @Test("the word of another block is left, its transfers are found by their ids")
    func otherBlock() {
        let reading = Self.read(Self.report(nil, block: "RJCT", id: "B-1", [("PO-2", "ACCP")]))
        #expect(Self.words(reading) == ["2 accepted"])
        #expect(reading.notes.count == 1)
    }

    @Test("what is not in the file, of another amount, or said in two ways decides nothing")
    func doubtful() {
        let unknown = Self.read(Self.report(nil, [("PO-9", "RJCT"), (nil, "RJCT")]))
        #expect(unknown.statuses.isEmpty && unknown.notes.count == 2)
        var other = Self.report("RJCT", [("PO-1", "RJCT")])
        other.payments[0].transactions[0].amount = Money(minor: 99, .eur)
        #expect(Self.words(Self.read(other)) == ["2 rejected"])
        let two = Self.read(Self.report(nil, [("PO-1", "RJCT"), ("PO-1", "ACCP")]))
        #expect(two.statuses.isEmpty && two.notes.count == 1)
        let same = Self.read(Self.report(nil, [("PO-1", "RJCT"), ("PO-1", "RJCT")]))
        #expect(Self.words(same) == ["1 rejected"])
        #expect(Self.read(Self.report("XXXX")).notes.count == 1)
    }

    @Test(
        "no state takes a step that its table forbids (payout.md#payout-states)",
        arguments: PayoutState.allCases, BankStatus.allCases)
    func states(_ state: PayoutState, _ status: BankStatus) throws {
        let reading = Self.read(Self.report(status.rawValue), [Self.payout(1, state)])
        for step in reading.statuses {
            let next = try state.after(step.verdict.event)
            #expect(next == .accepted || next == .rejected)
            // One file of the bank is one person's word.
            #expect(!(state == .unknown && next == .rejected))
        }
        if status.effect == .waits { #expect(reading.statuses.isEmpty) }
        let isSettled = [.settled, .arrived, .returned].contains(state)
        #expect(!isSettled || reading.statuses.isEmpty)
        if isSettled, status.effect == .rejects { #expect(reading.notes.count == 1) }
    }

    @Test("only four letters and digits are a reason")
    func reasons() {
        let own = Self.report(nil, [("PO-1", "RJCT")], reason: "our own")
        #expect(Self.words(Self.read(own)) == ["1 rejected"])
    }
}
