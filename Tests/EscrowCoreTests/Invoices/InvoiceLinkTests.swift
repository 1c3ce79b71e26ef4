import EscrowCore
import MoneyCore
import Testing

@Suite("Which engagement a freelancer's own invoice bills (invoice-files.md#link)")
struct InvoiceLinkTests {
    private static func line(_ name: String, _ from: Int, _ minor: Int64) -> LinkCandidate.Line {
        LinkCandidate.Line(
            name: name, from: Sample.day.adding(days: from), to: Sample.day.adding(days: from + 9),
            gross: Sample.euros(minor))
    }

    private static let candidates = [
        LinkCandidate(
            engagement: "E-01", freelancer: "F-01", vatID: "DE111111125", accounts: ["A1"],
            lines: [line("1/1", 0, 100_00), line("2/1", 30, 200_00)]),
        LinkCandidate(
            engagement: "E-02", freelancer: "F-01", vatID: "DE111111125", accounts: ["A1"],
            lines: [line("1/2", 0, 50_00), line("2/2", 30, 200_00)]),
        LinkCandidate(
            engagement: "E-03", freelancer: "F-02", vatID: nil, accounts: ["A2", "A3"], lines: []),
    ]

    private func link(
        _ minor: Int64, mentions: [String] = [], vatID: String? = "de 111 111 125",
        accounts: Set<String> = [], buyer: String? = "DE1", span: ClosedRange<Int>? = nil
    ) -> InvoiceLink {
        ReceivedInvoice(
            vatID: vatID, accounts: accounts, buyerVATID: buyer, mentions: mentions,
            from: span.map { Sample.day.adding(days: $0.lowerBound) },
            to: span.map { Sample.day.adding(days: $0.upperBound) }, gross: Sample.euros(minor)
        ).link(among: Self.candidates, agencyVATID: "DE1")
    }

    @Test(
        "A named engagement is linked where its lines have the amount",
        arguments: [
            ("Order E-02.", 50_00, ["1/2"]), ("(e-01), January", 100_00, ["1/1"]),
            ("E-01", 300_00, ["1/1", "2/1"]), ("E-01 and more", 200_00, ["2/1"]),
        ])
    func named(mention: String, minor: Int64, lines: [String]) {
        guard case .linked(_, let found, let ground) = link(minor, mentions: [mention]) else {
            Issue.record("not linked")
            return
        }
        #expect(found.map(\.name) == lines)
        #expect(ground == .named)
    }

    @Test("Without a name the amount is enough where it fits one engagement")
    func amountAlone() {
        let lines = Self.candidates[0].lines
        #expect(link(100_00) == .linked(Self.candidates[0], lines: [lines[0]], by: .amountAlone))
        #expect(link(200_00) == .open(.severalEngagements(["E-01", "E-02"])))
        #expect(link(999_00) == .open(.noEngagement))
    }

    @Test("The period decides which lines count")
    func period() {
        let lines = Self.candidates[0].lines
        #expect(
            link(200_00, mentions: ["E-01"], span: 25...45)
                == .linked(Self.candidates[0], lines: [lines[1]], by: .named))
        #expect(
            link(300_00, mentions: ["E-01"], span: 25...45)
                == .open(.amountDiffers(engagement: "E-01", billed: Sample.euros(200_00))))
    }

    @Test("What is not clear goes to a person with the reason")
    func open() {
        #expect(link(1, buyer: "DE2") == .open(.otherBuyer("DE2")))
        #expect(link(1, vatID: "DE9", accounts: ["A9"]) == .open(.unknownSeller))
        #expect(link(1, accounts: ["A3"]) == .open(.severalSellers(["F-01", "F-02"])))
        #expect(
            link(1, mentions: ["E-01, E-02"]) == .open(.severalEngagements(["E-01", "E-02"])))
        // E-011 is another code, and no word of its own names E-01.
        #expect(link(1, mentions: ["E-011", "XE-01"]) == .open(.noEngagement))
        #expect(
            link(1, vatID: nil, accounts: ["A2"], buyer: nil)
                == .open(.amountDiffers(engagement: "E-03", billed: nil)))
        #expect(link(-100_00, mentions: ["E-01"]) != link(100_00, mentions: ["E-01"]))
    }
}
