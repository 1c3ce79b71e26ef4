/// An international bank account number with the right length for its country and check digits.
///
/// - Source: ISO 13616; docs/spec/identifiers.md#iban
public struct IBAN: Hashable, Sendable {
    /// Upper case, without spaces.
    public let electronic: String

    /// Reads an IBAN with or without spaces, in either case.
    ///
    /// - Throws: `characters` before `country` before `length` before `checkDigits`.
    public init(_ text: some StringProtocol) throws(IBANError) {
        guard let compact = CheckedText.compact(text), compact.utf8.count >= 4 else {
            throw .characters
        }
        let country = String(compact.prefix(2))
        guard let length = Self.lengths[country] else { throw .country(country) }
        guard compact.utf8.count == length else {
            throw .length(country: country, expected: length, found: compact.utf8.count)
        }
        let rotated = compact.dropFirst(4).utf8.map(\.self) + compact.prefix(4).utf8.map(\.self)
        let digits = compact.utf8.dropFirst(2).prefix(2)
        guard CheckedText.isCheck(digits), CheckedText.modulo97(rotated) == 1 else {
            throw .checkDigits
        }
        electronic = compact
    }

    public var country: String { String(electronic.prefix(2)) }

    /// In groups of four, as printed on paper.
    public var grouped: String { CheckedText.inFours(electronic) }

    /// Makes the German IBAN of a bank code of 8 digits and an account number of 1 to 10.
    public static func german(bankCode: String, account: String) -> IBAN? {
        guard bankCode.utf8.count == 8, (1...10).contains(account.utf8.count),
            bankCode.utf8.allSatisfy(\.isDigit), account.utf8.allSatisfy(\.isDigit)
        else { return nil }
        let number = String(repeating: "0", count: 10 - account.utf8.count) + account
        let basic = bankCode + number
        let remainder = CheckedText.modulo97((basic + "DE00").utf8)
        return try? IBAN("DE" + Day.padded(98 - remainder, 2) + basic)
    }

    private static let lengths: [String: Int] = {
        var lengths: [String: Int] = [:]
        for item in registry.split(separator: " ") {
            lengths[String(item.prefix(2))] = Int(item.dropFirst(2))
        }
        return lengths
    }()

    /// Length per country by the IBAN registry, territories that use their state's form included.
    private static let registry = """
        AD24 AE23 AL28 AT20 AX18 AZ28 BA20 BE16 BG22 BH22 BI27 BL27 BR29 BY28 CH21 CR22 CY28 CZ24 \
        DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GF27 GG22 GI23 GL18 GP27 \
        GR27 GT28 HN28 HR21 HU28 IE22 IL23 IM22 IQ23 IS26 IT27 JE22 JO30 KW30 KZ20 LB28 LC32 LI21 \
        LT20 LU20 LV21 LY25 MC27 MD24 ME22 MF27 MK19 MN20 MQ27 MR27 MT31 MU30 NC27 NI28 NL18 NO15 \
        OM23 PF27 PK24 PL28 PM27 PS29 PT25 QA29 RE27 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 \
        SM27 SO23 ST25 SV28 TF27 TL23 TN24 TR26 UA29 VA22 VG24 WF27 XK20 YE30 YT27
        """
}

/// Why a text is no IBAN, in the order of the checks.
public enum IBANError: Error, Equatable, Sendable {
    case characters
    case country(String)
    case length(country: String, expected: Int, found: Int)
    case checkDigits
}

extension IBANError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .characters: "an IBAN has only letters and digits"
        case .country(let country): "no IBAN begins with \(country)"
        case .length(let country, let expected, let found):
            "an IBAN of \(country) has \(expected) characters, not \(found)"
        case .checkDigits: "the check digits are wrong; compare it with the original"
        }
    }
}

extension IBAN: CustomStringConvertible {
    public var description: String { electronic }
}
