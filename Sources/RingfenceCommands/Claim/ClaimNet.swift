import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// A claim is met by its debtor's own money of another invoice.
struct ClaimNet: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "net",
        abstract: "Net what a party owes on one invoice with its own money of another.",
        discussion: """
            EXAMPLES:
              ringfence claim net --party F-01 --from 2013-0002 --to 2013-0001 --as clerk
            """)

    @Option(help: "The party's code.")
    var party: String

    @Option(help: "The invoice whose money is taken.")
    var from: String

    @Option(help: "The invoice on which the party owes.")
    var to: String

    @Option(
        parsing: .unconditional,
        help: "Only this much; as much as there is and is owed when left away.")
    var amount: String?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let amount = try await Reading.money(amount, "--amount", engine)
        let call = try options.call(
            "claim net", as: .clerk,
            ["party": party, "from": from, "to": to, "amount": amount?.plain])
        try output.show(
            try await engine.net(party: party, from: from, to: to, amount: amount, call))
    }
}
