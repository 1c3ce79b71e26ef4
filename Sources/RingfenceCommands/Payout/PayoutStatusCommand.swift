import ArgumentParser
import EscrowCore
import EscrowEngine

/// What is known of exported payouts before a bank line says it.
struct PayoutStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say what the bank did with exported payouts, or take its answer out of a file.",
        discussion: """
            EXAMPLES:
              ringfence payout status 311 accepted --as clerk
              ringfence payout status import answer.xml --as clerk
            """,
        subcommands: [PayoutStatusSetting.self, PayoutStatusImport.self],
        defaultSubcommand: PayoutStatusSetting.self)
}

/// Says what is known of an exported payout before a bank line says it.
struct PayoutStatusSetting: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Say what the bank did with an exported payout, or with all of a plan.",
        discussion: """
            Accepted is not paid: only a bank line settles. Rejected holds the money again, until \
            it is released. Unknown is never sent again before two people say so, see \
            `ringfence payout resend`.

            EXAMPLES:
              ringfence payout status 311 accepted --as clerk
              ringfence payout status PO-4K7Z2M-1A3 rejected --reason AC04 --as clerk
              ringfence payout status 310 unknown --as clerk
            """)

    @Argument(help: "A payout's or a plan's number, or its end-to-end or message id.")
    var payout: String

    @Argument(help: "accepted, rejected or unknown.")
    var status: PayoutVerdict

    @Option(help: "The bank's reason code, such as AC04.")
    var reason: String?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "payout status", as: [.clerk, .approver],
            ["payout": payout, "status": status.rawValue, "reason": reason])
        try output.show(
            try await options.engine().notePayout(
                payout, status.verdict, reason: reason, call))
    }
}

/// What one person alone can say of a payout.
enum PayoutVerdict: String, ExpressibleByArgument, CaseIterable {
    case accepted, rejected, unknown

    var verdict: PayoutStatus.Verdict {
        switch self {
        case .accepted: .accepted
        case .rejected: .rejected
        case .unknown: .unknown
        }
    }
}
