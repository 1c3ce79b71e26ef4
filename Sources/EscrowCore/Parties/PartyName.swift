/// A name as far as two writings of it can be compared.
///
/// - Source: docs/spec/matching.md#names
public struct PartyName: Hashable, Sendable {
    /// Upper case, umlauts written out, letters and digits only.
    private let folded: String

    /// Banks cut names off; a shorter beginning says nothing.
    private static let fewest = 10

    public init(_ name: String) {
        var folded = ""
        for character in name.uppercased() {
            switch character {
            case "Ä": folded += "AE"
            case "Ö": folded += "OE"
            case "Ü": folded += "UE"
            default:
                if character.isASCII, character.isLetter || character.isNumber {
                    folded.append(character)
                } else if !character.isASCII, character.isLetter {
                    folded.append(character)
                }
            }
        }
        self.folded = folded
    }

    /// What two names have in common that agree: all of a short one.
    public var start: String { String(folded.prefix(Self.fewest)) }

    /// Whether both are the same, or one is the beginning of the other.
    public func agrees(with other: PartyName) -> Bool {
        guard !folded.isEmpty, !other.folded.isEmpty else { return false }
        if folded == other.folded { return true }
        let (short, long) =
            folded.count < other.folded.count ? (folded, other.folded) : (other.folded, folded)
        return short.count >= Self.fewest && long.hasPrefix(short)
    }
}
