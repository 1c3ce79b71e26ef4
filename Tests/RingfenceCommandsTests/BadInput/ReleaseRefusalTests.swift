import Foundation
import Testing

@Suite("Money leaves by four eyes only")
struct ReleaseRefusalTests {
    /// A plan's number and the hash of its file.
    private struct Planned {
        let number: String
        let hash: String
    }

    /// A book whose payment of 10.00 the clerk has planned to pay out.
    private func plan(_ folder: CommandFolder) throws -> Planned {
        try folder.openBookWithInvoice()
        try folder.done(
            ["bank", "import", "-"], as: "clerk", input: BankText(lines: [.paid]).file)
        let answer = try folder.done(["payout", "plan"], as: "clerk")
        let parts = answer.split(separator: ". File SHA-256 ")
        let number = try #require(parts.first?.split(separator: " ").last)
        let hash = try #require(parts.last?.prefix(64))
        return Planned(number: String(number), hash: String(hash))
    }

    @Test("nobody approves what he planned, whatever his roles")
    func planner() async throws {
        try await CommandFolder.use { folder in
            let plan = try plan(folder)
            let approve = ["payout", "approve", plan.number, "--sha256", plan.hash]
            let clerk = try folder.run(approve, as: "clerk")
            #expect(
                clerk.refusal.hasPrefix(
                    "error: clerk may not do this: it needs the role approver\n")
            )
            #expect(clerk.status == 1)
            try folder.done(
                ["actor", "grant", "clerk", "--role", "clerk", "--role", "approver"],
                as: "approver")
            let before = try folder.head()
            let both = try folder.run(approve, as: "clerk")
            #expect(
                both.refusal == """
                    error: plan \(plan.number) was made by the same person
                    hint: let somebody else with the role approver approve it
                    """)
            #expect(both.status == 1)
            #expect(try folder.head() == before)
            try folder.done(approve, as: "approver")
        }
    }

    @Test("a plan is approved over the hash of its own file")
    func hash() async throws {
        try await CommandFolder.use { folder in
            let plan = try plan(folder)
            let before = try folder.head()
            let other = String(plan.hash.reversed())
            let run = try folder.run(
                ["payout", "approve", plan.number, "--sha256", other], as: "approver")
            #expect(
                run.refusal == """
                    error: the file of plan \(plan.number) has another SHA-256
                    hint: compare the file again; `ringfence payout list` shows the hash
                    """)
            let short = try folder.run(
                ["payout", "approve", plan.number, "--sha256", "abc"], as: "approver")
            #expect(short.refusal.hasPrefix("error: abc is no SHA-256\nhint: "))
            let unknown = try folder.run(
                ["payout", "approve", "999", "--sha256", plan.hash], as: "approver")
            #expect(
                unknown.refusal == """
                    error: there is no plan 999
                    hint: see `ringfence payout list`
                    """)
            #expect(run.status == 1 && short.status == 1 && unknown.status == 1)
            #expect(try folder.head() == before)
        }
    }

    @Test("without an approval nothing is exported and no file appears")
    func export() async throws {
        try await CommandFolder.use { folder in
            let plan = try plan(folder)
            let before = try folder.head()
            let out = "\(folder.path)/payment.xml"
            let export = ["payout", "export", plan.number, "--out", out]
            let run = try folder.run(export, as: "clerk")
            #expect(
                run.refusal == """
                    error: plan \(plan.number) is not approved
                    hint: have somebody else run `ringfence payout approve \(plan.number)`
                    """)
            #expect(run.status == 1)
            #expect(!FileManager.default.fileExists(atPath: out))
            #expect(try folder.head() == before)
            try folder.done(
                ["payout", "approve", plan.number, "--sha256", plan.hash], as: "approver")
            try folder.done(export, as: "clerk")
            #expect(FileManager.default.fileExists(atPath: out))
        }
    }
}
