import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Approves a plan over the hash of its file.
struct PayoutApprove: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Approve a plan of somebody else, over the SHA-256 of its file.")

    @Argument(help: "The plan's number.")
    var plan: Int64

    @Option(
        help: "SHA-256 of the payment file, as the planner told it or `payout show --file` hashes.")
    var sha256: String

    @Option(
        parsing: .unconditional,
        help: "The plan's total, which its approver names if its maker had to.")
    var confirm: String?

    @OptionGroup var signing: SigningOptions
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let confirmed = try await Reading.money(confirm, "--confirm", engine)
        let call = try signing.sign(
            options.call(
                "payout approve", as: .approver,
                ["plan": "\(plan)", "sha256": sha256, "confirm": confirmed?.plain]))
        let digest = try PayoutFiles.digest(sha256)
        let answer = try await engine.approvePayout(
            PlanID(sequence: plan), file: digest, confirmed: confirmed, call)
        try output.show(answer)
    }
}
