import MoneyCore
import Reports
import Testing

@Suite("JSON text")
struct JSONTextTests {
    @Test("members keep their order; empty containers stay on one line")
    func indented() {
        let document: JSONText = [
            "b": .integer(-1), "a": .array([.bool(true), .null]), "o": .object([]),
            "l": .array([]),
        ]
        #expect(
            document.render() == """
                {
                  "b": -1,
                  "a": [
                    true,
                    null
                  ],
                  "o": {},
                  "l": []
                }

                """)
        #expect(document.renderCompact() == #"{"b":-1,"a":[true,null],"o":{},"l":[]}"#)
    }

    @Test(
        "quotes, backslashes and control characters are escaped",
        arguments: [
            ("a\"b", #""a\"b""#), ("a\\b", #""a\\b""#), ("\n\r\t", #""\n\r\t""#),
            ("\u{1}\u{1F}", #""\u0001\u001f""#), ("grün €", "\"grün €\""), ("\r\n", #""\r\n""#),
        ])
    func escaping(value: String, written: String) {
        #expect(JSONText.string(value).renderCompact() == written)
    }

    @Test("an amount is written as decimal text and as minor units")
    func amount() {
        #expect(
            JSONText.money(Money(minor: 15_232_00, .eur)).renderCompact()
                == #"{"amount":"15232.00","currency":"EUR","minor":1523200}"#)
        #expect(JSONText.day(nil) == .null)
        #expect(JSONText.day(Day("2013-03-22")) == "2013-03-22")
    }
}
