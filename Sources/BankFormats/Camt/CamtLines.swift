package import EscrowCore

/// The booked lines of a camt file that has been proved, one after the other, in file order.
///
/// It keeps one entry in memory and can be asked for the next line whenever the caller is ready,
/// so a file of any size can flow through in chunks.
///
/// - Source: docs/spec/bank-import.md#line
package struct CamtLines: ~Copyable {
    private var entries: CamtEntries
    private var lineCounts: [Int]
    private let bookedCounts: [Int]
    private var isEnded = false

    /// A booked line and the index of its statement in `CamtFile.statements`.
    package struct Element: Hashable, Sendable {
        package let statement: Int
        package let line: BankLine
    }

    init(_ entries: consuming CamtEntries, bookedCounts: [Int]) {
        self.entries = entries
        self.bookedCounts = bookedCounts
        lineCounts = bookedCounts.map { _ in 0 }
    }

    /// The next booked line; nil after the last one, once the file has proved to be the same.
    package mutating func next() throws(BankFileError) -> Element? {
        while !isEnded {
            guard let element = try entries.next() else {
                guard lineCounts == bookedCounts else {
                    throw entries.failure(.changed, place: nil)
                }
                isEnded = true
                return nil
            }
            guard element.entry.isBooked else { continue }
            guard let line = element.entry.line else {
                throw entries.failure(.changed, place: element.entry.place)
            }
            lineCounts[element.statement] += 1
            return Element(statement: element.statement, line: line)
        }
        return nil
    }

    /// Up to so many of the next lines; none after the last one.
    package mutating func next(upTo count: Int) throws(BankFileError) -> [Element] {
        var elements: [Element] = []
        while elements.count < count, let element = try next() { elements.append(element) }
        return elements
    }
}
