/// A structured creditor reference: `RF`, two check digits, and up to 21 letters and digits.
///
/// - Source: ISO 11649; docs/spec/identifiers.md#creditor-reference
public struct CreditorReference: Hashable, Sendable, CustomStringConvertible {
    /// Upper case, without spaces.
    public let description: String

    /// Makes the reference of a number or text of 1 to 21 letters and digits; nil otherwise.
    public init?(for body: some StringProtocol) {
        let body = body.uppercased()
        guard (1...21).contains(body.utf8.count), body.utf8.allSatisfy(\.isUpperAlphanumeric) else {
            return nil
        }
        let remainder = CheckDigits.modulo97(Array((body + "RF00").utf8))
        description = "RF" + Day.padded(98 - remainder, 2) + body
    }

    /// Reads a reference with or without spaces, in either case; nil if the check digits are wrong.
    public init?(reading text: some StringProtocol) {
        let compact = String(text).filter { $0 != " " }.uppercased()
        guard (5...25).contains(compact.utf8.count), compact.hasPrefix("RF"),
            compact.utf8.allSatisfy(\.isUpperAlphanumeric),
            compact.utf8.dropFirst(2).prefix(2).allSatisfy(\.isDigit)
        else { return nil }
        let rotated = Array(compact.utf8.dropFirst(4)) + Array(compact.utf8.prefix(4))
        guard CheckDigits.modulo97(rotated) == 1 else { return nil }
        description = compact
    }

    /// In groups of four, as printed on invoices.
    public var grouped: String {
        var text = ""
        for (index, character) in description.enumerated() {
            if index > 0, index % 4 == 0 { text += " " }
            text.append(character)
        }
        return text
    }
}
