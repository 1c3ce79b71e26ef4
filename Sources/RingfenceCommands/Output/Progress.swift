import BackOffice
import MoneyCore
import Synchronization

/// A line on the terminal that says how far long work is; nothing for short work, for files and
/// pipes, or when quiet is wanted.
struct SharedProgress: Sendable {
    private let title: String
    private let isShown: Bool
    private let begin: Instant

    /// A program has one terminal, so all progress shares its last line.
    private static let line = Mutex(Line())

    private struct Line {
        var drawnAt = Instant(microseconds: 0)
        var isDrawn = false
    }

    init(_ title: String, _ output: OutputOptions) {
        self.title = title
        isShown = !output.quiet && Channel.error.isTerminal
        begin = BookClock.now()
    }

    /// Says how much of the total is done: after the first second, five times a second.
    func report(_ done: Int64, of total: Int64, unit: Unit = .megabytes) {
        guard isShown else { return }
        let now = BookClock.now()
        guard now > begin.adding(seconds: 1) else { return }
        Self.line.withLock { line in
            guard now.microseconds - line.drawnAt.microseconds > 200_000 else { return }
            line = Line(drawnAt: now, isDrawn: true)
            let percent = total > 0 ? min(100, done * 100 / total) : 0
            Channel.error.tryWrite("\r\(title): \(unit.text(done, total)), \(percent) % ")
        }
    }

    /// Ends the line, if there is one.
    func finish() {
        Self.line.withLock { line in
            if line.isDrawn { Channel.error.tryWrite("\n") }
            line.isDrawn = false
        }
    }

    enum Unit: Sendable {
        case megabytes
        case records

        func text(_ done: Int64, _ total: Int64) -> String {
            switch self {
            case .megabytes: "\(done / 1_000_000) of \(total / 1_000_000) MB"
            case .records: "\(done) of \(total) records"
            }
        }
    }
}
