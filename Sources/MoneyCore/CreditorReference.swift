/// A structured creditor reference: `RF`, two check digits, and up to 21 letters and digits.
///
/// - Source: ISO 11649; docs/spec/identifiers.md#creditor-reference
public struct CreditorReference: Hashable, Sendable, CustomStringConvertible {
    /// Upper case, without spaces.
    public let description: String

    /// Makes the reference of 1 to 21 letters and digits, in either case; nil for other text.
    public init?(for body: some StringProtocol) {
        guard let body = CheckedText.compact(body), (1...21).contains(body.utf8.count) else {
            return nil
        }
        let remainder = CheckedText.modulo97((body + "RF00").utf8)
        description = "RF" + Day.padded(98 - remainder, 2) + body
    }

    /// Reads a reference with or without spaces, in either case; nil if the check digits are wrong.
    public init?(reading text: some StringProtocol) {
        guard let compact = CheckedText.compact(text), (5...25).contains(compact.utf8.count),
            compact.hasPrefix("RF"), CheckedText.isCheck(compact.utf8.dropFirst(2).prefix(2))
        else { return nil }
        let rotated = Array(compact.utf8.dropFirst(4)) + Array(compact.utf8.prefix(4))
        guard CheckedText.modulo97(rotated) == 1 else { return nil }
        description = compact
    }

    /// In groups of four, as printed on invoices.
    public var grouped: String { CheckedText.inFours(description) }
}
