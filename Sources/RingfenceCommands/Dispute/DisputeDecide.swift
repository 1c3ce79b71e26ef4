import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Decides a dispute.
struct DisputeDecide: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Decide all or a part of a dispute for the client or for the party.",
        discussion: """
            For the client: what is frozen is refundable, and the contract falls by it. For the \
            party: what is frozen is released.

            EXAMPLES:
              ringfence dispute decide 214 --for client --as clerk
              ringfence dispute decide 214 --for party --amount 690.00 --as clerk
            """)

    @Argument(help: "The dispute's number, see `ringfence dispute list`.")
    var dispute: Int64

    @Option(name: .customLong("for"), help: "For whom: client or party.")
    var side: DisputeSide

    @Option(parsing: .unconditional, help: "How much of it. Default: all that is not decided.")
    var amount: String?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let amount = try await Reading.money(amount, "--amount", engine)
        let call = try options.call(
            "dispute decide", as: .clerk,
            ["dispute": "\(dispute)", "for": side.rawValue, "amount": amount?.plain])
        try output.show(
            try await engine.decideDispute(
                DisputeID(sequence: dispute), for: side, amount: amount, call))
    }
}
