import Testing

@testable import BankFormats

@Suite("Texts are written in the basic character set")
struct SEPATextTests {
    @Test(
        "Written as the table says",
        arguments: [
            ("Müller & Söhne", "Mueller + Soehne"), ("STRAßE", "STRAssE"),
            ("Mu\u{308}ller", "Mueller"), ("café", "cafe"), ("cafe\u{301}", "cafe"),
            ("Łódź", "Lodz"), ("Çelik Ğ", "Celik G"), ("a_b\"c\"", "a-b'c'"), ("a@b.c", "a(at)b.c"),
            ("10 €", "10 EUR"), ("  a \t\n b  ", "a b"), ("日本", ".."), ("100%", "100."),
            ("x\u{0}y", "x.y"), ("a\r\nb", "a b"), ("", ""),
            ("AZaz09/-?:().,'+ !", "AZaz09/-?:().,'+ ."),
        ])
    func basic(text: String, expected: String) {
        #expect(SEPAText.basic(text) == expected)
        #expect(SEPAText.basic(expected) == expected)
    }
}
