/// What is wrong with an input file, where, and what to do.
package struct InputError: Error, Equatable, Sendable {
    /// The file's name as the person gave it.
    package let file: String
    /// Counted from 1.
    package let line: Int
    /// Counted from 1; nil where the line is enough.
    package let column: Int?
    package let message: String
    package let remedy: String

    package init(file: String, line: Int, column: Int? = nil, message: String, remedy: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.remedy = remedy
    }
}

extension InputError: CustomStringConvertible {
    /// One line: place, message, remedy.
    ///
    /// `scenario.yaml:7:3: estate.cash is "ten". Write an amount such as 1234.56.`
    package var description: String {
        let place = column.map { "\(file):\(line):\($0)" } ?? "\(file):\(line)"
        return "\(place): \(message) \(remedy)"
    }
}
