package import LedgerCore

/// Names as both hledger and ledger read them: plain ASCII, one space at a time.
///
/// - Source: docs/spec/book-export.md#names
package enum JournalName {
    /// The full name of an account, such as `Liabilities:2110 Freelancer available:F-01`.
    ///
    /// - Parameters:
    ///   - account: Of the chart.
    ///   - owner: The code of the party whose account it is, as the book has it.
    /// - Returns: Two levels, or three with an owner.
    package static func account(_ account: Account, owner: String?) -> String {
        let name = account.name.replacing(": ", with: " - ")
        let parent = "\(root(of: account)):\(account.number) \(name)"
        guard let owner else { return parent }
        return "\(parent):\(safe(owner))"
    }

    /// A text in which nothing can end a name or a tag early: letters, digits, `- _ . / + & '` and
    /// single inner spaces stay, each other byte becomes `%` and two hex digits.
    ///
    /// Two different texts never become the same one.
    package static func safe(_ text: String) -> String {
        guard !text.isEmpty else { return "%" }
        let bytes = Array(text.utf8)
        var safe = ""
        for (index, byte) in bytes.enumerated() {
            if isPlain(byte) || isInnerSpace(at: index, of: bytes) {
                safe.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                safe += byte < 16 ? "%0" : "%"
                safe += String(byte, radix: 16, uppercase: true)
            }
        }
        return safe
    }

    private static func root(of account: Account) -> String {
        switch account.kind {
        case .resource, .cashClaim, .backedClaim: "Assets"
        case .entitlement, .backedContra: "Liabilities"
        case .rounding: "Equity"
        case .memo: "Memo"
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: "-_./+&'".utf8.contains(byte)
        }
    }

    /// A space between two characters that are none, so that no two spaces meet.
    private static func isInnerSpace(at index: Int, of bytes: [UInt8]) -> Bool {
        let space = UInt8(ascii: " ")
        guard bytes[index] == space, index > 0, index < bytes.count - 1 else { return false }
        return bytes[index - 1] != space && bytes[index + 1] != space
    }
}
