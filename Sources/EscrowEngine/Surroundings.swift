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

extension Surroundings {
    /// Chance for a batch.
    ///
    /// A sample book has none: with the clock given too, the same commands make the same book, so
    /// that its files and heads can be kept and compared.
    ///
    /// Batches are told apart by the number of their first record.
    func randomBytes(forSample isSample: Bool, first: Int64) -> SaltSource.Draw {
        guard isSample else { return randomBytes }
        return { count throws(EvidenceError) in
            let hasher = try SHA256Hasher()
            var bytes: [UInt8] = []
            var counter: Int64 = 0
            while bytes.count < count {
                bytes += try hasher.digest(of: Array("sample \(first) \(counter)".utf8)).bytes
                counter += 1
            }
            return Array(bytes.prefix(count))
        }
    }
}
