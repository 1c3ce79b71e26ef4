import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore

/// Closing periods, and what happens to days that are closed.
extension BookSimulation {
    /// The last closed day.
    private var closed: Day? { model.course.closes.last.map { Day(number: $0) } }

    /// Through the day of a statement, or any other.
    mutating func close() async throws {
        let recent = closings.suffix(3).map(\.day)
        let through =
            Int.random(in: 0..<3, using: &random) > 0
            ? recent.randomElement(using: &random) ?? day
            : day.adding(days: Int.random(in: -9...1, using: &random))
        let answer = try await ask("close day", "\(through)", taken: mayClose(through)) {
            engine throws(EngineError) in
            try await engine.close(through: through, SampleBook.call("close day"))
        }
        if answer != nil { model.course.closes.append(through.number) }
    }

    /// Whether a day is over, not closed, and agrees, as does every statement since the last close.
    private func mayClose(_ through: Day) -> Bool {
        guard through < day, closed.map({ through > $0 }) ?? true,
            accounts.allSatisfy({ closing(on: through, $0) != nil })
        else { return false }
        let course = model.course
        func isRight(_ closing: Closing?, on day: Day) -> Bool {
            guard let closing else { return false }
            let atBank = [1000...1000, 1020...1020].map {
                course.sum($0, on: day.number, at: closing.bank)
            }
            return closing.balance == atBank.reduce(0, +)
        }
        return accounts.allSatisfy { isRight(closing(on: through, $0), on: through) }
            && course.sum(2000...2900, on: through.number)
                + course.requirement(on: through.number) == 0
            && closings.filter { $0.day <= through && closed.map($0.day.follows) ?? true }
                .allSatisfy { isRight($0, on: $0.day) }
    }

    /// An invoice with a day of a closed period.
    mutating func billBack() async throws {
        guard let closed else { return }
        let back = closed.adding(days: -Int.random(in: 0...5, using: &random))
        guard let client = Self.clients.randomElement(using: &random) else { return }
        _ = try await ask("invoice issue", "on \(back)", taken: false) {
            engine throws(EngineError) in
            try await engine.issueInvoice(
                InvoiceRequest(
                    number: nil, client: client, day: back, through: nil, engagements: []),
                SampleBook.call("invoice issue"))
        }
    }

    /// A line that the bank books on a day before that of its statement: a closed one, or one
    /// since the last statement.
    mutating func lateLine(_ place: String, _ used: inout Set<Int64>) -> PlannedLine? {
        guard let newest = closings.last(where: { $0.bank == bank })?.day else { return nil }
        let isAfter = closed.map { newest.follows($0) } ?? true
        // Between a close and the newest statement it would differ from what the bank said.
        let first = isAfter ? newest.adding(days: 1) : (closed ?? newest).adding(days: -6)
        let last = day.adding(days: -1)
        guard first <= last else { return nil }
        let booked = first.adding(
            days: Int.random(in: 0...Int(last.number - first.number), using: &random))
        bookedOn = booked
        defer { bookedOn = nil }
        let made: PlannedLine? =
            switch Int.random(in: 0..<5, using: &random) {
            case 0..<2: receipt(place, &used)
            case 2: unknown(place, &used)
            case 3: charge(place, &used)
            default: fromAgency(place, &used)
            }
        guard let (line, effect) = made else { return nil }
        if closed.map({ booked <= $0 }) == true { count("bank line: in a closed period") }
        return (
            line,
            { model, record in
                let today = model.bookingDay
                model.bookingDay = booked.number
                effect(&model, record)
                model.bookingDay = today
            }
        )
    }
}

extension Day {
    fileprivate func follows(_ other: Day) -> Bool { self > other }
}
