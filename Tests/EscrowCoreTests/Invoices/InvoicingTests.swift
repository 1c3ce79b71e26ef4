import EscrowCore
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("Issuing invoices (invoice.md#arithmetic)")
struct InvoicingTests {
    @Test("O1: 160 h at 100.00 / 80.00 with 19 % on both sides")
    func base() throws {
        let invoice = try Sample.issued(Sample.terms())
        let line = try #require(invoice.lines.first)

        #expect(invoice.net == Sample.euros(16_000_00))
        #expect(invoice.vat == Sample.euros(3_040_00))
        #expect(invoice.gross == Sample.euros(19_040_00))
        #expect(line.freelancerNet == Sample.euros(12_800_00))
        #expect(line.freelancerGross == Sample.euros(15_232_00))
        #expect(line.agencyPart == Sample.euros(3_808_00))
        #expect(invoice.number == "2013-0001")
        #expect(invoice.reference.description == "RF8620130001")
        #expect(invoice.dueDay.description == "2013-03-02")
        #expect(invoice.currency == .eur)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let clientVAT: VATStatus
        let freelancerVAT: VATStatus
        let gross: Int64
        let freelancer: Int64
        let agency: Int64
        var testDescription: String { name }
    }

    @Test(
        "O16: the same prices by VAT status",
        arguments: [
            Case(
                name: "small business", clientVAT: Sample.standard, freelancerVAT: .smallBusiness,
                gross: 19_040_00, freelancer: 12_800_00, agency: 6_240_00),
            Case(
                name: "reverse charge", clientVAT: Sample.standard, freelancerVAT: .reverseCharge,
                gross: 19_040_00, freelancer: 12_800_00, agency: 6_240_00),
            Case(
                name: "client abroad", clientVAT: .foreign, freelancerVAT: Sample.standard,
                gross: 16_000_00, freelancer: 15_232_00, agency: 768_00),
            Case(
                name: "both without VAT", clientVAT: .reverseCharge, freelancerVAT: .foreign,
                gross: 16_000_00, freelancer: 12_800_00, agency: 3_200_00),
        ])
    func statuses(_ example: Case) throws {
        let invoice = try Sample.issued(
            Sample.terms(clientVAT: example.clientVAT, freelancerVAT: example.freelancerVAT))
        let line = try #require(invoice.lines.first)

        #expect(invoice.gross.minor == example.gross)
        #expect(line.freelancerGross.minor == example.freelancer)
        #expect(line.agencyPart.minor == example.agency)
    }

