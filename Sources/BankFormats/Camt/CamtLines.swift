package import EscrowCore

/// The second pass over a camt file: its booked lines, one after the other, in file order.
///
/// It keeps one entry in memory and can be asked for the next line whenever the caller is ready,
/// so a file of any size can flow through in chunks.
///
/// - Source: docs/spec/bank-import.md#line
package struct CamtLines: ~Copyable {
    private let statements: [CamtStatement]
    private let pages: [Int]
    private var walker: CamtWalker
    private var pageCount = 0
    private var entryCounts: [Int]
    private var lineCounts: [Int]
    private var isEnded = false

    /// A booked line and the index of its statement in `CamtFile.statements`.
    package struct Element: Hashable, Sendable {
        package let statement: Int
        package let line: BankLine
    }

    init(_ walker: consuming CamtWalker, statements: [CamtStatement], pages: [Int]) {
        self.statements = statements
        self.pages = pages
        self.walker = walker
        entryCounts = Array(repeating: 0, count: statements.count)
        lineCounts = entryCounts
    }

    /// The next booked line; nil after the last one, once the file has proved to be the same.
    package mutating func next() throws(BankFileError) -> Element? {
        while !isEnded {
            switch try walker.next() {
            case .opened(.statement): try beginPage()
            case .opened(.entry): if let element = try readEntry() { return element }
            case .end: try end()
            default: break
            }
        }
        return nil
    }

    /// Up to so many of the next lines; none after the last one.
    package mutating func next(upTo count: Int) throws(BankFileError) -> [Element] {
        var elements: [Element] = []
        while elements.count < count, let element = try next() { elements.append(element) }
        return elements
    }

    private mutating func beginPage() throws(BankFileError) {
        guard pageCount < pages.count else { throw walker.failure(.changed, place: nil) }
        pageCount += 1
    }

    /// Reads an entry to its end and makes the line of it; nil if it is not booked.
    private mutating func readEntry() throws(BankFileError) -> Element? {
        guard pageCount > 0 else { throw walker.failure(.changed, place: nil) }
        let index = pages[pageCount - 1]
        let statement = statements[index]
        entryCounts[index] += 1
        let number = entryCounts[index]
        var entry = CamtEntry()
        var details = CamtDetails()
        while true {
            switch try walker.next() {
            case .opened(let place): details.open(place)
            case .value(let place):
                details.read(place, walker.text, whole: walker.whole)
                do {
                    try entry.read(
                        place, walker.text, currencyText: walker.currencyText,
                        statement: statement.currency)
                } catch {
                    throw walker.failure(error, place: "\(statement.place), entry \(number)")
                }
            case .closed(.entry):
                guard entry.isBooked else { return nil }
                return try element(index, entry, details)
            case .closed: break
            case .end: throw walker.failure(.changed, place: statement.place)
            }
        }
    }

    private mutating func element(
        _ index: Int, _ entry: CamtEntry, _ details: CamtDetails
    )
        throws(BankFileError) -> Element
    {
        let statement = statements[index]
        let place = "\(statement.place), entry \(entryCounts[index])"
        lineCounts[index] += 1
        do {
            let amount = try entry.signedAmount(in: statement.currency)
            return Element(
                statement: index,
                line: details.line(entry, amount: amount, in: statement, place: place))
        } catch {
            throw walker.failure(error, place: place)
        }
    }

    private mutating func end() throws(BankFileError) {
        guard lineCounts == statements.map(\.bookedCount) else {
            throw walker.failure(.changed, place: nil)
        }
        isEnded = true
    }
}
