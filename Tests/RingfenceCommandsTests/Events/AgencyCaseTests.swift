import EscrowCore
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// The agency's own book where the worked examples of events do not go: VAT of every status, documents
/// that lose their effect, what passes to the agency, what a pool leaves.
@Suite("The agency's own book in further cases (agency-book.md)")
struct AgencyCaseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// The worked example whose steps come first.
        var from: String?
        /// Day and words.
        let steps: [(String, String)]
        let lines: [String]

        var testDescription: String { name }
    }

    @Test("bookings to the cent, and both books agree", arguments: Self.cases)
    func example(_ example: Case) async throws {
        try await CommandFolder.use { folder in
            var book = try await EventBooks.shared.book(after: example.from, in: folder)
            let first = Int64(try await book.facts().count)
            for (day, text) in example.steps {
                let words = text.split(separator: " ").map {
                    $0.replacing("_", with: " ")
                }
                try await book.run(EventExample.Step(day: day, words: words.map(String.init)))
            }
            var both = AgencyReconciliation()
            for (sequence, fact) in try await book.facts() {
                both.take(fact, sequence, recordedDay: Day(number: 0))
            }
            #expect(both.broken == nil)
            #expect(AgencyLines.of(both.entries.filter { $0.record > first }) == example.lines)
            try folder.done(["check"])
        }
    }

    private static func engagement(_ code: String, _ client: String, _ freelancer: String) -> String
    {
        "ringfence engagement add \(code) --client C-01 --freelancer F-01 --from 2013-02-01 "
            + "--client-rate 100.00 --freelancer-rate 80.00 --client-vat \(client) "
            + "--freelancer-vat \(freelancer) --title freelancer --subject Software"
    }

    /// Ten hours of one engagement, billed.
    private static func billed(_ client: String, _ freelancer: String) -> [(String, String)] {
        [
            ("2013-02-01", engagement("E-02", client, freelancer)),
            ("2013-02-01", "file feb.csv engagement,day,hours E-02,2013-02-01,10"),
            ("2013-02-01", "ringfence hours import feb.csv"),
            (
                "2013-02-01",
                "ringfence invoice issue --client C-01 --day 2013-02-01 --engagement E-02"
            ),
        ]
    }

    static let cases: [Case] = [
        Case(
            name: "reduced rate, small business", steps: billed("7", "small-business"),
            lines: [
                "J1", "Dr 1400  1070.00", "Cr 8300  1000.00", "Cr 1771  70.00",
                "Dr 3100  800.00", "Cr 1600  800.00",
            ]),
        Case(
            name: "the client owes the VAT, and the agency the freelancer's",
            steps: billed("reverse-charge", "reverse-charge"),
            lines: [
                "J1", "Dr 1400  1000.00", "Cr 8337  1000.00", "Dr 3125  800.00",
                "Dr 1577  152.00", "Cr 1600  800.00", "Cr 1787  152.00",
            ]),
        Case(
            name: "a client abroad", steps: billed("foreign", "19"),
            lines: [
                "J1", "Dr 1400  1000.00", "Cr 8338  1000.00", "Dr 3100  800.00",
                "Dr 1576  152.00", "Cr 1600  952.00",
            ]),
        Case(
            name: "a Gutschrift that is objected to, and issued again", from: "J1",
            steps: [
                ("2013-01-31", "ringfence self-billing agree F-01"),
                ("2013-01-31", "ringfence self-billing issue --invoice 2013-0001"),
                ("2013-02-04", "ringfence self-billing object GS-2013-0001"),
                ("2013-02-05", "ringfence invoice credit issue 2013-0001 --net 1000.00 --reason x"),
                ("2013-02-06", "ringfence self-billing issue --invoice 2013-0001"),
            ],
            lines: [
                "J1", "Dr 1548  2432.00", "Cr 1576  2432.00", "J21", "Dr 8400  1000.00",
                "Dr 1776  190.00", "Cr 1400  1190.00", "Dr 1600  952.00", "Cr 3100  800.00",
                "Cr 1548  152.00", "J1", "Dr 1576  2280.00", "Cr 1548  2280.00",
            ]),
        Case(
            name: "written off, then credited in full", from: "J1",
            steps: [
                ("2013-06-03", "ringfence invoice write-off 2013-0001 --reason failed"),
                (
                    "2013-06-04",
                    "ringfence invoice credit issue 2013-0001 --net 16000.00 --reason x"
                ),
            ],
            lines: [
                "J23", "Dr 2400  16000.00", "Dr 1776  3040.00", "Cr 1400  19040.00",
                "Dr 1600  15232.00", "Cr 3100  12800.00", "Cr 1576  2432.00", "J21",
                "Dr 1400  19040.00", "Cr 2400  16000.00", "Cr 1776  3040.00",
                "Dr 3100  12800.00", "Dr 1576  2432.00", "Cr 1600  15232.00",
                "Dr 8400  16000.00", "Dr 1776  3040.00", "Cr 1400  19040.00",
                "Dr 1600  15232.00", "Cr 3100  12800.00", "Cr 1576  2432.00",
            ]),
        Case(
            name: "the agency meets what the freelancer owes", from: "J16 paid",
            steps: [("2013-03-21", "bank 15232.00 from A-01 top-up")],
            lines: ["J19", "Dr 1500  15232.00", "Cr 1200  15232.00"]),
        Case(
            name: "credited after the sweep, repaid in cash", from: "J14",
            steps: [
                ("2013-03-06", "ringfence invoice credit issue 2013-0001 --net 1000.00 --reason x"),
                ("2013-03-07", "bank 238.00 from A-01 back"),
                (
                    "2013-03-08",
                    "ringfence invoice credit repay RK-2013-0001 --party A-01 --receipt $bankLine"
                ),
            ],
            lines: [
                "J21", "Dr 8400  1000.00", "Dr 1776  190.00", "Cr 1400  1190.00",
                "Dr 1600  952.00", "Cr 3100  800.00", "Cr 1576  152.00", "J21",
                "Dr 1400  238.00", "Cr 1200  238.00",
            ]),
        Case(
            name: "a pool that closes with a shortfall of the agency's", from: "J2, J3",
            steps: [
                ("2013-03-04", "bank -19000.00 kind charge fee"),
                ("2013-03-22", "ringfence pool declare --day 2013-03-22 --reason filing"),
                ("2013-03-22", "approver ringfence pool confirm"),
                ("2013-03-25", "ringfence pool share"),
                ("2013-03-25", "approver ringfence payout approve $plan --sha256 $hash"),
                ("2013-03-25", "ringfence payout export $plan"),
                ("2013-03-26", "bank -40.00 e2e $end pool"),
                ("2013-03-27", "ringfence pool close --write-off"),
            ],
            lines: [
                "J18", "Dr 4970  19000.00", "Cr 1505  19000.00", "J25", "Dr 1505  15192.00",
                "Cr 1700  15192.00",
            ]),
    ]
}

/// Entries as the document writes them, in the numbers of SKR03.
enum AgencyLines {
    static func of(_ entries: [AgencyEntry]) -> [String] {
        let chart = AgencyChart(.skr03)
        var lines: [String] = []
        for entry in entries {
            lines.append(entry.event)
            for line in entry.bookings.flatMap(\.lines) {
                let number = chart.number(line.account) { _ in "" }
                let amount = Money(minor: Int64(line.signed.magnitude), .eur).plain
                lines.append("\(line.signed > 0 ? "Dr" : "Cr") \(number)  \(amount)")
            }
        }
        return lines
    }
}