    @Test("O16: a client abroad and 14,000 net leave 660.00 missing")
    func impossible() throws {
        let terms = try Sample.terms(freelancerRate: 87_50, clientVAT: .foreign)
        #expect(
            throws: InvoicingError.splitImpossible(
                engagement: "E-01", missing: Sample.euros(660_00))
        ) { try Sample.issued(terms) }
    }

    @Test("the agency's part can be nothing")
    func noAgencyPart() throws {
        let invoice = try Sample.issued(Sample.terms(freelancerRate: 100_00))
        #expect(invoice.lines.map(\.agencyPart.minor) == [0])
    }

    @Test(
        "VAT is rounded once per status, and its cents are divided over the lines (invoice.md#vat)")
    func vatOnce() throws {
        // Three lines of 0.03 net: 19 % of each is 0.0057, so 0.01 when rounded alone; of all it is 0.0171, so 0.02.
        let terms = try Sample.terms(
            clientRate: 3, freelancerRate: 2, freelancerVAT: .smallBusiness)
        let invoice = try Invoice.issue(
            Sample.heading(), (0..<3).map { _ in Sample.work(terms, seconds: 3600) })

        #expect(invoice.taxes.map(\.net.minor) == [9])
        #expect(invoice.taxes.map(\.vat.minor) == [2])
        #expect(invoice.lines.map(\.gross.minor) == [4, 4, 3])
        #expect(invoice.gross.minor == 11)
    }

    @Test("statuses stand in the order in which lines first have them")
    func taxes() throws {
        let reduced = VATStatus.standard(try #require(Share(percent: "7")))
        let invoice = try Sample.issued(
            Sample.terms(freelancerVAT: .smallBusiness),
            Sample.terms(clientVAT: reduced, freelancerVAT: .smallBusiness),
            Sample.terms(freelancerVAT: .smallBusiness))

        #expect(invoice.taxes.map(\.status) == [Sample.standard, reduced])
        #expect(invoice.taxes.map(\.net.minor) == [32_000_00, 16_000_00])
        #expect(invoice.taxes.map(\.vat.minor) == [6_080_00, 1_120_00])
        #expect(invoice.gross.minor == 55_200_00)
    }

    @Test("each freelancer's VAT is rounded on his own invoice, not with another's")
    func freelancers() throws {
        // 0.02 net each: F-02's line alone has no VAT, F-01's two lines together have 0.01. All
        // three as one invoice would give that cent to the first line.
        func terms(_ freelancer: PartyID) throws -> EngagementTerms {
            try Sample.terms(clientRate: 50, freelancerRate: 2, freelancer: freelancer)
        }
        let work = try [Sample.secondFreelancer, Sample.freelancer, Sample.freelancer].map {
            Sample.work(try terms($0), seconds: 3600)
        }
        let invoice = try Invoice.issue(Sample.heading(), work)

        #expect(invoice.lines.map(\.freelancerGross.minor) == [2, 3, 2])
        #expect(invoice.lines.map(\.freelancerNet.minor) == [2, 2, 2])
        #expect(invoice.lines.map(\.gross.minor) == [60, 60, 59])
    }

    @Test("a line's net is rounded once, half away from zero (split.md#rounding)")
    func rounding() throws {
        let terms = try Sample.terms(clientRate: 100_01, freelancerRate: 80_00)
        let invoice = try Invoice.issue(Sample.heading(), [Sample.work(terms, seconds: 1800)])
        #expect(invoice.lines.map(\.net.minor) == [50_01])
    }
}

@Suite("What cannot be invoiced (invoice.md#refused)")
struct InvoicingRefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var number = "2013-0001"
        let work: [BillableWork]
        let error: InvoicingError
        var testDescription: String { name }
    }

    private static func other(
        _ client: PartyID, currency: Currency = .eur, termDays: Int = 30
    )
        throws -> BillableWork
    {
        let rate = Money(minor: 100_00, currency)
        return Sample.work(
            try EngagementTerms(
                engagement: nil, code: "E-02", client: client, freelancer: Sample.freelancer,
                validFrom: Sample.day, validTo: nil, clientRate: rate, freelancerRate: rate,
                clientVAT: .foreign, freelancerVAT: .foreign, title: .agency, policy: .proRata,
                release: .held, termDays: termDays, routingAgreedOn: nil, subject: "Software"))
    }

    private static func cases() throws -> [Case] {
        let good = Sample.work(try Sample.terms())
        let dollars = try #require(Currency("USD"))
        return [
            Case(name: "no work, before the number", number: "", work: [], error: .nothingToBill),
            Case(
                name: "too many lines, before the number", number: "",
                work: (0...4095).map { _ in good }, error: .tooManyLines(4096)),
            Case(
                name: "a number without letters and digits, before the client", number: "--",
                work: [try other(Sample.agency)], error: .number("--")),
            Case(
                name: "a number of 22", number: "1234567890123456789012", work: [good],
                error: .number("1234567890123456789012")),
            Case(
                name: "another client, before the currency",
                work: [good, try other(Sample.agency, currency: dollars)],
                error: .otherClient(engagement: "E-02")),
            Case(
                name: "two currencies, before the terms",
                work: [good, try other(Sample.client, currency: dollars, termDays: 7)],
                error: .currencies),
            Case(
                name: "two terms", work: [good, try other(Sample.client, termDays: 7)],
                error: .termsDiffer),
            Case(
                name: "hours that come to nothing",
                work: [Sample.work(try Sample.terms(clientRate: 1), seconds: 1)],
                error: .noAmount(engagement: "E-01")),
            Case(
                name: "a rate that comes to nothing for the freelancer",
                work: [Sample.work(try Sample.terms(freelancerRate: 1), seconds: 1799)],
                error: .noAmount(engagement: "E-01")),
            Case(
                name: "a product that does not fit",
                work: [Sample.work(try Sample.terms(clientRate: .max))], error: .overflow),
            Case(
                name: "VAT that does not fit",
                work: [Sample.work(try Sample.terms(clientRate: .max), seconds: 3600)],
                error: .overflow),
            Case(
                name: "a second line that cannot be split",
                work: [
                    good,
                    Sample.work(
                        try Sample.terms(freelancerRate: 100_01, code: "E-03"), seconds: 3600),
                ],
                error: .splitImpossible(engagement: "E-03", missing: Sample.euros(1))),
        ]
    }

    @Test("the first reason is given, in the order of the errors")
    func refused() throws {
        for example in try Self.cases() {
            #expect(throws: example.error, "\(example.name)") {
                try Invoice.issue(Sample.heading(example.number), example.work)
            }
        }
    }

    @Test("marks of a number stay out of its creditor reference, and 21 characters fit")
    func reference() throws {
        let work = [Sample.work(try Sample.terms())]
        let marked = try Invoice.issue(Sample.heading("R/2013.0001"), work)
        let long = try Invoice.issue(Sample.heading("123456789012345678901"), work)
        #expect(marked.reference.description.dropFirst(4) == "R20130001")
        #expect(long.reference.description.utf8.count == 25)
    }
}

