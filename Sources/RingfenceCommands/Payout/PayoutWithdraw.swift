import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Gives up a plan that was not exported.
struct PayoutWithdraw: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Give up a plan before its export; its amounts are free again.")

    @Argument(help: "The plan's number.")
    var plan: Int64

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "payout withdraw", as: [.clerk, .approver], ["plan": "\(plan)"])
        try output.show(
            try await options.engine().withdrawPayout(PlanID(sequence: plan), call))
    }
}
