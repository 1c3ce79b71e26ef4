import BackOffice
import MoneyCore
import Synchronization

/// A line on the terminal that says how far long work is; nothing for short work, for files and
/// pipes, or when quiet is wanted.
struct Progress: ~Copyable, Sendable {
    private let title: String
    private let isShown: Bool
    private let begin: Instant
    private let line: Mutex<Line>

    private struct Line {
        var drawnAt: Instant
        var isDrawn = false
    }

    init(_ title: String, _ output: OutputOptions) {
        self.title = title
        isShown = !output.quiet && Channel.error.isTerminal
        begin = BookClock.now()
        line = Mutex(Line(drawnAt: begin))
    }

    /// Says how many bytes of the total are done: after the first second, five times a second.
    func report(_ done: Int64, of total: Int64) {
        guard isShown else { return }
        let now = BookClock.now()
        guard now > begin.adding(seconds: 1) else { return }
        line.withLock { line in
            guard now.microseconds - line.drawnAt.microseconds > 200_000 else { return }
            line = Line(drawnAt: now, isDrawn: true)
            let percent = total > 0 ? min(100, done * 100 / total) : 0
            let size = "\(done / 1_000_000) of \(total / 1_000_000) MB"
            Channel.error.tryWrite("\r\(title): \(size), \(percent) %")
        }
    }

    /// Ends the line, if there is one.
    func finish() {
        line.withLock { line in
            if line.isDrawn { Channel.error.tryWrite("\n") }
            line.isDrawn = false
        }
    }
}
