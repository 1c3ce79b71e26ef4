import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Records a client's set-off, and that it is refused.
struct InvoiceSetOff: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-off",
        abstract: "Record that a client sets off what the agency owes him, and that it is refused.",
        discussion: """
            The claim is not the agency's, so the invoice stays open: no entry is made.

            EXAMPLES:
              ringfence invoice set-off 2013-0001 --amount 500.00 --reason "old claim" --as clerk
            """)

    @Argument(help: "Number of the invoice.")
    var invoice: String

    @Option(parsing: .unconditional, help: "What the client declares.")
    var amount: String

    @Option(name: .customLong("on"), help: "The day of the declaration. Default: today.")
    var declaredOn: Day?

    @Option(help: "What the client says.")
    var reason: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let currency = try await engine.look { try $0.opened().1.currency }
        let amount = try Reading.money(amount, currency, "--amount")
        let call = try options.call(
            "invoice set-off", as: .clerk,
            [
                "invoice": invoice, "amount": amount.plain, "on": declaredOn?.description,
                "reason": reason,
            ])
        try output.show(
            try await engine.refuseSetOff(
                invoice, amount: amount, declaredOn: declaredOn, reason: reason, call))
    }
}
