package import LedgerCore

extension JournalName {
    /// The full name of an account as beancount takes it, such as
    /// `Liabilities:2110-Freelancer-Available:F-01`.
    ///
    /// A name's part begins with a capital or a digit and holds letters, digits and dashes. What a
    /// code has besides becomes `-x` and two small hex digits for each byte, and so does a dash with
    /// an `x` behind it; a code that begins otherwise gets `X-` before it, and so does one that
    /// begins so. Two codes never become one.
    package static func beancount(_ account: Account, owner: String?) -> String {
        let words = account.name.split { !$0.isLetter }.map { $0.capitalized }
        let root =
            switch account.kind {
            case .resource, .cashClaim, .backedClaim: "Assets"
            case .entitlement, .backedContra: "Liabilities"
            case .rounding: "Equity"
            case .memo: "Equity:Memo"
            }
        let parent = "\(root):\(account.number)-\(words.joined(separator: "-"))"
        guard let owner else { return parent }
        return "\(parent):\(component(owner))"
    }

    static func component(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var name = ""
        for (index, byte) in bytes.enumerated() {
            let isDash = byte == UInt8(ascii: "-")
            let next = index + 1 < bytes.count ? bytes[index + 1] : nil
            if isAlphanumeric(byte) || (isDash && index > 0 && next != UInt8(ascii: "x")) {
                name.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                name += "-x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
            }
        }
        let begins = bytes.first.map { isAlphanumeric($0) && !isSmall($0) } ?? false
        return begins && !name.hasPrefix("X-") ? name : "X-\(name)"
    }

    private static func isSmall(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}

extension Substring {
    /// With a capital first.
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
