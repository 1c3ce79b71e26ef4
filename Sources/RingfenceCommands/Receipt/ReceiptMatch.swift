import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// A person places a receipt.
struct ReceiptMatch: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "match", abstract: "Say for which invoice an unidentified receipt is.",
        discussion: """
            The account that the money came from, unless it is a party's own, is remembered as one \
            that pays for the invoice's client, see `ringfence payer list`.

            EXAMPLES:
              ringfence receipt match 214 --invoice 2013-0002 --as clerk
              ringfence receipt match 214 --invoice 2013-0002 --amount 500.00 --as clerk
              ringfence receipt match 214 --claim F-01 --as clerk
            """)

    @Argument(help: "The receipt's number, see `ringfence receipt list`.")
    var receipt: Int64

    @Option(help: "The invoice's number.")
    var invoice: String?

    @Option(help: "Instead of an invoice: the party whose debt to the trust it meets.")
    var claim: String?

    @Option(parsing: .unconditional, help: "Only this much of it; the whole rest when left away.")
    var amount: String?

    @Flag(help: "Do not remember for whom the account pays.")
    var once = false

    @OptionGroup var options: WriteOptions

    func validate() throws {
        guard (invoice == nil) != (claim == nil) else {
            throw ValidationError("give either --invoice or --claim")
        }
    }

    func run() async throws {
        let engine = try options.engine()
        let amount = try await Reading.money(amount, "--amount", engine)
        let call = try options.call(
            "receipt match", as: .clerk,
            [
                "receipt": "\(receipt)", "invoice": invoice, "amount": amount?.plain,
                "claim": claim, "once": once ? "yes" : nil,
            ])
        let id = BankLineID(sequence: receipt)
        if let invoice {
            try output.show(
                try await engine.match(
                    receipt: id, to: invoice, amount: amount, remembers: !once, call))
        } else if let claim {
            try output.show(
                try await engine.recover(receipt: id, from: claim, amount: amount, call))
        }
    }
}
