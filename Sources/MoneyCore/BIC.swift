/// A business identifier code, kept with eleven characters, so that `COBADEFF` equals `COBADEFFXXX`.
///
/// - Source: ISO 9362.
public struct BIC: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// Reads a code of 8 or 11 characters; nil if it does not have the form.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 8 || bytes.count == 11 else { return nil }
        guard bytes[0..<6].allSatisfy(\.isUpper),
            bytes[6].isUpper || (bytes[6] >= UInt8(ascii: "2") && bytes[6] <= UInt8(ascii: "9")),
            bytes[7].isUpperAlphanumeric, bytes[7] != UInt8(ascii: "O"),
            bytes[8...].allSatisfy(\.isUpperAlphanumeric)
        else { return nil }
        description = bytes.count == 8 ? "\(text)XXX" : String(text)
    }
}
