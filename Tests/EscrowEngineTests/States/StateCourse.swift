import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore

/// A book on its way into one state of a table of docs/spec, day by day, through commands alone.
///
/// Invoice 2013-0001 is of 160 hours: 19,040.00 = 15,232.00 for F-01 + 3,808.00 for A-01.
struct StateCourse {
    /// What became of an event.
    enum Outcome: Equatable {
        case done
        /// It was refused, and the log is as it was.
        case refused
        /// There is nothing that it could be about: no receipt, nothing open, no payout.
        case cannotBe
    }

    struct WroteThenRefused: Error {}

    let book: SampleBook
    private(set) var day = SampleBook.day("2013-03-01")
    private var balance: Int64 = 0
    /// What came and was not taken back, newest last.
    private(set) var receipts: [(id: String, minor: Int64)] = []
    private var count = 0
    var dispute: DisputeID?
    var plan: PlanID?

    init(release: Release = .onReceipt) async throws {
        book = SampleBook(InMemoryStore())
        try await book.open()
        try await book.add(.client, "C-01", number: 11)
        try await book.add(.freelancer, "F-01", number: 21)
        try await book.engage("E-01", client: "C-01", freelancer: "F-01", release: release)
        try await book.work("E-01", from: "2013-01-01", hours: 160)
        _ = try await book.invoice("C-01", on: "2013-01-31")
    }

    var now: String { "\(day)T12:00:00Z" }
    var engine: Engine { book.engine(at: now) }

    mutating func wait(days: Int) { day = day.adding(days: days) }

    /// Does what may be refused.
    func attempt(_ step: () async throws -> Answer) async throws -> Outcome {
        let before = try await book.store.read { try $0.head() }
        do {
            _ = try await step()
            return .done
        } catch EngineError.refused {
            guard try await book.store.read({ try $0.head() }) == before else {
                throw WroteThenRefused()
            }
            return .refused
        }
    }

    // MARK: At the bank

    mutating func bank(
        _ minor: Int64, reference: String? = nil, endToEnd: String? = nil,
        kind: BankLine.Kind = .transfer, account: String? = nil
    ) async throws {
        wait(days: 1)
        count += 1
        let opening = Money(minor: balance, .eur).plain
        balance += minor
        _ = try await book.bank(
            [
                SampleBook.line(
                    Money(minor: minor, .eur).plain, on: "\(day)", reference: reference,
                    endToEnd: endToEnd, account: account, kind: kind)
            ], id: "S\(count)", day: "\(day)", opening: opening, at: "\(day)T08:00:00Z")
    }

    mutating func receive(
        _ minor: Int64, reference: String? = SampleBook.reference, kind: BankLine.Kind = .transfer,
        account: String? = nil
    ) async throws {
        let id = "PAY-\(count + 1)"
        try await bank(minor, reference: reference, endToEnd: id, kind: kind, account: account)
        receipts.append((id, minor))
    }

    /// The bank takes back what it names by the end-to-end id of the newest receipt.
    mutating func takeBackNewest() async throws {
        guard let receipt = receipts.popLast() else { return }
        try await bank(-receipt.minor, endToEnd: receipt.id, kind: .takenBack)
    }

    /// Pays out all that is available to a party, and lets the bank settle it.
    mutating func payOut(_ payee: String) async throws {
        let plan = try await book.payOut(at: now, payees: [payee])
        for order in try await book.orders(of: plan) {
            try await bank(SampleBook.euro(order.amount).minor, endToEnd: order.endToEnd)
        }
        self.plan = plan
    }

    /// The bank gives a settled payout back.
    mutating func comeBack() async throws {
        guard let plan else { return }
        for order in try await book.orders(of: plan) {
            try await bank(
                -SampleBook.euro(order.amount).minor, endToEnd: order.endToEnd, kind: .returned)
        }
        self.plan = nil
    }

    // MARK: Commands

    func credit(net: Int64, parts: [String: Int64] = [:]) async throws -> Answer {
        try await engine.creditInvoice(
            CreditRequest(
                invoice: "2013-0001", line: nil, net: Money(minor: net, .eur),
                parts: parts.sorted { $0.key < $1.key }.map {
                    CreditRequest.PartAmount(
                        party: $0.key, amount: Money(minor: $0.value, .eur))
                }, number: nil, day: nil, reason: "fewer hours"),
            SampleBook.call("invoice credit issue"))
    }

    func writeOff() async throws -> Answer {
        try await engine.writeOff(
            "2013-0001", amount: nil, reason: "lost", SampleBook.call("invoice write-off"))
    }

    mutating func openDispute(_ minor: Int64) async throws -> Answer {
        let answer = try await engine.openDispute(
            DisputeRequest(
                invoice: "2013-0001", line: nil, party: "F-01", amount: Money(minor: minor, .eur),
                reason: "hours"), SampleBook.call("dispute open"))
        dispute = DisputeID(sequence: Int64(answer["dispute"] ?? "") ?? 0)
        return answer
    }

    func decide(_ side: DisputeSide) async throws -> Answer {
        try await engine.decideDispute(
            dispute ?? DisputeID(sequence: 1), for: side, amount: nil,
            SampleBook.call("dispute decide"))
    }

    func open() async throws -> Int64 { try await book.open("2013-0001") }
}