@Suite("Laws of invoices (invoice.md#arithmetic)")
struct InvoicingLaws {
    private static let statuses: [VATStatus] = [
        Sample.standard, .standard(Share(7, over: 100) ?? .zero), .smallBusiness, .reverseCharge,
    ]

    @Test("lines, VAT and parts add up over odd rates and hours", arguments: UInt64(1)...200)
    func conservation(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let work = try (0..<Int.random(in: 1...9, using: &random)).map { number in
            let rate = Int64.random(in: 50...200_00, using: &random)
            return Sample.work(
                try Sample.terms(
                    clientRate: rate * 2, freelancerRate: rate,
                    clientVAT: Self.statuses.randomElement(using: &random) ?? Sample.standard,
                    freelancerVAT: Self.statuses.randomElement(using: &random) ?? Sample.standard,
                    freelancer: PartyID(sequence: .random(in: 10...12, using: &random)),
                    code: "E-\(number)"),
                seconds: .random(in: 3600...600_000, using: &random))
        }
        let invoice = try Invoice.issue(Sample.heading(), work)

        #expect(invoice.lines.reduce(0) { $0 + $1.net.minor } == invoice.netMinor)
        #expect(invoice.lines.reduce(0) { $0 + $1.gross.minor } == invoice.gross.minor)
        for tax in invoice.taxes {
            let lines = invoice.lines.filter { $0.clientVAT == tax.status }
            let net = try Money.sum(lines.map(\.net), in: .eur)
            #expect(tax.net == net)
            #expect(tax.vat == (try net.times(tax.status.rate)))
            #expect(lines.reduce(0) { $0 + $1.gross.minor } == net.minor + tax.vat.minor)
        }
        for line in invoice.lines {
            #expect(line.freelancerGross.minor + line.agencyMinor == line.gross.minor)
            #expect(line.agencyMinor >= 0)
        }
    }

    @Test(
        "a freelancer's gross is that of his own invoice of these lines", arguments: UInt64(1)...100
    )
    func ownInvoice(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let work = try (0..<Int.random(in: 2...9, using: &random)).map { _ in
            Sample.work(
                try Sample.terms(
                    freelancerRate: .random(in: 1_00...60_00, using: &random),
                    freelancer: PartyID(sequence: .random(in: 10...11, using: &random))),
                seconds: .random(in: 3600...60_000, using: &random))
        }
        let invoice = try Invoice.issue(Sample.heading(), work)
        for freelancer in [PartyID(sequence: 10), PartyID(sequence: 11)] {
            let lines = invoice.lines.filter { $0.freelancer == freelancer }
            let net = try Money.sum(lines.map(\.freelancerNet), in: .eur)
            let gross = try Money.sum(lines.map(\.freelancerGross), in: .eur)
            #expect(gross == (try net.adding(try net.times(Sample.standard.rate))))
        }
    }
}
