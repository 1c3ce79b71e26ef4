import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/protection.md, from the book's own records.
@Suite("The protection report of a book")
struct ProtectionReportTests {
    private static func terms(
        _ from: String = "2012-10-01", trustee: Trustee = .independent, isExclusive: Bool = true,
        bankWaivedOn: String? = "2012-09-20"
    ) -> TrustTermsRequest {
        TrustTermsRequest(
            iban: nil, validFrom: SampleBook.day(from), trustee: trustee, hasDirectRight: true,
            bankWaivedOn: bankWaivedOn.map(SampleBook.day), isBankInformed: true,
            globalAssignment: .absent, isExclusive: isExclusive, hasNoOverdraft: true,
            hasNoStandingOrders: true)
    }

    private static func record(
        _ terms: TrustTermsRequest, in book: SampleBook, at day: String = "2013-02-28"
    ) async throws {
        _ = try await book.engine(at: "\(day)T18:00:00Z").setTrustTerms(
            terms, SampleBook.call("account terms"))
    }

    private static func report(_ book: SampleBook, _ day: String) async throws -> Protection {
        try await book.store.read { try $0.protection(on: SampleBook.day(day)).protection }
    }

    /// Grade in the trust, grade with the client, and the rules that decide, of E-01.
    private static func grades(_ protection: Protection) -> String {
        guard let position = protection.positions.first else { return "none" }
        let rules = position.decidingInTrust.map(\.rawValue).joined(separator: " ")
        return
            "\(position.gradeInTrust.rawValue) \(position.gradeWithClient.rawValue) \(rules)"
    }

