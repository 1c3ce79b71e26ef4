import Foundation
import MoneyCore
import Testing

/// `export csv`, read back by another program, and `export journal` judged by one.
@Suite("Tables and journals (book-export.md)")
struct TableTests {
    private func use(
        _ example: String, _ body: (CommandFolder) throws -> Void
    ) async throws {
        try await CommandFolder.use { folder in
            _ = try await EventBooks.shared.book(after: example, in: folder)
            try body(folder)
        }
    }

    @Test(
        "every table reads back, and comes to the trial balance",
        arguments: ["J13 with a charge", "J16 paid", "J21 out", "J27", "J28"])
    func tables(example: String) async throws {
        try await use(example) { folder in
            let out = "\(folder.path)/tables"
            try folder.done(["export", "csv", "--all", "--out", out])
            let sums = try ScriptRun.sums(["python3", "scripts/check-tables.py", out])
            let trial = try folder.done(["trial-balance", "--format", "csv"])
                .components(separatedBy: "\r\n")
            let header = trial[0].components(separatedBy: ",")
            let balance = try #require(header.firstIndex(of: "balance"))
            var shown: [Int: Int64] = [:]
            for row in trial.dropFirst() where !row.isEmpty {
                // A name can hold a comma between its quotation marks; figures stand behind it.
                let fields = row.components(separatedBy: ",")
                let place = fields.count - header.count + balance
                guard let account = Int(fields[0]), let money = Money(fields[place], .eur) else {
                    continue
                }
                let sign: Int64 = account < 2000 || account == 9000 ? 1 : -1
                shown[account, default: 0] += sign * money.minor
            }
            #expect(shown.filter { $0.value != 0 } == sums)
            let first = try Self.bytes(out)
            let again = try folder.done([
                "export", "csv", "--all", "--out", out, "--format", "csv",
            ])
            let files = again.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
            #expect(files.count == first.count)
            #expect(files.allSatisfy { $0.hasSuffix(",true,SAMPLE") })
            #expect(try Self.bytes(out) == first)
        }
    }

    private static func bytes(_ folder: String) throws -> [String: Data] {
        var bytes: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            bytes[name] = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        return bytes
    }

    @Test("only the tables that are asked for; an unknown one is refused with what there is")
    func named() async throws {
        try await use("J2, J3") { folder in
            let out = "\(folder.path)/tables"
            try folder.done(["export", "csv", "--table", "journal", "--out", out])
            #expect(try FileManager.default.contentsOfDirectory(atPath: out) == ["journal.csv"])
            let refused = try folder.run(["export", "csv", "--table", "ledger", "--out", out])
            #expect(refused.status == 1)
            #expect(refused.refusal.contains("hint: tables are: journal, agency-book, actor"))
            #expect(try folder.run(["export", "csv", "--out", out]).status == 64)
        }
    }

    @Test(
        "bean-check accepts the journal, and refuses it a cent off",
        arguments: ["J13 with a charge", "J21 out", "J25"])
    func beancount(example: String) async throws {
        let check = try ScriptRun.run(["bash", "scripts/beancount.sh"])
        #expect(check.status == 0, "\(check.errors)")
        let program = check.output.trimmingCharacters(in: .whitespacesAndNewlines)
        try await use(example) { folder in
            let text = try folder.done(["export", "journal", "--format", "beancount"])
            let good = try folder.write("book.beancount", text)
            let run = try ScriptRun.run([program, good])
            #expect(run.status == 0, "\(run.errors)")
            let line = try #require(
                text.split(separator: "\n").last { $0.contains(" balance ") })
            let wrong = line.replacingOccurrences(of: ".00 ~", with: ".01 ~")
            #expect(wrong != line)
            let bad = try folder.write(
                "bad.beancount", text.replacingOccurrences(of: line, with: wrong))
            let refused = try ScriptRun.run([program, bad])
            #expect(refused.status != 0)
            #expect(refused.errors.contains("Balance failed"))
            #expect(
                try folder.done(["export", "journal", "--format", "ledger"])
                    == folder.done(["export", "hledger"]))
        }
    }
}
