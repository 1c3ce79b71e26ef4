/// A kind of thing that has ids of its own.
public protocol Identified: Sendable {
    /// What the text form of its ids begins with.
    static var idPrefix: String { get }
}

/// An id that cannot be confused with the id of another kind of thing.
///
/// An id is the sequence number of the record that brought the thing into its book; with the
/// book's own id it is unique everywhere, and nothing random is needed to make it.
///
/// - Source: docs/spec/log.md#ids
public struct ID<Kind: Identified>: Hashable, Sendable, Comparable {
    /// The sequence number of the record that the thing began with, from 1.
    public let sequence: Int64

    public init(sequence: Int64) { self.sequence = sequence }

    public static func < (left: ID, right: ID) -> Bool { left.sequence < right.sequence }

    /// The form that leaves the book: kind, book and sequence, such as `PO-4K7Z2M-1A3`.
    public func text(in book: BookID) -> String {
        "\(Kind.idPrefix)-\(book)-\(String(sequence, radix: 36, uppercase: true))"
    }

    /// Reads the form that leaves the book; nil if kind or book are others, or if it is written
    /// in any other way than `text(in:)` does, so that one id has one text.
    public init?(_ text: some StringProtocol, in book: BookID) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == Kind.idPrefix, parts[1] == book.description,
            let sequence = Int64(parts[2], radix: 36), sequence > 0
        else { return nil }
        self.init(sequence: sequence)
        guard self.text(in: book) == text else { return nil }
    }
}

extension ID: CustomStringConvertible {
    public var description: String { "\(Kind.idPrefix)-\(sequence)" }
}

/// The id of a book: 40 bits, eight characters, drawn when the book is opened.
public struct BookID: Hashable, Sendable, CustomStringConvertible {
    public let rawValue: UInt64

    public init(rawValue: UInt64) { self.rawValue = rawValue & 0xFF_FFFF_FFFF }

    public var description: String {
        let digits = String(rawValue, radix: 36, uppercase: true)
        return String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits
    }
}
