import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/receipt.md#taken-back, docs/spec/events.md#J16.
@Suite("Receipts taken back")
struct TakebackTests {
    /// The receipt of 19,040.00 for invoice 2013-0001, and the debit that takes it back.
    private static func received(
        _ kind: BankLine.Kind = .transfer, amount: String = "19040.00"
    ) -> BankLine {
        SampleBook.line(
            amount, on: "2013-03-01", reference: SampleBook.reference, endToEnd: "PAY-1",
            kind: kind)
    }

    static func takenBack(
        _ amount: String = "-19040.00", on day: String, endToEnd: String? = "PAY-1"
    ) -> BankLine {
        SampleBook.line(amount, on: day, endToEnd: endToEnd, kind: .takenBack)
    }

    private static func book(_ store: any LedgerStore, _ line: BankLine) async throws -> SampleBook
    {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank([line], id: "S1", day: "2013-03-01")
        return book
    }

    @Test("while all is here nobody owes anything", arguments: TestStore.allCases)
    func here(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.book(store, Self.received(amount: "19100.00"))
            #expect(try await book.open("2013-0001") == "0.00")
            let answer = try await book.bank(
                [Self.takenBack("-19100.00", on: "2013-03-04")], id: "S2", day: "2013-03-04",
                opening: "19100.00")
            #expect(answer["receipt taken back"] == "1")
            for account in [
                Account.trustBank, .freelancerAvailable, .agencyAvailable, .clientRefundable,
                .dueFromBeneficiary, .dueFromAgencyReturnedReceipt, .dueFromClient,
            ] {
                #expect(try await book.total(account) == "0.00", "\(account)")
            }
            #expect(try await book.total(.expectedReceipts) == "19040.00")
            #expect(try await book.balance("F-01", .expectedFreelancer) == "15232.00")
            #expect(try await book.open("2013-0001") == "19040.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(kind) == [])
        }
    }

    @Test("O22: what was paid out before is the freelancer's debt, what was swept the agency's")
    func paidOut() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store, Self.received())
            let plan = try await book.payOut(at: "2013-03-01T19:00:00Z")
            let orders = try await book.orders(of: plan)
            _ = try await book.bank(
                orders.map {
                    SampleBook.line($0.amount, on: "2013-03-04", endToEnd: $0.endToEnd)
                }, id: "S2", day: "2013-03-04", opening: "19040.00")
            let answer = try await book.bank(
                [Self.takenBack(on: "2013-04-22")], id: "S3", day: "2013-04-22", opening: "0.00")
            #expect(answer["receipt taken back"] == "1")
            #expect(answer["note"]?.contains("ALARM: 19,040.00 EUR") == true, "\(answer)")
            #expect(try await book.balance("F-01", .dueFromBeneficiary) == "15232.00")
            #expect(try await book.balance("A-01", .dueFromAgencyReturnedReceipt) == "3808.00")
            #expect(try await book.total(.trustBank) == "-19040.00")
            #expect(try await store.read { try $0.shortfall() } == 19_040_00)
            #expect(try await book.open("2013-0001") == "19040.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("what is in flight is owed too; what a plan reserves is taken, and the plan withdrawn")
    func inFlightAndPlanned() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store, Self.received())
            _ = try await book.payOut(at: "2013-03-01T19:00:00Z", payees: ["F-01"])
            let planned = try await book.engine(at: "2013-03-01T20:00:00Z").planPayout(
                PayoutRequest(payees: ["A-01"], executionDay: nil) { Array("\($0)".utf8) },
                SampleBook.call("payout plan"))
            let answer = try await book.bank(
                [Self.takenBack(on: "2013-03-04")], id: "S2", day: "2013-03-04",
                opening: "19040.00")
            #expect(answer["note"]?.contains("plan \(planned["plan"] ?? "?")") == true)
            #expect(try await book.balance("F-01", .dueFromBeneficiary) == "15232.00")
            #expect(try await book.balance("F-01", .outgoingInFlight) == "-15232.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "0.00")
            #expect(try await book.total(.dueFromAgencyReturnedReceipt) == "0.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("of two receipts only what that one gave is taken")
    func oneOfTwo() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "10000.00", on: "2013-03-01", reference: SampleBook.reference,
                        endToEnd: "PAY-1"),
                    SampleBook.line(
                        "9040.00", on: "2013-03-01", reference: SampleBook.reference,
                        endToEnd: "PAY-2"),
                ], id: "S1", day: "2013-03-01")
            _ = try await book.bank(
                [Self.takenBack("-10000.00", on: "2013-03-04")], id: "S2", day: "2013-03-04",
                opening: "19040.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "7232.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "1808.00")
            #expect(try await book.open("2013-0001") == "10000.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("money that waited is taken from where it waited")
    func unidentified() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(
                store, SampleBook.line("700.00", on: "2013-03-01", endToEnd: "PAY-1"))
            _ = try await book.bank(
                [Self.takenBack("-700.00", on: "2013-03-04")], id: "S2", day: "2013-03-04",
                opening: "700.00")
            #expect(try await book.total(.unidentified) == "0.00")
            #expect(try await store.read { try $0.rows(WorkRow.self, .all) } == [])
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("what is not certain is a debit that nobody ordered, until a person says what it is")
    func person() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store, Self.received())
            let answer = try await book.bank(
                [Self.takenBack(on: "2013-03-04", endToEnd: "OTHER")], id: "S2", day: "2013-03-04",
                opening: "19040.00")
            #expect(answer["debit nobody ordered"] == "1")
            let work = try await store.read { try $0.rows(WorkRow.self, .all) }
            #expect(work.map(\.reason) == ["receipt-unclear"])
            let receipt = try await book.line(of: "19040.00")
            let debit = try await book.line(of: "-19040.00")
            let engine = book.engine(at: "2013-03-05T08:00:00Z")
            let call = SampleBook.call("receipt takeback")
            let wrong = await SampleBook.refusal {
                try await engine.takeBack(line: receipt, receipt: receipt, call)
            }
            #expect(wrong.code == "takeback.not-a-debit")
            let none = await SampleBook.refusal {
                try await engine.takeBack(line: debit, receipt: debit, call)
            }
            #expect(none.code == "receipt.unknown")
            _ = try await engine.takeBack(line: debit, receipt: receipt, call)
            for account in [Account.trustBank, .dueFromAgencyFee, .freelancerAvailable] {
                #expect(try await book.total(account) == "0.00", "\(account)")
            }
            #expect(try await book.open("2013-0001") == "19040.00")
            #expect(try await store.read { try $0.rows(WorkRow.self, .all) } == [])
            let again = await SampleBook.refusal {
                try await engine.takeBack(line: debit, receipt: receipt, call)
            }
            #expect(again.code == "takeback.done")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("what the agency topped up for the debit is its top-up again")
    func cured() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store, Self.received())
            let agency = SampleBook.account(1)?.electronic
            _ = try await book.bank(
                [
                    Self.takenBack(on: "2013-03-04", endToEnd: nil),
                    SampleBook.line("19000.00", on: "2013-03-04", account: agency),
                ], id: "S2", day: "2013-03-04", opening: "19040.00")
            #expect(try await book.total(.dueFromAgencyFee) == "40.00")
            _ = try await book.engine(at: "2013-03-05T08:00:00Z").takeBack(
                line: try await book.line(of: "-19040.00"),
                receipt: try await book.line(of: "19040.00"),
                SampleBook.call("receipt takeback"))
            #expect(try await book.total(.dueFromAgencyFee) == "0.00")
            #expect(try await book.total(.agencyTopUp) == "19000.00")
            #expect(try await book.total(.trustBank) == "19000.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }
}

