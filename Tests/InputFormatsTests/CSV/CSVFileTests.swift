import InputFormats
import Testing

@Suite("Reading CSV files")
struct CSVFileTests {
    static let columns = CSVFile.Columns(required: ["name", "city"], optional: ["note"])

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        /// `name|city|note` of each row, with its line.
        let rows: [String]

        init(_ name: String, _ text: String, _ rows: [String]) {
            testDescription = name
            self.text = text
            self.rows = rows
        }
    }

    @Test(
        "rows come as they stand",
        arguments: [
            Case("plain", "name,city\na,b\n", ["2 a|b|-"]),
            Case("columns in any order", "note,city,name\n1,b,a\n", ["2 a|b|1"]),
            Case("semicolons", "name;city\na,1;b\n", ["2 a,1|b|-"]),
            Case("as many of both: a comma", "name,city,\"note\"\na;1,b,c;2\n", ["2 a;1|b|c;2"]),
            Case("byte order mark", "\u{FEFF}name,city\na,b\n", ["2 a|b|-"]),
            Case("CR LF", "name,city\r\na,b\r\nc,d\r\n", ["2 a|b|-", "3 c|d|-"]),
            Case("no line end at the end", "name,city\na,b", ["2 a|b|-"]),
            Case("blank lines count and are skipped", "\nname,city\n\na,b\n\n", ["4 a|b|-"]),
            Case("quotes", "name,city\n\"a, \"\"b\"\"\",\" c \"\n", ["2 a, \"b\"|c|-"]),
            Case("blanks around", " name , city \n  a  ,\t\"b\" \n", ["2 a|b|-"]),
            Case("an empty field", "name,city,note\na,b,\n", ["2 a|b|-"]),
            Case("umlauts", "name,city\nMüller,Köln\n", ["2 Müller|Köln|-"]),
        ])
    func rows(_ example: Case) throws {
        let file = try CSVFile(Array(example.text.utf8), name: "a.csv", columns: Self.columns)
        let rows = file.rows.map { row in
            let fields = ["name", "city", "note"].map { row.optional($0) ?? "-" }
            return "\(row.line) \(fields.joined(separator: "|"))"
        }
        #expect(rows == example.rows)
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let error: String

        init(_ text: String, _ error: String) {
            testDescription = error
            bytes = Array(text.utf8)
            self.error = error
        }

        init(bytes: [UInt8], _ error: String) {
            testDescription = error
            self.bytes = bytes
            self.error = error
        }
    }

    @Test(
        "what is wrong is named with line, column and remedy",
        arguments: [
            Wrong("", "a.csv:1: The file is empty. Begin it with a header: name,city."),
            Wrong("\n \n", "a.csv:1: The file is empty. Begin it with a header: name,city."),
            Wrong(
                "name,city\n",
                "a.csv:1: There is nothing below the header. Add a line for each thing to import."),
            Wrong(
                "name,town\na,b\n",
                "a.csv:1:2: There is no column \"town\". The columns are name, city, note."),
            Wrong(
                "name,city,\na,b,c\n",
                "a.csv:1:3: There is no column \"\". The columns are name, city, note."),
            Wrong(
                "name,city,name\na,b,c\n",
                "a.csv:1:3: The column name stands there twice. Remove one."),
            Wrong(
                "name,note\na,b\n",
                "a.csv:1: The column city is missing. Add it; the header must have name, city."),
            Wrong(
                "name,city\na,b\nc\n",
                "a.csv:3: The line has 1 fields, the header 2. Put a field that holds the "
                    + "separator into quotes."),
            Wrong(
                "name,city\na,b,c\n",
                "a.csv:2: The line has 3 fields, the header 2. Put a field that holds the "
                    + "separator into quotes."),
            Wrong(
                "name,city\na\"b,c\n",
                "a.csv:2:1: A quote stands inside of a field that does not begin with one. Put "
                    + "the whole field into quotes, and write a quote in it twice."),
            Wrong(
                "name,city\na,\"b\" c\n",
                "a.csv:2:2: Something stands behind a closing quote. Write a quote inside of a "
                    + "field twice."),
            Wrong(
                "name,city\na,b\nc,\"d\n\n\n",
                "a.csv:3:2: A quote is opened and never closed. Close it, and write a quote "
                    + "inside of a field twice."),
            Wrong(
                "name,city\na,\"b\nc\"\n",
                "a.csv:2:2: The field holds a line end or another control character. Write the "
                    + "field on one line."),
            Wrong(
                "name,city\na,b\u{0}\n",
                "a.csv:2:2: The field holds a line end or another control character. Write the "
                    + "field on one line."),
            Wrong(
                "name,city\na,b\rc,d\n",
                "a.csv:2:2: A carriage return stands alone. Save the file with ordinary line ends."),
            Wrong(
                bytes: Array("name,city\na,K".utf8) + [0xF6] + Array("ln\n".utf8),
                "a.csv:2:2: The text is not UTF-8. Save the file as CSV in UTF-8."),
            Wrong(
                bytes: [0xFF, 0xFE, 0x6E, 0x00],
                "a.csv:1:1: The text is not UTF-8. Save the file as CSV in UTF-8."),
        ])
    func refused(_ example: Wrong) {
        let error = #expect(throws: InputError.self) {
            try CSVFile(example.bytes, name: "a.csv", columns: Self.columns)
        }
        #expect(error?.description == example.error)
    }

    @Test("a file cut off anywhere is read or refused, and never ends the program")
    func cutOff() throws {
        let whole = Array("\u{FEFF}name;city\r\n\"Mü;\"\"x\"\"\";b\r\n\r\nc;d\r\n".utf8)
        for count in 0..<whole.count {
            do throws(InputError) {
                let file = try CSVFile(Array(whole[..<count]), name: "a.csv", columns: Self.columns)
                #expect((1...2).contains(file.rows.count))
            } catch {
                #expect(error.file == "a.csv" && error.line >= 1 && !error.remedy.isEmpty)
            }
        }
    }
}
