package import EscrowEngine
package import MoneyCore

extension Surroundings {
    /// This computer's clock and chance, with a given time for sample books.
    package static func computer(givenTime: Instant? = nil) -> Surroundings {
        Surroundings(now: BookClock.now, givenTime: givenTime, day: BookClock.day)
    }
}
