import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// One book that lives through random commands, beside the model of it.
///
/// `make sim SEED=n` runs one seed; the names of the failing step and seed stand in the report.
struct BookSimulation {
    let seed: UInt64
    let store: InMemoryStore
    let book: SampleBook
    var random: SeededRandom
    /// Picks records to look at again, beside the numbers that make the book.
    private var probe: SeededRandom
    var model = Model(firstDay: SampleBook.day("2013-01-01").number)
    /// The moment of the pool.
    var pooledOn: Int32 = 0
    var day = SampleBook.day("2013-01-02")
    var statements = 0
    /// What the bank has in each trust account, by its own lines.
    var bankBalances: [Int: Int64] = [:]
    var closings: [Closing] = []
    /// The trust account whose bank lines are made now.
    var bank = 1
    /// Bank lines that are made now are booked on this day; nil is the statement's.
    var bookedOn: Day?
    /// How often each command was taken and refused.
    private(set) var taken: [String: Int] = [:]
    private(set) var refused: [String: Int] = [:]
    private(set) var bookID = BookID(rawValue: 0)
    private var minute = 0
    private var reader = LogFold()
    private var history: [String] = []

    static let clients = ["C-01", "C-02", "C-03"]
    static let freelancers = ["F-01", "F-02", "F-03"]
    static let producers = ["P-01", "P-02"]
    static var owners: [String] { [Model.agency] + freelancers + producers }

    struct Failed: Error, CustomStringConvertible { let description: String }

    init(seed: UInt64) async throws {
        self.seed = seed
        store = InMemoryStore()
        book = SampleBook(store)
        random = SeededRandom(seed: seed)
        probe = SeededRandom(seed: ~seed)
        try await open()
    }

    private mutating func open() async throws {
        try await book.open()
        for (index, code) in Self.clients.enumerated() {
            try await book.add(.client, code, number: 11 + index)
        }
        for (index, code) in Self.freelancers.enumerated() {
            try await book.add(.freelancer, code, number: 21 + index)
        }
        for (index, code) in Self.producers.enumerated() {
            try await book.add(.producer, code, number: 51 + index)
        }
        let terms: [(SplitPolicy, Release)] = [
            (.proRata, .onReceipt), (.freelancerFirst, .onReceipt), (.agencyFirst, .held),
        ]
        for (index, client) in Self.clients.enumerated() {
            for (other, freelancer) in Self.freelancers.enumerated() {
                let (policy, release) = terms[(index + other) % terms.count]
                try await book.engage(
                    "E-\(index + 1)\(other + 1)", client: client, freelancer: freelancer,
                    clientRate: "\(1 + index).\(10 + other)", freelancerRate: "0.\(71 + other)",
                    freelancerVAT: other == 2 ? .smallBusiness : nil, policy: policy,
                    release: release)
            }
        }
        try await book.addSecondApprover(at: "2013-01-01T08:00:00Z")
        if accounts.count > 1 { try await openSecondAccount() }
        bookID = try await store.read { try $0.opened().1.book }
        try await fold()
    }

    // MARK: Steps

    /// The time of the next command; it never goes back.
    var now: String {
        let (hour, rest) = (8 + minute / 60, minute % 60)
        return "\(day)T\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest):00Z"
    }

    var engine: Engine { book.engine(at: now) }

    mutating func run(_ steps: Int) async throws {
        for number in 1...steps {
            let today = tick()
            try await step()
            try compare("step \(number)")
            try await checkLog(isAll: number == steps)
            if day > today { try await endDay(today) }
        }
        try await end()
    }

    /// A minute later.
    ///
    /// - Returns: The day of what comes now.
    @discardableResult
    mutating func tick() -> Day {
        if minute < 15 * 60 - 1 { minute += 1 } else { nextDay() }
        model.bookingDay = day.number
        return day
    }

    mutating func nextDay() {
        day = day.adding(days: Int.random(in: 1...4, using: &random))
        minute = 0
    }

