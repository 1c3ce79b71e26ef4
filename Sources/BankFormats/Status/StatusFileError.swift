/// Why a bank's answer is refused as a whole.
///
/// - Source: docs/spec/payment-status.md#refused
package struct StatusFileError: Error, Hashable, Sendable {
    /// The file as the caller named it.
    package let file: String
    /// The line of the file, from 1; nil where the file as a whole is meant.
    package let line: Int?
    package let reason: Reason

    package enum Reason: Error, Hashable, Sendable {
        case unreadable(String)
        case malformed(String)
        case brokenArchive(String)
        case documentType
        case nestedTooDeep(limit: Int)
        case textTooLong(limit: Int)
        case notAnAnswer(root: String)
        /// An element that stands once and stands there twice, with two values.
        case twice(element: String)
        case wrongNumber(element: String, String)
    }
}

extension StatusFileError.Reason {
    var sentence: String {
        switch self {
        case .unreadable(let reason):
            "The file cannot be read: \(reason). Check the path and the permission to read it."
        case .malformed(let message):
            "The file is no well-formed XML: \(message). Fetch it from the bank again."
        case .brokenArchive(let fact): "\(fact) Fetch the file from the bank again."
        case .documentType:
            "The file has a DOCTYPE, which no bank writes. Fetch the original from the bank."
        case .nestedTooDeep(let limit):
            "Elements are nested more than \(limit) deep. Fetch the file from the bank again."
        case .textTooLong(let limit):
            "A text is longer than \(limit) bytes. Fetch the file from the bank again."
        case .notAnAnswer(let root):
            "The file is no answer to payments (pain.002): it has \(root), not CstmrPmtStsRpt. "
                + "Statements are imported with `ringfence bank import`."
        case .twice(let element):
            "\(element) stands there twice with two values. Ask the bank for a corrected answer."
        case .wrongNumber(let element, let text):
            "\"\(text)\" is no number for \(element). Ask the bank for a corrected answer."
        }
    }
}

extension StatusFileError: CustomStringConvertible {
    package var description: String {
        let position = line.map { "\(file), line \($0)" } ?? file
        return "\(position): \(reason.sentence)"
    }
}
