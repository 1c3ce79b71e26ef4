import BookFormats
import Testing

@Suite("Text as windows-1252 (book-export.md#datev-characters)")
struct Windows1252Tests {
    @Test(
        "what the code page has stays, everything else is spelt with it",
        arguments: [
            ("Zahlung über Treuhand ß", "Zahlung \u{FC}ber Treuhand \u{DF}"),
            ("čšžĄłŐű", "c\u{9A}\u{9E}AlOu"), ("a\tb\nc", "a b c"),
            ("1\u{2212}2\u{2011}3", "1-2-3"),
            ("Ж漢", "??"), ("", ""),
        ])
    func spelt(text: String, latin: String) {
        #expect(Windows1252.bytes(text) == latin.unicodeScalars.map { UInt8($0.value) })
    }

    @Test("the high half of the code page")
    func high() {
        #expect(Windows1252.bytes("€…„“”–™Ÿ") == [0x80, 0x85, 0x84, 0x93, 0x94, 0x96, 0x99, 0x9F])
    }

    @Test("no control character comes out, whatever comes in")
    func control() {
        let all = String(String.UnicodeScalarView((0...0x2FF).compactMap { Unicode.Scalar($0) }))
        #expect(Windows1252.bytes(all).allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    }
}