    /// Asks the engine, which must take it or refuse it as the model says.
    ///
    /// - Returns: The answer; nil when it was rightly refused, which changed nothing.
    mutating func ask(
        _ name: String, _ detail: String = "", taken isTaken: Bool,
        _ step: (Engine) async throws(EngineError) -> Answer
    ) async throws -> Answer? {
        history.append("\(now) \(name) \(detail)")
        let before = try await store.read { try $0.head() }
        let cash = Cash.all(reader)
        let refusal: EngineError
        do throws(EngineError) {
            let answer = try await step(engine)
            try await fold()
            if name != "bank import" {
                for (now, before) in zip(Cash.all(reader), cash) {
                    if let broken = now.broken(since: before) { throw EngineError.broken(broken) }
                }
            }
            if isTaken {
                taken[name, default: 0] += 1
                return answer
            }
            throw EngineError.broken("it was taken: \(answer.summary)")
        } catch {
            refusal = error
        }
        guard case .refused = refusal, !isTaken else {
            throw failed("\(name) should be \(isTaken ? "taken" : "refused"): \(refusal)")
        }
        guard try await store.read({ try $0.head() }) == before else {
            throw failed("\(name) was refused and wrote something")
        }
        refused[name, default: 0] += 1
        return nil
    }

    /// Something came that no command asks for.
    mutating func count(_ name: String) { taken[name, default: 0] += 1 }

    private mutating func fold() async throws(EngineError) {
        let next = reader.next
        do {
            reader.read(try await store.read { try LogFold.new(from: next, in: $0) })
        } catch {
            throw EngineError.broken("\(error)")
        }
    }

    /// Records that came since a sequence.
    func facts(after sequence: Int64) -> [(Int64, Fact)] {
        reader.facts.filter { $0.0 > sequence }
    }

    var newest: Int64 { reader.next - 1 }
    var codes: [PartyID: String] { reader.codes }
    func place(_ subledger: Subledger) -> Model.Place { reader.place(subledger) }
    /// What does not hold at the end.
    var findings: [String] { reader.findings() }

    func compare(_ step: String) throws {
        if let broken = reader.broken { throw failed("\(step): \(broken)") }
        guard reader.balances != model.balances else { return }
        let places = Set(reader.balances.keys).union(model.balances.keys).sorted()
        let differences = places.filter { reader.balances[$0] != model.balances[$0] }
            .map { place in
                "\(place): engine \(reader.balances[place] ?? 0), model \(model.balances[place] ?? 0)"
            }
        throw failed("\(step): \(differences.prefix(8).joined(separator: "; "))")
    }

    /// I9: the log only grows; a few earlier records have the hash that they had, at the end all.
    private mutating func checkLog(isAll: Bool) async throws {
        let leaves = reader.leaves
        let sequences =
            isAll
            ? Array(leaves.indices)
            : (0..<3).map { _ in Int.random(in: leaves.indices, using: &probe) }
        let changed = try await store.read { book in
            try sequences.first { index in
                try book.records(from: Int64(index + 1), limit: 1).first?.leaf != leaves[index]
            }
        }
        if let changed { throw failed("I9: record \(changed + 1) has changed") }
    }

    func failed(_ text: String) -> Failed {
        Failed(
            description:
                "seed \(seed): \(text)\nlast: \(history.suffix(6).joined(separator: "\n      "))")
    }
}

/// What lies in a trust account, for I5.
private struct Cash {
    /// 1000 and 1010.
    let left: Int64
    let atBank: Int64

    private init(_ fold: LogFold, _ bank: Int) {
        left = fold.sum(1000...1010, at: bank)
        atBank = fold.sum(1000...1000, at: bank)
    }

    static func all(_ fold: LogFold) -> [Cash] { Model.banks.map { Cash(fold, $0) } }

    /// I5: no command orders more than there is, and nothing while the account is overdrawn.
    func broken(since before: Cash) -> String? {
        if left < 0, left < before.left { return "I5: it leaves \(left)" }
        let isOut = left - atBank < before.left - before.atBank
        return before.atBank < 0 && isOut ? "I5: it pays out of an overdrawn account" : nil
    }
}
