/// Oddities and faults of a file, each with its place: all are counted, the first hundred are kept.
///
/// - Source: docs/spec/bank-inspect.md#warnings
package struct Findings: Hashable, Sendable {
    package private(set) var count = 0
    /// The first ones, in the order in which they were found.
    package private(set) var first: [Finding] = []

    package static let keptCount = 100

    package init() {}

    /// Counts a finding and keeps it if it is among the first.
    package mutating func add(_ place: String, _ text: String) {
        count += 1
        if first.count < Self.keptCount { first.append(Finding(place: place, text: text)) }
    }

    /// Takes over what another part of the file has shown.
    mutating func append(_ other: Findings) {
        count += other.count
        first += other.first.prefix(Self.keptCount - first.count)
    }

    /// The kept findings as sentences, and a last line that counts the rest.
    package var texts: [String] {
        let kept = first.map { "\($0.place): \($0.text)" }
        return count > first.count ? kept + ["and \(count - first.count) more"] : kept
    }
}

/// One oddity of a file: where it stands and what it is.
package struct Finding: Hashable, Sendable {
    /// `statement 1, entry 3`, or a line where there is no statement around it.
    package let place: String
    package let text: String
}
