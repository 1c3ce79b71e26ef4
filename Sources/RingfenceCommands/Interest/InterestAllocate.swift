import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Divides interest by the balances that earned it.
struct InterestAllocate: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocate",
        abstract: "Divide interest by everybody's balances on each value day of a span.",
        discussion: """
            A span is allocated once. Interest that the bank credits later is allocated by a later \
            command with later days. What nobody had a balance for stays where it is.

            EXAMPLES:
              ringfence interest allocate --from 2013-01-01 --to 2013-03-31 --as clerk
              ringfence interest allocate --from 2013-01-01 --to 2013-03-31 --amount 12.50 \
            --clients --as clerk
            """)

    @Option(help: "The first day.")
    var from: Day

    @Option(help: "The last day, which is over.")
    var to: Day

    @Option(parsing: .unconditional, help: "Only this much; all that waits when left away.")
    var amount: String?

    @Flag(help: "Let refundable money of clients weigh too.")
    var clients = false

    @Flag(help: "Let premiums of producers weigh too.")
    var producers = false

    @Option(help: "The trust account's IBAN, where the book has several.")
    var account: String?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let amount = try await Reading.money(amount, "--amount", engine)
        let iban = try account.map { try Reading.iban($0, "--account") }
        let call = try options.call(
            "interest allocate", as: .clerk,
            [
                "from": "\(from)", "to": "\(to)", "amount": amount?.plain,
                "clients": "\(clients)", "producers": "\(producers)",
                "account": iban?.electronic,
            ])
        try output.show(
            try await engine.allocateInterest(
                InterestRequest(
                    account: iban, from: from, to: to, includesClients: clients,
                    includesProducers: producers, amount: amount), call))
    }
}
