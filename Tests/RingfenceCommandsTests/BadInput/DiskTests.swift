import Foundation
import Testing

@Suite("Books that cannot be written")
struct DiskTests {
    @Test("while another process writes, the import says to try again")
    func locked() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let before = try folder.head()
            let path = try folder.write("bank.xml", BankText(lines: [.paid]).file)
            let locking = """
                coproc sqlite3 "$RINGFENCE_BOOK"
                echo "BEGIN IMMEDIATE; SELECT 'locked';" >&"${COPROC[1]}"
                read -r answer <&"${COPROC[0]}" && [ "$answer" = locked ] || exit 99
                "$@"
                exit $?
                """
            let run = try folder.run(
                ["bank", "import", path], as: "clerk", through: ["/bin/bash", "-c", locking, "-"])
            #expect(
                run.refusal == """
                    error: somebody else writes to the book, for more than 5 s
                    hint: run the command again
                    """)
            #expect(run.status == 75)
            #expect(try folder.head() == before)
            try folder.done(["bank", "import", path], as: "clerk")
        }
    }

    /// Limits in KiB, each far below what the import writes; the last is above the book itself.
    @Test("a full disk is named and leaves nothing half done", arguments: [1, 40, 100, 400])
    func full(limit: Int) async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let before = try folder.head()
            let lines = (1...1000).map {
                BankText.Line(cents: 100, text: "payment \($0)", bankReference: "B-\($0)")
            }
            let path = try folder.write("bank.xml", BankText(lines: lines).file)
            // The signal is set back to what kills, whatever the shell of the tests ignores.
            let limited = "ulimit -f \(limit); exec env --default-signal=XFSZ \"$@\""
            let run = try folder.run(
                ["bank", "import", path], as: "clerk", through: ["/bin/bash", "-c", limited, "-"])
            #expect(
                run.refusal == """
                    error: \(folder.book): File too large
                    hint: Nothing was changed: make room and run the command again.
                    """)
            #expect(run.status == 1)
            #expect(try folder.head() == before)
            #expect(try folder.done(["check"]).contains("The book is sound: "))
            let again = try folder.done(["bank", "import", path, "--quiet"], as: "clerk")
            #expect(again.hasSuffix(": posted 1000 lines.\n"), "\(again)")
            #expect(try folder.done(["check"]).contains("The book is sound: "))
        }
    }

    @Test("a backup that does not fit does not stay")
    func fullBackup() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let limited = "ulimit -f 40; exec env --default-signal=XFSZ \"$@\""
            let run = try folder.run(
                ["backup", "\(folder.path)/copy.book"], through: ["/bin/bash", "-c", limited, "-"])
            #expect(run.status == 1)
            #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/copy.book"))
        }
    }

    @Test("a book that may only be read is not written, and says what to check")
    func readOnly() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let path = try folder.write("bank.xml", BankText(lines: [.paid]).file)
            let before = try Data(contentsOf: URL(fileURLWithPath: folder.book))
            // Root may write everything, so somebody else tries, with a program of his own.
            let asNobody = """
                mkdir kept && cp "$RINGFENCE_BOOK" kept/read.book && cp "$1" program || exit 99
                chmod 0444 kept/read.book && chmod 0555 kept && chmod 0755 . program || exit 99
                shift
                export RINGFENCE_BOOK=$PWD/kept/read.book
                if [ "$(id -u)" -eq 0 ]; then
                    setpriv --reuid=65534 --regid=65534 --clear-groups ./program "$@"
                else
                    ./program "$@"
                fi
                status=$?
                chmod 0755 kept
                exit $status
                """
            let run = try folder.run(
                ["bank", "import", path], as: "clerk", through: ["/bin/bash", "-c", asNobody, "-"])
            #expect(
                run.refusal.hasSuffix(
                    """
                    kept/read.book cannot be written, or the files beside it cannot be made
                    hint: Check the permissions of the file and of its folder, or copy the book to a folder of your own.
                    """), "\(run.errors)")
            #expect(run.status == 1)
            let kept = "\(folder.path)/kept"
            #expect(try FileManager.default.contentsOfDirectory(atPath: kept) == ["read.book"])
            #expect(try Data(contentsOf: URL(fileURLWithPath: "\(kept)/read.book")) == before)
        }
    }

    @Test("a book from a newer version, and what is no book, take no import")
    func noBook() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let path = try folder.write("bank.xml", BankText(lines: [.paid]).file)
            let newer = """
                sqlite3 "$RINGFENCE_BOOK" "PRAGMA user_version = 99" || exit 99
                "$@"
                """
            let run = try folder.run(
                ["bank", "import", path], as: "clerk", through: ["/bin/bash", "-c", newer, "-"])
            #expect(
                run.refusal == """
                    error: the book has version 99, and this program knows 1
                    hint: use a newer ringfence
                    """)
            let text = String(repeating: "a letter, and no book\n", count: 100)
            let letter = try folder.write("letter.txt", text)
            let none = try folder.run(["bank", "import", path, "--book", letter], as: "clerk")
            #expect(none.refusal.hasPrefix("error: \(letter)"), "\(none.errors)")
            #expect(none.refusal.contains("\nhint: "))
            #expect(run.status == 1 && none.status == 1)
            #expect(try String(contentsOfFile: letter, encoding: .utf8) == text)
        }
    }
}
