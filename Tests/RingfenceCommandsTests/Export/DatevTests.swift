import EscrowTestSupport
import Foundation
import MoneyCore
import Testing

/// What `export datev` writes, judged by a checker that knows only the format.
@Suite("DATEV files (book-export.md#datev)")
struct DatevTests {
    static let options = [
        "--chart", "skr03", "--consultant", "29098", "--client-number", "55003",
    ]

    static func export(_ folder: CommandFolder, _ more: [String]) throws -> CommandRun {
        try folder.run(["export", "datev"] + options + more)
    }

    /// The lines of a file without its heading and column names.
    static func rows(_ path: String) throws -> [String] {
        let text = try String(contentsOfFile: path, encoding: .windowsCP1252)
        return text.components(separatedBy: "\r\n").dropFirst(2).filter { !$0.isEmpty }
    }

    /// The filled columns of a row: amount, accounts, key, day, document, text.
    static func short(_ row: String) -> String {
        let fields = row.components(separatedBy: ";")
        return [0, 1, 6, 7, 8, 9, 10, 13].map { fields[$0] }.joined(separator: ";")
    }

    private func paid(_ folder: CommandFolder) async throws {
        _ = try await EventBooks.shared.book(after: "J14", in: folder)
    }

    @Test("the base invoice: sold, paid into the trust, the agency's share swept")
    func base() async throws {
        try await CommandFolder.use { folder in
            try await paid(folder)
            let out = "\(folder.path)/datev"
            let run = try Self.export(
                folder, ["--from", "2013-01", "--to", "2013-03", "--draft", "--out", out])
            #expect(run.status == 0, "\(run.errors)")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: out).sorted()
                    == ["EXTF_2013-01.csv", "EXTF_2013-03.csv"])
            #expect(
                try Self.rows("\(out)/EXTF_2013-01.csv").map(Self.short) == [
                    #"19040,00;"S";1400;8400;"";3101;"2013-0001";"J1 Rechnung C-01 2013-0001""#,
                    #"15232,00;"S";3100;1600;"9";3101;"2013-0001";"J1 Fremdleistung F-01 2013-0001""#,
                ])
            #expect(
                try Self.rows("\(out)/EXTF_2013-03.csv").map(Self.short) == [
                    #"15232,00;"S";1600;1400;"";0103;"2013-0001";"J3 Zahlung über Treuhand F-01 2013-0001""#,
                    #"3808,00;"S";1505;1400;"";0103;"2013-0001";"J3 Eigener Anteil in Treuhand C-01 2013-0001""#,
                    #"3808,00;"S";1200;1505;"";0503;"2013-0001";"J12 Auszahlung aus Treuhand 2013-0001""#,
                ])
            let sums = try ScriptRun.sums(
                ["python3", "scripts/check-datev.py", "--sums"]
                    + ["01", "03"].map { "\(out)/EXTF_2013-\($0).csv" })
            #expect(
                sums.filter { $0.value != 0 } == [
                    1200: 3_808_00, 3100: 15_232_00, 8400: -19_040_00,
                ])
        }
    }

    @Test("the heading has 31 fields, and says when the period was closed")
    func heading() async throws {
        try await CommandFolder.use { folder in
            try await paid(folder)
            let out = "\(folder.path)/datev"
            let open = try Self.export(
                folder, ["--from", "2013-01", "--to", "2013-01", "--out", out])
            #expect(open.status == 1)
            #expect(
                open.refusal == """
                    error: 2013-01 is not closed
                    hint: close it with `ringfence close month 2013-01`, or say --draft
                    """)
            let draft = try Self.export(
                folder,
                ["--from", "2013-01", "--to", "2013-01", "--fiscal-year-month", "7", "--draft"]
                    + ["--out", out])
            #expect(draft.status == 0, "\(draft.errors)")
            let text = try String(
                contentsOfFile: "\(out)/EXTF_2013-01.csv", encoding: .windowsCP1252)
            let heading = text.components(separatedBy: "\r\n")[0].components(separatedBy: ";")
            #expect(heading.count == 31)
            #expect(
                heading[10...21].joined(separator: ";")
                    == #"29098;55003;20120701;4;20130101;20130131;"Treuhand 2013-01";"";1;0;0;"EUR""#
            )
        }
    }

    @Test(
        "a closed month is final: the same bytes whatever comes, and late facts go to their month")
    func closed() async throws {
        try await CommandFolder.use { folder in
            var book = try await EventBooks.shared.book(after: "J14", in: folder)
            let charge = ["bank", "-1.00", "kind", "charge", "day", "2013-03-31", "fee"]
            try await book.run(EventExample.Step(day: "2013-03-31", words: charge))
            try folder.done(
                ["close", "month", "2013-03", "--at", "2013-04-02T08:00:00Z"], as: "clerk")
            let out = "\(folder.path)/datev"
            let march = ["--from", "2013-03", "--to", "2013-03", "--out", out]
            #expect(try Self.export(folder, march).status == 0)
            let path = "\(out)/EXTF_2013-03.csv"
            let first = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(try Self.rows(path).allSatisfy { $0.components(separatedBy: ";")[113] == "1" })
            #expect(try ScriptRun.run(["python3", "scripts/check-datev.py", path]).status == 0)

            try await book.run(EventExample.Step(day: "2013-04-03", words: charge))
            let again = try Self.export(folder, march + ["--format", "csv"])
            #expect(again.output.contains(",true,true"), "\(again.output) \(again.errors)")
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == first)
            let april = ["--from", "2013-04", "--to", "2013-04", "--draft", "--out", out]
            #expect(try Self.export(folder, april).status == 0)
            let late = try Self.rows("\(out)/EXTF_2013-04.csv").map(Self.short)
            #expect(late.count == 1)
            #expect(late[0].hasPrefix(#"1,00;"S";4970;1505;"";0304;"R"#), "\(late)")
        }
    }

    @Test("another content is never replaced silently")
    func replaced() async throws {
        try await CommandFolder.use { folder in
            try await paid(folder)
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/datev", withIntermediateDirectories: false)
            let mine = try folder.write("datev/EXTF_2013-03.csv", "mine")
            let arguments = [
                "--from", "2013-01", "--to", "2013-03", "--draft", "--out",
                "\(folder.path)/datev",
            ]
            let refused = try Self.export(folder, arguments)
            #expect(refused.status == 1)
            #expect(refused.errors.contains("is there already, with another content"))
            #expect(try String(contentsOfFile: mine, encoding: .utf8) == "mine")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/datev")
                    == ["EXTF_2013-03.csv"])
            #expect(try Self.export(folder, arguments + ["--replace"]).status == 0)
            #expect(try Self.rows(mine).count == 3)
        }
    }

    @Test("an accounts file numbers accounts and persons; what is wrong in it has its place")
    func accounts() async throws {
        try await CommandFolder.use { folder in
            try await paid(folder)
            let good = Clone.root.appending(path: "docs/schemas/accounts.example.yaml").path
            let out = "\(folder.path)/datev"
            let period = ["--from", "2013-03", "--to", "2013-03", "--draft", "--out", out]
            #expect(try Self.export(folder, period + ["--accounts", good]).status == 0)
            #expect(
                try Self.rows("\(out)/EXTF_2013-03.csv").map {
                    Self.short($0).components(separatedBy: ";")[2...3].joined(separator: ";")
                } == ["70001;10001", "1506;10001", "1210;1506"])
            let wrong = try folder.write(
                "accounts.yaml", "accounts:\n  bank: 1800\n  revenue-standard: 84\n")
            let refused = try Self.export(folder, period + ["--accounts", wrong])
            #expect(refused.status == 1)
            #expect(
                refused.refusal == """
                    error: accounts.yaml:3:21: accounts.revenue-standard is "84".
                    hint: Write an account of 4 digits.
                    """)
            let shared = try folder.write("accounts.yaml", "accounts:\n  bank: 1505\n")
            #expect(
                try Self.export(folder, period + ["--accounts", shared]).errors
                    .contains("accounts.yaml:2:9: accounts.bank is 1505"))
        }
    }

    @Test(
        "the checker finds what is wrong",
        arguments: [
            (#""EXTF";700"#, #""EXTF";701"#), ("3808,00;", "-3808,00;"), (";0103;", ";0102;"),
            (#""2013-0001""#, #""2013 0001""#), ("1505", "15"), ("\r\n", "\n"),
        ])
    func checker(right: String, wrong: String) async throws {
        try await CommandFolder.use { folder in
            try await paid(folder)
            let out = "\(folder.path)/datev"
            #expect(
                try Self.export(
                    folder, ["--from", "2013-03", "--to", "2013-03", "--draft", "--out", out]
                ).status == 0)
            let path = "\(out)/EXTF_2013-03.csv"
            let text = try String(contentsOfFile: path, encoding: .windowsCP1252)
            #expect(text.contains(right))
            try text.replacingOccurrences(of: right, with: wrong)
                .write(toFile: path, atomically: false, encoding: .windowsCP1252)
            #expect(try ScriptRun.run(["python3", "scripts/check-datev.py", path]).status == 1)
        }
    }
}
