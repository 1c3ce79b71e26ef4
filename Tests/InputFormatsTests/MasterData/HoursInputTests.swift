import InputFormats
import MoneyCore
import Testing

@Suite("Hours from a CSV file")
struct HoursInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let separator: Character
        let seconds: Int64
        var testDescription: String { "\(text) between \(separator)" }

        init(_ text: String, _ separator: Character, _ seconds: Int64) {
            self.text = text
            self.separator = separator
            self.seconds = seconds
        }

        var file: [UInt8] {
            Array(
                "day,hours,engagement\n2013-01-02,\(text),E-01\n"
                    .map { $0 == "," ? separator : $0 == "_" ? "," : $0 }
                    .map(String.init).joined().utf8)
        }
    }

    /// `_` stands for a comma inside of the field.
    @Test(
        "a decimal point, or where semicolons separate a decimal comma",
        arguments: [
            Case("7.5", ",", 27_000), Case("8", ",", 28_800), Case("7:30", ",", 27_000),
            Case("0.125", ",", 450), Case("7_5", ";", 27_000), Case("7.5", ";", 27_000),
            Case("0_125", ";", 450), Case("7:30", ";", 27_000),
        ])
    func hours(_ example: Case) throws {
        let inputs = try HoursInput.read(example.file, name: "hours.csv")
        #expect(inputs.map(\.hours.seconds) == [example.seconds])
        #expect(inputs.map(\.engagement) == ["E-01"])
        #expect(inputs.map(\.day.description) == ["2013-01-02"])
        #expect(inputs.map(\.place) == ["hours.csv, line 2"])
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        let row: String
        let error: String
        var testDescription: String { row }

        init(_ row: String, _ error: String) {
            self.row = row
            self.error = error
        }
    }

    @Test(
        "wrong values are named",
        arguments: [
            Wrong("2.1.2013;7,5;E-01", "2:1: day is \"2.1.2013\". Write a day such as 2013-01-31."),
            Wrong(
                "2013-02-29;7,5;E-01", "2:1: day is \"2013-02-29\". Write a day such as 2013-01-31."
            ),
            Wrong(";7,5;E-01", "2:1: day is empty. Fill it in."),
            Wrong("2013-01-02;7,5;", "2:3: engagement is empty. Fill it in."),
            Wrong(
                "2013-01-02;0;E-01",
                "2:2: hours is \"0\". Write hours such as 7.5 or 7:30, more than none."),
            Wrong(
                "2013-01-02;-1;E-01",
                "2:2: hours is \"-1\". Write hours such as 7.5 or 7:30, more than none."),
            Wrong(
                "2013-01-02;x;E-01",
                "2:2: hours is \"x\". Write hours such as 7.5 or 7:30, more than none."),
            Wrong(
                "2013-01-02;1.250;E-01",
                "2:2: hours is \"1.250\", which can mean thousands or decimals. Write it without "
                    + "a point for thousands, and with two decimals."),
            Wrong(
                "2013-01-02;1.250,5;E-01",
                "2:2: hours is \"1.250,5\", with signs for thousands. Write it without them, "
                    + "such as 1234,56."),
        ])
    func refused(_ example: Wrong) {
        let error = #expect(throws: InputError.self) {
            try HoursInput.read(Array("day;hours;engagement\n\(example.row)\n".utf8), name: "h.csv")
        }
        #expect(error?.description == "h.csv:\(example.error)")
    }
}
