import EscrowTestSupport
import Foundation
import Testing

@Suite("An importer that is killed")
struct KillTests {
    private static let lineCount = 1000

    /// Partial payments of 1.00, and between them as many that nothing explains.
    private static var text: String {
        let lines = (1...lineCount).map { number in
            BankText.Line(
                cents: 1_00,
                creditorReference: number.isMultiple(of: 4) ? nil : CommandFolder.invoiceReference,
                text: "payment \(number)", bankReference: "B-\(number)")
        }
        return BankText(lines: lines).file
    }

    /// What tells one book from another.
    private struct Picture: Equatable {
        let head: String
        let balances: String
        let check: String

        init(_ folder: CommandFolder) throws {
            head = try folder.head()
            balances = try folder.done(["balance", "--format", "csv"])
            check = try folder.done(["check", "--quiet"])
        }
    }

    @Test(
        "whenever it is killed, the book is as before or as after, and the next import ends alike",
        arguments: UInt64(1)...4)
    func killed(seed: UInt64) async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let path = try folder.write("bank.xml", Self.text)
            let fresh = try folder.head()
            let kept = try Data(contentsOf: URL(fileURLWithPath: folder.book))
            let begin = ContinuousClock.now
            try folder.done(["bank", "import", path, "--quiet"], as: "clerk")
            let seconds = (ContinuousClock.now - begin) / Duration.seconds(1)
            let whole = try Picture(folder)
            #expect(try folder.balances()["1000"] == "1000.00")
            #expect(whole.check.contains("The book is sound: "))

            for beside in ["-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: folder.book + beside)
            }
            try kept.write(to: URL(fileURLWithPath: folder.book))
            var random = SeededRandom(seed: seed)
            for _ in 1...3 {
                let moment = Double.random(in: 0...seconds, using: &random)
                let run = try folder.run(
                    ["bank", "import", path, "--quiet"], as: "clerk",
                    through: [
                        "/usr/bin/timeout", "--foreground", "--preserve-status", "--signal=KILL",
                        "\(moment)",
                    ])
                // 128 + 9 is a program that was killed, 0 one that was quicker.
                #expect(run.status == 137 || run.status == 0, "\(run.errors)")
                #expect(try [fresh, whole.head].contains(folder.head()))
                #expect(try folder.done(["check"]).contains("The book is sound: "))
            }
            try folder.done(["bank", "import", path, "--quiet"], as: "clerk")
            #expect(try Picture(folder) == whole)
        }
    }
}
