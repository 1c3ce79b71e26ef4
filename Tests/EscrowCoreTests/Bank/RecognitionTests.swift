import EscrowCore
import LedgerCore
import MoneyCore
import Testing

@Suite("Recognising bank lines (bank-import.md#meaning)")
struct RecognitionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let amount: Int64
        var kind: BankLine.Kind = .transfer
        var payout: KnownPayout?
        var isFromAgency = false
        let recognition: Recognition
        var testDescription: String { name }
    }

    private static let id = PayoutID(sequence: 50)

    private static func payout(_ state: PayoutState, _ minor: Int64 = 15_232_00) -> KnownPayout {
        KnownPayout(id: id, amount: Sample.euros(minor), state: state)
    }

    /// A transfer to the account in which the line stands.
    private static func incoming(_ state: PayoutState) -> KnownPayout {
        KnownPayout(id: id, amount: ordered, state: state, isIncoming: true)
    }

    private static func line(_ minor: Int64, _ kind: BankLine.Kind) -> BankLine {
        BankLine(
            amount: Sample.euros(minor), bookingDay: Sample.day, valueDay: Sample.day,
            bankReference: nil, endToEndID: nil, creditorReference: nil, remittance: "",
            counterpartyName: nil, counterpartyAccount: nil, kind: kind, returnReason: nil,
            place: "statement 1, entry 1")
    }

    private static let ordered = Sample.euros(15_232_00)

    @Test(
        "sign, end-to-end id and the bank's code decide, in this order",
        arguments: [
            Case(name: "no amount", amount: 0, recognition: .zero),
            Case(
                name: "no amount, whatever else", amount: 0, kind: .returned,
                payout: payout(.exported), isFromAgency: true, recognition: .zero),
            Case(name: "money in", amount: 19_040_00, recognition: .receipt),
            Case(
                name: "a transfer arrives", amount: 15_232_00, payout: incoming(.settled),
                isFromAgency: true,
                recognition: .transferArrived(id, charge: Sample.euros(0))),
            Case(
                name: "a transfer arrives before its debit, less a charge", amount: 15_182_00,
                payout: incoming(.unknown),
                recognition: .transferArrived(id, charge: Sample.euros(50_00))),
            Case(
                name: "too little is no arrival", amount: 15_181_99, payout: incoming(.settled),
                recognition: .receipt),
            Case(
                name: "more than the transfer is no arrival", amount: 15_232_01,
                payout: incoming(.settled), recognition: .receipt),
            Case(
                name: "a transfer arrives once", amount: 15_232_00, payout: incoming(.arrived),
                recognition: .receipt),
            Case(
                name: "what came back does not arrive", amount: 15_232_00,
                payout: incoming(.returned), recognition: .receipt),
            Case(
                name: "a debit with the id of a transfer to the account is nobody's order",
                amount: -15_232_00, payout: incoming(.arrived),
                recognition: .unorderedDebit(.noPayout)),
            Case(
                name: "the debit of a transfer that arrived", amount: -15_232_00,
                payout: payout(.arrivedInFlight), recognition: .settlement(id)),
            Case(
                name: "a transfer that arrived does not come back", amount: 15_232_00,
                kind: .returned, payout: payout(.arrived), recognition: .receipt),
            Case(
                name: "a payout comes back whole", amount: 15_232_00, kind: .returned,
                payout: payout(.settled),
                recognition: .payoutReturned(id, charge: Sample.euros(0))),
            Case(
                name: "it comes back before its debit was seen", amount: 15_232_00,
                payout: payout(.exported),
                recognition: .payoutReturned(id, charge: Sample.euros(0))),
            Case(
                name: "it comes back less a charge", amount: 15_226_50, kind: .returned,
                payout: payout(.settled),
                recognition: .payoutReturned(id, charge: Sample.euros(5_50))),
            Case(
                name: "more than the payout is a receipt", amount: 15_232_01, kind: .returned,
                payout: payout(.settled), recognition: .receipt),
            Case(
                name: "it came back already", amount: 15_232_00, kind: .returned,
                payout: payout(.returned), recognition: .receipt),
            Case(
                name: "it came back already, its debit unseen", amount: 15_232_00,
                payout: payout(.returnedInFlight), recognition: .receipt),
            Case(
                name: "it was never exported", amount: 15_232_00, payout: payout(.planned),
                recognition: .receipt),
            Case(
                name: "it was withdrawn", amount: 15_232_00, payout: payout(.withdrawn),
                recognition: .receipt),
            Case(name: "interest", amount: 1_00, kind: .interest, recognition: .interest),
            Case(
                name: "interest from the agency's bank is interest", amount: 1_00, kind: .interest,
                isFromAgency: true, recognition: .interest),
            Case(
                name: "money from the agency", amount: 250_00, isFromAgency: true,
                recognition: .fromAgency),
            Case(
                name: "a payout returned to us by the agency is a return", amount: 15_232_00,
                payout: payout(.settled), isFromAgency: true,
                recognition: .payoutReturned(id, charge: Sample.euros(0))),
            Case(
                name: "the payout's debit", amount: -15_232_00, payout: payout(.exported),
                recognition: .settlement(id)),
            Case(
                name: "the debit of one that came back", amount: -15_232_00,
                payout: payout(.returnedInFlight), recognition: .settlement(id)),
            Case(
                name: "the payout's debit, coded as a charge", amount: -15_232_00,
                kind: .bankCharge, payout: payout(.exported), recognition: .settlement(id)),
            Case(
                name: "another amount", amount: -15_232_01, payout: payout(.exported),
                recognition: .unorderedDebit(.amountDiffers(ordered: ordered))),
            Case(
                name: "another amount, before the state", amount: -1, payout: payout(.planned),
                recognition: .unorderedDebit(.amountDiffers(ordered: ordered))),
            Case(
                name: "the debit of one that the bank accepted", amount: -15_232_00,
                payout: payout(.accepted), recognition: .settlement(id)),
            Case(
                name: "the debit of one whose fate was unknown", amount: -15_232_00,
                payout: payout(.unknown), recognition: .settlement(id)),
            Case(
                name: "the debit before a second person confirmed to send it again",
                amount: -15_232_00, payout: payout(.resendRequested), recognition: .settlement(id)),
            Case(
                name: "J32: the debit of one that was said not to be paid", amount: -15_232_00,
                payout: payout(.rejected),
                recognition: .unorderedDebit(.notExported(.rejected))),
            Case(
                name: "one of unknown fate comes back", amount: 15_232_00,
                payout: payout(.unknown),
                recognition: .payoutReturned(id, charge: Sample.euros(0))),
            Case(
                name: "a credit for one that was rejected is a receipt", amount: 15_232_00,
                payout: payout(.rejected), recognition: .receipt),
            Case(
                name: "not exported", amount: -15_232_00, payout: payout(.planned),
                recognition: .unorderedDebit(.notExported(.planned))),
            Case(
                name: "settled already", amount: -15_232_00, payout: payout(.settled),
                recognition: .unorderedDebit(.notExported(.settled))),
            Case(
                name: "returned already", amount: -15_232_00, payout: payout(.returned),
                recognition: .unorderedDebit(.notExported(.returned))),
            Case(
                name: "withdrawn", amount: -15_232_00, payout: payout(.withdrawn),
                recognition: .unorderedDebit(.notExported(.withdrawn))),
            Case(name: "a fee", amount: -12_50, kind: .bankCharge, recognition: .bankCharge),
            Case(
                name: "a debit nobody ordered", amount: -500_00,
                recognition: .unorderedDebit(.noPayout)),
            Case(
                name: "a debit to the agency is no order", amount: -500_00, isFromAgency: true,
                recognition: .unorderedDebit(.noPayout)),
            Case(
                name: "interest charged without that code is a debit", amount: -3_00,
                kind: .interest, recognition: .unorderedDebit(.noPayout)),
        ])
    func recognise(_ example: Case) {
        let line = Self.line(example.amount, example.kind)
        #expect(
            Recognition.recognise(
                line, payout: example.payout, isFromAgency: example.isFromAgency)
                == example.recognition)
    }

    private static func receipt(
        _ number: Int64, _ endToEnd: String?, left: Int64 = 19_040_00
    ) -> KnownReceipt {
        KnownReceipt(
            id: BankLineID(sequence: number), line: Self.words(19_040_00, endToEnd),
            left: Sample.euros(left))
    }

    private static func words(
        _ minor: Int64, _ endToEnd: String?, _ kind: BankLine.Kind = .transfer
    ) -> BankLine {
        BankLine(
            amount: Sample.euros(minor), bookingDay: Sample.day, valueDay: Sample.day,
            bankReference: nil, endToEndID: endToEnd, creditorReference: nil, remittance: "",
            counterpartyName: nil, counterpartyAccount: nil, kind: kind, returnReason: nil,
            place: "statement 1, entry 1")
    }

    @Test(
        "a receipt is taken back only when one alone fits (receipt.md#recognised)",
        arguments: [
            ([receipt(7, "A")], Recognition.takenBack(BankLineID(sequence: 7))),
            (
                [receipt(7, "A"), receipt(8, "B")], .takenBack(BankLineID(sequence: 7))
            ),
            ([receipt(7, "A"), receipt(8, "A")], .unorderedDebit(.receiptUnclear(2))),
            ([receipt(7, "B")], .unorderedDebit(.receiptUnclear(0))),
            ([receipt(7, nil)], .unorderedDebit(.receiptUnclear(0))),
            ([receipt(7, "A", left: 1)], .unorderedDebit(.receiptUnclear(0))),
            ([], .unorderedDebit(.receiptUnclear(0))),
        ])
    func takenBack(receipts: [KnownReceipt], recognition: Recognition) {
        let line = Self.words(-19_040_00, "A", .takenBack)
        let found = Recognition.recognise(
            line, payout: nil, isFromAgency: false, receipts: receipts)
        #expect(found == recognition)
        let unmarked = Self.words(-19_040_00, "A")
        #expect(
            Recognition.recognise(
                unmarked, payout: nil, isFromAgency: false, receipts: receipts)
                == .unorderedDebit(.noPayout))
    }

    @Test("a debit that nobody ordered says why")
    func sentences() {
        let reasons: [Recognition.DebitReason] = [
            .noPayout, .amountDiffers(ordered: Self.ordered), .notExported(.returnedInFlight),
        ]
        #expect(
            reasons.map(\.sentence) == [
                "no payout of this book ordered it",
                "the payout with its end-to-end id orders \(Self.ordered)",
                "the payout with its end-to-end id is returned, debit not seen",
            ])
    }
}