    @Test("terms that are recorded later were not known before, and the report says so")
    func backDated() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "S1", day: "2013-03-01")
            try await Self.record(Self.terms(), in: book, at: "2013-03-05")
            let day = SampleBook.day("2013-03-01")
            let now = try await Self.report(book, "2013-03-01")
            #expect(now.positions[0].gradeInTrust.rawValue == "G1")
            #expect(now.accounts[0].facts.termsRecordedOn == SampleBook.day("2013-03-05"))
            let then = try await store.read {
                try $0.protection(on: day, knownOn: SampleBook.day("2013-03-04")).protection
            }
            #expect(then.positions[0].gradeInTrust.rawValue == "G3")
            #expect(then.accounts[0].facts.terms == nil)
            #expect(then.inTrust(.quotaOnly).total == 19_040_00)
        }
    }

    @Test("a book made worse step by step is graded lower at each step, and says why")
    func worse() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            try await Self.record(Self.terms(), in: book)
            _ = try await book.bank(
                [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "S1", day: "2013-03-01")
            #expect(try await Self.grades(Self.report(book, "2013-03-01")) == "G1 G1 ")

            // The agency's share is left in the account over the weekend.
            let left = try await Self.report(book, "2013-03-04")
            #expect(Self.grades(left) == "G2 G1 own-share-swept")
            #expect(
                left.accounts[0].findings.map(\.weakness) == [
                    .book(
                        .shareLeft(
                            .agencyAvailable, SampleBook.euro("3808.00"),
                            since: SampleBook.day("2013-03-01"), bankDays: 1))
                ])

            // A fee without a top-up: money is missing.
            _ = try await book.bank(
                [SampleBook.line("-12.50", on: "2013-03-04", kind: .bankCharge)], id: "S2",
                day: "2013-03-04", opening: "19040.00")
            let missing = try await Self.report(book, "2013-03-04")
            #expect(Self.grades(missing) == "G2 G1 own-share-swept no-shortfall")
            #expect(
                missing.accounts[0].facts.shortfalls == [
                    Shortfall(
                        account: .dueFromAgencyFee, debtor: "A-01", cause: .bankCharge,
                        since: SampleBook.day("2013-03-04"), amount: SampleBook.euro("12.50"))
                ])

            // The bank's waiver ends, as the newest terms say.
            try await Self.record(
                Self.terms("2013-03-05", bankWaivedOn: nil), in: book, at: "2013-03-05")
            let waived = try await Self.report(book, "2013-03-05")
            #expect(Self.grades(waived) == "G2 G1 own-share-swept bank-waiver no-shortfall")

            // One debit for the agency's own purposes: the whole balance.
            _ = try await book.bank(
                [SampleBook.line("-1.00", on: "2013-03-05", text: "rent")], id: "S3",
                day: "2013-03-05", opening: "19027.50")
            let taken = try await Self.report(book, "2013-03-05")
            #expect(Self.grades(taken) == "G3 G1 own-debit")
            #expect(taken.inTrust(.quotaOnly).total == 19_040_00)

            // Later virtue does not cure it, and earlier days stay as they were.
            #expect(
                try await Self.grades(Self.report(book, "2013-12-31")).hasPrefix("G3 G1 own-debit")
            )
            #expect(try await Self.grades(Self.report(book, "2013-03-01")) == "G1 G1 ")
        }
    }

    @Test("a book without terms and statements is the quota's: a check without data fails")
    func nothing() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            let report = try await Self.report(book, "2013-03-01")
            #expect(Self.grades(report) == "G3 G1 account-exclusive own-debit")
            #expect(report.withClient(.segregated).total == 19_040_00)
        }
    }

    @Test("a gap and a difference of statements are named with day and amounts")
    func statements() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            try await Self.record(Self.terms(), in: book)
            _ = try await book.bank(
                [SampleBook.line("700.00", on: "2013-03-01", text: "?")], id: "S1",
                day: "2013-03-01")
            _ = try await book.bank(
                [SampleBook.line("1.00", on: "2013-03-05", text: "?")], id: "S3",
                day: "2013-03-05", opening: "900.00")
            let report = try await Self.report(book, "2013-03-05")
            #expect(
                report.accounts[0].findings.map(\.weakness) == [
                    .book(
                        .statementGap(
                            closing: SampleBook.day("2013-03-01"), SampleBook.euro("700.00"),
                            opening: SampleBook.euro("900.00"))),
                    .book(
                        .statementDiffers(
                            SampleBook.day("2013-03-05"), SampleBook.euro("200.00"))),
                ])
            #expect(report.inTrust(.quotaOnly).total == 701_00)
        }
    }

    @Test(
        "the euros over all grades are the trust's requirement and the open memo",
        arguments: UInt64(1)...20)
    func conserved(_ seed: UInt64) async throws {
        try await TestStore.memory.withStore { store in
            var random = SeededRandom(seed: seed)
            let book = try await SampleBook.ready(store)
            try await book.engage("E-02", client: "C-02", freelancer: "F-02", release: .held)
            try await book.work(
                "E-02", from: "2013-02-01", hours: .random(in: 1...160, using: &random))
            _ = try await book.invoice("C-02", on: "2013-02-28")
            try await Self.record(Self.terms(), in: book)
            var closing = Money.zero(.eur)
            for number in 1...4 {
                let day = SampleBook.day("2013-03-03").adding(days: number)
                let lines = (0..<3).map { _ in Self.line(on: day, &random) }
                _ = try await book.bank(
                    lines, id: "S\(number)", day: "\(day)", opening: closing.plain)
                closing = Money(
                    minor: closing.minor + lines.reduce(0) { $0 + $1.amount.minor }, .eur)
                let report = try await Self.report(book, "\(day)")
                try await Self.expectWhole(report, in: book)
            }
            _ = try? await book.payOut(at: "2013-03-08T08:00:00Z")
            try await Self.expectWhole(Self.report(book, "2013-03-08"), in: book)
        }
    }

    private static func line(on day: Day, _ random: inout SeededRandom) -> BankLine {
        let amount = Money(minor: .random(in: 1_00...9_000_00, using: &random), .eur).plain
        return switch Int.random(in: 0...4, using: &random) {
        case 0: SampleBook.line(amount, on: "\(day)", text: "?")
        case 1: SampleBook.line("-0.50", on: "\(day)", kind: .bankCharge)
        case 2: SampleBook.line("-0.70", on: "\(day)", text: "rent")
        case 3:
            SampleBook.line(amount, on: "\(day)", reference: SampleBook.reference(of: "2013-0002"))
        default: SampleBook.line(amount, on: "\(day)", reference: SampleBook.reference)
        }
    }

    private static func expectWhole(_ report: Protection, in book: SampleBook) async throws {
        let (entitled, open) = try await book.store.read { reader in
            (
                try Account.allCases.filter { $0.kind == .entitlement }
                    .reduce(Int64(0)) { try $0 + reader.balance($1) },
                try reader.balance(.expectedReceipts)
            )
        }
        let grades = TrustGrade.allCases
        #expect(grades.reduce(0) { $0 + report.inTrust($1).total } == entitled)
        #expect(grades.reduce(0) { $0 + report.withClient($1).total } == open)
    }
}
