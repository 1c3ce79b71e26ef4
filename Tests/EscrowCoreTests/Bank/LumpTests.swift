import EscrowCore
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/bank-import.md#debits, without a book.
@Suite("Which payouts a debit of many is")
struct LumpTests {
    private static func payout(
        _ number: Int64, _ minor: Int64, _ state: PayoutState = .exported
    ) -> KnownPayout {
        KnownPayout(id: PayoutID(sequence: number), amount: Money(minor: minor, .eur), state: state)
    }

    private static let one = payout(11, 10_00)
    private static let two = payout(12, 20_00, .returnedInFlight)
    private static let three = payout(21, 25_00, .accepted)

    private static func file(_ plan: Int64, _ payouts: KnownPayout...) -> KnownFile {
        KnownFile(plan: PlanID(sequence: plan), payouts: payouts)
    }

    private static let first = file(10, one, two)
    private static let second = file(20, three)

    private static func debit(
        _ minor: Int64 = -30_00, name: String? = nil, kind: BankLine.Kind = .transfer,
        inside: [Int64?] = []
    ) -> BankLine {
        var line = BankLine(
            amount: Sample.euros(minor), bookingDay: Sample.day, valueDay: Sample.day,
            bankReference: nil, endToEndID: nil, creditorReference: nil, remittance: "",
            counterpartyName: name, counterpartyAccount: nil, kind: kind, returnReason: nil,
            place: "entry")
        if !inside.isEmpty {
            line.lump = BankLump(
                payments: inside.map {
                    BankLump.Payment(endToEndID: "E", amount: $0.map { Money(minor: $0, .eur) })
                })
        }
        return line
    }

    private static func differs(_ minor: Int64) -> Recognition {
        .unorderedDebit(.lumpDiffers(Money(minor: minor, .eur)))
    }

    private static let both = Recognition.settlements([one.id, two.id])

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var line = debit()
        var candidates = LumpCandidates(open: [first, second])
        let recognition: Recognition
    }

    @Test(
        "the payments inside, else the file's name, else a sum that only one file has",
        arguments: [
            Case(testDescription: "the sum of one file", recognition: both),
            Case(
                testDescription: "a sum that no file has", line: debit(-29_99),
                recognition: .unorderedDebit(.lumpUnclear(0))),
            Case(
                testDescription: "the sum of two files",
                candidates: LumpCandidates(open: [first, file(30, payout(31, 30_00))]),
                recognition: .unorderedDebit(.lumpUnclear(2))),
            Case(
                testDescription: "a payment of another file has that sum, too",
                candidates: LumpCandidates(
                    open: [first, file(30, payout(31, 30_00), payout(32, 1_00))]),
                recognition: .unorderedDebit(.lumpUnclear(2))),
            Case(
                testDescription: "one payment of a file without its id is not the file",
                line: debit(-10_00), recognition: .unorderedDebit(.lumpUnclear(1))),
            Case(
                testDescription: "a file of one payment, whose id the bank gives",
                line: debit(-25_00),
                candidates: LumpCandidates(open: [file(30, payout(31, 25_00))]),
                recognition: .unorderedDebit(.lumpUnclear(1))),
            Case(
                testDescription: "the sum, but it says whom it is for", line: debit(name: "F-01"),
                recognition: .unorderedDebit(.noPayout)),
            Case(
                testDescription: "the sum, but the bank's charge", line: debit(kind: .bankCharge),
                recognition: .bankCharge),
            Case(
                testDescription: "nothing is with the bank", candidates: .none,
                recognition: .unorderedDebit(.noPayout)),
            Case(
                testDescription: "it names the file, whatever else it says",
                line: debit(name: "SEPA"), candidates: LumpCandidates(named: [first]),
                recognition: both),
            Case(
                testDescription: "it names two files and is both", line: debit(-55_00),
                candidates: LumpCandidates(named: [first, second]),
                recognition: .settlements([one.id, two.id, three.id])),
            Case(
                testDescription: "it names a file of another sum",
                candidates: LumpCandidates(named: [second]), recognition: differs(25_00)),
            Case(
                testDescription: "it names a file of which all is booked",
                candidates: LumpCandidates(named: [file(10)]), recognition: differs(0)),
            Case(
                testDescription: "it lists the payments", line: debit(inside: [-10_00, nil]),
                candidates: LumpCandidates(payments: [one, two]), recognition: both),
            Case(
                testDescription: "a payment inside has another amount",
                line: debit(inside: [-11_00, -19_00]),
                candidates: LumpCandidates(payments: [one, two]),
                recognition: .unorderedDebit(.listDiffers(Sample.euros(30_00)))),
            Case(
                testDescription: "a payment inside is none of ours",
                line: debit(inside: [-10_00, -20_00, nil]),
                candidates: LumpCandidates(payments: [one, two, nil]),
                recognition: differs(30_00)),
            Case(
                testDescription: "a payment is inside twice",
                line: debit(-20_00, inside: [nil, nil]),
                candidates: LumpCandidates(payments: [one, one]), recognition: differs(20_00)),
            Case(
                testDescription: "a payment inside was booked before",
                line: debit(-40_00, inside: [nil, nil]),
                candidates: LumpCandidates(payments: [one, payout(13, 30_00, .settled)]),
                recognition: differs(10_00)),
            Case(
                testDescription: "a payment inside was rejected", line: debit(inside: [nil, nil]),
                candidates: LumpCandidates(payments: [one, payout(13, 20_00, .rejected)]),
                recognition: differs(10_00)),
        ])
    func recognised(_ example: Case) {
        #expect(
            Recognition.recognise(
                example.line, payout: nil, isFromAgency: false, lump: example.candidates)
                == example.recognition)
    }

    @Test("sums beyond 64 bits are no sums")
    func overflow() {
        let huge = Self.file(10, Self.payout(11, .max), Self.payout(12, .max))
        let line = Self.debit(-2)
        for candidates in [LumpCandidates(named: [huge]), LumpCandidates(open: [huge])] {
            let found = Recognition.recognise(
                line, payout: nil, isFromAgency: false, lump: candidates)
            if case .unorderedDebit = found { continue }
            Issue.record("\(found)")
        }
    }
}
