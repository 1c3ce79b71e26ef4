import ArgumentParser

/// Money on its way out.
struct PayoutCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payout",
        abstract:
            "Plan, approve, export and withdraw payouts; release what is held; follow what the bank does.",
        discussion: """
            EXAMPLES:
              ringfence payout plan --as clerk
              ringfence payout approve 310 --sha256 8a5c.. --as approver
              ringfence payout export 310 --out payouts.xml --as clerk
            """,
        subcommands: [
            PayoutPlanning.self, PayoutApprove.self, PayoutExport.self, PayoutWithdraw.self,
            PayoutStatusCommand.self, PayoutSettle.self, PayoutResend.self, PayoutRelease.self,
            PayoutList.self, PayoutShow.self,
        ])
}
