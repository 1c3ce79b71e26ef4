import MoneyCore
import Reports

/// Rows under named columns, drawn as a table, as JSON or as CSV: what every list answers.
struct Listing: Equatable {
    /// One column: its key for programs, its title for people.
    struct Column: Equatable {
        let key: String
        let title: String
        let alignment: TextTable.Alignment
        /// For people it is left away while all its cells are empty; programs always get it.
        var isRare = false

        /// A column of texts and days.
        static func left(_ key: String, _ title: String) -> Column {
            Column(key: key, title: title, alignment: .left)
        }

        /// A column of amounts and numbers.
        static func right(_ key: String, _ title: String) -> Column {
            Column(key: key, title: title, alignment: .right)
        }

        /// The same column, which a table for people shows only when it says something.
        var whenNeeded: Column {
            var column = self
            column.isRare = true
            return column
        }
    }

    enum Cell: Equatable {
        case text(String)
        case texts([String])
        case money(Money)
        case day(Day)
        case number(Int64)
        case flag(Bool)
        case empty
    }

    /// What the rows are, as the name of the JSON array: `parties`.
    let name: String
    let columns: [Column]
    let isSample: Bool
    private(set) var rows: [[Cell]] = []
    /// Stands below a rule in the table, and nowhere else.
    var totals: [Cell]?
    /// The head of the book that the rows were read at, `SIZE:ROOT`, where a reader keeps it.
    var head: String?
    /// The language of amounts and days in the table.
    var language = Language.english
    /// Stands below the table for people.
    var foot: String?

    init(_ name: String, _ columns: [Column], isSample: Bool) {
        self.name = name
        self.columns = columns
        self.isSample = isSample
    }

    mutating func append(_ cells: [Cell]) {
        precondition(cells.count == columns.count, "a row has a cell for every column")
        rows.append(cells)
    }
}

extension Listing {
    func text() -> String {
        let shown = columns.indices.filter { index in
            !columns[index].isRare || rows.contains { $0[index] != .empty }
        }
        var table = TextTable(
            shown.map { TextTable.Column(columns[$0].title, columns[$0].alignment) })
        for row in rows { table.append(shown.map { row[$0].forPeople(language) }) }
        table.totals = totals.map { totals in shown.map { totals[$0].forPeople(language) } }
        let heading = isSample ? "\(Sample.heading)\n\n" : ""
        let below = foot.map { "\n\($0)\n" } ?? ""
        return heading + (rows.isEmpty ? "no \(name)\n" : table.render()) + below
    }

    func json() -> JSONText {
        var members = [JSONText.Member("sample", .bool(isSample))]
        if let head { members.append(JSONText.Member("head", .string(head))) }
        members.append(
            JSONText.Member(
                name,
                .array(
                    rows.map { row in
                        .object(zip(columns, row).map { JSONText.Member($0.key, $1.json) })
                    })))
        return .object(members)
    }

    /// A sample's rows say so in a last column.
    func csv() -> String {
        var text = CSVText(header: columns.map(\.key) + (isSample ? ["sample"] : []))
        for row in rows { text.append(row.map(\.forPrograms) + (isSample ? ["SAMPLE"] : [])) }
        return text.text
    }
}

/// How a report of a sample book says that it is one.
enum Sample {
    static let heading = "SAMPLE - made-up data, not a real book"
}

extension Listing.Cell {
    static func optional(_ day: Day?) -> Self { day.map { .day($0) } ?? .empty }
    static func optional(_ text: String?) -> Self { text.map { .text($0) } ?? .empty }
    static func unlessZero(_ money: Money) -> Self { money.isZero ? .empty : .money(money) }

    fileprivate func forPeople(_ language: Language) -> String {
        switch self {
        case .money(let money): language.write(money)
        case .day(let day): language.write(day)
        case .texts(let texts): texts.joined(separator: ", ")
        case .flag(let flag): flag ? language.pick("ja", "yes") : language.pick("nein", "no")
        case .text, .number, .empty: forPrograms
        }
    }

    fileprivate var forPrograms: String {
        switch self {
        case .text(let text): text
        case .texts(let texts): texts.joined(separator: " ")
        case .money(let money): money.plain
        case .day(let day): day.description
        case .number(let number): String(number)
        case .flag(let flag): flag ? "true" : "false"
        case .empty: ""
        }
    }

    fileprivate var json: JSONText {
        switch self {
        case .text(let text): .string(text)
        case .texts(let texts): .array(texts.map { .string($0) })
        case .money(let money): .money(money)
        case .day(let day): .day(day)
        case .number(let number): .integer(number)
        case .flag(let flag): .bool(flag)
        case .empty: .null
        }
    }
}
