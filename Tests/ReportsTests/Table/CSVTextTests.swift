import Reports
import Testing

@Suite("Comma-separated values")
struct CSVTextTests {
    @Test(
        "a field is quoted where it must be",
        arguments: [
            ("plain", "plain"), ("", ""), ("1,5", "\"1,5\""),
            ("say \"yes\"", "\"say \"\"yes\"\"\""),
            ("two\nlines", "\"two\nlines\""), ("two\r\nlines", "\"two\r\nlines\""),
            (" edge", "\" edge\""), ("\"", "\"\"\"\""), ("-12.50", "-12.50"),
        ])
    func quoting(value: String, written: String) {
        #expect(CSVText.field(value) == written)
    }

    @Test("rows end in CR LF")
    func rows() {
        var csv = CSVText(header: ["a", "b"])
        csv.append(["1", "x,y"])
        #expect(csv.text == "a,b\r\n1,\"x,y\"\r\n")
    }
}
