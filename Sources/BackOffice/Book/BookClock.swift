import Foundation
package import MoneyCore

/// The computer's clock, and the calendar of time zones: the only place that asks for either.
package enum BookClock {
    /// The time now, to the microsecond.
    package static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    /// The day of an instant in a zone by its IANA name; nil for a zone that does not exist.
    package static func day(_ instant: Instant, _ zone: String) -> Day? {
        guard let zone = TimeZone(identifier: zone) else { return nil }
        let seconds = Double(instant.microseconds) / 1_000_000
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds))
        return instant.adding(seconds: Int64(offset)).utcDay
    }
}
