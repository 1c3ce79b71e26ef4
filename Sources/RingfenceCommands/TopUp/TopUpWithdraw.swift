import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import MoneyCore

/// The agency's top-up goes back to it.
struct TopUpWithdraw: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Plan to pay the agency's top-up back, once nothing is missing any more.",
        discussion: """
            The plan is approved and exported as any other; never while the trust has a shortfall.

            EXAMPLES:
              ringfence topup withdraw --as clerk
              ringfence topup withdraw --amount 100.00 --as clerk
            """)

    @Option(
        parsing: .unconditional, help: "Only this much of it; all that no plan has when left away.")
    var amount: String?

    @Option(help: "IBAN of the trust account that pays; needed when the book has several.")
    var account: String?

    @Option(help: "The day on which the bank shall pay; the next bank working day when left away.")
    var day: Day?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let amount = try await Reading.money(amount, "--amount", engine)
        let call = try options.call(
            "topup withdraw", as: .clerk,
            ["amount": amount?.plain, "account": account, "day": day.map { "\($0)" }])
        let request = PayoutRequest(
            .topUp(amount), account: try account.map { try Reading.iban($0, "--account") },
            executionDay: day, render: PayoutFiles.render)
        try output.show(try await engine.planPayout(request, call))
    }
}
