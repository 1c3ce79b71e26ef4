package import EscrowCore

/// A bank file of any form as it was read: statements, their entries, and what is odd or wrong.
///
/// - Source: docs/spec/bank-inspect.md
package struct BankDocument: Sendable {
    /// The file as its caller named it.
    package let name: String
    /// In file order.
    package let statements: [ReadStatement]
    package let findings: Findings
    /// The first thing that is wrong; an import is refused with it.
    package let fault: BankFileError?
    private let sources: [Source]

    /// Where entries come from: streamed out of XML, or kept from a text.
    enum Source: Sendable {
        case camt(CamtFile)
        case text(ParsedText)

        var statements: [ReadStatement] {
            switch self {
            case .camt(let file): file.read
            case .text(let text): text.statements.map(\.head)
            }
        }

        var findings: Findings {
            switch self {
            case .camt(let file): file.findings
            case .text(let text): text.findings
            }
        }

        var fault: BankFileError? {
            switch self {
            case .camt(let file): file.fault
            case .text(let text): text.fault
            }
        }
    }

    init(name: String, sources: [Source], findings: Findings) {
        self.name = name
        self.sources = sources
        statements = sources.flatMap(\.statements)
        fault = sources.lazy.compactMap(\.fault).first
        self.findings = sources.reduce(into: findings) { $0.append($1.findings) }
    }

    /// Refuses a file of which anything is wrong.
    package func prove() throws(BankFileError) { if let fault { throw fault } }

    /// Hands on every entry, booked or not, in file order, with the index of its statement.
    package func forEachEntry(
        _ body: (_ statementIndex: Int, _ entry: StatementEntry) throws -> Void
    ) throws {
        var first = 0
        for source in sources {
            switch source {
            case .camt(let file): try file.forEachEntry { try body(first + $0, $1) }
            case .text(let text):
                for (index, statement) in text.statements.enumerated() {
                    for entry in statement.entries { try body(first + index, entry) }
                }
            }
            first += source.statements.count
        }
    }

    /// Hands on every booked line of a proved file, and every line of advice that has an amount and
    /// a day, with the index of its statement.
    package func forEachLine(
        progress: CamtFile.Progress? = nil,
        _ body: (_ statementIndex: Int, _ line: BankLine) throws -> Void
    ) throws {
        var first = 0
        for source in sources {
            switch source {
            case .camt(let file) where !file.read.contains { $0.format.isAdvice }:
                try file.forEachLine(progress: progress) { try body(first + $0, $1) }
            case .camt(let file):
                try file.forEachEntry { index, entry in
                    guard entry.isBooked || file.read[index].format.isAdvice else { return }
                    if let line = entry.line { try body(first + index, line) }
                }
            case .text(let text):
                for (index, statement) in text.statements.enumerated() {
                    let isAdvice = statement.head.format.isAdvice
                    for entry in statement.entries where entry.isBooked || isAdvice {
                        if let line = entry.line { try body(first + index, line) }
                    }
                }
            }
            first += source.statements.count
        }
    }

    /// Whether the entries of each statement stand together, in the order of the statements.
    package var isInOrder: Bool {
        sources.allSatisfy { source in
            switch source {
            case .camt(let file): file.isInOrder
            case .text: true
            }
        }
    }
}
