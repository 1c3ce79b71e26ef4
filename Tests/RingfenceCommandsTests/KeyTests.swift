import Foundation
import Testing

@Suite("Keys and second persons, with the built program")
struct KeyTests {
    private static func openssl(_ folder: CommandFolder, _ name: String) throws {
        for arguments in [
            ["genpkey", "-algorithm", "ed25519", "-out", "\(folder.path)/\(name).pem"],
            [
                "pkey", "-in", "\(folder.path)/\(name).pem", "-pubout", "-out",
                "\(folder.path)/\(name).pub",
            ],
        ] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
            process.arguments = arguments
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
        }
    }

    /// The number that an answer has under a name.
    private static func number(_ output: String, _ name: String) throws -> String {
        let line = output.split(separator: "\n").first { $0.contains("\"\(name)\":") }
        return String(try #require(line).filter(\.isNumber))
    }

    /// A book in which a key stands for the approver, and for nobody else.
    private static func keyed(_ folder: CommandFolder) throws {
        try folder.openBookWithWork()
        try openssl(folder, "one")
        try openssl(folder, "two")
        try folder.done(["actor", "add", "second", "--role", "approver"], as: "approver")
        let asked = try folder.done(
            ["actor", "key", "approver", "--public", "one.pub", "--format", "json"],
            as: "approver")
        try folder.done(["change", "consent", number(asked, "change")], as: "second")
    }

    @Test("a grant without the key, with another key, or with a key for all to read is refused")
    func grants() async throws {
        try await CommandFolder.use { folder in
            try Self.keyed(folder)
            let grant = ["actor", "grant", "second", "--role", "approver", "--role", "auditor"]
            let before = try folder.head()
            #expect(
                try folder.run(grant, as: "approver").refusal == """
                    error: a key stands for this person, so this must be signed with it
                    hint: give the private key with --sign-with FILE
                    """)
            #expect(
                try folder.run(grant + ["--sign-with", "two.pem"], as: "approver").refusal == """
                    error: the key that was given is not the one that stands
                    hint: give the private key of the public one, see `ringfence actor list`
                    """)
            let wrong = try folder.run(grant + ["--sign-with", "one.pub"], as: "approver")
            #expect(wrong.status == 1)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o644], ofItemAtPath: "\(folder.path)/one.pem")
            #expect(
                try folder.run(grant + ["--sign-with", "one.pem"], as: "approver").errors
                    .contains("error: others may read the private key one.pem\n"))
            #expect(try folder.head() == before)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: "\(folder.path)/one.pem")
            try folder.done(grant + ["--sign-with", "one.pem", "--dry-run"], as: "approver")
            try folder.done(grant + ["--sign-with", "one.pem"], as: "approver")
            try folder.done(["check"])
            let actors = try folder.done(["actor", "list", "--format", "csv"])
            #expect(actors.contains("second,approver auditor,,SAMPLE"))
        }
    }

    @Test("another IBAN waits for a second person and then for bank days; it can be refused")
    func account() async throws {
        try await CommandFolder.use { folder in
            try Self.keyed(folder)
            let change = [
                "party", "change", "F-01", "--iban", "DE02300209000106531065", "--format", "json",
            ]
            let asked = try folder.done(
                change + ["--at", "2013-03-01T09:00:00Z", "--key", "k"], as: "clerk")
            #expect(!asked.contains("DE02300209000106531065"))
            let number = try Self.number(asked, "change")
            // The same key again is answered, and asks for nothing.
            let again = try folder.done(change + ["--key", "k"], as: "clerk")
            #expect(try Self.number(again, "change") == number)
            #expect(
                try folder.run(change + ["--key", "l"], as: "clerk").refusal.hasPrefix(
                    "error: change \(number) of the same thing is requested\n"))
            #expect(
                try folder.done(["change", "list", "--format", "csv"]) == """
                    change,subject,about,what,state,requester,decider,expires,effective,sample\r
                    \(number),account,F-01,DE02300209000106531065,requested,clerk,,2013-03-31,,SAMPLE\r

                    """)
            #expect(
                try folder.run(["change", "consent", number], as: "clerk").refusal.hasPrefix(
                    "error: clerk may not do this: it needs the role approver\n"))
            let unsigned = try folder.run(["change", "consent", number], as: "approver")
            #expect(unsigned.status == 1)
            let agreed = try folder.done(
                ["change", "consent", number, "--sign-with", "one.pem"], as: "approver")
            #expect(agreed == "Consented to change \(number); it holds from 2013-03-06 on.\n")
            #expect(try folder.done(["party", "list"]).contains("DE02500105170137075030"))
            try folder.done(
                [
                    "party", "change", "F-01", "--city", "Bonn", "--street", "Weg 3", "--postcode",
                    "53111", "--country", "DE", "--at", "2013-03-06T09:00:00Z",
                ], as: "clerk")
            let parties = try folder.done(["party", "list"])
            #expect(parties.contains("DE02300209000106531065"))
            #expect(try folder.done(["change", "list"]).hasSuffix("no changes\n"))
            #expect(try folder.done(["change", "list", "--all"]).contains("effective"))

            let back = try folder.done(
                [
                    "party", "change", "F-01", "--iban", "DE02500105170137075030", "--format",
                    "json",
                ],
                as: "clerk")
            try folder.done(
                ["change", "refuse", Self.number(back, "change")], as: "second")
            let wait = try folder.done(["change", "wait", "5", "--format", "json"], as: "clerk")
            try folder.done(["change", "withdraw", Self.number(wait, "change")], as: "clerk")
            #expect(try folder.done(["party", "list"]) == parties)
            try folder.done(["check"])
        }
    }
}
