import EscrowEngine
import Foundation
import LedgerSQLite
import Testing

@Suite("Books and the ways to name them")
struct BookTests {
    @Test("init makes no file when it is refused")
    func initRefused() async throws {
        try await CommandFolder.use { folder in
            let wrong = [
                ["--trust-iban", "DE89370400440532013001"], ["--zone", "Europe/Nowhere"],
                ["--approver", "clerk"], ["--trust-bic", "X"], ["--trust-holder", ""],
                ["--at", "2013-01-01T00:00:00Z"], ["--clerk", ""],
            ]
            for more in wrong {
                var arguments = folder.initArguments(folder.book)
                if let place = arguments.firstIndex(of: more[0]) {
                    arguments[place + 1] = more[1]
                } else {
                    arguments += more
                }
                let run = try folder.run(arguments)
                #expect(run.status == 1, "\(more)")
                #expect(run.errors.hasPrefix("error: "), "\(more)")
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
            }
        }
    }

    @Test("init leaves a file that is there alone")
    func initExisting() async throws {
        try await CommandFolder.use { folder in
            try folder.openBook()
            let before = try folder.head()
            let run = try folder.run(folder.initArguments(folder.book))
            #expect(
                run.errors == """
                    error: \(folder.book) exists already
                    hint: choose another path, or use the book that is there

                    """)
            #expect(run.status == 1)
            #expect(try folder.head() == before)
        }
    }

    @Test("init tries without making a file")
    func initDryRun() async throws {
        try await CommandFolder.use { folder in
            let output = try folder.done(folder.initArguments(folder.book, ["--dry-run"]))
            #expect(output.hasSuffix("\nDry run: nothing was written.\n"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        }
    }

    @Test("who names no book, or nobody who acts, is told how")
    func unnamed() async throws {
        try await CommandFolder.use { folder in
            try folder.openBook()
            let book = try folder.run(["party", "list"], hasBook: false)
            #expect(
                book.errors == """
                    error: no book is named
                    hint: give --book PATH, or set RINGFENCE_BOOK

                    """)
            let actor = try folder.run(
                ["party", "add", "C-01", "--role", "client", "--name", "client C-01"])
            #expect(
                actor.errors == """
                    error: nobody is named who acts
                    hint: give --as NAME, or set RINGFENCE_ACTOR

                    """)
            let role = try folder.run(["party", "list", "--role", "customer"])
            #expect(book.status == 64 && actor.status == 64 && role.status == 64)
        }
    }

    @Test("what is no book is not touched")
    func notABook() async throws {
        try await CommandFolder.use { folder in
            let missing = try folder.run(["party", "list"])
            #expect(missing.refusal.hasPrefix("error: There is no book at \(folder.book)\nhint: "))
            let text = String(repeating: "a letter, and no book\n", count: 100)
            let path = try folder.write("letter.txt", text)
            let letter = try folder.run(["party", "list", "--book", path])
            #expect(missing.status == 1)
            #expect(letter.status == 1, "\(letter.errors)")
            #expect(letter.errors.contains("\nhint: "))
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }

    @Test("a book from a newer version is refused")
    func newer() async throws {
        try await CommandFolder.use { folder in
            try folder.openBook()
            // The user version of an SQLite file stands at byte 60, highest byte first.
            let file = try #require(FileHandle(forUpdatingAtPath: folder.book))
            try file.seek(toOffset: 60)
            try file.write(contentsOf: Data([0, 0, 0, 99]))
            try file.close()
            let run = try folder.run(["party", "list"])
            #expect(
                run.refusal == """
                    error: the book has version 99, and this program knows 1
                    hint: use a newer ringfence
                    """)
            #expect(run.status == 1)
        }
    }

    @Test("while somebody else writes, the program says to try again")
    func busy() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithWork()
            let store = try SQLiteStore(path: folder.book, mode: .open)
            let run = try await store.write { _ in
                try folder.run(
                    [
                        "hours", "add", "E-01", "--day", "2013-01-02", "--at",
                        "2013-01-02T08:00:00Z", "--hours", "8",
                    ], as: "clerk")
            }
            #expect(run.refusal.hasSuffix("\nhint: run the command again"), "\(run.errors)")
            #expect(run.status == 75)
        }
    }

    @Test("only a sample book is told the time, and its time never falls")
    func givenTime() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithWork(isSample: false)
            let hours = [
                "hours", "add", "E-01", "--day", "2013-01-02", "--at", "2013-01-02T08:00:00Z",
                "--hours", "8",
            ]
            let before = try folder.head()
            let normal = try folder.run(hours + ["--at", "2030-01-01T00:00:00Z"], as: "clerk")
            #expect(
                normal.refusal == """
                    error: this is no sample book, so its time cannot be given
                    hint: leave --at away; only a book made with `init --sample` takes it
                    """)
            #expect(normal.status == 1)
            #expect(try folder.head() == before)
        }
        try await CommandFolder.use { folder in
            try folder.openBookWithWork()
            let hours = [
                "hours", "add", "E-01", "--day", "2013-01-02", "--at", "2013-01-02T08:00:00Z",
                "--hours", "8",
            ]
            let earlier = try folder.run(hours + ["--at", "2012-09-30T23:59:59Z"], as: "clerk")
            #expect(
                earlier.refusal == """
                    error: the time 2012-09-30T23:59:59Z lies before the newest record, 2012-10-01T08:00:00Z
                    hint: give a time that is not earlier
                    """)
            #expect(earlier.status == 1)
            try folder.done(hours + ["--at", "2013-01-02T18:00:00Z"], as: "clerk")
        }
    }

    @Test("version and help are done, and wrong usage is 64")
    func usage() async throws {
        try await CommandFolder.use { folder in
            let version = try folder.done(["--version"])
            let help = try folder.done(["--help"])
            let noun = try folder.done(["party"])
            let verb = try folder.run(["party", "sell"])
            let day = try folder.run(["invoice", "issue", "--day", "2013-02-30"])
            #expect(version == "0.1.0\n")
            #expect(help.contains("USAGE: ringfence <subcommand>"))
            #expect(noun.contains("USAGE: ringfence party <subcommand>"))
            let both = try folder.run([
                "bank", "failure", "paid", CommandFolder.trustIBAN, "--receipt", "7", "--amount",
                "1",
            ])
            #expect(verb.status == 64 && day.status == 64 && both.status == 64)
        }
    }
}
