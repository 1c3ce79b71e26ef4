import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/split.md#instalments, docs/spec/invoice.md#credit-notes, docs/spec/receipt.md#taken-back.
///
/// One invoice of two to six parties lives through 1 to 40 partial payments, with payments that the
/// bank takes back and credit notes between them, and with payouts in half of the courses. What
/// each party has is read from the entries alone.
@Suite("Laws of instalments with reversals and credit notes")
struct InstalmentCourseLaws {
    private static let number = "2013-0001"

    /// What the entries of the log say of the one line.
    fileprivate struct Fold {
        var next: Int64 = 1
        var invoiced: [PartyID: Int64] = [:]
        var credited: [PartyID: Int64] = [:]
        var expected: [PartyID: Int64] = [:]
        var refundable: Int64 = 0
        var claims: Int64 = 0
        var events: Set<String> = []

        mutating func read(_ reader: any BookReader) throws {
            let size = try reader.head()?.size ?? 0
            while next <= size {
                switch try reader.fact(at: next) {
                case .invoice(let invoice)?:
                    for part in invoice.lines[0].parts { invoiced[part.owner] = part.gross.minor }
                case .creditNote(let note)?:
                    for part in note.parts { credited[part.owner, default: 0] += part.amount.minor }
                case .entry(let entry)?: post(entry)
                default: break
                }
                next += 1
            }
        }

        private mutating func post(_ entry: Entry) {
            events.insert(entry.event.code)
            for line in entry.lines {
                switch line.subledger.account {
                case .expectedFreelancer, .expectedAgency, .expectedProducer:
                    if let owner = line.subledger.owner {
                        expected[owner, default: 0] -= line.signed
                    }
                case .clientRefundable: refundable -= line.signed
                default:
                    switch line.subledger.account.kind {
                    case .cashClaim, .backedClaim: claims += line.signed
                    case .resource, .entitlement, .backedContra, .rounding, .memo: break
                    }
                }
            }
        }

        /// A party's whole part now, and what he has of it.
        var parts: [(whole: Int64, has: Int64)] {
            invoiced.keys.map { owner in
                let whole = (invoiced[owner] ?? 0) - (credited[owner] ?? 0)
                return (whole, whole - (expected[owner] ?? 0))
            }
        }
    }

    private struct Course {
        let book: SampleBook
        let paysOut: Bool
        var random: SeededRandom
        var fold = Fold()
        var day = SampleBook.day("2013-03-01")
        /// What the bank has, and what came in and was not taken back.
        var balance: Int64 = 0
        var received: Int64 = 0
        var receipts: [(id: String, minor: Int64)] = []
        var count = 0
    }

    @Test(
        "never below zero, never beyond a party's part, exact at the end",
        arguments: UInt64(1)...120)
    func law(seed: UInt64) async throws {
        var course = try await Self.course(seed)
        for _ in 1...Int.random(in: 1...40, using: &course.random) {
            try await Self.step(&course)
            try await Self.judge(&course)
        }
        let open: Int64 = try await course.book.open(Self.number)
        if open > 0 { try await Self.receive(&course, open) }
        try await Self.judge(&course)
        #expect(course.fold.parts.allSatisfy { $0.has == $0.whole })
        #expect(try await course.book.open(Self.number) == 0)
        #expect(try await course.book.findings(.memory) == [])
    }

    @Test("the courses meet what they are about")
    func variety() async throws {
        var met: Set<String> = []
        var sizes: Set<Int> = []
        for seed in UInt64(1)...12 {
            var course = try await Self.course(seed)
            for _ in 1...20 { try await Self.step(&course) }
            try await course.fold.read(course.book)
            met.formUnion(course.fold.events)
            sizes.insert(course.fold.invoiced.count)
        }
        #expect(Set(["J3", "J12", "J16", "J21"]).subtracting(met) == [])
        #expect(sizes == [2, 3, 4, 5, 6])
    }

    /// The parts at every moment: 0 <= has <= whole, and together what the invoice is not open by.
    private static func judge(_ course: inout Course) async throws {
        try await course.fold.read(course.book)
        let fold = course.fold
        for part in fold.parts {
            #expect(part.has >= 0)
            #expect(part.has <= part.whole)
        }
        let open: Int64 = try await course.book.open(number)
        #expect(fold.parts.reduce(0) { $0 + $1.whole - $1.has } == open)
        #expect(try await BookInvariants.findings(course.book.store) == [])
        guard !course.paysOut else { return }
        // While nothing leaves, every cent that came is somebody's part or the client's.
        #expect(fold.claims == 0)
        #expect(fold.parts.reduce(0) { $0 + $1.has } + fold.refundable == course.received)
    }

