/// The second pass over the parts of a camt file: every entry, one after the other, in file order.
///
/// It keeps one entry in memory. What the first pass has found wrong is nil here.
///
/// - Source: docs/spec/bank-import.md#line
struct CamtEntries: ~Copyable {
    private let file: CamtFile
    private var walker: CamtWalker
    private var part = 0
    private var pageCount = 0
    private var entryCounts: [Int]
    private(set) var bookedCounts: [Int]
    private var isEnded = false
    private let progress: CamtFile.Progress?

    /// An entry and the index of its statement.
    struct Element {
        let statement: Int
        let entry: StatementEntry
    }

    init(_ file: CamtFile, progress: CamtFile.Progress?) throws(BankFileError) {
        self.file = file
        self.progress = progress
        walker = try file.walker(0, progress: progress)
        entryCounts = file.read.map { _ in 0 }
        bookedCounts = entryCounts
    }

    func failure(_ reason: BankFileError.Reason, place: String?) -> BankFileError {
        walker.failure(reason, place: place)
    }

    /// The next entry; nil after the last one.
    mutating func next() throws(BankFileError) -> Element? {
        while !isEnded {
            switch try walker.next() {
            case .opened(.statement): try beginPage()
            case .opened(.entry): return try readEntry()
            case .end: try goOn()
            default: break
            }
        }
        return nil
    }

    private mutating func goOn() throws(BankFileError) {
        part += 1
        guard part < file.parts.count else {
            guard entryCounts == file.read.map(\.entryCount) else {
                throw walker.failure(.changed, place: nil)
            }
            isEnded = true
            return
        }
        walker = try file.walker(part, progress: progress)
    }

    private mutating func beginPage() throws(BankFileError) {
        guard pageCount < file.pages.count else { throw walker.failure(.changed, place: nil) }
        pageCount += 1
    }

    /// Reads an entry to its end.
    private mutating func readEntry() throws(BankFileError) -> Element {
        guard pageCount > 0 else { throw walker.failure(.changed, place: nil) }
        let index = file.pages[pageCount - 1]
        let statement = file.read[index]
        entryCounts[index] += 1
        let place = "\(statement.place), entry \(entryCounts[index])"
        var entry = CamtEntry()
        var details = CamtDetails(currency: statement.currency)
        while true {
            switch try walker.next() {
            case .opened(let opened): details.open(opened)
            case .value(let leaf):
                let text = walker.text
                details.read(leaf, text, whole: walker.whole, currencyText: walker.currencyText)
                try? entry.read(
                    leaf, text, currencyText: walker.currencyText, statement: statement.currency)
            case .closed(.entry):
                if entry.isBooked { bookedCounts[index] += 1 }
                if statement.turns(entry.isReversal, isBooked: entry.isBooked) { entry.turn() }
                var result = details.entry(
                    entry, of: statement.accountText, day: file.days[index], at: place)
                result.amount = entry.shownAmount
                return Element(statement: index, entry: result)
            case .closed(let closed): details.close(closed)
            case .end: throw walker.failure(.changed, place: statement.place)
            }
        }
    }
}
