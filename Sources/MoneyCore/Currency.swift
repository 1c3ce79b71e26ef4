/// A currency of ISO 4217, with the number of digits behind its decimal point.
///
/// Only currencies of the table exist: an unknown code cannot be constructed, so an amount
/// always knows its exponent (EUR 2, JPY 0, KWD 3).
///
/// - Source: ISO 4217:2015, list of active codes.
public struct Currency: Hashable, Sendable {
    private let packed: UInt32
    private let digits: UInt8

    public static let eur = Currency(known: "EUR")

    /// Finds a currency by its three-letter code in upper case.
    public init?(_ code: String) {
        guard let digits = Self.exponent(of: code) else { return nil }
        self.init(code: code, digits: digits)
    }

    /// The three-letter code.
    public var code: String {
        String(
            decoding: [
                UInt8(packed >> 16 & 0xFF), UInt8(packed >> 8 & 0xFF), UInt8(packed & 0xFF),
            ],
            as: UTF8.self)
    }

    /// How many decimal digits the minor unit stands for.
    public var exponent: Int { Int(digits) }

    /// How many minor units make one major unit: 100 for EUR.
    public var minorPerMajor: Int64 { (0..<exponent).reduce(1) { product, _ in product * 10 } }

    private init(code: String, digits: UInt8) {
        packed = code.utf8.reduce(0) { $0 << 8 | UInt32($1) }
        self.digits = digits
    }

    private init(known code: String) { self.init(code: code, digits: 2) }

    private static func exponent(of code: String) -> UInt8? {
        guard code.utf8.count == 3 else { return nil }
        if withoutMinorUnit.contains(code) { return 0 }
        if inThousandths.contains(code) { return 3 }
        return inHundredths.contains(code) ? 2 : nil
    }

    private static let withoutMinorUnit: Set<String> = [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
        "XAF", "XOF", "XPF",
    ]

    private static let inThousandths: Set<String> = [
        "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND",
    ]

    private static let inHundredths: Set<String> = [
        "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN",
        "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CNY",
        "COP", "CRC", "CUP", "CVE", "CZK", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD",
        "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR",
        "ILS", "INR", "IRR", "JMD", "KES", "KGS", "KHR", "KPW", "KYD", "KZT", "LAK", "LBP", "LKR",
        "LRD", "LSL", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK",
        "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "PAB", "PEN", "PGK", "PHP",
        "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP",
        "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TOP", "TRY",
        "TTD", "TWD", "TZS", "UAH", "USD", "UYU", "UZS", "VED", "VES", "WST", "XCD", "XCG", "YER",
        "ZAR", "ZMW",
        "ZWG",
    ]
}

extension Currency: CustomStringConvertible {
    public var description: String { code }
}