    private static func course(_ seed: UInt64) async throws -> Course {
        var random = SeededRandom(seed: seed)
        let parties = 2 + Int(seed % 5)
        let book = SampleBook(InMemoryStore())
        try await book.open()
        try await book.add(.client, "C-01", number: 11)
        try await book.add(.freelancer, "F-01", number: 21)
        let producers = (0..<(parties - 2)).map { "P-0\($0 + 1)" }
        for (index, code) in producers.enumerated() {
            try await book.add(.producer, code, number: 31 + index)
        }
        try await book.engage(
            "E-01", client: "C-01", freelancer: "F-01",
            policy: [.proRata, .freelancerFirst, .agencyFirst].randomElement(using: &random)
                ?? .proRata)
        if !producers.isEmpty { try await agree(producers, in: book, &random) }
        try await book.work(
            "E-01", from: "2013-01-07", hours: Int.random(in: 8...120, using: &random))
        _ = try await book.invoice("C-01", on: "2013-01-31")
        return Course(book: book, paysOut: seed % 2 == 0, random: random)
    }

    /// Each producer has up to 4 % of the net; who is served first is drawn.
    private static func agree(
        _ producers: [String], in book: SampleBook, _ random: inout SeededRandom
    ) async throws {
        var payees = producers.map { RulePayee.producer($0) }
        let shares = try payees.map { payee in
            RulePart(
                payee,
                .share(try #require(Share(.random(in: 1...400, using: &random), over: 10_000))),
                basis: .net)
        }
        payees.append(contentsOf: [.freelancer, .agency])
        payees.shuffle(using: &random)
        let cut = Int.random(in: 1..<payees.count, using: &random)
        let groups = [Array(payees[..<cut]), Array(payees[cut...])]
        let rule = try SplitRule(
            code: "R-01", currency: .eur,
            parts: shares + [
                RulePart(.freelancer, .hours(rate: nil), basis: .net),
                RulePart(.agency, .remainder, basis: .gross),
            ], order: Bool.random(using: &random) ? groups : nil)
        _ = try await book.engine().addRule(rule, SampleBook.call("rule add"))
        var change = EngagementChange(code: "E-01", from: SampleBook.day("2013-01-02"))
        change.rule = .code("R-01")
        let answer = try await book.engine().changeEngagement(
            change, SampleBook.call("engagement change"))
        // What gives the freelancer less takes a second person.
        if answer["change"] != nil { _ = try await book.engine().agreed(answer) }
    }

    private static func step(_ course: inout Course) async throws {
        course.day = course.day.adding(days: 1)
        switch Int.random(in: 0..<10, using: &course.random) {
        case 0...5:
            let open: Int64 = try await course.book.open(number)
            let most = max(open + open / 8, 50)
            try await receive(&course, .random(in: 1...most, using: &course.random))
        case 6, 7: try await takeBack(&course)
        case 8: try await credit(&course)
        default: if course.paysOut { try await payOut(&course) }
        }
    }

    private static func receive(_ course: inout Course, _ minor: Int64) async throws {
        let id = "PAY-\(course.count)"
        try await bank(&course, minor, text: SampleBook.reference(of: number), id, .transfer)
        course.receipts.append((id, minor))
        course.received += minor
    }

    private static func takeBack(_ course: inout Course) async throws {
        guard let index = course.receipts.indices.randomElement(using: &course.random)
        else { return }
        let receipt = course.receipts.remove(at: index)
        try await bank(&course, -receipt.minor, text: "", receipt.id, .takenBack)
        course.received -= receipt.minor
    }

    /// Up to a fifth of the line; each party's fall follows from the parts.
    private static func credit(_ course: inout Course) async throws {
        let net = Int64.random(in: 1...600_00, using: &course.random)
        let engine = course.book.engine(at: "\(course.day)T12:00:00Z")
        _ = await SampleBook.refusal {
            try await engine.creditInvoice(
                CreditRequest(
                    invoice: number, line: nil, net: Money(minor: net, .eur), parts: [],
                    number: nil, day: nil, reason: "fewer hours"),
                SampleBook.call("invoice credit issue"))
        }
    }

    private static func payOut(_ course: inout Course) async throws {
        do {
            let plan = try await course.book.payOut(at: "\(course.day)T13:00:00Z")
            for order in try await course.book.orders(of: plan) {
                guard let amount = Money(order.amount, .eur) else { continue }
                try await bank(&course, amount.minor, text: "", order.endToEnd, .transfer)
            }
        } catch EngineError.refused {
            return
        }
    }

    private static func bank(
        _ course: inout Course, _ minor: Int64, text: String, _ endToEnd: String,
        _ kind: BankLine.Kind
    ) async throws {
        course.count += 1
        let opening = Money(minor: course.balance, .eur).plain
        course.balance += minor
        _ = try await course.book.bank(
            [
                SampleBook.line(
                    Money(minor: minor, .eur).plain, on: "\(course.day)", text: text,
                    endToEnd: endToEnd, kind: kind)
            ], id: "S\(course.count)", day: "\(course.day)", opening: opening,
            at: "\(course.day)T22:00:00Z")
    }
}

extension InstalmentCourseLaws.Fold {
    fileprivate mutating func read(_ book: SampleBook) async throws {
        let before = self
        self = try await book.store.read { reader in
            var next = before
            try next.read(reader)
            return next
        }
    }
}
