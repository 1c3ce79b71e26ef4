import EscrowEngine
import LargeBook
import LedgerCore
import LedgerSQLite
import MoneyCore

/// Balances and statements in a small and in a large book, both of one agency and three years.
///
/// Each freelancer has three invoices a month in both, so that a statement is equally long; what
/// differs is how much else the book holds.
struct QuestionBench {
    private let settings: Settings
    private let workshop: Workshop
    private static let months = 36
    private static let perMonth = 3
    private static let small = 10_000
    private static let asked = 200

    init(_ settings: Settings, _ workshop: Workshop) {
        self.settings = settings
        self.workshop = workshop
    }

    /// A book with its history, and the days that questions are about.
    fileprivate struct Subject {
        let maker: BookMaker
        let first: Day
        let invoices: Int
    }

    private struct Question {
        let name: String
        let ask: @Sendable (any BookReader, Subject, Int) throws -> Int
    }

    func measure() async throws -> [Measure] {
        let small = try await make(Self.small, "small.book")
        var large: Subject?
        let time = try await seconds { large = try await make(settings.large, "large.book") }
        guard let large else { throw BenchError.answer("no book") }
        progress("questions: \(large.invoices) invoices with their receipts took \(time) s")
        var measures: [Measure] = []
        for question in Self.questions {
            var duel = Duel()
            for round in 1...settings.rounds {
                duel.add(ours: try await ask(question, of: large, round))
                duel.add(peer: try await ask(question, of: small, round))
            }
            measures.append(
                Measure(
                    name: "\(question.name), \(large.invoices) invoices",
                    ours: duel.oursMedian, peer: duel.peerMedian,
                    peerName: "\(small.invoices) invoices", unit: "ms"))
        }
        return measures
    }

    private static let questions = [
        Question(name: "balance now, freelancer") { reader, subject, index in
            try reader.balances(of: subject.freelancer(index), .now).count
        },
        Question(name: "balance two years back, freelancer") { reader, subject, index in
            try reader.balances(of: subject.freelancer(index), subject.twoYearsBack).count
        },
        Question(name: "balance now, agency") { reader, subject, _ in
            try reader.balances(of: subject.maker.series.agency, .now).count
        },
        Question(name: "balance two years back, agency") { reader, subject, _ in
            try reader.balances(of: subject.maker.series.agency, subject.twoYearsBack).count
        },
        Question(name: "statement of one month, freelancer") { reader, subject, index in
            let code = BookMaker.freelancerCode(subject.index(index))
            let month = Month(number: subject.first.month.number + 12)
            return try reader.statement(of: code, from: month.firstDay, to: month.lastDay)
                .items.count
        },
    ]

    /// - Returns: Milliseconds for one question, on average over many parties.
    private func ask(
        _ question: Question, of subject: Subject, _ round: Int
    ) async throws
        -> Double
    {
        var answers = 0
        let time = try await seconds {
            for index in 0..<Self.asked {
                answers += try await subject.maker.store.read { reader in
                    try question.ask(reader, subject, index * 7919 + round)
                }
            }
        }
        guard answers > 0 else { throw BenchError.answer("\(question.name): nothing found") }
        return time * 1000 / Double(Self.asked)
    }

    /// Day by day: the day's invoices, and the payments of those of thirty days before.
    private func make(_ invoices: Int, _ name: String) async throws -> Subject {
        guard let first = Day("2010-01-01") else { throw BenchError.answer("no day") }
        let freelancers = max(1, invoices / (Self.months * Self.perMonth))
        let size = InvoiceSeries.Size(clients: max(1, freelancers / 10), freelancers: freelancers)
        let maker = try await BookMaker.make(workshop.path(name), size, on: first)
        let days = Self.months * 365 / 12
        func numbers(_ day: Int) -> Range<Int> {
            invoices * day / days..<invoices * (day + 1) / days
        }
        var opening: Int64 = 0
        for day in 0..<days + 30 {
            let today = first.adding(days: day)
            if day < days { try await maker.issue(numbers(day), on: today) }
            guard day >= 30, !numbers(day - 30).isEmpty else { continue }
            let paid = try SeriesBankFile(
                numbers(day - 30), of: maker.series, issued: first.adding(days: day - 30),
                paid: today, opening: opening)
            opening += paid.total.minor
            _ = try await maker.engine(on: today).importBank(paid.file, by: BookMaker.clerk)
            if day % 100 == 0 { progress("questions: \(name), day \(day) of \(days + 30)") }
        }
        return Subject(maker: maker, first: first, invoices: invoices)
    }
}

extension QuestionBench.Subject {
    fileprivate func index(_ number: Int) -> Int { number % maker.series.size.freelancers }

    fileprivate func freelancer(_ number: Int) -> PartyID { maker.series.freelancer(index(number)) }

    /// After one of the three years, and known on that day.
    fileprivate var twoYearsBack: AsOf {
        AsOf(day: first.adding(days: 365), knownOn: first.adding(days: 365))
    }
}
