/// The text of a file that does not say how it is written: UTF-8, UTF-16 by its mark, else
/// windows-1252, in which every byte has a meaning.
///
/// - Source: docs/spec/bank-import.md#encodings
enum TextDecoding {
    struct Decoded {
        let text: String
        /// What it was taken for, where it is no UTF-8.
        let otherEncoding: String?
    }

    static func decode(_ bytes: [UInt8]) -> Decoded {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return decode(Array(bytes.dropFirst(3))) }
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), low: 0) }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), low: 1) }
        if let text = String(validating: bytes, as: UTF8.self) {
            return Decoded(text: text, otherEncoding: nil)
        }
        var scalars = String.UnicodeScalarView()
        for byte in bytes { scalars.append(scalar(byte)) }
        return Decoded(text: String(scalars), otherEncoding: "windows-1252")
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, low: Int) -> Decoded {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            units.append(UInt16(bytes[index + low]) | UInt16(bytes[index + 1 - low]) << 8)
            index += 2
        }
        return Decoded(text: String(decoding: units, as: UTF16.self), otherEncoding: "UTF-16")
    }

    private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        return Unicode.Scalar(upper[Int(byte) - 0x80]) ?? "\u{FFFD}"
    }

    /// Code points of the bytes 80 to 9F; those that mean nothing are shown as such.
    private static let upper: [UInt32] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
}
