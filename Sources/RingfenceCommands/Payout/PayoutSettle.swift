import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// A debit is the sum of payouts of a plan.
struct PayoutSettle: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Say of which plan a debit is that the program did not recognise.",
        discussion: """
            Banks book a payment file as one sum. What names the file, lists its payments or has a sum \
            that only one file has is recognised; any other was entered as a debit that nobody \
            ordered. One person says which payouts it is, another confirms: that entry is reversed, and the \
            payouts are settled. Without --payout they are all that the bank can still book; they must \
            come to exactly the debit, which must not name another order or account.

            EXAMPLES:
              ringfence payout settle 310 --line 340 --as clerk
              ringfence payout settle 310 --line 340 --payout 311 --payout 312 --as clerk
              ringfence payout settle 310 --line 340 --confirm --as approver
            """)

    @Argument(help: "The plan's number.")
    var plan: Int64

    @Option(help: "The debit's number, see `ringfence receipt list --all`.")
    var line: Int64

    @Option(
        help: "A payout's number or end-to-end id; may be given several times.")
    var payout: [String] = []

    @Flag(help: "Confirm what somebody else said.")
    var confirm = false

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "payout settle", as: confirm ? .approver : [.clerk, .approver],
            [
                "plan": "\(plan)", "line": "\(line)", "payout": payout.joined(separator: " "),
                "confirm": confirm ? "yes" : nil,
            ])
        let engine = try options.engine()
        let (plan, line) = (PlanID(sequence: plan), BankLineID(sequence: line))
        try output.show(
            confirm
                ? try await engine.settlePayouts(of: plan, payout, by: line, call)
                : try await engine.requestSettling(of: plan, payout, by: line, call))
    }
}
