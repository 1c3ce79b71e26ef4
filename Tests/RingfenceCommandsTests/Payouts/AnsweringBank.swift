import EscrowTestSupport
import Foundation
import MoneyCore

/// A bank that answers payment files: what it does with each transfer is chance, what it writes of it
/// is pain.002 and camt.053.
///
/// It keeps books of its own: what it paid to whom, and what it has not booked yet.
struct AnsweringBank {
    /// What becomes of one transfer.
    enum Fate: CaseIterable {
        case settled, rejected, rejectedLate, returned, returnedShort, returnedFirst, returnedLater

        var isRejected: Bool { self == .rejected || self == .rejectedLate }
    }

    /// How the bank books what it pays of a file.
    enum Booking: CaseIterable {
        /// One line for each payment.
        case single
        /// One line now and one some days later, each of its own payments.
        case partly
        /// One line for all, with the payments inside.
        case listed
        /// One line for all, that names the file's block, or its message in the text.
        case named, namedInText
        /// One line for all that says nothing.
        case bare
        /// Two lines that say nothing: only the bank knows of which payments.
        case bareParts
    }

    static let charge: Int64 = 2_50

    var random: SeededRandom
    /// Everybody's money that left for good, by account.
    private(set) var paid: [String: Int64] = [:]
    /// What was rejected or came back since somebody asked, by account.
    private(set) var back: [String: Int64] = [:]
    /// What was ordered and neither booked nor rejected.
    private(set) var inFlight: Int64 = 0
    /// What the bank took for returns and the agency makes good.
    private(set) var charges: Int64 = 0
    private(set) var fates: [Fate: Int] = [:]
    private(set) var bookings: [Booking: Int] = [:]
    /// Of which payments a line is, by the bank's reference: what it says on the telephone.
    private(set) var told: [String: [String]] = [:]
    var balance: Int64 = 0
    var statement = 0
    private var today: [[Entry]] = []
    /// What it books on a later day, and what is due now of that.
    private var later: [Entry] = []
    private var due: [Entry] = []
    private var lines = 0

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// One line of a statement.
    struct Entry {
        var reference = ""
        let minor: Int64
        var endToEnd: String?
        var reason: String?
        var iban: String?
        var text: String?
        /// Ids of the file, and the payments inside.
        var block: String?
        var inside: [OrderedFile.Transfer] = []
    }

    /// Takes one of our files: what it answers, in the order of arrival.
    ///
    /// - Parameters:
    ///   - order: What the bank got.
    ///   - isKind: Nothing goes wrong, and all is booked today.
    /// - Returns: Its pain.002 files.
    mutating func answer(_ order: OrderedFile, isKind: Bool) -> [String] {
        // Now and then the bank takes none of it.
        let isRefused = !isKind && chance(12)
        let decided = order.transfers.map { _ -> Fate in
            isKind ? .settled : isRefused ? .rejected : pick(Fate.allCases)
        }
        for fate in decided { fates[fate, default: 0] += 1 }
        inFlight += order.minor
        for (transfer, fate) in zip(order.transfers, decided) where fate.isRejected {
            inFlight -= transfer.minor
            back[transfer.iban, default: 0] += transfer.minor
        }
        var statuses: [String] = []
        if chance(50) { statuses.append(checked(order)) }
        if chance(30) { statuses.append(waiting(order)) }
        statuses.append(status(order, decided, isLate: false))
        if decided.contains(.rejectedLate) { statuses.append(status(order, decided, isLate: true)) }
        pay(zip(order.transfers, decided).filter { !$0.1.isRejected }, of: order, isKind: isKind)
        return statuses
    }

    /// What came back since the last time, by account; it is asked for once.
    mutating func takeBack() -> [String: Int64] {
        defer { back = [:] }
        return back
    }

    // MARK: What it books

    private mutating func pay(
        _ transfers: [(OrderedFile.Transfer, Fate)], of order: OrderedFile, isKind: Bool
    ) {
        guard !transfers.isEmpty else { return }
        let booking = isKind ? .single : pick(Booking.allCases)
        bookings[booking, default: 0] += 1
        let all = transfers.map(\.0)
        var debits: [Entry] = []
        switch booking {
        case .single: debits = all.map { single($0) }
        case .partly:
            let half = all.count / 2
            debits = all.prefix(half).map { single($0) }
            later += all.dropFirst(half).map { single($0) }
        case .listed: debits = [lump(all, Entry(minor: -sum(all), inside: all))]
        case .named:
            debits = [lump(all, Entry(minor: -sum(all), block: order.paymentID))]
        case .namedInText:
            debits = [lump(all, Entry(minor: -sum(all), text: "Sammler \(order.messageID)"))]
        case .bare: debits = [lump(all, Entry(minor: -sum(all)))]
        case .bareParts:
            let half = (all.count + 1) / 2
            for part in [Array(all.prefix(half)), Array(all.dropFirst(half))] where !part.isEmpty {
                debits.append(lump(part, Entry(minor: -sum(part))))
            }
        }
        let first = transfers.filter { $0.1 == .returnedFirst }.map { returned($0.0, short: 0) }
        var behind: [Entry] = []
        for (transfer, fate) in transfers {
            switch fate {
            case .settled: paid[transfer.iban, default: 0] += transfer.minor
            case .returned: behind.append(returned(transfer, short: 0))
            case .returnedShort:
                let short = transfer.minor > Self.charge ? Self.charge : 0
                charges += short
                behind.append(returned(transfer, short: short))
            case .returnedLater: later.append(returned(transfer, short: 0))
            case .returnedFirst, .rejected, .rejectedLate: break
            }
        }
        today.append(first + debits + behind)
    }

    private mutating func single(_ transfer: OrderedFile.Transfer) -> Entry {
        Entry(reference: reference(), minor: -transfer.minor, endToEnd: transfer.endToEnd)
    }

    private mutating func returned(_ transfer: OrderedFile.Transfer, short: Int64) -> Entry {
        Entry(
            reference: reference(), minor: transfer.minor - short, endToEnd: transfer.endToEnd,
            reason: pick(["AC04", "AC06", "MS03", "RR04"]), inside: [transfer])
    }

    private mutating func lump(_ transfers: [OrderedFile.Transfer], _ entry: Entry) -> Entry {
        var entry = entry
        entry.reference = reference()
        told[entry.reference] = transfers.map(\.endToEnd)
        return entry
    }

    private mutating func reference() -> String {
        lines += 1
        return "B-\(lines)"
    }

    private func sum(_ transfers: [OrderedFile.Transfer]) -> Int64 {
        transfers.reduce(0) { $0 + $1.minor }
    }

    /// The day's statement: files in any order, the lines of each as the bank booked them, and what was
    /// left from the days before.
    mutating func statement(on day: String) -> String {
        let left = today.isEmpty || chance(50) ? due : []
        if !left.isEmpty { due = [] }
        due += later
        later = []
        var entries = left
        for file in today.shuffled(using: &random) { entries += file }
        today = []
        for entry in entries {
            if entry.reason == nil {
                inFlight += entry.minor
            } else if let transfer = entry.inside.first {
                back[transfer.iban, default: 0] += transfer.minor
            }
        }
        return book(entries, on: day)
    }

    mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }
}
