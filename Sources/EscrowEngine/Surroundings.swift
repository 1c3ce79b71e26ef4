package import Evidence
package import MoneyCore

/// What comes from outside the book: the clock, the calendar of its time zone, chance.
package struct Surroundings: Sendable {
    package let now: @Sendable () -> Instant
    /// The time that a sample book is told; a normal book refuses one.
    package let givenTime: Instant?
    /// The day of an instant in a zone by its IANA name; nil for a zone that does not exist.
    package let day: @Sendable (Instant, String) -> Day?
    package let randomBytes: SaltSource.Draw

    package init(
        now: @escaping @Sendable () -> Instant, givenTime: Instant? = nil,
        day: @escaping @Sendable (Instant, String) -> Day?,
        randomBytes: @escaping SaltSource.Draw = SaltSource.randomBytes
    ) {
        self.now = now
        self.givenTime = givenTime
        self.day = day
        self.randomBytes = randomBytes
    }
}
