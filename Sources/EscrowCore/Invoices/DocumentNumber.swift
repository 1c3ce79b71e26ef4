/// How the numbers that a book gives its documents look, and which comes first.
///
/// - Source: docs/spec/invoice.md#number
public enum DocumentNumber {
    /// A number of a series: its start and a counter of four digits, or of more where four do not
    /// suffice.
    public static func text(_ start: String, _ counter: Int) -> String {
        let digits = "\(counter)"
        return start + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    /// Whether a number stands before another in a list: digits by what they count, so that
    /// `2013-9999` comes before `2013-10000`.
    public static func precedes(_ one: String, _ other: String) -> Bool {
        var (left, right) = (Array(one.utf8)[...], Array(other.utf8)[...])
        while let first = left.first, let second = right.first {
            if isDigit(first), isDigit(second) {
                let (mine, yours) = (takeDigits(&left), takeDigits(&right))
                if mine.count != yours.count { return mine.count < yours.count }
                if mine != yours { return mine.lexicographicallyPrecedes(yours) }
            } else {
                if first != second { return first < second }
                left = left.dropFirst()
                right = right.dropFirst()
            }
        }
        // What differs in noughts alone stands in the order of its text.
        return left.isEmpty && right.isEmpty ? one < other : left.isEmpty
    }

    /// Takes a run of digits away, and gives it without noughts in front.
    private static func takeDigits(_ bytes: inout ArraySlice<UInt8>) -> [UInt8] {
        let run = bytes.prefix(while: isDigit)
        bytes = bytes.dropFirst(run.count)
        return Array(run.drop { $0 == UInt8(ascii: "0") })
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
