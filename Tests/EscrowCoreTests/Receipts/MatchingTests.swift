import EscrowCore
import LedgerCore
import MoneyCore
import Testing

@Suite("Matching receipts (matching.md#rules)")
struct MatchingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let candidates: Candidates
        let matching: Matching
        var testDescription: String { name }

        init(_ name: String, _ matching: Matching, _ fill: (inout Candidates) -> Void) {
            self.name = name
            self.matching = matching
            var candidates = Candidates()
            fill(&candidates)
            self.candidates = candidates
        }
    }

    private static func open(_ number: Int64, client: PartyID = Sample.client) -> OpenInvoice {
        OpenInvoice(
            id: InvoiceID(sequence: number), number: "2013-000\(number)", client: client,
            open: Sample.euros(19_040_00))
    }

    private static func invoice(_ number: Int64, _ rule: Matching.Rule) -> Matching {
        .invoice(InvoiceID(sequence: number), by: rule)
    }

    /// Everything that fits at once, each rule with an invoice of its own.
    private static func all(_ candidates: inout Candidates) {
        candidates.byReference = [open(1)]
        candidates.byNumber = [open(2)]
        candidates.byPayerAndAmount = [open(3)]
        candidates.unknownReference = "RF180"
        candidates.payer = Sample.client
    }

    @Test(
        "the most certain rule decides, and what is less certain waits for a person",
        arguments: [
            Case("the reference wins over all", invoice(1, .creditorReference)) { all(&$0) },
            Case(
                "two references stop all",
                .unmatched(.severalReferences(["2013-0001", "2013-0002"]))
            ) {
                all(&$0)
                $0.byReference.append(open(2))
            },
            Case("the reference counts whoever pays", invoice(1, .creditorReference)) {
                $0.byReference = [open(1)]
                $0.payer = Sample.freelancer
            },
            Case("the number wins over an unknown reference", invoice(2, .invoiceNumber)) {
                all(&$0)
                $0.byReference = []
            },
            Case(
                "two numbers stop the rest",
                .unmatched(.severalInvoices(["2013-0002", "2013-0004"]))
            ) {
                all(&$0)
                $0.byReference = []
                $0.byNumber.append(open(4))
            },
            Case("a number without a known payer", invoice(2, .invoiceNumber)) {
                $0.byNumber = [open(2)]
            },
            Case(
                "a number of one, an account of another",
                .unmatched(.payerDiffers(invoice: "2013-0002"))
            ) {
                $0.byNumber = [open(2)]
                $0.byPayerAndAmount = [open(3)]
                $0.payer = Sample.freelancer
            },
            Case(
                "an unknown reference stops the rule of the amount",
                .unmatched(.unknownReference("RF180"))
            ) {
                all(&$0)
                $0.byReference = []
                $0.byNumber = []
            },
            Case("payer and amount, when nothing is named", invoice(3, .payerAndAmount)) {
                $0.byPayerAndAmount = [open(3)]
                $0.payer = Sample.client
            },
            Case(
                "two open invoices of that amount",
                .unmatched(.severalOpenInvoices(["2013-0003", "2013-0005"]))
            ) {
                $0.byPayerAndAmount = [open(3), open(5)]
                $0.payer = Sample.client
            },
            Case("a known payer without such an invoice", .unmatched(.noOpenInvoiceOfThatAmount)) {
                $0.payer = Sample.client
            },
            Case("nothing at all", .unmatched(.payerUnknown)) { _ in },
        ])
    func rules(_ example: Case) {
        #expect(Matching.decide(example.candidates) == example.matching)
    }

    @Test("every reason has a word for programs and a sentence for people")
    func reasons() {
        let reasons: [Matching.Reason] = [
            .severalReferences(["2013-0001", "2013-0002"]), .unknownReference("RF180"),
            .severalInvoices(["2013-0001", "2013-0002"]), .payerDiffers(invoice: "2013-0001"),
            .severalOpenInvoices(["2013-0001", "2013-0002"]), .noOpenInvoiceOfThatAmount,
            .payerUnknown,
        ]
        #expect(
            reasons.map { "\($0.code): \($0.sentence)" } == [
                "several-references: the payment carries the references of several invoices: 2013-0001, 2013-0002",
                "unknown-reference: no invoice has the reference RF180",
                "several-invoices: the text names several invoices: 2013-0001, 2013-0002",
                "payer-differs: the text names invoice 2013-0001, but the account is another party's",
                "several-open-invoices: several invoices of this payer are open with this amount: 2013-0001, 2013-0002",
                "no-open-invoice-of-that-amount: no open invoice of this payer has this amount",
                "payer-unknown: nothing names an invoice, and the payer's account is not known",
            ])
        let rules: [Matching.Rule] = [.creditorReference, .invoiceNumber, .payerAndAmount, .person]
        #expect(rules.map(\.rawValue) == [1, 2, 3, 4])
        #expect(Set(rules.map(\.name)).count == 4)
    }
}

@Suite("The words of a payer (matching.md#words)")
struct RemittanceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let found: [String]
        var testDescription: String { text.isEmpty ? "nothing" : text }
    }

    @Test(
        "creditor references are found in groups, in any case, among other words",
        arguments: [
            Case(text: "RF8620130001", found: ["RF8620130001"]),
            Case(text: "RF86 2013 0001", found: ["RF8620130001"]),
            Case(text: "rf86 2013 0001", found: ["RF8620130001"]),
            Case(text: "Invoice of January, RF86 2013 0001, thank you", found: ["RF8620130001"]),
            Case(text: "Ref:RF8620130001.", found: ["RF8620130001"]),
            Case(text: "(RF8620130001)", found: ["RF8620130001"]),
            Case(text: "RF86\r\n2013\n0001", found: ["RF8620130001"]),
            Case(text: "RF86\u{A0}2013\u{A0}0001", found: ["RF8620130001"]),
            Case(
                text: "RF8620130001 RF5920130002 RF8620130001",
                found: ["RF8620130001", "RF5920130002"]),
            Case(text: "RF86 2013 0001 RF59 2013 0002", found: ["RF8620130001", "RF5920130002"]),
            Case(text: "RF 86 2013 0001", found: ["RF8620130001"]),
            Case(text: "RF8720130001", found: []),
            Case(text: "RF86 2013 0002", found: []),
            Case(text: "XRF8620130001", found: []),
            Case(text: "RFP 86 for 2013", found: []),
            Case(text: "RF", found: []),
            Case(text: "", found: []),
        ])
    func references(_ example: Case) {
        #expect(Remittance.references(in: example.text).map(\.description) == example.found)
    }

    @Test(
        "words with a digit could be numbers of invoices, without marks around them",
        arguments: [
            Case(text: "Invoice 2013-0001", found: ["2013-0001"]),
            Case(text: "Invoice 2013-0001.", found: ["2013-0001"]),
            Case(text: "#2013-0001/", found: ["2013-0001"]),
            Case(text: "no. 2013-0001, 2013-0002; 2013-0001", found: ["2013-0001", "2013-0002"]),
            Case(text: "(2013-0001)", found: ["2013-0001"]),
            Case(text: "'2013-0001'\t\"2013-0002\"", found: ["2013-0001", "2013-0002"]),
            Case(text: "2013-0001\r\nthank you", found: ["2013-0001"]),
            Case(text: "R/2013.0001", found: ["R/2013.0001"]),
            Case(text: "Rent for January", found: []),
            Case(text: "--- /// ...", found: []),
            Case(text: "", found: []),
        ])
    func numbers(_ example: Case) {
        #expect(Remittance.numberWords(in: example.text) == example.found)
    }
}
