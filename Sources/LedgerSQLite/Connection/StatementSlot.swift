/// Where a connection keeps each prepared statement: some for the log, a block for each table.
enum StatementSlot {
    /// The statements of the log, each of one form.
    enum Log: Int, CaseIterable {
        case head, record, records, headerOfRecord, batches, personal, filePiece
        case appendRecord, appendPersonal, closeBatch, keepPiece
    }

    enum Purpose: Int, CaseIterable { case put, get, remove }

    static let count = Log.allCases.count + TableShape.all.count * perTable

    static func table(_ number: Int, _ purpose: Purpose) -> Int {
        Log.allCases.count + number * perTable + purpose.rawValue
    }

    /// The slot of a selection's form; nil for a form that is too rare to keep.
    static func table(_ number: Int, selecting form: SelectionForm) -> Int? {
        guard form.index < indexLimit, form.equalCount < equalLimit else { return nil }
        let range = (form.hasFrom ? 1 : 0) + (form.hasThrough ? 2 : 0)
        let flags = range + (form.isDescending ? 4 : 0)
        let offset = (form.index * equalLimit + form.equalCount) * 8 + flags
        return Log.allCases.count + number * perTable + Purpose.allCases.count + offset
    }

    private static let indexLimit = 4
    private static let equalLimit = 6
    private static let perTable = Purpose.allCases.count + indexLimit * equalLimit * 8
}
