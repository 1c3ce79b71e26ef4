/// Remarks on places of a file: all are counted, the first hundred are kept.
package struct PlaceList: Hashable, Sendable {
    package private(set) var count = 0
    /// The first remarks, in file order.
    package private(set) var first: [String] = []

    package static let keptCount = 100

    /// Counts a remark and keeps it if it is among the first.
    mutating func add(_ text: String) {
        count += 1
        if first.count < Self.keptCount { first.append(text) }
    }

    /// The kept remarks, and a last line that counts the rest.
    package var texts: [String] {
        count > first.count ? first + ["and \(count - first.count) more"] : first
    }
}