extension SampleBook {
    /// What is open of an invoice.
    func open(_ number: String) async throws -> String {
        try await store.read { Money(minor: try $0.knownInvoice(number: number).open, .eur).plain }
    }

    /// The newest bank line of an amount.
    func line(of amount: String) async throws -> BankLineID {
        try await store.read { reader in
            try reader.rows(
                BankLineRow.self,
                Selection(
                    index: "bankLineByAmount", equals: [.integer(Self.euro(amount).minor)],
                    isDescending: true, limit: 1)
            ).first?.id ?? BankLineID(sequence: 1)
        }
    }
}

/// docs/spec/receipt.md#taken-back: what the client could have back goes first.
@Suite("A receipt is taken back after it was paid again")
struct PaidTwiceTests {
    private static func bank(
        _ book: SampleBook, _ amount: String, _ id: String, on day: String, opening: String,
        kind: BankLine.Kind = .transfer
    ) async throws {
        _ = try await book.bank(
            [
                SampleBook.line(
                    amount, on: day, reference: kind == .takenBack ? nil : SampleBook.reference,
                    endToEnd: id, kind: kind)
            ], id: "S-\(day)", day: day, opening: opening)
    }

    @Test("nobody owes anything, whether all was paid out or not", arguments: [false, true])
    func again(isPaidOut: Bool) async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            try await Self.bank(book, "19040.00", "P1", on: "2013-03-01", opening: "0.00")
            var opening = "19040.00"
            if isPaidOut {
                let plan = try await book.payOut(at: "2013-03-01T19:00:00Z")
                _ = try await book.bank(
                    try await book.orders(of: plan).map {
                        SampleBook.line($0.amount, on: "2013-03-04", endToEnd: $0.endToEnd)
                    }, id: "S-2013-03-04", day: "2013-03-04", opening: opening)
                opening = "0.00"
            }
            try await Self.bank(book, "19040.00", "P2", on: "2013-03-05", opening: opening)
            #expect(try await book.balance("C-01", .clientRefundable) == "19040.00")
            let both = isPaidOut ? "19040.00" : "38080.00"
            try await Self.bank(
                book, "-19040.00", "P1", on: "2013-03-06", opening: both, kind: .takenBack)
            #expect(try await store.read { try $0.shortfall() } == 0)
            #expect(try await book.balance("C-01", .clientRefundable) == "0.00")
            #expect(try await book.open("2013-0001") == "0.00")
            let left = isPaidOut ? "0.00" : "15232.00"
            #expect(try await book.balance("F-01", .freelancerAvailable) == left)

            // The second goes, too: now everybody loses what no receipt gives him any more.
            try await Self.bank(
                book, "-19040.00", "P2", on: "2013-03-07", opening: isPaidOut ? "0.00" : "19040.00",
                kind: .takenBack)
            let owed = isPaidOut ? "15232.00" : "0.00"
            #expect(try await book.balance("F-01", .dueFromBeneficiary) == owed)
            #expect(try await book.balance("C-01", .dueFromClient) == "0.00")
            #expect(try await book.open("2013-0001") == "19040.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }
}
