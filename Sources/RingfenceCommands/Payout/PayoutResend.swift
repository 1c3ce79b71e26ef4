import ArgumentParser
import EscrowCore
import EscrowEngine

/// Two people say that the bank did not pay a payout whose fate was unknown.
struct PayoutResend: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "resend",
        abstract: "Let a payout of unknown fate be paid anew: one asks, another confirms.",
        discussion: """
            Both have asked the bank, and it said that it did not execute the order and will not. \
            Then the money is held again; release and plan it as any other. A debit that comes all \
            the same is an alarm.

            EXAMPLES:
              ringfence payout resend 311 --as clerk
              ringfence payout resend 311 --confirm --as approver
            """)

    @Argument(help: "The payout's number or end-to-end id.")
    var payout: String

    @Flag(help: "Confirm what somebody else asked for.")
    var confirm = false

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "payout resend", as: confirm ? .approver : [.clerk, .approver],
            ["payout": payout, "confirm": confirm ? "yes" : nil])
        let engine = try options.engine()
        try output.show(
            confirm
                ? try await engine.confirmResend(payout, call)
                : try await engine.notePayout(payout, .resendRequested, reason: nil, call))
    }
}
