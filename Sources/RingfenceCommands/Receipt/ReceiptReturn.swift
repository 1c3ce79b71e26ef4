import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Sends an unidentified receipt back.
struct ReceiptReturn: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "return",
        abstract: "Plan to send an unidentified receipt back to the account it came from.",
        discussion: """
            The plan is approved and exported as any other. What the agency paid in and nothing \
            could take is sent back this way too.

            EXAMPLES:
              ringfence receipt return 214 --as clerk
              ringfence receipt return 214 --amount 100.00 --as clerk
            """)

    @Argument(help: "The receipt's number, see `ringfence receipt list`.")
    var receipt: Int64

    @Option(parsing: .unconditional, help: "Only this much of it; the whole rest when left away.")
    var amount: String?

    @Option(help: "The day on which the bank shall pay; the next bank working day when left away.")
    var day: Day?

    @Option(
        parsing: .unconditional,
        help: "The plan's total, which its maker names while the trust has a shortfall.")
    var confirm: String?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let amount = try await Reading.money(amount, "--amount", engine)
        let confirmed = try await Reading.money(confirm, "--confirm", engine)
        let call = try options.call(
            "receipt return", as: .clerk,
            [
                "receipt": "\(receipt)", "amount": amount?.plain, "day": day.map { "\($0)" },
                "confirm": confirmed?.plain,
            ])
        let request = PayoutRequest(
            .receipt(BankLineID(sequence: receipt), amount), executionDay: day,
            confirmed: confirmed, render: PayoutFiles.render)
        try output.show(try await engine.planPayout(request, call))
    }
}
