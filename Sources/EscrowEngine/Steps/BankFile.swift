package import EscrowCore
package import Evidence

/// A bank file as the engine takes it: headings first, then lines and bytes as streams.
///
/// The file has been read once before: its form is right, and every statement leads from its
/// opening to its closing balance.
package struct BankFile: Sendable {
    package let name: String
    package let digest: Digest
    package let size: Int64
    package let statements: [Heading]
    /// Hands over all booked lines, and all lines of advice, in the order of the file, with the number
    /// of their statement.
    package let forEachLine: @Sendable ((Int, BankLine) throws -> Void) throws -> Void
    /// Hands over the compressed original.
    package let forEachPiece: @Sendable ((FilePiece) throws -> Void) throws -> Void

    /// What advice says of a line that its statement gives bare; nil where none does.
    package let explain: @Sendable (_ statement: Int, _ line: BankLine) -> BankLine?

    /// One statement of the file; its account may be anybody's.
    package struct Heading: Sendable {
        /// As the bank wrote it.
        package let accountText: String
        package let currency: String
        /// nil when the account has no valid IBAN.
        package let statement: BankStatement?
        /// Entries that are not booked, by their place: advice, never posted.
        package let notBooked: [String]
        /// The IBAN of a report within the day or a notification; nil for a statement.
        ///
        /// Such a message explains and announces; it never moves money.
        package let adviceOf: String?
        /// What a person said of the statement, for the answer that the book keeps.
        package let said: [String]

        package init(
            accountText: String, currency: String, statement: BankStatement?, notBooked: [String],
            adviceOf: String? = nil, said: [String] = []
        ) {
            self.accountText = accountText
            self.currency = currency
            self.statement = statement
            self.notBooked = notBooked
            self.adviceOf = adviceOf
            self.said = said
        }
    }

    package init(
        name: String, digest: Digest, size: Int64, statements: [Heading],
        forEachLine: @escaping @Sendable ((Int, BankLine) throws -> Void) throws -> Void,
        forEachPiece: @escaping @Sendable ((FilePiece) throws -> Void) throws -> Void,
        explain: @escaping @Sendable (Int, BankLine) -> BankLine? = { _, _ in nil }
    ) {
        self.name = name
        self.digest = digest
        self.size = size
        self.statements = statements
        self.forEachLine = forEachLine
        self.forEachPiece = forEachPiece
        self.explain = explain
    }
}
